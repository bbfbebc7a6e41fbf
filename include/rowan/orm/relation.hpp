// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/names.hpp>
#include <rowan/schema/columns.hpp>
#include <rowan/schema/relation_part.hpp>
#include <rowan/schema/relation_slot.hpp>

#include <cstddef>
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

/// What relation members have in common: rows that are there only once they were loaded. The other
/// struct need not be complete where the member is declared.
template <typename Self, typename Other, bool Shares>
class Relation : public meta::RelationSlot {
  public:
    Relation() = default;
    constexpr explicit Relation(const meta::RelationName& name) : RelationSlot(name) {}
    Relation(const Relation& other) : RelationSlot(other.name_, copy_of(other.held_)) {}
    Relation(Relation&& other) noexcept
        : RelationSlot(other.name_, std::exchange(other.held_, nullptr)) {}
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
    void unload() { release(std::exchange(held_, nullptr)); }

  protected:
    /// Puts rows in place, as loading does.
    void hold(std::vector<Other> rows) {
        auto* list = new List<Other>;
        list->rows = std::move(rows);
        release(std::exchange(held_, list));
    }
    /// Throws NotLoaded: reading never sends a query of its own.
    [[nodiscard]] std::vector<Other>& loaded() const {
        if (!held_)
            meta::not_loaded(name_, kind());
        return static_cast<List<Other>*>(held_)->rows;
    }
    static constexpr std::string_view kind() { return reflect::type_name<Self>(); }

  private:
    static meta::ListHead* copy_of(meta::ListHead* list) {
        if constexpr (Shares) {
            if (list)
                list->retain();
            return list;
        } else {
            return list ? copy_list(list) : nullptr;
        }
    }
    static meta::ListHead* copy_list(meta::ListHead* list) {
        auto* copy = new List<Other>;
        copy->rows = static_cast<List<Other>*>(list)->rows;
        return copy;
    }
    static void release(meta::ListHead* list) {
        if (list && list->release())
            delete static_cast<List<Other>*>(list);
    }
    void swap(Relation& other) noexcept {
        std::swap(name_, other.name_);
        std::swap(held_, other.held_);
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
    /// Whether there is a row. Throws NotLoaded.
    explicit operator bool() const { return !this->loaded().empty(); }
    /// The row. Throws NotLoaded, and NoResultFound if there is none.
    Other& operator*() const {
        auto& rows = this->loaded();
        if (rows.empty())
            meta::no_related_row(this->name_, this->kind());
        return rows.front();
    }
    Other* operator->() const { return &**this; }
};

/// Any number of rows of another table. A copy has rows of its own.
template <typename Self, typename Other>
class ToMany : public Relation<Self, Other, false> {
  public:
    using Relation<Self, Other, false>::Relation;

    /// Puts rows in place, as loading does. Nothing is sent.
    void set(std::vector<Other> rows) { this->hold(std::move(rows)); }
    /// The rows. All throw NotLoaded.
    [[nodiscard]] std::vector<Other>& rows() const { return this->loaded(); }
    [[nodiscard]] auto begin() const { return this->loaded().begin(); }
    [[nodiscard]] auto end() const { return this->loaded().end(); }
    [[nodiscard]] std::size_t size() const { return this->loaded().size(); }
    [[nodiscard]] bool empty() const { return this->loaded().empty(); }
    [[nodiscard]] Other& operator[](std::size_t i) const { return this->loaded()[i]; }
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
