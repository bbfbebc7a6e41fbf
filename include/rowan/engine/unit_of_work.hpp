// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/flush.hpp>
#include <rowan/engine/held_objects.hpp>
#include <rowan/engine/row_by_key.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// The implementation of Tracker. Its work tells it when transactions and savepoints begin and end.
class UnitOfWork final : public Tracker {
  public:
    explicit UnitOfWork(Work& work) : work_(work) {}
    UnitOfWork(const UnitOfWork&) = delete;
    UnitOfWork& operator=(const UnitOfWork&) = delete;
    ~UnitOfWork() override {
        for (const auto& entry : map_.entries())
            if (entry->object.use_count() > 1 && !entry->is_marked)
                keep_relations(map_, *entry);
    }

    std::shared_ptr<void> get(const TrackedType& type, std::span<const types::Cell> key) override {
        Entry* known = map_.find(type, key);
        if (known && !known->is_doomed && !known->is_expired)
            return known->object;
        return get(type, key, true);
    }
    [[gnu::noinline]] std::shared_ptr<void> get(const TrackedType& type,
                                                std::span<const types::Cell> key, bool filtered) {
        Entry* known = map_.find(type, key);
        bool has_looked =
            !known && (has_pending_ || may_change_others(map_, work_, *type.mapping, filtered));
        if (has_looked) {
            before_statement();
            known = map_.find(type, key);
        }
        if (known)
            return object_of(*known);
        sweep(map_, next_sweep_);
        if (std::shared_ptr<void> object = read(type, key, filtered))
            return object;
        // What was changed may make the row: a new object that one of them points to, another key.
        if (has_looked || !before_statement())
            return nullptr;
        known = map_.find(type, key);
        return known ? object_of(*known) : read(type, key, filtered);
    }
    void take(const TrackedType& type, const meta::ListObjects& rows,
              std::vector<std::shared_ptr<void>>& objects) override {
        sweep(map_, next_sweep_);
        for (std::size_t i = 0; i < rows.count; ++i)
            objects.push_back(adopt(type, rows[i]).object);
    }
    void add(const TrackedType& type, std::shared_ptr<void> object) override {
        if (!object)
            throw InvalidQuery("rowan: add() of " + std::string(type.mapping->entity) +
                               ": the pointer is empty");
        if (Entry* entry = map_.has_removals() ? map_.find(object.get()) : nullptr) {
            // Adding what was to be deleted takes that back.
            entry->is_doomed = false;
            if (entry->standing == Standing::gone)
                throw InvalidQuery("rowan: add() of " + std::string(type.mapping->entity) +
                                   ": its row was deleted in this transaction; commit first, or "
                                   "add a copy");
            return;
        }
        has_pending_ = true;
        map_.add(type, std::move(object));
    }
    void remove(void* object) override {
        Entry& entry = entry_of(object, "remove");
        if (entry.standing == Standing::fresh)
            return forget(map_, [&](const Entry& other) { return &other == &entry; });
        entry.is_doomed = has_pending_ = true;
        map_.has_removals(true);
    }
    [[nodiscard]] bool tracks(const void* object) const override {
        const Entry* entry = map_.find(object);
        return entry && entry->standing != Standing::gone;
    }
    [[nodiscard]] bool is_modified(const void* object) override {
        const Entry* entry = map_.find(object);
        return entry && differs_from_row(*entry);
    }
    void list(const TrackedType& type, Pending pending,
              std::vector<std::shared_ptr<void>>& objects) const override {
        for (const auto& entry : map_.entries()) {
            if (entry->type != &type || entry->standing == Standing::gone)
                continue;
            bool fresh = entry->standing == Standing::fresh;
            bool wanted = pending == Pending::added ? fresh
                          : pending == Pending::removed
                              ? entry->is_doomed && !fresh
                              : !fresh && !entry->is_doomed && differs_from_row(*entry);
            if (wanted)
                objects.push_back(entry->object);
        }
    }
    void refresh(void* object) override {
        Entry& entry = entry_of(object, "refresh");
        if (!entry.before)
            throw InvalidQuery("rowan: refresh(): the object has no row yet; flush() first");
        if (!read_again(entry))
            throw StaleData("rowan: refresh() of " + std::string(entry.mapping().entity) +
                            ": there is no row any more with the key " +
                            printed_key(entry.mapping(), entry.before));
    }
    void expunge(const void* object) override {
        Entry& entry = entry_of(object, "expunge");
        log_.drop(entry);
        drop_relations(entry);
        forget(map_, [&](const Entry& other) { return &other == &entry; });
    }
    std::shared_ptr<void> merge(const TrackedType& type, void* value) override {
        const meta::Mapping& mapping = *type.mapping;
        std::vector<types::Cell> key;
        std::shared_ptr<void> object;
        if (read_whole_key(mapping, value, key))
            object = get(type, key, false);
        if (object) {
            for (std::size_t i = 0; i < mapping.columns.size(); ++i)
                if (i != mapping.version && mapping.columns[i].computed.empty())
                    UndoLog::copy_column(mapping, static_cast<std::uint16_t>(i), object.get(),
                                         value);
            return object;
        }
        object = object_like(type, value);
        has_pending_ = true;
        map_.add(type, std::shared_ptr<void>(object));
        return object;
    }
    void expire_all() override {
        for (const auto& entry : map_.entries())
            if (entry->standing == Standing::kept)
                entry->is_expired = true;
    }
    void flush() override { static_cast<void>(flush_changes()); }
    void autoflush(bool on) override { autoflush_ = on; }
    [[nodiscard]] bool autoflush() const override { return autoflush_; }
    [[nodiscard]] std::size_t size() const override { return map_.size(); }

