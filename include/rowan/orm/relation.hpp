// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/names.hpp>
#include <rowan/schema/columns.hpp>
#include <rowan/schema/relation_part.hpp>
#include <rowan/schema/relation_slot.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan {

namespace orm {

/// The rows of a relation, counted by the members that hold them.
template <typename Object>
struct List : meta::ListHead {
    std::vector<Object> rows;
};

/// A shared pointer to an object, whose header is not needed to say so.
template <typename Pointer, typename Object>
concept PointsTo = requires(const Pointer& pointer) {
    { pointer.get() } -> std::same_as<Object*>;
    pointer.use_count();
};

/// Any shared pointer.
template <typename Pointer>
concept IsSharedPointer = requires(const Pointer& pointer) {
    pointer.get();
    pointer.use_count();
};

/// What relation members have in common: rows that are there only once they were loaded. The other
/// struct need not be complete where the member is declared.
template <typename Self, typename Other, bool Shares>
class Relation : public meta::RelationSlot {
  public:
    Relation() = default;
    constexpr explicit Relation(const meta::RelationName& name) : RelationSlot(name) {}
    Relation(const Relation& other) : RelationSlot(other.name_, copy_of(other.held_)) {}
    Relation(Relation&& other) noexcept : RelationSlot(other.name_, other.exchange(nullptr)) {}
    Relation& operator=(const Relation& other) {
        Relation copy(other);
        swap(copy);
        return *this;
    }
    Relation& operator=(Relation&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Relation() { release(held_); }

    /// Forgets what was loaded.
    void unload() { release(exchange(nullptr)); }

  protected:
    /// Puts rows in place, as loading does.
    void hold(std::vector<Other> rows) {
        auto* list = new List<Other>;
        list->rows = std::move(rows);
        release(exchange(list));
    }
    /// Puts objects in place that are shared with others.
    void hold(meta::LinkList* links) {
        auto* list = new List<Other>;
        list->links = links;
        release(exchange(list));
    }
    /// Throws NotLoaded: reading never sends a query of its own.
    [[nodiscard]] List<Other>& loaded() const {
        if (!held_)
            meta::not_loaded(name_, kind());
        return *static_cast<List<Other>*>(held_);
    }
    [[nodiscard]] std::size_t count() const {
        List<Other>& list = loaded();
        return list.links ? list.links->size() : list.rows.size();
    }
    [[nodiscard]] Other& at(std::size_t i) const {
        List<Other>& list = loaded();
        if (!list.links)
            return list.rows[i];
        if (void* object = list.links->at(i))
            return *static_cast<Other*>(object);
        meta::related_row_ended(name_, kind());
    }
    static constexpr std::string_view kind() { return reflect::type_name<Self>(); }

  private:
    static meta::ListHead* copy_of(meta::ListHead* list) {
        if (!list)
            return nullptr;
        // Tracked objects keep nothing alive; their copies do.
        if (Shares && !list->links) {
            list->retain();
            return list;
        }
        auto* copy = new List<Other>;
        copy->rows = static_cast<List<Other>*>(list)->rows;
        if (list->links)
            copy->links = list->links->copy();
        return copy;
    }
    static void release(meta::ListHead* list) {
        if (list && list->release())
            delete static_cast<List<Other>*>(list);
    }
};

/// At most one row of another table. Rows of one query that belong to the same row share it, and a
/// copy shares it with the original: what is changed through one of them is seen through all.
template <typename Self, typename Other>
class ToOne : public Relation<Self, Other, true> {
  public:
    using Relation<Self, Other, true>::Relation;

    /// Puts a row in place, or none, as loading does. Nothing is sent.
    void set(std::optional<Other> row) {
        std::vector<Other> rows;
        if (row)
            rows.push_back(*std::move(row));
        this->hold(std::move(rows));
    }
    /// Puts an object in place, a tracked one or one that will be; nullptr is none. The foreign key
    /// follows when the session writes what has changed.
    template <PointsTo<Other> Pointer>
    void set(const Pointer& object) {
        this->hold(link_objects(*this, &object, object.get() ? 1 : 0));
    }
    /// Whether there is a row. Throws NotLoaded.
    explicit operator bool() const { return this->count() != 0; }
    /// The row. Throws NotLoaded, and NoResultFound if there is none.
    Other& operator*() const {
        if (this->count() == 0)
            meta::no_related_row(this->name_, this->kind());
        return this->at(0);
    }
    Other* operator->() const { return __builtin_addressof(**this); }
    /// The row as a shared pointer; nullptr if there is none, or it is no tracked object's
    /// relation. Throws NotLoaded.
    [[nodiscard]] auto ptr() const { return linked_object(*this, this->loaded().links, 0); }
};

/// Any number of rows of another table. A copy has rows of its own.
template <typename Self, typename Other>
class ToMany : public Relation<Self, Other, false> {
  public:
    using Relation<Self, Other, false>::Relation;

