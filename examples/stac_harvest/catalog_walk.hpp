// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "documents.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace stac {

/// A document that can't be read or used: which file, and why.
struct Problem {
    std::string file;
    std::string reason;
};

/// A link that isn't followed because it leads out of the catalog's folder.
struct OutsideLink {
    std::string file;
    std::string href;
};

/// What a walk comes upon.
using Finding = std::variant<CollectionDocument, ItemDocument, OutsideLink, Problem>;

/// Follows the links of a catalog on disk, from its root file down. Knows nothing of databases.
///
/// Every file is visited once, however many links lead to it, so cycles end. A collection comes
/// before what it contains.
class CatalogWalk {
  public:
    explicit CatalogWalk(const std::filesystem::path& root_file);

    /// Where the walk starts: the canonical path of the root file, if it has one.
    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    /// The next finding, or nothing at the end. A Problem doesn't end the walk.
    [[nodiscard]] std::optional<Finding> next();

  private:
    struct Step {
        Link link;
        std::filesystem::path from;
        std::optional<std::string> collection;
    };

    [[nodiscard]] std::optional<Finding> follow(const Step& step);
    [[nodiscard]] std::optional<Finding> visit(const Step& step, const std::filesystem::path& file);
    [[nodiscard]] std::string display(const std::filesystem::path& file) const;
    void push(const std::vector<Link>& links, const std::filesystem::path& from,
              const std::optional<std::string>& collection);

    std::filesystem::path root_;
    std::filesystem::path folder_;
    std::vector<Step> steps_; // the next one is the last
    std::set<std::filesystem::path> visited_;
};

} // namespace stac
