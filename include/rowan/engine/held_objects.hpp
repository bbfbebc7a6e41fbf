// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

// How long tracked objects live: relations between them keep nothing alive, the map and whoever
// holds a shared pointer do.

namespace rowan::engine {

inline constexpr std::size_t first_sweep =
    4096; ///< Objects before it pays to look for any to drop.
inline constexpr std::size_t most_depth = 1000;

/// Whether an object differs from its row.
[[nodiscard]] inline bool differs_from_row(const Entry& entry) {
    if (entry.standing == Standing::fresh || entry.is_doomed)
        return true;
    if (entry.standing == Standing::gone || entry.is_expired)
        return false;
    if (columns_differ(entry.mapping(), entry.object.get(), entry.before))
        return true;
    for (const TrackedRelation& relation : entry.type->relations) {
        const meta::ListHead* now = entry.slot(relation).list();
        const meta::ListHead* before = entry.list_before(relation);
        if (now && (!before || !now->links || !same_links(now, before)))
            return true;
    }
    return false;
}

/// Forgets objects, and takes them out of the relations of others.
template <typename IsOver>
void forget(IdentityMap& map, IsOver is_over) {
    if (std::ranges::none_of(map.entries(), is_over,
                             [](const auto& entry) -> const Entry& { return *entry; }))
        return;
    auto purge = [&](meta::ListHead* list) {
        Links* links = links_of(list);
        for (std::size_t i = links ? links->size() : 0; i > 0; --i)
            if (Entry* entry = map.find(links->address(i - 1)); entry && is_over(*entry))
                links->remove(links->address(i - 1));
    };
    for (const auto& entry : map.entries())
        for (const TrackedRelation& relation : entry->type->relations) {
            purge(entry->slot(relation).list());
            purge(entry->list_before(relation));
        }
    map.prune(is_over);
}

/// Lets go of objects that nobody holds and nobody has changed. It looks at all of them, so it
/// waits until they are twice as many as after the last time.
inline void sweep(IdentityMap& map, std::size_t& next_sweep) {
    if (map.size() < next_sweep)
        return;
    std::vector<Entry*> open;
    for (const auto& entry : map.entries()) {
        entry->is_marked =
            entry->object.use_count() > 1 || entry->is_logged || differs_from_row(*entry);
        if (entry->is_marked)
            open.push_back(entry);
    }
    while (!open.empty()) {
        Entry* entry = open.back();
        open.pop_back();
        for (const TrackedRelation& relation : entry->type->relations) {
            const Links* links = links_of(entry->slot(relation).list());
            for (std::size_t i = 0; links && i < links->size(); ++i)
                if (Entry* other = map.find(links->address(i)); other && !other->is_marked) {
                    other->is_marked = true;
                    open.push_back(other);
                }
        }
    }
    map.prune([](const Entry& entry) { return !entry.is_marked; });
    for (const auto& entry : map.entries())
        entry->is_marked = false;
    next_sweep = std::max(first_sweep, map.size() * 2);
}

/// Forgets what was loaded of an object's relations to tracked objects.
inline void drop_relations(Entry& entry) {
    for (const TrackedRelation& relation : entry.type->relations)
        if (links_of(entry.slot(relation).list()))
            relation.relation->lists->release(entry.slot(relation).exchange(nullptr));
}
/// Notes relations that were loaded as what the row has.
inline void note_relations(Entry& entry) {
    for (const TrackedRelation& tracked : entry.type->relations) {
        meta::RelationSlot& before = *tracked.relation->slot(entry.before);
        const Links* links = links_of(entry.slot(tracked).list());
        if (!links || before.list())
            continue;
        meta::ListHead* list = tracked.relation->lists->create();
        list->links = links->copy();
        static_cast<Links*>(list->links)->loosen();
        static_cast<void>(before.exchange(list));
    }
}
/// Makes an object what its row is, as far as is known.
inline void restore(Entry& entry) {
    entry.type->assign(entry.object.get(), entry.before);
    for (const TrackedRelation& relation : entry.type->relations)
        if (Links* links = links_of(entry.slot(relation).list()))
            links->loosen();
}
/// The session ends, and somebody holds the object still: what it points to is kept alive, but
/// where that would be a circle, which is forgotten.
inline void keep_relations(IdentityMap& map, Entry& entry, std::size_t depth = 0) {
    entry.is_marked = true;
    entry.is_doomed = true; // It is on the way that is being walked.
    for (const TrackedRelation& relation : entry.type->relations) {
        meta::RelationSlot& slot = entry.slot(relation);
        Links* links = links_of(slot.list());
        if (!links)
            continue;
        bool is_circle = depth >= most_depth;
        for (std::size_t i = 0; i < links->size() && !is_circle; ++i) {
            const Entry* other = map.find(links->address(i));
            is_circle = !other || other->is_doomed;
        }
        if (is_circle) {
            relation.relation->lists->release(slot.exchange(nullptr));
            continue;
        }
        links->tighten();
        for (std::size_t i = 0; i < links->size(); ++i)
            if (Entry* other = map.find(links->address(i)); !other->is_marked)
                keep_relations(map, *other, depth + 1);
    }
    entry.is_doomed = false;
}

} // namespace rowan::engine