    /// Puts rows in place, as loading does. Nothing is sent.
    void set(std::vector<Other> rows) { this->hold(std::move(rows)); }
    /// Puts objects in place, tracked ones or ones that will be; they are written when the session
    /// writes what has changed.
    template <PointsTo<Other> Pointer>
    void set(const std::vector<Pointer>& objects) {
        this->hold(link_objects(*this, objects.data(), objects.size()));
    }
    /// Adds an object, a tracked one or one that will be; a relation that was not loaded has none
    /// but this then, so load it first if there are others. Throws InvalidQuery if the rows here
    /// are the relation's own, as in an object that is not tracked.
    template <PointsTo<Other> Pointer>
    void add(const Pointer& object) {
        if (!this->held_)
            return this->hold(link_objects(*this, &object, 1));
        if (!this->loaded().links && this->count() == 0)
            return this->hold(link_objects(*this, &object, 1));
        add_link(*this, this->loaded().links, object);
    }
    /// Takes an object out; says whether it was there. Throws NotLoaded.
    template <PointsTo<Other> Pointer>
    bool remove(const Pointer& object) {
        return remove_link(*this, this->loaded().links, object);
    }
    /// The number of rows. This and all below throw NotLoaded.
    [[nodiscard]] std::size_t size() const { return this->count(); }
    [[nodiscard]] bool empty() const { return this->count() == 0; }
    [[nodiscard]] Other& operator[](std::size_t i) const { return this->at(i); }
    /// A row as a shared pointer; nullptr if this is no tracked object's relation.
    [[nodiscard]] auto ptr(std::size_t i) const {
        return linked_object(*this, this->loaded().links, i);
    }

    /// Goes over the rows.
    class Iterator {
      public:
        using value_type = Other;
        using reference = Other&;
        using pointer = Other*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(const ToMany* rows, std::size_t at) : rows_(rows), at_(at) {}
        Other& operator*() const { return (*rows_)[at_]; }
        Other* operator->() const { return __builtin_addressof((*rows_)[at_]); }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return {rows_, at_++}; }
        friend bool operator==(const Iterator&, const Iterator&) = default;

      private:
        const ToMany* rows_ = nullptr;
        std::size_t at_ = 0;
    };
    [[nodiscard]] Iterator begin() const {
        static_cast<void>(this->loaded());
        return {this, 0};
    }
    [[nodiscard]] Iterator end() const { return {this, this->count()}; }
};

} // namespace orm

/// The row that this table's foreign key points to.
template <typename Other>
class BelongsTo : public orm::ToOne<BelongsTo<Other>, Other> {
    using orm::ToOne<BelongsTo, Other>::ToOne;
};
/// The row of another table whose foreign key points here.
template <typename Other>
class HasOne : public orm::ToOne<HasOne<Other>, Other> {
    using orm::ToOne<HasOne, Other>::ToOne;
};
/// The rows of another table whose foreign key points here.
template <typename Other>
class HasMany : public orm::ToMany<HasMany<Other>, Other> {
    using orm::ToMany<HasMany, Other>::ToMany;
};
/// The rows of another table that a third one connects with this row.
template <typename Other, typename Through>
class ManyToMany : public orm::ToMany<ManyToMany<Other, Through>, Other> {
    using orm::ToMany<ManyToMany, Other>::ToMany;
};

namespace meta {

template <typename Other>
inline constexpr bool is_relation<BelongsTo<Other>> = true;
template <typename Other>
inline constexpr bool is_relation<HasOne<Other>> = true;
template <typename Other>
inline constexpr bool is_relation<HasMany<Other>> = true;
template <typename Other, typename Through>
inline constexpr bool is_relation<ManyToMany<Other, Through>> = true;

} // namespace meta

} // namespace rowan
