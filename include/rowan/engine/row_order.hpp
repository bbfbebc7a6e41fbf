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

/// Orders entries by the ranks of their tables, those of one table as they were.
inline void sort_by_table(std::vector<Entry*>& entries, TableRanks& ranks) {
    std::size_t last = 0;
    bool sorted = true; // As entries of one table are.
    const meta::Mapping* table = nullptr;
    for (std::size_t i = 0; i < entries.size() && sorted; ++i) {
        if (&entries[i]->mapping() == table)
            continue;
        table = &entries[i]->mapping();
        std::size_t rank = ranks.of(*table);
        sorted = rank >= last;
        last = rank;
    }
    if (sorted)
        return;
    struct Ranked {
        std::size_t rank, at;
        Entry* entry;
    };
    std::vector<Ranked> ranked;
    ranked.reserve(entries.size());
    for (Entry* entry : entries)
        ranked.push_back({ranks.of(entry->mapping()), ranked.size(), entry});
    std::ranges::sort(ranked, {}, [](const Ranked& one) { return std::pair(one.rank, one.at); });
    std::ranges::transform(ranked, entries.begin(), &Ranked::entry);
}

/// Orders entries so that each comes after those it depends on, else by their tables, else as they
/// were. `each_parent(entry, use)` calls `use(parent, give_up)` for what an entry depends on, where
/// `give_up()` is called if that would be a cycle.
template <typename EachParent>
std::vector<Entry*> in_order(std::vector<Entry*> entries, TableRanks& ranks,
                             EachParent each_parent) {
    sort_by_table(entries, ranks);
    enum : std::uint8_t { waiting, open, placed };
    std::unordered_map<Entry*, std::uint8_t> states;
    bool any = false; // Most often nothing depends on anything but its table.
    for (Entry* entry : entries)
        each_parent(*entry, [&](Entry&, auto&&) { any = true; });
    if (!any)
        return entries;
    for (Entry* entry : entries)
        states[entry] = waiting;
    std::vector<Entry*> order, path;
    order.reserve(entries.size());
    for (Entry* one : entries) {
        path.push_back(one);
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
