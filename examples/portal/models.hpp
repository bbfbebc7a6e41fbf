// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The tables of a data portal, as far as harvests of STAC catalogues need them.

#include <rowan/rowan.hpp>

#include <optional>
#include <string>

namespace portal {

struct StacHarvester;

// [user]
/// Who uses the portal.
struct User : rowan::Model<User> {
    std::string id = rowan::make_uuid();
    std::optional<std::string> name;
    std::optional<std::string> job_title;
    rowan::HasMany<StacHarvester> stac_harvesters;

    static constexpr auto table = rowan::table("user", rowan::primary_key<&User::id>());
};
// [/user]

/// A search that somebody wants to find again.
struct SavedSearch : rowan::Model<SavedSearch> {
    std::string saved_search_id = rowan::make_uuid();
    std::optional<std::string> owner_user;
    std::optional<std::string> search_query;
    std::optional<rowan::DateTime> saved_search_date = rowan::utcnow();

    static constexpr auto table =
        rowan::table("saved_searches", rowan::primary_key<&SavedSearch::saved_search_id>(),
                     rowan::column<&SavedSearch::owner_user>(rowan::type(rowan::Varchar{100})),
                     rowan::index<&SavedSearch::owner_user>("ix_saved_searches_owner_user"));
};

/// One run over a STAC catalogue.
struct StacHarvester : rowan::Model<StacHarvester> {
    std::string harvester_id = rowan::make_uuid();
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
    std::optional<std::string> url;
    std::optional<std::string> number_records;
    std::optional<std::string> status;
    std::optional<std::string> message;
    std::optional<rowan::DateTime> _date = rowan::utcnow();
    rowan::BelongsTo<User> owner;

    static constexpr auto table =
        rowan::table("stac_harvester", rowan::primary_key<&StacHarvester::harvester_id>(),
                     rowan::foreign_key<&StacHarvester::user>(rowan::references<&User::id>()));
};

} // namespace portal