    /// A statement of the program's is about to run; whether anything was written before it.
    bool before_statement() { return autoflush_ && flush_changes(); }
    /// Relations of objects were loaded, and perhaps of those that they lead to.
    void loaded(std::span<void* const> objects) {
        std::vector<Entry*> open, seen;
        auto visit = [&](const void* object) {
            Entry* entry = map_.find(object);
            if (!entry || !entry->before || std::exchange(entry->is_marked, true))
                return;
            open.push_back(entry);
            seen.push_back(entry);
        };
        for (const void* object : objects)
            visit(object);
        while (!open.empty()) {
            Entry& entry = *open.back();
            open.pop_back();
            bool any = false;
            for (const TrackedRelation& relation : entry.type->relations) {
                any = link_loaded(entry, relation) || any;
                const Links* links = links_of(entry.slot(relation).list());
                for (std::size_t i = 0; links && i < links->size(); ++i)
                    visit(links->address(i));
            }
            if (any)
                copy_relations(entry);
        }
        for (Entry* entry : seen)
            entry->is_marked = false;
    }
    void committed() {
        log_.clear();
        marks_.clear();
        if (!map_.has_removals())
            return;
        forget(map_, [](const Entry& entry) { return entry.standing == Standing::gone; });
        map_.has_removals(std::ranges::any_of(map_.entries(),
                                              [](const Entry* entry) { return entry->is_doomed; }));
    }
    void rolled_back() {
        marks_.clear();
        return_to(0);
    }
    [[nodiscard]] bool is_busy() const { return is_busy_; }
    void savepoint_made(std::uint64_t number) { marks_.push_back({number, log_.size()}); }
    void savepoint_ended(std::uint64_t number, bool kept) {
        auto found =
            std::ranges::find_if(marks_, [&](const Mark& mark) { return mark.number == number; });
        // One that was made before there was anything to track.
        std::size_t size = found == marks_.end() ? 0 : found->log;
        marks_.erase(found == marks_.end() ? marks_.begin() : found, marks_.end());
        if (!kept)
            return_to(size);
    }

  private:
    struct Mark {
        std::uint64_t number;
        std::size_t log;
    };
    /// The statements of a flush or a read are the tracker's own.
    struct Busy {
        explicit Busy(UnitOfWork& work) : was(std::exchange(work.is_busy_, true)), of(work) {}
        Busy(const Busy&) = delete;
        Busy& operator=(const Busy&) = delete;
        ~Busy() { of.is_busy_ = was; }
        bool was;
        UnitOfWork& of;
    };

