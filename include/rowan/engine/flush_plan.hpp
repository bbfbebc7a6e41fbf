// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>
#include <rowan/engine/row_access.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A foreign key of an object that a relation fills: with the key of another, or with NULL.
struct KeyFill {
    Entry* child;
    std::span<const std::uint16_t> columns; ///< Of the child.
    Entry* parent;                          ///< nullptr: NULL.
    std::span<const std::uint16_t> parent_columns;
    const meta::MappedRelation* relation;
    bool is_late = false; ///< It waits until all rows are there: objects point to each other.
};

/// Two objects that a table between theirs connects.
struct Pair {
    const meta::MappedRelation* relation;
    Entry* source;
    Entry* target;
};

/// What one flush has to do: found by comparing all tracked objects with what their rows are.
class FlushPlan {
  public:
    FlushPlan(Work& work, IdentityMap& map) : work_(work), map_(map) {}

    /// Finds out all; `take(type, rows)` tracks rows that had to be read, returning entries.
    template <typename Take>
    void make(Take take) {
        if (map_.has_relations()) {
            adopt_reachable();
            compare_all();
            settle_orphans();
        }
        if (map_.has_removals())
            std::ranges::copy_if(map_.entries(), std::back_inserter(doomed),
                                 [](const Entry* entry) { return entry->is_doomed; });
        for (std::size_t i = 0; i < doomed.size(); ++i)
            for (const TrackedRelation& relation : doomed[i]->type->relations)
                cascade(*doomed[i], relation, take);
        for (const KeyFill& fill : fills)
            agree(fill);
        for (const Pair& pair : new_pairs)
            agree(pair, true);
        for (const Pair& pair : old_pairs)
            agree(pair, false);
    }
    /// Forgets what it has decided about objects, since the flush has failed.
    void take_back() {
        for (auto [entry, standing] : orphaned_) {
            entry->standing = standing;
            entry->is_doomed = false;
        }
    }
    /// Makes relations agree with a foreign key that the program has written by hand.
    void agree_by_hand(Entry& child, const TrackedRelation& tracked) {
        const meta::MappedRelation& relation = *tracked.relation;
        Entry* parent = map_.find_referred(tracked.target(), child.mapping(),
                                           relation.source_columns, child.object.get());
        bool is_null = std::ranges::any_of(relation.source_columns, [&](std::uint16_t column) {
            return is_unset(child.mapping(), column, child.object.get());
        });
        if (!parent && !is_null) // The other object is not tracked: it is no longer loaded.
            relation.lists->release(child.slot(tracked).exchange(nullptr));
        agree({&child, relation.source_columns, parent, relation.target_columns, &relation});
    }
    /// The fills of an entry's keys.
    [[nodiscard]] std::span<const std::size_t> fills_of(const Entry& entry) const {
        auto found = fills_by_child_.find(&entry);
        return found == fills_by_child_.end() ? std::span<const std::size_t>() : found->second;
    }

    std::vector<KeyFill> fills;
    std::vector<Entry*> doomed;
    std::vector<Entry*> related; ///< Entries whose relations changed.
    std::vector<Pair> new_pairs, old_pairs;
    std::vector<std::pair<Entry*, const meta::MappedRelation*>> cleared; ///< All pairs of these.

  private:
    struct Orphan {
        Entry* child;
        Entry* parent;
        const TrackedRelation* relation;
    };

    /// Tracks what tracked objects point to: SQLAlchemy's cascade "save-update".
    void adopt_reachable() {
        for (std::size_t i = 0; i < map_.size(); ++i) {
            Entry& entry = *map_.entries()[i];
            if (entry.standing == Standing::gone)
                continue;
            for (const TrackedRelation& relation : entry.type->relations) {
                meta::RelationSlot& slot = entry.slot(relation);
                if (!slot.list())
                    continue;
                if (!slot.list()->links)
                    link_rows(slot, relation);
                Links& links = *links_of(slot.list());
                for (std::size_t at = 0; at < links.size(); ++at)
                    if (!map_.find(links.address(at)))
                        if (std::shared_ptr<void> object = links.owner(at))
                            map_.add(relation.target(), std::move(object));
                links.loosen();
            }
        }
    }
    /// Rows that somebody put into a relation as values become objects of their own.
    void link_rows(meta::RelationSlot& slot, const TrackedRelation& relation) {
        const meta::ListType& type = *relation.relation->lists;
        meta::ListHead* list = type.create();
        auto* links = new Links;
        list->links = links;
        meta::ListObjects rows = type.objects(slot.list());
        for (std::size_t i = 0; i < rows.count; ++i) {
            std::shared_ptr<void> object = object_like(relation.target(), rows[i]);
            links->add(object);
            map_.add(relation.target(), std::move(object));
        }
        type.release(slot.exchange(list));
    }

