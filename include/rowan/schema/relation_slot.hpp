// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace rowan::meta {

/// A relation's struct and member, for messages.
struct RelationName {
    std::string_view entity;
    std::string_view member;
};

/// The objects of a list that are not its own: those that a session tracks, or that shared pointers
/// were given to.
class LinkList {
  public:
    LinkList() = default;
    LinkList(const LinkList&) = delete;
    LinkList& operator=(const LinkList&) = delete;
    virtual ~LinkList() = default;
    /// The same objects, which it keeps alive.
    [[nodiscard]] virtual LinkList* copy() const = 0;
    [[nodiscard]] virtual std::size_t size() const = 0;
    /// An object, or nullptr if it has ended.
    [[nodiscard]] virtual void* at(std::size_t i) const = 0;
};

/// What all lists of objects begin with: how many relation members hold the list.
struct ListHead {
    int holders = 1;
    LinkList* links = nullptr; ///< The list's objects, if they are not its own.

    ListHead() = default;
    ListHead(const ListHead&) = delete;
    ListHead& operator=(const ListHead&) = delete;
    ~ListHead() { delete links; }

    void retain() noexcept { __atomic_fetch_add(&holders, 1, __ATOMIC_RELAXED); }
    /// Whether that was the last holder.
    [[nodiscard]] bool release() noexcept {
        return __atomic_sub_fetch(&holders, 1, __ATOMIC_ACQ_REL) == 0;
    }
};

/// The objects of a list, one behind the other.
struct ListObjects {
    void* first;
    std::size_t count;
    std::size_t size; ///< Of one object, in bytes.

    [[nodiscard]] void* operator[](std::size_t i) const {
        return static_cast<char*>(first) + i * size;
    }
};

/// What code that doesn't know a struct can do with lists of its objects.
struct ListType {
    ListHead* (*create)();             ///< An empty list with one holder.
    ListHead* (*copy)(ListHead* list); ///< Another list of the same objects.
    void (*destroy)(ListHead* list);
    void* (*add)(ListHead* list); ///< A blank object at its end.
    void (*clear)(ListHead* list);
    ListObjects (*objects)(ListHead* list);

    /// Takes a holder away.
    void release(ListHead* list) const {
        if (list && list->release())
            destroy(list);
    }
};

/// What every relation member is to code that doesn't know its type: a list of rows once it was
/// loaded, and a name for messages if the object was read from a database.
class RelationSlot {
  public:
    /// Whether the relation was loaded or set.
    [[nodiscard]] bool is_loaded() const { return held_ != nullptr; }

    /// The rows' list, or nullptr. For Rowan's own rooms.
    [[nodiscard]] ListHead* list() const { return held_; }
    /// Takes one holder of `list` over; returns the list before, to be released.
    [[nodiscard]] ListHead* exchange(ListHead* list) noexcept {
        ListHead* before = held_;
        held_ = list;
        return before;
    }

  protected:
    RelationSlot() = default;
    constexpr explicit RelationSlot(const RelationName& name) : name_(&name) {}
    RelationSlot(const RelationName* name, ListHead* list) : name_(name), held_(list) {}
    // Copies know their objects' type (Relation); these share what they hold.
    RelationSlot(const RelationSlot&) = default;
    RelationSlot& operator=(const RelationSlot&) = default;
    void swap(RelationSlot& other) noexcept {
        RelationSlot before = other;
        other = *this;
        *this = before;
    }

    const RelationName* name_ = nullptr;
    ListHead* held_ = nullptr;
};

/// Throws NotLoaded; `kind` is the member's type where its struct is not known.
[[noreturn]] void not_loaded(const RelationName* name, std::string_view kind);
/// Throws NotLoaded: the object that a relation pointed to has ended, with the session that tracked
/// it.
[[noreturn]] void related_row_ended(const RelationName* name, std::string_view kind);
/// Throws NoResultFound: there is no row to point to.
[[noreturn]] void no_related_row(const RelationName* name, std::string_view kind);

} // namespace rowan::meta
