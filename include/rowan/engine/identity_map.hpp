// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/differences.hpp>
#include <rowan/engine/entry.hpp>
#include <rowan/engine/generated.hpp>
#include <rowan/engine/key_hash.hpp>
#include <rowan/engine/key_index.hpp>
#include <rowan/engine/links.hpp>
#include <rowan/engine/tracker.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Finds tracked objects by their address and by the key of their row.
class IdentityMap {
  public:
    using Entries = std::vector<Entry*>;

    IdentityMap() = default;
    IdentityMap(const IdentityMap&) = delete;
    IdentityMap& operator=(const IdentityMap&) = delete;
    ~IdentityMap() {
        for (Entry* entry : entries_)
            std::destroy_at(entry);
    }

    [[nodiscard]] const Entries& entries() {
        settle();
        return entries_;
    }
    [[nodiscard]] std::size_t size() { return entries().size(); }
    /// Whether there may be an object that has relations.
    [[nodiscard]] bool has_relations() const { return has_relations_; }
    /// Whether a relation of theirs may delete rows when it is changed.
    [[nodiscard]] bool has_removing_relations() const { return has_removing_relations_; }
    /// Whether there may be an entry whose row is deleted or to be deleted; whoever makes one so
    /// says it.
    [[nodiscard]] bool has_removals() const { return has_removals_; }
    void has_removals(bool any) { has_removals_ = any; }

    [[nodiscard]] Entry* find(const void* object) {
        settle();
        if (by_address_.empty())
            return nullptr;
        std::uint32_t place = by_address_[place_of(object)].place;
        return place == 0 ? nullptr : pool_.at(place - 1);
    }
    [[nodiscard]] Entry* find(const TrackedType& type, std::span<const types::Cell> key) const {
        // The shorter way is for the commonest key: the fewer instructions there are, the more of
        // them the processor begins while it waits for memory.
        if (is_hash_exact(key))
            return find_hash(type, KeyHash(*type.mapping, key[0].integer).value(),
                             [](const Entry&) { return true; });
        return find_other(type, key);
    }
    /// The tracked object that has the row of another one.
    [[nodiscard]] Entry* find_same_row(const TrackedType& type, const void* object) {
        read_key(*type.mapping, object, type.mapping->key);
        return find(type, key_);
    }
    /// The tracked object whose key some columns of another one hold; nullptr if one is NULL.
    [[nodiscard]] Entry* find_referred(const TrackedType& type, const meta::Mapping& mapping,
                                       std::span<const std::uint16_t> columns, const void* object) {
        if (columns.size() != type.mapping->key.size())
            return nullptr;
        read_key(mapping, object, columns);
        for (const types::Cell& cell : key_)
            if (cell.kind == types::CellKind::null)
                return nullptr;
        return find(type, key_);
    }

    /// Adds an object. If it is there already, nothing has happened once the map is next asked for
    /// its entries: many objects find their places together, which takes half the time.
    Entry& add(const TrackedType& type, std::shared_ptr<void>&& object) {
        if (entries_.size() == entries_.capacity()) {
            settle();
            if (entries_.size() == entries_.capacity())
                entries_.reserve(entries_.size() * 2 + 16);
        }
        Entry& made = pool_.make(std::move(object), type);
        entries_.push_back(&made);
        if (!type.relations.empty())
            note_relations(type);
        return made;
    }
    /// Makes room for the keys of this many more rows.
    void reserve_keys(std::size_t more) {
        if ((keyed_ + more) * 3 <= by_key_.size() * 2)
            return;
        grow_keys();
    }
    /// Knows an entry by the key of its row from now on.
    void set_key(Entry& entry) {
        drop_key(entry);
        reserve_keys(1);
        read_key(entry.mapping(), entry.before, entry.mapping().key);
        entry.hash = KeyHash(entry.mapping(), key_).value();
        entry.is_keyed = true;
        put_key(entry);
    }
    void drop_key(Entry& entry) {
        if (!std::exchange(entry.is_keyed, false))
            return;
        KeyHash::Walk walk(entry.hash, by_key_.size());
        while (by_key_[walk.at()].place != entry.number + 1)
            walk.next();
        by_key_[walk.at()].place = removed;
    }
    /// Forgets the entries for which `is_over(entry)` says so.
    template <typename IsOver>
    void prune(IsOver is_over) {
        settle();
        std::vector<Entry*> over;
        std::erase_if(entries_, [&](Entry* entry) {
            bool ends = is_over(*entry);
            if (ends)
                over.push_back(entry);
            return ends;
        });
        if (over.empty())
            return;
        grow_addresses();
        grow_keys();
        // Last: the end of an object runs code of the program.
        for (Entry* entry : over)
            pool_.destroy(entry);
    }
    /// Fetches the beginning of an object, and what std::make_shared puts before it, into the
    /// processor's cache.
    static void prefetch(const void* object) {
        constexpr std::size_t line = 64, counter = 16;
        const char* start = static_cast<const char*>(object) - counter;
        __builtin_prefetch(start, 1);
        __builtin_prefetch(start + line);
        __builtin_prefetch(start + 2 * line);
    }

  private:
    struct AddressPlace {
        std::uint32_t place; ///< The entry's number plus 1; 0 is none.
        std::uint32_t rest;  ///< The part of the hash that is not in the place.
    };
    struct KeyPlace {
        std::uint32_t place; ///< The same, or `removed`.
        std::uint32_t rest;
        const void* object; ///< The entry's.
    };
    static constexpr std::uint32_t removed = ~std::uint32_t{0};

