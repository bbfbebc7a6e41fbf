// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <rowan/model.hpp>
#include <rowan/type/json.hpp>

#include <optional>
#include <string>

/// The tables of this program. A struct is the only place where its table is described.
namespace stac {

// [job]
/// One run of the harvester: who asked for it, what it read and how it ended.
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
        rowan::table("stac_harvester", rowan::primary_key<&StacHarvester::harvester_id>(),
                     rowan::index<&StacHarvester::user, &StacHarvester::status>(
                         "ix_stac_harvester_user_status"));
};
// [/job]

// [models]
/// Where on Earth something is, in degrees. Embedded: `bbox` of a model becomes `bbox_west`, ….
struct BoundingBox {
    std::optional<double> west;
    std::optional<double> south;
    std::optional<double> east;
    std::optional<double> north;
};

/// A collection, known by the location of its file: ids repeat in real catalogs.
struct StacCollection : rowan::Model<StacCollection> {
    std::string location;
    std::string collection_id;
    std::optional<std::string> parent;
    std::optional<std::string> title;
    std::string description;
    std::optional<std::string> license;
    BoundingBox bbox;
    std::optional<rowan::DateTime> start_datetime;
    std::optional<rowan::DateTime> end_datetime;
    boost::json::value document;
    std::string harvester_id;

    static constexpr auto table = rowan::table(
        "stac_collection", rowan::primary_key<&StacCollection::location>(),
        rowan::index<&StacCollection::collection_id>(),
        rowan::foreign_key<&StacCollection::parent>(rowan::references<&StacCollection::location>()),
        rowan::foreign_key<&StacCollection::harvester_id>(
            rowan::references<&StacHarvester::harvester_id>()));
};

/// An item: one scene or measurement, with or without a collection.
struct StacItem : rowan::Model<StacItem> {
    std::string location;
    std::string item_id;
    std::optional<std::string> collection;
    std::optional<std::string> title;
    BoundingBox bbox;
    std::optional<rowan::DateTime> datetime;
    std::optional<rowan::DateTime> start_datetime;
    std::optional<rowan::DateTime> end_datetime;
    std::optional<std::string> platform;
    std::optional<double> cloud_cover;
    boost::json::value document;
    std::string harvester_id;

    static constexpr auto table = rowan::table(
        "stac_item", rowan::primary_key<&StacItem::location>(), rowan::index<&StacItem::item_id>(),
        rowan::index<&StacItem::collection, &StacItem::datetime>(
            "ix_stac_item_collection_datetime"),
        rowan::foreign_key<&StacItem::collection>(rowan::references<&StacCollection::location>()),
        rowan::foreign_key<&StacItem::harvester_id>(
            rowan::references<&StacHarvester::harvester_id>()));
};

/// A file that belongs to an item. The owner's location and the name identify it.
struct StacAsset : rowan::Model<StacAsset> {
    std::string owner;
    std::string name;
    std::string href;
    std::optional<std::string> title;
    std::optional<std::string> media_type;
    std::optional<std::string> roles;

    static constexpr auto table =
        rowan::table("stac_asset", rowan::primary_key<&StacAsset::owner, &StacAsset::name>(),
                     rowan::foreign_key<&StacAsset::owner>(rowan::references<&StacItem::location>())
                         .on_delete(rowan::cascade));
};

/// A file that belongs to a collection itself, such as its licence or an overview.
struct StacCollectionAsset : rowan::Model<StacCollectionAsset> {
    std::string owner;
    std::string name;
    std::string href;
    std::optional<std::string> title;
    std::optional<std::string> media_type;
    std::optional<std::string> roles;

    static constexpr auto table =
        rowan::table("stac_collection_asset",
                     rowan::primary_key<&StacCollectionAsset::owner, &StacCollectionAsset::name>(),
                     rowan::foreign_key<&StacCollectionAsset::owner>(
                         rowan::references<&StacCollection::location>())
                         .on_delete(rowan::cascade));
};
// [/models]

} // namespace stac