    Entry& entry_of(const void* object, const char* call) {
        Entry* entry = map_.find(object);
        if (!entry || entry->standing == Standing::gone)
            throw InvalidQuery("rowan: " + std::string(call) +
                               "(): this session does not track the object");
        return *entry;
    }
    std::shared_ptr<void> object_of(Entry& entry) {
        bool is_there = !entry.is_doomed && (!entry.is_expired || read_again(entry));
        return is_there ? entry.object : nullptr;
    }
    /// The object of a row that no tracked object has, nullptr if there is none.
    std::shared_ptr<void> read(const TrackedType& type, std::span<const types::Cell> key,
                               bool filtered) {
        lang::Clauses clauses = by_key(*type.mapping, key, filtered);
        ReadRows rows(*type.lists);
        Busy busy(*this);
        rows.read(work_, {lang::Verb::select, type.mapping, &clauses});
        return rows.objects().count == 0 ? nullptr : adopt(type, rows.objects()[0]).object;
    }
    /// Writes what was changed, if there is anything.
    bool flush_changes() {
        if (is_busy_ || map_.size() == 0)
            return false;
        Busy busy(*this);
        if (!has_work()) {
            has_pending_ = false;
            return false;
        }
        if (const Listeners* listeners = work_.listeners())
            listeners->tell(Event::before_flush, nullptr, work_, nullptr);
        std::uint64_t point = work_.savepoint();
        std::size_t before = log_.size();
        has_pending_ = false;
        try {
            Flush(work_, map_, log_)
                .run([&](const TrackedType& type, const meta::ListObjects& rows) {
                    std::vector<Entry*> entries;
                    for (std::size_t i = 0; i < rows.count; ++i)
                        entries.push_back(&adopt(type, rows[i]));
                    return entries;
                });
            if (const Listeners* listeners = work_.listeners())
                listeners->tell(Event::after_flush, nullptr, work_, nullptr);
            work_.release_savepoint(point);
        } catch (...) {
            log_.undo(before, [](Entry&) {});
            try {
                work_.rollback_to_savepoint(point);
            } catch (const Error&) {
                // The transaction is lost; the session says so until rollback().
            }
            has_pending_ = true;
            throw;
        }
        return true;
    }
    [[nodiscard]] bool has_work() const {
        return std::ranges::any_of(map_.entries(),
                                   [](const auto& entry) { return differs_from_row(*entry); });
    }
    /// The tracked object of a row that was read: the one that has the row already, or a new one
    /// made of it.
    Entry& adopt(const TrackedType& type, void* row, bool is_shared = false) {
        Entry* known = map_.find_same_row(type, row);
        if (!known)
            return adopt_new(type, is_shared ? object_like(type, row) : type.move(row));
        if (known->is_expired)
            take_columns(*known, row);
        bool any = false;
        for (const TrackedRelation& relation : type.relations) {
            meta::RelationSlot& from = *relation.relation->slot(row);
            meta::RelationSlot& to = known->slot(relation);
            if (!from.list() || to.list())
                continue;
            static_cast<void>(to.exchange(from.exchange(nullptr)));
            any = link_loaded(*known, relation) || any;
        }
        if (any)
            copy_relations(*known);
        return *known;
    }
    Entry& adopt_new(const TrackedType& type, std::shared_ptr<void> object) {
        Entry& entry = map_.add(type, std::move(object));
        // The map knows its key before its relations become objects: their rows may lead to it.
        std::vector<std::pair<const TrackedRelation*, meta::ListHead*>> loaded;
        for (const TrackedRelation& relation : type.relations)
            if (meta::ListHead* list = entry.slot(relation).exchange(nullptr))
                loaded.emplace_back(&relation, list);
        entry.before = copy_of(entry, entry.object.get());
        entry.standing = Standing::kept;
        map_.set_key(entry);
        for (auto [relation, list] : loaded)
            static_cast<void>(entry.slot(*relation).exchange(list));
        for (auto [relation, list] : loaded)
            link_loaded(entry, *relation);
        if (!loaded.empty())
            note_relations(entry);
        tell(work_, entry, Event::after_load);
        return entry;
    }
    /// Turns the rows of a loaded relation into tracked objects; false if there was nothing to do.
    bool link_loaded(Entry& entry, const TrackedRelation& tracked) {
        meta::RelationSlot& slot = entry.slot(tracked);
        if (!slot.list() || slot.list()->links)
            return false;
        const meta::ListType& type = *tracked.relation->lists;
        meta::ListHead* list = type.create();
        auto* links = new Links;
        list->links = links;
        links->loosen();
        bool is_shared = slot.list()->holders > 1;
        meta::ListObjects rows = type.objects(slot.list());
        for (std::size_t i = 0; i < rows.count; ++i)
            links->add(adopt(tracked.target(), rows[i], is_shared).object);
        type.release(slot.exchange(list));
        return true;
    }
    /// Notes newly loaded relations as what the row has; columns stay as they were noted.
    void copy_relations(Entry& entry) {
        // What was loaded after changes is not true any more if they are undone.
        if (log_.size() > 0) {
            void* copy = copy_of(entry, entry.before);
            log_.note(entry);
            entry.before = copy;
        }
        note_relations(entry);
    }
    /// Reads an object's row again; false if there is none.
    bool read_again(Entry& entry) {
        const meta::Mapping& mapping = entry.mapping();
        lang::Clauses clauses = unfiltered();
        add_key(clauses.where, mapping, entry.before);
        ReadRows rows(*entry.type->lists);
        Busy busy(*this);
        rows.read(work_, {lang::Verb::select, &mapping, &clauses});
        if (rows.objects().count == 0)
            return false;
        take_columns(entry, rows.objects()[0]);
        return true;
    }
    /// Makes an object what its row is; relations that were loaded are forgotten.
    void take_columns(Entry& entry, const void* row) {
        entry.is_expired = false;
        if (entry.is_logged)
            log_.note(entry);
        else
            entry.forget();
        map_.drop_key(entry);
        entry.type->assign(entry.object.get(), row);
        for (const TrackedRelation& relation : entry.type->relations)
            relation.relation->lists->release(entry.slot(relation).exchange(nullptr));
        entry.before = copy_of(entry, entry.object.get());
        map_.set_key(entry);
        tell(work_, entry, Event::after_load);
    }

    /// Makes all objects what they were when the log had this size.
    void return_to(std::size_t size) {
        log_.undo(size, [](Entry&) {});
        for (const auto& entry : map_.entries()) {
            entry->is_doomed = false;
            if (entry->standing == Standing::kept && differs_from_row(*entry))
                restore(*entry);
        }
        forget(map_, [](const Entry& entry) { return entry.standing == Standing::fresh; });
    }

    Work& work_;
    mutable IdentityMap map_; ///< It puts itself in order when it is asked.
    UndoLog log_{map_};
    std::vector<Mark> marks_;
    std::size_t next_sweep_ = first_sweep;
    bool is_busy_ = false;
    bool autoflush_ = true;
    bool has_pending_ = false; ///< There may be rows to insert or to delete.
};

} // namespace rowan::engine
