// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

/// Users have a job title
struct UsersHaveAJobTitle {
    static constexpr rowan::migrate::Revision revision{
        .id = "cf3438c769b2",
        .down = "2b97a60d5ce8",
        .message = "Users have a job title",
    };

    static constexpr void upgrade(auto& op) {
        op.add_column("user", rowan::migrate::column("job_title", rowan::Text{}));
    }

    static constexpr void downgrade(auto& op) { op.drop_column("user", "job_title"); }
};

} // namespace portal::migrations
