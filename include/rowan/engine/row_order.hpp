// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Numbers tables so that each comes after those that its foreign keys point to, as early as that
/// allows; where there is a cycle, one of its keys is disregarded.
class TableRanks {
  public:
    std::size_t of(const meta::Mapping& mapping) {
        for (std::size_t i = 0; i < ranks_.size(); ++i)
            if (ranks_[i].first == &mapping)
                return ranks_[i].second;
        std::size_t at = ranks_.size(), depth = 0;
        ranks_.emplace_back(&mapping, 0);
        for (const meta::MappedConstraint& constraint : mapping.constraints)
            if (constraint.kind == meta::ConstraintKind::foreign_key &&
                constraint.target().table != &mapping)
                depth = std::max(depth, of(*constraint.target().table) / most_tables + 1);
        return ranks_[at].second = depth * most_tables + at;
    }

  private:
    static constexpr std::size_t most_tables = 1 << 16;

    std::vector<std::pair<const meta::Mapping*, std::size_t>> ranks_;
};

/// Orders entries so that each comes after those it depends on, else by their tables, else as they
/// were. `each_parent(entry, use)` calls `use(parent, give_up)` for what an entry depends on, where
/// `give_up()` is called if that would be a cycle.
template <typename EachParent>
std::vector<Entry*> in_order(std::vector<Entry*> entries, TableRanks& ranks,
                             EachParent each_parent) {
    struct Ranked {
        std::size_t rank, at;
        Entry* entry;
    };
    std::vector<Ranked> ranked;
    ranked.reserve(entries.size());
    const meta::Mapping* last = nullptr;
    std::size_t rank = 0;
    for (Entry* entry : entries) {
        if (&entry->mapping() != last) {
            last = &entry->mapping();
            rank = ranks.of(*last);
        }
        ranked.push_back({rank, ranked.size(), entry});
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.rank != b.rank ? a.rank < b.rank : a.at < b.at;
    });

    enum : std::uint8_t { waiting, open, placed };
    std::unordered_map<Entry*, std::uint8_t> states;
    bool any = false; // Most often nothing depends on anything but its table.
    for (const Ranked& one : ranked)
        each_parent(*one.entry, [&](Entry&, auto&&) { any = true; });
    if (!any) {
        for (std::size_t i = 0; i < ranked.size(); ++i)
            entries[i] = ranked[i].entry;
        return entries;
    }
    for (const Ranked& one : ranked)
        states[one.entry] = waiting;
    std::vector<Entry*> order, path;
    order.reserve(entries.size());
    for (const Ranked& one : ranked) {
        path.push_back(one.entry);
        while (!path.empty()) {
            Entry* entry = path.back();
            std::uint8_t& state = states[entry];
            if (state != waiting) {
                path.pop_back();
                if (state == open) {
                    state = placed;
                    order.push_back(entry);
                }
                continue;
            }
            state = open;
            each_parent(*entry, [&](Entry& parent, auto&& give_up) {
                auto found = states.find(&parent);
                if (found == states.end())
                    return;
                if (found->second == open)
                    give_up();
                else if (found->second == waiting)
                    path.push_back(&parent);
            });
        }
    }
    return order;
}

} // namespace rowan::engine
