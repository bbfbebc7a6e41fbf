// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The model, the rows and the checksum which both sides of a measurement share.
#pragma once

#include <rowan/model.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The model of the measurements, without a secondary index: the less SQLite does, the more of the
/// time is the client's.
struct StacHarvester : rowan::Model<StacHarvester> {
    std::string harvester_id = rowan::make_uuid();
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
    std::optional<std::string> url;
    std::optional<std::string> number_records;
    std::optional<std::string> status;
    std::optional<std::string> message;
    std::optional<rowan::DateTime> _date = rowan::utcnow();

    static constexpr auto table =
        rowan::table("stac_harvester", rowan::primary_key<&StacHarvester::harvester_id>());
};

namespace bench {

using Rows = std::vector<StacHarvester>;
using Keys = std::vector<std::string>;

/// The same rows on every run: short strings (3 to 11 characters), long ones (21 to 36), some NULL.
Rows make_rows(std::size_t count, std::uint64_t first = 0);

/// The keys of `rows`, in a shuffled order that is the same on every run.
Keys make_keys(const Rows& rows);

/// A checksum of one row that is cheap enough to be taken inside a timed loop; it reads each
/// member.
inline std::uint64_t weigh(const StacHarvester& row) {
    const auto text = [](const std::optional<std::string>& value) -> std::uint64_t {
        return value ? value->size() * 31U + static_cast<unsigned char>(value->back()) : 7U;
    };
    return row.harvester_id.size() + static_cast<unsigned char>(row.harvester_id.back()) +
           3U * text(row.user) + 5U * text(row.owner_org) + 7U * text(row.url) +
           11U * text(row.number_records) + 13U * text(row.status) + 17U * text(row.message) +
           (row._date ? static_cast<std::uint64_t>(row._date->time_since_epoch().count()) : 19U);
}

/// A checksum of every byte of the rows, whatever their order.
std::uint64_t fingerprint(const Rows& rows);

} // namespace bench
