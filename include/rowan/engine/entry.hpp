// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/tracker.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
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
    std::uint32_t number;   ///< Of its place in the pool.
    Standing standing = Standing::fresh;
    bool is_keyed = false;       ///< The map knows it by its key.
    bool is_marked = false;      ///< For whoever walks over the map.
    bool is_doomed : 1 = false;  ///< Its row is to be deleted.
    bool is_expired : 1 = false; ///< It is to be read again when it is asked for.
    bool is_logged : 1 = false;  ///< This transaction has changed what it is.

    Entry(std::shared_ptr<void>&& tracked, const TrackedType& of, std::uint32_t at)
        : object(std::move(tracked)), type(&of), number(at) {}
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

/// An object that nobody else has, made of a copy of another one.
inline std::shared_ptr<void> object_like(const TrackedType& type, const void* value) {
    void* copy = type.copy(value);
    std::shared_ptr<void> object = type.move(copy);
    type.destroy(copy);
    return object;
}

/// Memory for entries, a block of many at a time; each has a number, by which it is found again.
class EntryPool {
  public:
    [[nodiscard]] Entry* at(std::uint32_t number) const {
        return reinterpret_cast<Entry*>(&blocks_[number / block][number % block]);
    }
    Entry& make(std::shared_ptr<void>&& object, const TrackedType& type) {
        std::uint32_t number = used_;
        if (!free_.empty()) {
            number = free_.back();
            free_.pop_back();
        } else {
            if (used_ == blocks_.size() * block)
                blocks_.push_back(std::make_unique_for_overwrite<Place[]>(block));
            ++used_;
        }
        return *std::construct_at(at(number), std::move(object), type, number);
    }
    void destroy(Entry* entry) {
        std::uint32_t number = entry->number;
        std::destroy_at(entry);
        free_.push_back(number);
    }

  private:
    static constexpr std::uint32_t block = 64;
    struct alignas(Entry) Place {
        std::byte bytes[sizeof(Entry)];
    };

    std::vector<std::unique_ptr<Place[]>> blocks_;
    std::vector<std::uint32_t> free_;
    std::uint32_t used_ = 0; ///< Places that were ever taken.
};

} // namespace rowan::engine
