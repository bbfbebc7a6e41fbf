// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/flush_plan.hpp>
#include <rowan/engine/own_keys.hpp>
#include <rowan/engine/plain_objects.hpp>
#include <rowan/engine/row_order.hpp>
#include <rowan/engine/sent_batch.hpp>
#include <rowan/engine/undo_log.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Calls the struct's own function for an event, and tells who listens to it.
inline void tell(Work& work, Entry& entry, Event event) {
    call_hooks(work, event, entry.mapping(), *entry.type->hooks, entry.object.get());
}

/// Copies a tracked object, or what it was. The copy keeps nothing alive.
inline void* copy_of(const Entry& entry, const void* object) {
    void* copy = entry.type->copy(object);
    for (const TrackedRelation& relation : entry.type->relations)
        if (Links* links = links_of(relation.relation->slot(copy)->list()))
            links->loosen();
    return copy;
}

/// Writes what a plan has found, in an order that foreign keys allow; notes in the log what it
/// does.
class Flush {
  public:
    Flush(Work& work, IdentityMap& map, UndoLog& log) : work_(work), map_(map), log_(log) {}

    template <typename Take>
    void run(Take take) {
        tell_before();
        FlushPlan plan(work_, map_);
        plan_ = &plan;
        try {
            plan.make(take);
            find_changed();
            insert_fresh();
            update_changed();
            for (const Pair& pair : plan.old_pairs)
                remove_pair(pair);
            for (const auto& [entry, relation] : plan.cleared)
                clear_pairs(*entry, *relation);
            insert_pairs();
            remove_doomed();
            copy_relations();
        } catch (...) {
            plan.take_back();
            throw;
        }
        for (Entry* entry : plan.doomed)
            entry->is_doomed = false;
    }

  private:
    /// Functions of the model may change objects, and add some.
    void tell_before() {
        for (std::size_t i = 0; i < map_.size(); ++i) {
            Entry& entry = *map_.entries()[i];
            if (entry.standing == Standing::fresh)
                tell(work_, entry, Event::before_insert);
            else if (entry.is_doomed)
                tell(work_, entry, Event::before_remove);
            else if (entry.standing == Standing::kept &&
                     is_heard(work_, Event::before_update, entry.mapping(), *entry.type->hooks) &&
                     columns_differ(entry.mapping(), entry.object.get(), entry.before))
                tell(work_, entry, Event::before_update);
        }
    }

