// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/shared_ptr.hpp>
#include <rowan/engine/event.hpp>
#include <rowan/schema/mapped_relation.hpp>
#include <rowan/schema/relation_part.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rowan::engine {

class Work;
struct TrackedType;

/// Objects that a relation points to.
class LinkedObjects : public meta::LinkList {
  public:
    virtual void add(std::shared_ptr<void> object) = 0;
    /// Whether the object was there.
    virtual bool remove(const void* object) = 0;
    [[nodiscard]] virtual bool has(const void* object) const = 0;
    /// An object as a shared pointer, empty if it has ended.
    [[nodiscard]] virtual std::shared_ptr<void> owner(std::size_t i) const = 0;
};
/// An empty list, made by `new`.
[[nodiscard]] LinkedObjects* make_links();

/// One relation of a tracked struct.
struct TrackedRelation {
    const meta::MappedRelation* relation;
    const TrackedType& (*target)();
    meta::Cascades cascades;
};

/// What a tracker, which knows no struct, can do with the objects of one; constexpr static data.
struct TrackedType {
    const meta::Mapping* mapping;
    std::span<const TrackedRelation> relations;
    const meta::ListType* lists;
    std::shared_ptr<void> (*move)(void* object); ///< An object of its own, made of that one.
    void* (*copy)(const void* object);
    void (*destroy)(void* object);
    void (*assign)(void* to, const void* from);
    const Hooks* hooks;
};

/// What will become of an object's row at the next flush.
enum class Pending : std::uint8_t { added, modified, removed };

/// The identity map and unit of work of a session: one object for each row, and what has become of
/// it since it was read. Not thread-safe.
class Tracker {
  public:
    virtual ~Tracker() = default;

    /// The object with this key: the tracked one, else a row of the database, else nullptr.
    virtual std::shared_ptr<void> get(const TrackedType& type,
                                      std::span<const types::Cell> key) = 0;
    /// Tracks rows that were read, with their relations; adds the objects to `objects`: those that
    /// were tracked before stay as they are.
    virtual void take(const TrackedType& type, const meta::ListObjects& rows,
                      std::vector<std::shared_ptr<void>>& objects) = 0;
    /// Tracks an object that is new; one that is tracked already stays so.
    virtual void add(const TrackedType& type, std::shared_ptr<void> object) = 0;
    /// Says that an object's row is to be deleted.
    virtual void remove(void* object) = 0;
    /// Whether there is such an object.
    [[nodiscard]] virtual bool tracks(const void* object) const = 0;
    /// Whether an object differs from its row, as far as is known.
    [[nodiscard]] virtual bool is_modified(const void* object) = 0;
    /// Adds the objects of a struct to `objects` of whose rows this will become.
    virtual void list(const TrackedType& type, Pending pending,
                      std::vector<std::shared_ptr<void>>& objects) const = 0;
    /// Reads an object's row again; what was changed is lost. Throws StaleData if it is gone.
    virtual void refresh(void* object) = 0;
    /// Tracks an object no longer.
    virtual void expunge(const void* object) = 0;
    /// Writes a value's columns into the tracked object with its key, or tracks a copy as a new
    /// one.
    virtual std::shared_ptr<void> merge(const TrackedType& type, void* value) = 0;
    /// All objects are read again when they are next asked for; what was changed is lost.
    virtual void expire_all() = 0;
    /// Writes all that was changed.
    virtual void flush() = 0;
    /// Whether queries write first what was changed, and get() where it matters; they do, if
    /// nothing is said.
    virtual void autoflush(bool on) = 0;
    [[nodiscard]] virtual bool autoflush() const = 0;
    /// How many objects there are.
    [[nodiscard]] virtual std::size_t size() const = 0;
};

} // namespace rowan::engine