    void compare_all() {
        for (Entry* entry : map_.entries())
            if (entry->standing != Standing::gone && !entry->is_doomed)
                for (const TrackedRelation& relation : entry->type->relations)
                    compare(*entry, relation);
    }
    void compare(Entry& entry, const TrackedRelation& tracked) {
        const meta::MappedRelation& relation = *tracked.relation;
        const meta::ListHead* now = entry.slot(tracked).list();
        if (!now)
            return;
        const meta::ListHead* before = entry.list_before(tracked);
        if (before && same_links(now, before))
            return;
        const Links& links = *links_of(now);
        const Links* old = links_of(before);
        if (entry.before)
            related.push_back(&entry);
        if (relation.kind == meta::RelationKind::belongs_to) {
            Entry* parent = links.size() == 0 ? nullptr : map_.find(links.address(0));
            if (parent || entry.before)
                fill({&entry, relation.source_columns, parent, relation.target_columns, &relation});
            return;
        }
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (old && old->has(links.address(i)))
                continue;
            Entry* other = map_.find(links.address(i));
            if (!other || other->is_doomed || other->standing == Standing::gone)
                continue;
            if (relation.kind == meta::RelationKind::many_to_many)
                add_pair(new_pairs, {&relation, &entry, other});
            else
                fill({other, relation.target_columns, &entry, relation.source_columns, &relation});
        }
        for (std::size_t i = 0; old && i < old->size(); ++i) {
            Entry* other = map_.find(old->address(i));
            if (links.has(old->address(i)) || !other || other->standing == Standing::gone)
                continue;
            if (relation.kind == meta::RelationKind::many_to_many)
                add_pair(old_pairs, {&relation, &entry, other});
            else
                orphans_.push_back({other, &entry, &tracked});
        }
    }
    void settle_orphans() {
        for (const Orphan& orphan : orphans_) {
            const meta::MappedRelation& relation = *orphan.relation->relation;
            if (orphan.child->is_doomed || is_filled(*orphan.child, relation.target_columns))
                continue;
            if (orphan.relation->cascades.removes_orphans)
                doom(*orphan.child);
            else
                clear(*orphan.child, relation);
        }
    }
    /// What becomes of the rows that belong to one that is deleted.
    template <typename Take>
    void cascade(Entry& entry, const TrackedRelation& tracked, Take& take) {
        const meta::MappedRelation& relation = *tracked.relation;
        if (relation.kind == meta::RelationKind::belongs_to)
            return;
        if (relation.kind == meta::RelationKind::many_to_many) {
            if (!tracked.cascades.passive)
                cleared.emplace_back(&entry, &relation);
            return;
        }
        std::vector<Entry*> children;
        if (const Links* known = links_of(entry.list_before(tracked))) {
            for (std::size_t i = 0; i < known->size(); ++i)
                if (Entry* child = map_.find(known->address(i)))
                    children.push_back(child);
        } else if (!tracked.cascades.passive) {
            lang::Clauses clauses = unfiltered();
            add_equal(clauses.where, relation.target_columns, *relation.source,
                      relation.source_columns, entry.before);
            ReadRows rows(*relation.lists);
            rows.read(work_, {lang::Verb::select, relation.target, &clauses});
            children = take(tracked.target(), rows.objects());
        }
        for (Entry* child : children) {
            if (child->is_doomed || child->standing == Standing::gone ||
                is_filled(*child, relation.target_columns))
                continue;
            if (tracked.cascades.removes)
                doom(*child);
            else
                clear(*child, relation);
        }
    }
    void doom(Entry& entry) {
        orphaned_.emplace_back(&entry, entry.standing);
        map_.has_removals(true);
        if (entry.standing == Standing::fresh) {
            entry.standing = Standing::gone;
        } else {
            entry.is_doomed = true;
            if (!doomed.empty()) // else they are gathered later
                doomed.push_back(&entry);
        }
    }
    void fill(const KeyFill& fill) {
        fills_by_child_[fill.child].push_back(fills.size());
        fills.push_back(fill);
    }
    void clear(Entry& child, const meta::MappedRelation& relation) {
        for (std::uint16_t column : relation.target_columns)
            if (!child.mapping().columns[column].codec->nullable)
                throw InvalidQuery(
                    "rowan: flush(): a row of " + std::string(child.mapping().table) + " (" +
                    printed_key(child.mapping(), child.before ? child.before : child.object.get()) +
                    ") has lost its " + std::string(relation.name->entity) +
                    "::" + std::string(relation.name->member) + ", and its " +
                    std::string(child.mapping().columns[column].name) +
                    " can't be NULL; remove the row too, or say cascade_delete() or "
                    "delete_orphan() of the relation");
        fill({&child, relation.target_columns, nullptr, {}, &relation});
    }
    [[nodiscard]] bool is_filled(const Entry& child, std::span<const std::uint16_t> columns) const {
        for (std::size_t at : fills_of(child))
            if (std::ranges::equal(fills[at].columns, columns) && fills[at].parent)
                return true;
        return false;
    }
    /// Both sides of a relation may tell of the same pair.
    void add_pair(std::vector<Pair>& pairs, const Pair& pair) {
        for (const Pair& other : pairs) {
            bool same_table = other.relation->through.table == pair.relation->through.table;
            bool same = other.source == pair.source && other.target == pair.target &&
                        std::ranges::equal(other.relation->through.to_source,
                                           pair.relation->through.to_source);
            bool inverse = other.source == pair.target && other.target == pair.source &&
                           std::ranges::equal(other.relation->through.to_source,
                                              pair.relation->through.to_target);
            if (same_table && (same || inverse))
                return;
        }
        pairs.push_back(pair);
    }

    /// Makes the loaded relations of both sides say the same: SQLAlchemy's back_populates.
    void agree(const KeyFill& fill) {
        Entry& child = *fill.child;
        for (const TrackedRelation& relation : child.type->relations)
            if (relation.relation->kind == meta::RelationKind::belongs_to &&
                std::ranges::equal(relation.relation->source_columns, fill.columns))
                agree_on_parent(child, relation, fill.parent);
        if (fill.parent)
            each_inverse(*fill.parent, fill, [&](Links& links) {
                if (!links.has(child.object.get())) {
                    links.add(child.object);
                    related.push_back(fill.parent);
                }
            });
        // The one before, as the key in the row says.
        if (!child.before)
            return;
        const TrackedType* type = parent_type(fill);
        Entry* last =
            type ? map_.find_referred(*type, child.mapping(), fill.columns, child.before) : nullptr;
        if (last && last != fill.parent)
            each_inverse(*last, fill, [&](Links& links) {
                if (links.remove(child.object.get()))
                    related.push_back(last);
            });
    }
    void agree(const Pair& pair, bool is_new) {
        for (const TrackedRelation& tracked : pair.target->type->relations) {
            const meta::MappedRelation& relation = *tracked.relation;
            if (relation.kind != meta::RelationKind::many_to_many ||
                relation.through.table != pair.relation->through.table ||
                !std::ranges::equal(relation.through.to_source, pair.relation->through.to_target))
                continue;
            Links* links = links_of(pair.target->slot(tracked).list());
            const void* source = pair.source->object.get();
            if (!links || links->has(source) == is_new)
                continue;
            if (is_new)
                links->add(pair.source->object);
            else
                links->remove(source);
            related.push_back(pair.target);
        }
    }
    void agree_on_parent(Entry& child, const TrackedRelation& relation, Entry* parent) {
        meta::RelationSlot& slot = child.slot(relation);
        if (!slot.list())
            return;
        Links& links = *links_of(slot.list());
        const void* address = parent ? parent->object.get() : nullptr;
        if (links.size() == 0 ? !address : links.address(0) == address)
            return;
        meta::ListHead* list = relation.relation->lists->create();
        auto* made = new Links;
        list->links = made;
        made->loosen();
        if (parent)
            made->add(parent->object);
        relation.relation->lists->release(slot.exchange(list));
        if (child.before)
            related.push_back(&child);
    }
    template <typename Use>
    void each_inverse(Entry& parent, const KeyFill& fill, Use use) {
        for (const TrackedRelation& relation : parent.type->relations)
            if (relation.relation->kind != meta::RelationKind::belongs_to &&
                relation.relation->kind != meta::RelationKind::many_to_many &&
                relation.relation->target == fill.child->type->mapping &&
                std::ranges::equal(relation.relation->target_columns, fill.columns))
                if (Links* links = links_of(parent.slot(relation).list()))
                    use(*links);
    }
    /// The struct on the other side of a key.
    [[nodiscard]] const TrackedType* parent_type(const KeyFill& fill) const {
        for (const TrackedRelation& relation : fill.child->type->relations)
            if (relation.relation->kind == meta::RelationKind::belongs_to &&
                std::ranges::equal(relation.relation->source_columns, fill.columns))
                return &relation.target();
        return fill.parent ? fill.parent->type : nullptr;
    }

    Work& work_;
    IdentityMap& map_;
    std::vector<Orphan> orphans_;
    std::vector<std::pair<Entry*, Standing>>
        orphaned_; ///< What is deleted beside, and what it was.
    std::unordered_map<const Entry*, std::vector<std::size_t>> fills_by_child_;
};

} // namespace rowan::engine