    void insert_fresh() {
        std::vector<Entry*> fresh;
        for (const auto& entry : map_.entries())
            if (entry->standing == Standing::fresh)
                fresh.push_back(entry);
        if (fresh.empty())
            return;
        OwnKeys own_keys(fresh);
        fresh = in_order(std::move(fresh), ranks_, [&](Entry& entry, auto use) {
            for (std::size_t at : plan_->fills_of(entry)) {
                KeyFill& fill = plan_->fills[at];
                if (fill.parent && fill.parent->standing == Standing::fresh)
                    use(*fill.parent, [&] { fill_late(fill); });
            }
            own_keys.each_parent(entry, [&](Entry& parent) { use(parent, [] {}); });
        });
        map_.reserve_keys(fresh.size());
        log_.reserve(fresh.size());
        std::vector<Entry*> batch;
        for (Entry* entry : fresh) {
            bool waits = !batch.empty() && batch.front()->type != entry->type;
            for (std::size_t at : plan_->fills_of(*entry)) {
                const KeyFill& fill = plan_->fills[at];
                waits = waits || (fill.parent && !fill.is_late && !fill.parent->before &&
                                  fill.parent->type == entry->type && !knows_key(*fill.parent));
            }
            if (waits || batch.size() == most_in_batch)
                insert_batch(batch);
            for (std::size_t at : plan_->fills_of(*entry))
                if (!plan_->fills[at].is_late)
                    apply(plan_->fills[at]);
            batch.push_back(entry);
        }
        insert_batch(batch);
    }
    /// The key is filled by an update, after both rows are there.
    static void fill_late(KeyFill& fill) {
        const meta::Mapping& mapping = fill.child->mapping();
        for (std::uint16_t column : fill.columns)
            if (!mapping.columns[column].codec->nullable)
                throw InvalidQuery("rowan: flush(): objects of " + std::string(mapping.entity) +
                                   " point to each other by " +
                                   std::string(mapping.columns[column].name) +
                                   ", which can't be NULL: neither row can be the first; make the "
                                   "member std::optional");
        fill.is_late = true;
    }
    void apply(const KeyFill& fill) {
        const meta::Mapping& child = fill.child->mapping();
        if (fill.parent)
            copy_columns(child, fill.columns, fill.child->object.get(), fill.parent->mapping(),
                         fill.parent_columns, fill.parent->object.get());
        else
            copy_columns(child, fill.columns, fill.child->object.get(), child, {}, nullptr);
    }
    void insert_batch(std::vector<Entry*>& batch) {
        if (batch.empty())
            return;
        const meta::Mapping& mapping = batch.front()->mapping();
        bool sets_columns = has_defaults(mapping);
        SentBatch sent(batch, sets_columns);
        if (batch.size() == 1) {
            work_.insert(mapping, sent.next(), false);
        } else {
            auto next = [](void* context) { return static_cast<SentBatch*>(context)->next(); };
            work_.insert_all(mapping, {&sent, next}, false);
        }
        std::vector<Entry*> incomplete;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Entry& entry = *batch[i];
            agree_by_hand(entry);
            log_.note(entry, sent.had_key(i));
            keep(entry);
            if (sets_columns && (has_computed(mapping) || sets_defaults(mapping, sent.omitted(i))))
                incomplete.push_back(&entry);
        }
        read_again(incomplete);
        for (Entry* entry : batch)
            tell(work_, *entry, Event::after_insert);
        batch.clear();
    }
    /// Notes that an entry's row is what the object is.
    void keep(Entry& entry) {
        entry.before = copy_of(entry, entry.object.get());
        entry.standing = Standing::kept;
        entry.is_expired = false;
        map_.set_key(entry);
    }
    static bool has_computed(const meta::Mapping& mapping) {
        return std::ranges::any_of(mapping.columns, [](const meta::MappedColumn& column) {
            return !column.computed.empty();
        });
    }
    /// Whether the database may fill in columns beside the key.
    static bool has_defaults(const meta::Mapping& mapping) {
        return has_computed(mapping) || sets_defaults(mapping, ~std::uint64_t{0});
    }
    /// Whether it has filled them in.
    static bool sets_defaults(const meta::Mapping& mapping, std::uint64_t omitted) {
        for (const meta::MappedColumn& column : mapping.columns)
            if (column.computed.empty() && column.omittable()) {
                if ((omitted & 1) && !column.generated)
                    return true;
                omitted >>= 1;
            }
        return false;
    }
    /// Reads what the database has made of rows into their objects.
    void read_again(const std::vector<Entry*>& entries) {
        for (Entry* entry : entries) {
            const meta::Mapping& mapping = entry->mapping();
            lang::Clauses clauses = unfiltered();
            add_key(clauses.where, mapping, entry->object.get());
            ReadRows rows(*entry->type->lists);
            rows.read(work_, {lang::Verb::select, &mapping, &clauses});
            if (rows.objects().count != 1)
                continue;
            for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
                auto column = static_cast<std::uint16_t>(i);
                UndoLog::copy_column(mapping, column, entry->object.get(), rows.objects()[0]);
                UndoLog::copy_column(mapping, column, entry->before, rows.objects()[0]);
            }
        }
    }

    void find_changed() {
        for (Entry* entry : map_.entries())
            if (entry->standing == Standing::kept && !entry->is_doomed && !entry->is_expired &&
                columns_differ(entry->mapping(), entry->object.get(), entry->before))
                changed_.push_back(entry);
    }
    /// Whose foreign keys are filled was not known to be changed yet.
    void update_changed() {
        for (const KeyFill& fill : plan_->fills)
            if (fill.is_late ||
                (fill.child->standing == Standing::kept && !fill.child->is_doomed)) {
                apply(fill);
                changed_.push_back(fill.child);
            }
        for (Entry* entry : in_order(std::move(changed_), ranks_, [](Entry&, auto) {}))
            if (columns_differ(entry->mapping(), entry->object.get(), entry->before))
                update(*entry);
    }
    void update(Entry& entry) {
        const meta::Mapping& mapping = entry.mapping();
        void* object = entry.object.get();
        differing_columns(mapping, object, entry.before, columns_);
        std::erase(columns_, mapping.version);
        lang::Clauses clauses = unfiltered();
        add_columns(clauses.set, mapping, columns_, object);
        types::Cell version;
        if (mapping.version != meta::no_column) {
            encode_member(mapping, mapping.version, entry.before, version);
            version.set_integer(version.integer + 1);
            add_column(clauses.set, mapping.version, version);
        }
        add_row(clauses.where, entry);
        if (work_.change({lang::Verb::update, &mapping, &clauses}) == 0)
            stale(entry, "update");
        if (mapping.version != meta::no_column)
            write_back(mapping, mapping.version, object, version);
        agree_by_hand(entry);
        log_.note(entry);
        keep(entry);
        if (has_computed(mapping))
            read_again({&entry});
        tell(work_, entry, Event::after_update);
    }
    /// The condition that a row is the one that was read: its key and version.
    static void add_row(lang::Clause& where, const Entry& entry) {
        const meta::Mapping& mapping = entry.mapping();
        add_key(where, mapping, entry.before);
        if (mapping.version != meta::no_column)
            add_equal(where, {&mapping.version, 1}, mapping, {&mapping.version, 1}, entry.before);
    }
    [[noreturn]] static void stale(const Entry& entry, const char* what) {
        const meta::Mapping& mapping = entry.mapping();
        std::string text = "rowan: " + std::string(what) + " of " + std::string(mapping.entity) +
                           ": no row of " + std::string(mapping.table) + " has the key " +
                           printed_key(mapping, entry.before);
        if (mapping.version != meta::no_column) {
            types::Cell version;
            encode_member(mapping, mapping.version, entry.before, version);
            text += " and the version " + printed(version);
        }
        throw StaleData(text + "; somebody else has changed or deleted it");
    }
    /// Where a foreign key was written by hand, what was loaded by the one before is no longer
    /// true.
    void agree_by_hand(Entry& entry) {
        for (const TrackedRelation& tracked : entry.type->relations) {
            const meta::MappedRelation& relation = *tracked.relation;
            if (relation.kind != meta::RelationKind::belongs_to)
                continue;
            bool by_hand = !entry.before ||
                           std::ranges::any_of(relation.source_columns, [&](std::uint16_t column) {
                               return std::ranges::find(columns_, column) != columns_.end();
                           });
            for (std::size_t at : plan_->fills_of(entry))
                by_hand = by_hand &&
                          !std::ranges::equal(plan_->fills[at].columns, relation.source_columns);
            if (by_hand)
                plan_->agree_by_hand(entry, tracked);
        }
    }

    void remove_pair(const Pair& pair) {
        const meta::MappedThrough& through = pair.relation->through;
        if (pair.source->standing != Standing::kept || pair.target->standing != Standing::kept)
            return;
        lang::Clauses clauses = unfiltered();
        add_equal(clauses.where, through.to_source, pair.source->mapping(),
                  pair.relation->source_columns, pair.source->before);
        add_equal(clauses.where, through.to_target, pair.target->mapping(),
                  pair.relation->target_columns, pair.target->before);
        work_.change({lang::Verb::remove, through.table, &clauses});
    }
    void clear_pairs(Entry& entry, const meta::MappedRelation& relation) {
        lang::Clauses clauses = unfiltered();
        add_equal(clauses.where, relation.through.to_source, entry.mapping(),
                  relation.source_columns, entry.before);
        work_.change({lang::Verb::remove, relation.through.table, &clauses});
    }
    void insert_pairs() {
        for (const Pair& pair : plan_->new_pairs) {
            const meta::MappedThrough& through = pair.relation->through;
            if (pair.source->standing != Standing::kept || pair.target->standing != Standing::kept)
                continue;
            ReadRows made(*through.lists);
            void* row = made.add();
            copy_columns(*through.table, through.to_source, row, pair.source->mapping(),
                         pair.relation->source_columns, pair.source->object.get());
            copy_columns(*through.table, through.to_target, row, pair.target->mapping(),
                         pair.relation->target_columns, pair.target->object.get());
            work_.insert(*through.table, row, false);
        }
    }

    void remove_doomed() {
        if (plan_->doomed.empty())
            return;
        std::vector<Entry*> order = in_order(plan_->doomed, ranks_, [&](Entry& entry, auto use) {
            for (const meta::MappedConstraint& key : entry.mapping().constraints)
                if (key.kind == meta::ConstraintKind::foreign_key &&
                    key.target().table == &entry.mapping())
                    if (Entry* parent = map_.find_referred(*entry.type, entry.mapping(),
                                                           key.columns, entry.before))
                        if (parent != &entry && parent->is_doomed)
                            use(*parent, [] {});
        });
        std::reverse(order.begin(), order.end());
        for (Entry* entry : order) {
            lang::Clauses clauses = unfiltered();
            add_row(clauses.where, *entry);
            const meta::Mapping& mapping = entry->mapping();
            bool found = work_.change({lang::Verb::remove, &mapping, &clauses}) > 0;
            if (!found && mapping.version != meta::no_column)
                stale(*entry, "remove");
            tell(work_, *entry, Event::after_remove);
            map_.drop_key(*entry);
            log_.note(*entry);
            entry->standing = Standing::gone;
        }
    }
    /// Notes the relations of objects whose columns were not written.
    void copy_relations() {
        for (Entry* entry : plan_->related) {
            if (entry->standing != Standing::kept)
                continue;
            bool differs = false;
            for (const TrackedRelation& relation : entry->type->relations)
                differs = differs ||
                          (entry->slot(relation).list() == nullptr) !=
                              (entry->list_before(relation) == nullptr) ||
                          !same_links(entry->slot(relation).list(), entry->list_before(relation));
            if (!differs)
                continue;
            log_.note(*entry);
            keep(*entry);
        }
    }

    /// Rows of one call of insert_all(): so many objects stay in the processor's caches.
    static constexpr std::size_t most_in_batch = 1000;

    Work& work_;
    IdentityMap& map_;
    UndoLog& log_;
    FlushPlan* plan_ = nullptr;
    std::vector<Entry*> changed_;
    TableRanks ranks_;
    std::vector<std::uint16_t> columns_;
};

} // namespace rowan::engine
