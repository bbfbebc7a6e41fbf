// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

/// Add user table
struct AddUserTable {
    static constexpr rowan::migrate::Revision revision{
        .id = "d145fc3c67ae",
        .message = "Add user table",
    };

    static constexpr void upgrade(auto& op) {
        op.create_table("user", rowan::migrate::column("id", rowan::Text{}).primary_key(),
                        rowan::migrate::column("name", rowan::Text{}));
    }

    static constexpr void downgrade(auto& op) { op.drop_table("user"); }
};

} // namespace portal::migrations
