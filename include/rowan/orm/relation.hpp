// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/columns.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace rowan {

namespace orm {

/// What relation members have in common: a value that is there only once a query has loaded it.
/// Copies are deep. The other struct need not be complete where the member is declared.
template <typename Held>
class Relation {
  public:
    Relation() = default;
    Relation(const Relation& other) : held_(other.held_ ? new Held(*other.held_) : nullptr) {}
    Relation(Relation&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    Relation& operator=(Relation other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    ~Relation() { delete held_; }

    /// Whether a query has loaded the relation.
    [[nodiscard]] bool is_loaded() const { return held_ != nullptr; }
    /// Puts the value in place, as loading does.
    void set(Held value) { *this = Relation(new Held(std::move(value))); }

  protected:
    /// Throws NotLoaded: reading never sends a query of its own.
    [[nodiscard]] Held& loaded() const {
        if (!held_)
            throw NotLoaded("rowan: this relation was not loaded by its query");
        return *held_;
    }

  private:
    explicit Relation(Held* held) : held_(held) {}

    Held* held_ = nullptr;
};

/// At most one row of another table.
template <typename Other>
class ToOne : public Relation<std::vector<Other>> {
  public:
    /// Whether there is a row. Throws NotLoaded.
    explicit operator bool() const { return !this->loaded().empty(); }
    /// The row, which must be there. Throws NotLoaded.
    Other& operator*() const { return this->loaded().front(); }
    Other* operator->() const { return &this->loaded().front(); }
};

/// Any number of rows of another table.
template <typename Other>
class ToMany : public Relation<std::vector<Other>> {
  public:
    /// The rows. All throw NotLoaded.
    [[nodiscard]] auto begin() const { return this->loaded().begin(); }
    [[nodiscard]] auto end() const { return this->loaded().end(); }
    [[nodiscard]] std::size_t size() const { return this->loaded().size(); }
    [[nodiscard]] bool empty() const { return this->loaded().empty(); }
    [[nodiscard]] Other& operator[](std::size_t i) const { return this->loaded()[i]; }
};

} // namespace orm

/// The row that this table's foreign key points to.
template <typename Other>
class BelongsTo : public orm::ToOne<Other> {};
/// The row of another table whose foreign key points here.
template <typename Other>
class HasOne : public orm::ToOne<Other> {};
/// The rows of another table whose foreign key points here.
template <typename Other>
class HasMany : public orm::ToMany<Other> {};
/// The rows of another table that a third one connects with this row.
template <typename Other, typename Through>
class ManyToMany : public orm::ToMany<Other> {};

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
