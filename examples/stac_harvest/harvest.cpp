// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "harvest.hpp"

#include "interrupt.hpp"
#include "text.hpp"

#include <exception>
#include <variant>

namespace stac {

using namespace rowan::literals;

namespace {

// [store]
/// Writes a collection or an item with its assets, all or nothing: without commit() nothing stays.
template <typename Owner, typename Asset>
void store(rowan::Engine& engine, const Owner& owner, const std::vector<Asset>& assets) {
    rowan::Session session(engine);
    session.save(owner);
    std::vector<std::string> names;
    for (const Asset& asset : assets) {
        session.save(asset);
        names.push_back(asset.name);
    }
    // Assets of an earlier harvest that are gone.
    Asset::get(session, "owner"_col = owner.location).filter("name"_col.not_in(names)).remove();
    session.commit();
}
// [/store]

} // namespace

// [harvest]
StacHarvester Harvest::run(const Order& order) {
    CatalogWalk walk(order.catalog);
    job_.user = order.user;
    job_.owner_org = order.owner_org;
    job_.url = walk.root().string();
    job_.status = "running";
    record_job();
    try {
        read(walk);
        close_job(problems_.empty() ? "finished" : "failed", summary());
    } catch (const Interrupted&) {
        close_job("failed", "interrupted; " + summary());
    } catch (const std::exception& error) {
        fail_job(error.what());
        throw;
    }
    return job_;
}
// [/harvest]

void Harvest::read(CatalogWalk& walk) {
    while (auto finding = walk.next()) {
        throw_if_interrupted();
        std::visit([this](auto& found) { take(found); }, *finding);
    }
    throw_if_interrupted();
}

void Harvest::take(CollectionDocument& found) {
    found.collection.harvester_id = job_.harvester_id;
    store(engine_, found.collection, found.assets);
    ++counts_.collections;
    counts_.assets += found.assets.size();
    progress_.stored("collection", found.collection.collection_id, counts_);
}

void Harvest::take(ItemDocument& found) {
    found.item.harvester_id = job_.harvester_id;
    store(engine_, found.item, found.assets);
    ++counts_.items;
    counts_.assets += found.assets.size();
    progress_.stored("item", found.item.item_id, counts_);
}

void Harvest::take(const OutsideLink& found) {
    outside_.push_back(found.href + " (linked from " + found.file + ")");
    progress_.note("not followed, leaves the catalog: " + outside_.back());
}

void Harvest::take(const Problem& found) {
    problems_.push_back(found.file + ": " + found.reason);
    progress_.note("problem: " + problems_.back());
}

void Harvest::record_job() {
    rowan::Session session(engine_);
    session.save(job_);
    session.commit();
}

void Harvest::close_job(const std::string& status, const std::string& message) {
    job_.status = status;
    job_.message = message;
    job_.number_records = std::to_string(counts_.items);
    record_job();
}

/// The harvest has thrown already: what goes wrong now must not hide why.
void Harvest::fail_job(const std::string& message) {
    try {
        close_job("failed", message);
    } catch (const std::exception& error) {
        progress_.note(std::string("the job can't be marked failed: ") + error.what());
    }
}

/// The problems, each on a line of its own, then what was stored in spite of them.
std::string Harvest::summary() const {
    std::string text;
    for (const std::string& problem : problems_)
        text += problem + "\n";
    text += "stored " + describe(counts_);
    if (!outside_.empty())
        text += "; " + counted(outside_.size(), "link") +
                " not followed, the first: " + outside_.front();
    return text;
}

} // namespace stac
