// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "documents.hpp"

#include <rowan/base/datetime.hpp>

#include <utility>

namespace stac {

namespace {

std::vector<Link> links_of(const Json& document) {
    std::vector<Link> links;
    for (const auto& link : document.at("links").elements()) {
        if (!link)
            document.fail("links: an element is null");
        std::string rel = link->at("rel").text();
        if (rel == "child")
            links.push_back({Link::Rel::child, link->at("href").text()});
        else if (rel == "item")
            links.push_back({Link::Rel::item, link->at("href").text()});
    }
    return links;
}

std::optional<rowan::DateTime> moment(const std::optional<Json>& json) {
    if (!json)
        return std::nullopt;
    std::string text = json->text();
    try {
        return rowan::parse<rowan::DateTime>(text);
    } catch (const rowan::Error&) {
        json->fail("expected a date and time, found '" + text + "'");
    }
}

/// Four numbers, or six where heights are given too: west, south, (lowest,) east, north(, highest).
BoundingBox bounding_box(const Json& json) {
    std::vector<double> numbers;
    for (const auto& element : json.elements()) {
        if (!element)
            json.fail("an element is null");
        numbers.push_back(element->number());
    }
    if (numbers.size() == 4)
        return {numbers[0], numbers[1], numbers[2], numbers[3]};
    if (numbers.size() == 6)
        return {numbers[0], numbers[1], numbers[3], numbers[4]};
    json.fail("expected 4 or 6 numbers, found " + std::to_string(numbers.size()));
}

/// `["data", "visual"]` as `data,visual`.
std::optional<std::string> joined(const std::optional<Json>& json) {
    if (!json)
        return std::nullopt;
    std::string list;
    for (const auto& element : json->elements()) {
        if (!element)
            json->fail("an element is null");
        list += (list.empty() ? "" : ",") + element->text();
    }
    return list;
}

template <typename Asset>
std::vector<Asset> assets_of(const Json& document, const std::string& location) {
    std::vector<Asset> assets;
    auto object = document.find("assets");
    if (!object)
        return assets;
    for (const auto& [name, json] : object->members()) {
        Asset asset;
        asset.owner = location;
        asset.name = name;
        asset.href = json.at("href").text();
        asset.title = json.text_of("title");
        asset.media_type = json.text_of("type");
        asset.roles = joined(json.find("roles"));
        assets.push_back(std::move(asset));
    }
    return assets;
}

/// The first box and the first interval of an extent cover all the others.
void read_extent(const Json& extent, StacCollection& collection) {
    if (auto spatial = extent.find("spatial")) {
        auto boxes = spatial->at("bbox").elements();
        if (!boxes.empty() && boxes.front())
            collection.bbox = bounding_box(*boxes.front());
    }
    if (auto temporal = extent.find("temporal")) {
        Json list = temporal->at("interval");
        auto intervals = list.elements();
        if (intervals.empty() || !intervals.front())
            return;
        auto ends = intervals.front()->elements();
        if (ends.size() != 2)
            intervals.front()->fail("expected a start and an end");
        collection.start_datetime = moment(ends[0]);
        collection.end_datetime = moment(ends[1]);
    }
}

} // namespace

DocumentType type_of(const Json& document, Link::Rel promised) {
    std::string type = document.at("type").text();
    if (promised != Link::Rel::item && type == "Catalog")
        return DocumentType::catalog;
    if (promised != Link::Rel::item && type == "Collection")
        return DocumentType::collection;
    if (promised != Link::Rel::child && type == "Feature")
        return DocumentType::item;
    const char* expected = promised == Link::Rel::item    ? "'Feature' (an item)"
                           : promised == Link::Rel::child ? "'Catalog' or 'Collection'"
                                                          : "'Catalog', 'Collection' or 'Feature'";
    document.at("type").fail(std::string("expected ") + expected + ", found '" + type + "'");
}

CatalogDocument read_catalog(const Json& document) {
    (void)document.at("id").text();
    return {links_of(document)};
}

CollectionDocument read_collection(boost::json::value document, const std::string& location) {
    Json json(document);
    CollectionDocument result;
    StacCollection& collection = result.collection;
    collection.location = location;
    collection.collection_id = json.at("id").text();
    collection.title = json.text_of("title");
    collection.description = json.at("description").text();
    collection.license = json.text_of("license");
    read_extent(json.at("extent"), collection);
    result.assets = assets_of<StacCollectionAsset>(json, location);
    result.links = links_of(json);
    collection.document = std::move(document);
    return result;
}

ItemDocument read_item(boost::json::value document, const std::string& location) {
    Json json(document);
    Json properties = json.at("properties");
    ItemDocument result;
    StacItem& item = result.item;
    item.location = location;
    item.item_id = json.at("id").text();
    item.title = properties.text_of("title");
    if (auto bbox = json.find("bbox"))
        item.bbox = bounding_box(*bbox);
    item.datetime = moment(properties.find("datetime"));
    item.start_datetime = moment(properties.find("start_datetime"));
    item.end_datetime = moment(properties.find("end_datetime"));
    item.platform = properties.text_of("platform");
    if (auto cover = properties.find("eo:cloud_cover"))
        item.cloud_cover = cover->number();
    result.assets = assets_of<StacAsset>(json, location);
    item.document = std::move(document);
    return result;
}

} // namespace stac
