// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "catalog_walk.hpp"
#include "progress.hpp"

#include <rowan/rowan.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stac {

/// What is to be harvested, and for whom.
struct Order {
    std::string catalog;
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
};

/// Reads a catalog from disk and stores what is in it.
class Harvest {
  public:
    Harvest(rowan::Engine& engine, Progress& progress) : engine_(engine), progress_(progress) {}

    /// Runs one order and returns its job, which is `finished` or `failed` by then, also when this
    /// throws: a database that can't be written throws rowan::Error.
    StacHarvester run(const Order& order);

  private:
    void read(CatalogWalk& walk);
    void take(CollectionDocument& found);
    void take(ItemDocument& found);
    void take(const OutsideLink& found);
    void take(const Problem& found);
    void record_job();
    void close_job(const std::string& status, const std::string& message);
    void fail_job(const std::string& message);
    [[nodiscard]] std::string summary() const;

    rowan::Engine& engine_;
    Progress& progress_;
    StacHarvester job_;
    Counts counts_;
    std::vector<std::string> problems_;
    std::vector<std::string> outside_;
};

} // namespace stac
