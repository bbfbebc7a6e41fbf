// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

/// Say when a search was saved
struct SayWhenASearchWasSaved {
    static constexpr rowan::migrate::Revision revision{
        .id = "c81d4be36f02",
        .down = "5e0c2f7b91a4",
        .message = "Say when a search was saved",
    };

    static constexpr void upgrade(auto& op) {
        op.add_column("saved_searches",
                      rowan::migrate::column("saved_search_date", rowan::Timestamp{}));
    }

    static constexpr void downgrade(auto& op) {
        op.drop_column("saved_searches", "saved_search_date");
    }
};

} // namespace portal::migrations
