// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/differences.hpp>
#include <rowan/engine/generated.hpp>
#include <rowan/engine/key_index.hpp>
#include <rowan/engine/links.hpp>
#include <rowan/engine/tracker.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// What a tracked object is to its session.
enum class Standing : std::uint8_t {
    fresh, ///< Its row is to be inserted.
    kept,  ///< It has a row.
    gone,  ///< Its row was deleted in this transaction.
};

/// One tracked object.
struct Entry {
    std::shared_ptr<void> object;
    const TrackedType* type;
    void* before = nullptr; ///< A copy of the object as its row is; none of a fresh one.
    std::uint64_t hash = 0; ///< Of its key, where the map knows it by that.
    Standing standing = Standing::fresh;
    bool is_doomed = false;  ///< Its row is to be deleted.
    bool is_expired = false; ///< It is to be read again when it is asked for.
    bool is_keyed = false;   ///< The map knows it by its key.
    bool is_marked = false;  ///< For whoever walks over the map.
    bool is_logged = false;  ///< This transaction has changed what it is.

    Entry(std::shared_ptr<void> tracked, const TrackedType& of)
        : object(std::move(tracked)), type(&of) {}
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry() { forget(); }

    void forget() {
        if (before)
            type->destroy(std::exchange(before, nullptr));
    }
    [[nodiscard]] const meta::Mapping& mapping() const { return *type->mapping; }
    [[nodiscard]] meta::RelationSlot& slot(const TrackedRelation& relation) const {
        return *relation.relation->slot(object.get());
    }
    /// The relation as the row has it, or nullptr.
    [[nodiscard]] meta::ListHead* list_before(const TrackedRelation& relation) const {
        return before ? relation.relation->slot(before)->list() : nullptr;
    }
};

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

    [[nodiscard]] const Entries& entries() const { return entries_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

    [[nodiscard]] Entry* find(const void* object) const {
        if (by_address_.empty())
            return nullptr;
        std::uint32_t number = by_address_[place_of(object)].number;
        return number == 0 ? nullptr : entries_[number - 1];
    }
    [[nodiscard]] Entry* find(const TrackedType& type, std::span<const types::Cell> key) const {
        if (by_key_.empty())
            return nullptr;
        KeyHasher hasher(*type.mapping);
        for (const types::Cell& cell : key)
            hasher.add(cell);
        std::uint64_t hash = hasher.result();
        bool is_exact = key.size() == 1 && !types::is_text(key[0].kind);
        for (std::size_t at = hash & (by_key_.size() - 1); by_key_[at].entry;
             at = (at + 1) & (by_key_.size() - 1)) {
            Entry* entry = by_key_[at].entry;
            // Its holders are counted next, far from the entry: both are fetched at once.
            __builtin_prefetch(static_cast<const char*>(by_key_[at].object) - counter_size, 1);
            if (by_key_[at].hash == hash && entry != removed() &&
                entry->type->mapping == type.mapping && (is_exact || has_key(*entry, key)))
                return entry;
        }
        return nullptr;
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

    Entry& add(const TrackedType& type, std::shared_ptr<void> object) {
        if ((entries_.size() + 1) * 3 > by_address_.size() * 2)
            grow_addresses();
        if (entries_.size() == entries_.capacity())
            entries_.reserve(entries_.size() * 2 + 16);
        Entry* made = std::construct_at(pool_.take(), std::move(object), type);
        entries_.push_back(made);
        put_address(entries_.size());
        return *made;
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
        KeyHasher hasher(entry.mapping());
        read_key(entry.mapping(), entry.before, entry.mapping().key);
        for (const types::Cell& cell : key_)
            hasher.add(cell);
        entry.hash = hasher.result();
        entry.is_keyed = true;
        put_key(entry);
    }
    void drop_key(Entry& entry) {
        if (!std::exchange(entry.is_keyed, false))
            return;
        std::size_t at = entry.hash & (by_key_.size() - 1);
        while (by_key_[at].entry != &entry)
            at = (at + 1) & (by_key_.size() - 1);
        by_key_[at].entry = removed();
    }
    /// Forgets the entries for which `is_over(entry)` says so.
    template <typename IsOver>
    void prune(IsOver is_over) {
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
        for (Entry* entry : over) {
            std::destroy_at(entry);
            pool_.give_back(entry);
        }
    }

  private:
    /// Hashes a key's values together with their table.
    class KeyHasher {
      public:
        explicit KeyHasher(const meta::Mapping& mapping)
            : value_(reinterpret_cast<std::uintptr_t>(&mapping) >> 4) {}
        void add(const types::Cell& cell) {
            if (types::is_text(cell.kind)) {
                std::string_view text = cell.text;
                for (; text.size() > sizeof(std::uint64_t);
                     text.remove_prefix(sizeof(std::uint64_t)))
                    mix(word(text.data(), sizeof(std::uint64_t)));
                mix(word(text.data(), text.size()) ^ cell.text.size() << 56);
            } else if (cell.kind == types::CellKind::real) {
                mix(word(reinterpret_cast<const char*>(&cell.real), sizeof cell.real));
            } else if (cell.kind != types::CellKind::null) {
                // Neighbours stay neighbours: keys mostly come one after the other.
                low_ = static_cast<std::uint64_t>(cell.integer) & 15;
                mix(static_cast<std::uint64_t>(cell.integer) >> 4);
            }
        }
        [[nodiscard]] std::uint64_t result() const { return value_ << 4 | low_; }

      private:
        static std::uint64_t word(const char* data, std::size_t size) {
            std::uint64_t made = 0;
            std::memcpy(&made, data, size);
            return made;
        }
        void mix(std::uint64_t more) {
            // Of 60 bits; different values stay different.
            value_ = (value_ ^ more) * 0x9e3779b97f4a7c15 & ~std::uint64_t{0} >> 4;
            value_ ^= value_ >> 30;
        }
        std::uint64_t value_;
        std::uint64_t low_ = 0;
    };

    /// Memory for entries, a block of many at a time.
    class Pool {
      public:
        Entry* take() {
            if (free_.empty()) {
                blocks_.push_back(std::make_unique_for_overwrite<Place[]>(block));
                for (std::size_t i = block; i > 0; --i)
                    free_.push_back(reinterpret_cast<Entry*>(&blocks_.back()[i - 1]));
            }
            Entry* place = free_.back();
            free_.pop_back();
            return place;
        }
        void give_back(Entry* place) { free_.push_back(place); }

      private:
        static constexpr std::size_t block = 64;
        struct alignas(Entry) Place {
            std::byte bytes[sizeof(Entry)];
        };

        std::vector<std::unique_ptr<Place[]>> blocks_;
        std::vector<Entry*> free_;
    };
    struct AddressPlace {
        std::uint32_t number; ///< Of the entry, from 1 on; 0 is none.
        std::uint32_t hash;   ///< The part that is not in the place.
    };
    struct KeyPlace {
        Entry* entry;
        std::uint64_t hash;
        const void* object; ///< The entry's.
    };
    /// What std::make_shared puts before an object.
    static constexpr std::size_t counter_size = 16;

    static Entry* removed() { return reinterpret_cast<Entry*>(alignof(Entry)); }

    static std::uint64_t hash_of(const void* object) {
        return reinterpret_cast<std::uintptr_t>(object) * std::uint64_t{0x9e3779b97f4a7c15};
    }
    [[nodiscard]] std::size_t place_of(const void* object) const {
        std::uint64_t hash = hash_of(object);
        std::size_t mask = by_address_.size() - 1;
        std::size_t at = (hash >> 32) & mask;
        while (by_address_[at].number != 0 &&
               (by_address_[at].hash != static_cast<std::uint32_t>(hash) ||
                entries_[by_address_[at].number - 1]->object.get() != object))
            at = (at + 1) & mask;
        return at;
    }
    /// Puts the entry with this number, from 1 on, which is not there yet.
    void put_address(std::size_t number) {
        const void* object = entries_[number - 1]->object.get();
        by_address_[place_of(object)] = {static_cast<std::uint32_t>(number),
                                         static_cast<std::uint32_t>(hash_of(object))};
    }
    void put_key(Entry& entry) {
        std::size_t at = entry.hash & (by_key_.size() - 1);
        while (by_key_[at].entry)
            at = (at + 1) & (by_key_.size() - 1);
        by_key_[at] = {&entry, entry.hash, entry.object.get()};
        ++keyed_;
    }
    /// Room for twice as many entries as there are.
    [[nodiscard]] std::size_t places() const {
        std::size_t count = 64;
        while (count < (entries_.size() + 1) * 2)
            count *= 2;
        return count;
    }
    void grow_addresses() {
        by_address_.assign(places(), {});
        for (std::size_t i = 1; i <= entries_.size(); ++i)
            put_address(i);
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

    Pool pool_;
    Entries entries_;
    std::vector<AddressPlace> by_address_; ///< As many as a power of two, or none.
    std::vector<KeyPlace> by_key_;         ///< Likewise.
    std::size_t keyed_ = 0;                ///< Places of `by_key_` that were used.
    std::vector<types::Cell> key_;
};

} // namespace rowan::engine
