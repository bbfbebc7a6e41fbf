// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate.hpp>

namespace portal::migrations {

// [revision]
/// Add stac harvest table
struct AddStacHarvestTable {
    static constexpr rowan::migrate::Revision revision{
        .id = "796cac900039",
        .down = "cf3438c769b2",
        .message = "Add stac harvest table",
    };

    static constexpr void upgrade(auto& op) {
        op.create_table("stac_harvester",
                        rowan::migrate::column("harvester_id", rowan::Text{}).primary_key(),
                        rowan::migrate::column("user", rowan::Text{}).references("user", "id"),
                        rowan::migrate::column("owner_org", rowan::Text{}),
                        rowan::migrate::column("url", rowan::Text{}),
                        rowan::migrate::column("number_records", rowan::Text{}),
                        rowan::migrate::column("status", rowan::Text{}),
                        rowan::migrate::column("message", rowan::Text{}),
                        rowan::migrate::column("_date", rowan::Timestamp{}));
    }

    static constexpr void downgrade(auto& op) { op.drop_table("stac_harvester"); }
};
// [/revision]

} // namespace portal::migrations
