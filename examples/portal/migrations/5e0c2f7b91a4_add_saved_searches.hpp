// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

/// Add saved searches
struct AddSavedSearches {
    static constexpr rowan::migrate::Revision revision{
        .id = "5e0c2f7b91a4",
        .down = "d145fc3c67ae",
        .message = "Add saved searches",
    };

    static constexpr void upgrade(auto& op) {
        op.create_table("saved_searches",
                        rowan::migrate::column("saved_search_id", rowan::Text{}).primary_key(),
                        rowan::migrate::column("owner_user", rowan::Varchar{100}),
                        rowan::migrate::column("search_query", rowan::Text{}));
    }

    static constexpr void downgrade(auto& op) { op.drop_table("saved_searches"); }
};

} // namespace portal::migrations