    [[nodiscard, gnu::noinline]] Entry* find_other(const TrackedType& type,
                                                   std::span<const types::Cell> key) const {
        return find_hash(type, KeyHash(*type.mapping, key).value(),
                         [&](const Entry& entry) { return has_key(entry, key); });
    }
    template <typename IsSame>
    [[nodiscard]] Entry* find_hash(const TrackedType& type, std::uint64_t hash,
                                   IsSame is_same) const {
        if (by_key_.empty())
            return nullptr;
        for (KeyHash::Walk walk(hash, by_key_.size()); by_key_[walk.at()].place != 0; walk.next()) {
            const KeyPlace& place = by_key_[walk.at()];
            if (place.rest != static_cast<std::uint32_t>(hash >> 32) || place.place == removed)
                continue;
            // What the caller comes to next is far from the entry: all of it is fetched at once.
            prefetch(place.object);
            Entry* entry = pool_.at(place.place - 1);
            if (entry->hash == hash && entry->type->mapping == type.mapping && is_same(*entry))
                return entry;
        }
        return nullptr;
    }
    static std::uint64_t hash_of(const void* object) {
        return reinterpret_cast<std::uintptr_t>(object) * std::uint64_t{0x9e3779b97f4a7c15};
    }
    [[nodiscard]] std::size_t first_place_of(const void* object) const {
        return (hash_of(object) >> 32) & (by_address_.size() - 1);
    }
    [[nodiscard]] std::size_t place_of(const void* object) const {
        auto rest = static_cast<std::uint32_t>(hash_of(object));
        std::size_t at = first_place_of(object);
        while (by_address_[at].place != 0 &&
               (by_address_[at].rest != rest ||
                pool_.at(by_address_[at].place - 1)->object.get() != object))
            at = (at + 1) & (by_address_.size() - 1);
        return at;
    }
    /// Finds places for the addresses of entries that have none yet, and forgets those whose object
    /// has one.
    void settle() {
        if (placed_ == entries_.size())
            return;
        if (entries_.size() * 3 > by_address_.size() * 2)
            grow_addresses();
        else
            place_addresses();
    }
    void grow_addresses() {
        by_address_.assign(places(), {});
        placed_ = 0;
        place_addresses();
    }
    void place_addresses() {
        constexpr std::size_t ahead = 8;
        bool twice = false;
        for (; placed_ < entries_.size(); ++placed_) {
            if (placed_ + ahead < entries_.size())
                __builtin_prefetch(
                    &by_address_[first_place_of(entries_[placed_ + ahead]->object.get())], 1);
            Entry*& entry = entries_[placed_];
            AddressPlace& place = by_address_[place_of(entry->object.get())];
            if (place.place == 0) {
                place = {entry->number + 1,
                         static_cast<std::uint32_t>(hash_of(entry->object.get()))};
            } else {
                pool_.destroy(std::exchange(entry, nullptr));
                twice = true;
            }
        }
        if (twice)
            std::erase(entries_, nullptr);
        placed_ = entries_.size();
    }
    void note_relations(const TrackedType& type) {
        has_relations_ = true;
        has_removing_relations_ =
            has_removing_relations_ ||
            std::ranges::any_of(type.relations, [](const TrackedRelation& relation) {
                return relation.cascades.removes_orphans ||
                       relation.relation->kind == meta::RelationKind::many_to_many;
            });
    }
    void put_key(Entry& entry) {
        KeyHash::Walk walk(entry.hash, by_key_.size());
        while (by_key_[walk.at()].place != 0)
            walk.next();
        by_key_[walk.at()] = {entry.number + 1, static_cast<std::uint32_t>(entry.hash >> 32),
                              entry.object.get()};
        ++keyed_;
    }
    /// Room for twice as many entries as there are.
    [[nodiscard]] std::size_t places() const {
        std::size_t count = 64;
        while (count < (entries_.size() + 1) * 2)
            count *= 2;
        return count;
    }
    void grow_keys() {
        keyed_ = 0;
        by_key_.assign(places(), {});
        for (Entry* entry : entries_)
            if (entry->is_keyed)
                put_key(*entry);
    }
    void read_key(const meta::Mapping& mapping, const void* object,
                  std::span<const std::uint16_t> columns) {
        key_.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            mapping.columns[columns[i]].codec->encode(member_of(mapping, columns[i], object),
                                                      key_[i]);
    }
    [[nodiscard]] static bool has_key(const Entry& entry, std::span<const types::Cell> key) {
        const meta::Mapping& mapping = entry.mapping();
        types::Cell own;
        for (std::size_t i = 0; i < key.size(); ++i) {
            mapping.columns[mapping.key[i]].codec->encode(
                member_of(mapping, mapping.key[i], entry.before), own);
            bool same = own.kind == types::CellKind::real ? own.real == key[i].real
                                                          : own.integer == key[i].integer;
            if (types::is_text(own.kind))
                same = types::is_text(key[i].kind) && own.text == key[i].text;
            if (!same)
                return false;
        }
        return true;
    }

    EntryPool pool_;
    Entries entries_;
    std::size_t placed_ = 0;               ///< Entries whose addresses have their places.
    std::vector<AddressPlace> by_address_; ///< As many as a power of two, or none.
    std::vector<KeyPlace> by_key_;         ///< Likewise.
    std::size_t keyed_ = 0;                ///< Places of `by_key_` that were used.
    std::vector<types::Cell> key_;
    bool has_relations_ = false;
    bool has_removing_relations_ = false;
    bool has_removals_ = false;
};

} // namespace rowan::engine
