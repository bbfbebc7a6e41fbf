// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "json.hpp"
#include "models.hpp"

#include <string>
#include <vector>

namespace stac {

/// A link of a document that is to be followed.
struct Link {
    enum class Rel { root, child, item };
    Rel rel = Rel::root;
    std::string href;
};

/// A catalog groups collections and items; it has no table.
struct CatalogDocument {
    std::vector<Link> links;
};

/// What the file of a collection says, as rows.
struct CollectionDocument {
    StacCollection collection;
    std::vector<StacCollectionAsset> assets;
    std::vector<Link> links;
};

/// What the file of an item says, as rows.
struct ItemDocument {
    StacItem item;
    std::vector<StacAsset> assets;
};

/// The `type` of a document, checked against what the link to it promised.
enum class DocumentType { catalog, collection, item };
[[nodiscard]] DocumentType type_of(const Json& document, Link::Rel promised);

/// Each makes rows of a document; `location` becomes their key. They throw DocumentError.
[[nodiscard]] CatalogDocument read_catalog(const Json& document);
[[nodiscard]] CollectionDocument read_collection(boost::json::value document,
                                                 const std::string& location);
[[nodiscard]] ItemDocument read_item(boost::json::value document, const std::string& location);

} // namespace stac
