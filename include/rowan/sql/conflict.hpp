// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/returning.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace rowan {

template <typename Entity, typename Columns = void>
class Conflict;

namespace lang {

/// Whether these columns are the primary key, or a unique key of the table. A template so that only
/// files that ask compile it.
template <typename Mapping>
consteval bool is_unique_key(const Mapping& mapping, const std::uint16_t* columns,
                             std::size_t count) {
    auto same = [&](const auto& key) {
        std::size_t found = 0;
        for (std::uint16_t column : key)
            for (std::size_t i = 0; i < count; ++i)
                found += columns[i] == column ? 1 : 0;
        return found == count && key.size() == count;
    };
    if (same(mapping.key) || (count == 1 && mapping.columns[columns[0]].unique))
        return true;
    for (const auto& one : mapping.constraints)
        if ((one.unique || one.kind == meta::ConstraintKind::unique) && one.predicate.empty() &&
            one.expressions.empty() && same(one.columns))
            return true;
    return false;
}

template <typename Entity, auto... Target>
inline constexpr bool is_key_of = [] {
    if constexpr (!(meta::is_member_of<Entity, Target> && ...)) {
        return false;
    } else {
        constexpr std::uint16_t columns[] = {meta::position_of<Entity, Target>()...};
        return is_unique_key(meta::mapping<Entity>, columns, sizeof...(Target));
    }
}();

template <typename Entity, auto... Target>
consteval void check_target() {
    ROWAN_CHECK((is_key_of<Entity, Target...>),
                "rowan: on_conflict<>() takes the members of the primary key or of a unique key of "
                "the table. docs/errors.md#E164",
                "rowan: on_conflict<>() of ", reflect::type_name<Entity>(),
                ": these members are neither its primary key nor a unique key of its table; name "
                "all members of one. docs/errors.md#E164");
}

template <typename Object, typename Entity>
inline constexpr bool is_conflict_of = std::is_same_v<Object, Entity>;

template <typename Object, typename Entity>
consteval void check_conflict_of() {
    ROWAN_CHECK((is_conflict_of<Object, Entity>),
                "rowan: this on_conflict() is about another struct than the object that is "
                "inserted. docs/errors.md#E166",
                "rowan: an on_conflict() of ", reflect::type_name<Entity>(),
                " is not for an insert of ", reflect::type_name<Object>(),
                "; name members of that struct. docs/errors.md#E166");
}

/// Writes the assignments that make a row that is there the one that was refused.
void put_excluded_row(Clause& set, const meta::Mapping& mapping);

} // namespace lang

/// What an insert does where a row with its key is there already: made by on_conflict(), given to
/// Session::insert and insert_all. A value.
template <typename Entity, typename Columns>
class Conflict {
  public:
    explicit Conflict(lang::Clauses clauses) : clauses_(std::move(clauses)) {}

    /// Only rows that fulfil these conditions are updated. MySQL has no such thing (NotSupported).
    template <typename... Conditions>
    [[nodiscard]] Conflict where(const Conditions&... conditions) const {
        Conflict narrowed = *this;
        (narrowed.add(conditions), ...);
        return narrowed;
    }
    /// The insert returns these columns of the rows that it has inserted or updated, or whole rows
    /// where none is named.
    template <typename... Returned>
    [[nodiscard]] auto returning(Returned...) const {
        return Conflict<Entity, lang::ReturnedColumns<Returned...>>(
            lang::with_returned<Entity, Returned...>(clauses_));
    }
    /// Its words and values; for Rowan's own rooms.
    [[nodiscard]] const lang::Clauses& clauses() const { return clauses_; }

  private:
    template <typename Node>
    void add(const Node& node) {
        lang::check_condition<Entity, Node>();
        std::size_t before = clauses_.where.code.size();
        if constexpr (lang::IsCondition<Node>)
            lang::Lower<Entity, true>{clauses_.where}(node);
        clauses_.where.count += clauses_.where.code.size() > before ? 1 : 0;
    }

    lang::Clauses clauses_;
};

namespace lang {

/// The key that an insert may find taken.
template <typename Entity, auto... Target>
class ConflictTarget {
  public:
    /// Inserts nothing then.
    [[nodiscard]] Conflict<Entity> do_nothing() const { return Conflict<Entity>(start()); }
    /// Updates the row that is there: `do_update("visits"_col = "visits"_col + 1, "seen"_col =
    /// excluded("seen"_col))`. Columns are those of the row that is there, excluded() those of the
    /// one that was not inserted. Without arguments, all columns are as in that one, except for the
    /// primary key; a version counts on.
    template <typename... Assignments>
    [[nodiscard]] Conflict<Entity> do_update(const Assignments&... assignments) const {
        static_assert(sizeof...(Target) > 0,
                      "rowan: do_update() needs to know which key is taken: name its members, "
                      "on_conflict<&Job::url>(). docs/errors.md#E164");
        Clauses clauses = start();
        if constexpr (sizeof...(Assignments) == 0)
            put_excluded_row(clauses.set, meta::mapping<Entity>);
        (add(clauses.set, assignments), ...);
        return Conflict<Entity>(std::move(clauses));
    }

  private:
    static Clauses start() {
        Clauses clauses;
        if constexpr (sizeof...(Target) > 0)
            check_target<Entity, Target...>();
        clauses.set.put(Op::conflict, sizeof...(Target));
        if constexpr ((meta::is_member_of<Entity, Target> && ...))
            (clauses.set.put(Op::column, meta::position_of<Entity, Target>()), ...);
        return clauses;
    }
    template <typename Node>
    static void add(Clause& set, const Node& node) {
        check_assignment<Entity, Node>();
        if constexpr (is_assignment_node<Node>)
            Lower<Entity, true>{set}.assign(node.column, node.value);
    }
};

} // namespace lang

/// The key that an insert may find taken, by its members: `session.insert(job,
/// on_conflict<&Job::url>().do_nothing())`. MySQL looks at all keys of the table, whichever is
/// named.
template <auto First, auto... Rest>
[[nodiscard]] constexpr auto on_conflict() {
    return lang::ConflictTarget<reflect::entity_of<First>, First, Rest...>{};
}
/// Any key of a struct's table: `on_conflict<Job>().do_nothing()`.
template <typename Entity>
[[nodiscard]] constexpr auto on_conflict() {
    return lang::ConflictTarget<Entity>{};
}

/// A column's value in the row that an insert could not insert, for do_update().
template <typename Column>
[[nodiscard]] constexpr lang::Excluded<Column> excluded(Column) {
    static_assert(lang::is_column<Column>, "rowan: excluded() takes a column, \"name\"_col. "
                                           "docs/errors.md#E163");
    return {};
}

} // namespace rowan
