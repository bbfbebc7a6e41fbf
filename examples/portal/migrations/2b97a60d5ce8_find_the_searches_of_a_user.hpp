// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

/// Find the searches of a user
struct FindTheSearchesOfAUser {
    static constexpr rowan::migrate::Revision revision{
        .id = "2b97a60d5ce8",
        .down = "c81d4be36f02",
        .message = "Find the searches of a user",
    };

    static constexpr void upgrade(auto& op) {
        op.create_index("ix_saved_searches_owner_user", "saved_searches", {"owner_user"});
    }

    static constexpr void downgrade(auto& op) {
        op.drop_index("ix_saved_searches_owner_user", "saved_searches");
    }
};

} // namespace portal::migrations
