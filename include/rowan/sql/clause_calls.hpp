// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/sql/condition.hpp>
#include <rowan/sql/lower.hpp>
#include <rowan/sql/order.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace rowan::lang {

/// Throws InvalidQuery.
[[noreturn]] void negative_rows();
/// A number of rows for LIMIT or OFFSET. Throws InvalidQuery if it is negative.
constexpr std::int64_t checked_rows(std::int64_t rows) {
    if (rows < 0)
        negative_rows();
    return rows;
}

template <typename Entity, typename Node>
constexpr void add_condition(Clause& where, const Node& node) {
    check_condition<Entity, Node>();
    if constexpr (IsCondition<Node>) {
        std::size_t before = where.code.size();
        Lower<Entity>{where}(node);
        // What is switched off leaves nothing behind.
        where.count += !may_be_empty<Node> || where.code.size() > before ? 1 : 0;
    }
}
template <typename Entity, Op Operator, typename Left, typename Right>
constexpr void add_condition(Clause& where, const Comparison<Operator, Left, Right>& node) {
    constexpr bool may_vanish = may_be_empty<Comparison<Operator, Left, Right>>;
    std::size_t before = where.code.size();
    Lower<Entity>{where}.template compare<Operator>(node.left, node.right);
    where.count += !may_vanish || where.code.size() > before ? 1 : 0;
}
template <typename Entity, Op Operator, typename Left, typename Held>
requires is_plain_comparison<Left, Literal<Held>>
[[gnu::always_inline]] constexpr void
add_condition(Clause& where, const Comparison<Operator, Left, Literal<Held>>& node) {
    compare_column<Entity, Left>(where, Operator, node.right.value);
    ++where.count;
}
template <typename Entity, typename Node>
constexpr void add_equality(Clause& where, const Node& node) {
    check_assignment<Entity, Node>();
    if constexpr (is_assignment_node<Node>) {
        std::size_t before = where.code.size();
        Lower<Entity>{where}.template compare<Op::equal>(node.column, node.value);
        where.count += where.code.size() > before ? 1 : 0;
    }
}
template <typename Entity, typename Column, typename Held>
requires is_plain_comparison<Column, Literal<Held>>
[[gnu::always_inline]] constexpr void add_equality(Clause& where,
                                                   const Assignment<Column, Literal<Held>>& node) {
    compare_column<Entity, Column>(where, Op::equal, node.value.value);
    ++where.count;
}
template <typename Entity, typename Node>
constexpr void add_set(Clause& set, const Node& node) {
    check_assignment<Entity, Node>();
    if constexpr (is_assignment_node<Node>)
        Lower<Entity>{set}.assign(node.column, node.value);
}
/// A run-time order of any struct, for the check of which it is.
template <typename Entity, typename Other>
constexpr void add_ordering(Clause& order, const Order<Other>& given) {
    check_own_struct<Entity, Other>();
    put_clause(order, given.clause());
    order.count += given.clause().count;
}
template <typename Entity, typename Node>
[[gnu::always_inline]] constexpr void add_ordering(Clause& order, const Node& node) {
    check_ordering<Entity, Node>();
    if constexpr (is_column<Node>)
        put_order(order, ascending, sorted_column<Entity, Node>());
    else if constexpr (is_ordering_node<Node>)
        if constexpr (is_column<decltype(node.operand)>)
            put_order(order, node.flags, sorted_column<Entity, decltype(node.operand)>());
        else
            Lower<Entity>{order}(node);
    else if constexpr (IsOperand<Node>)
        Lower<Entity>{order}(node.asc());
    ++order.count;
}

/// The calls that add clauses to `Self`, which selects rows of `Entity` and has them as `clauses_`.
/// Each leaves a query that has a name as it is and gives a longer one. They return values, never
/// references: a loop over `query(session).filter(…)` keeps what it walks over.
template <typename Self, typename Entity>
class ClauseCalls {
  public:
    /// Adds `"column"_col = value` conditions, all of which must hold.
    template <typename... Assignments>
    [[nodiscard]] constexpr Self filter_by(const Assignments&... assignments) const& {
        return Self(self()).filter_by(assignments...);
    }
    template <typename... Assignments>
    [[nodiscard]] constexpr Self filter_by(const Assignments&... assignments) && {
        narrow_by(assignments...);
        return moved();
    }
    /// The same on this very query: `get` makes its result in place.
    template <typename... Assignments>
    constexpr void narrow_by(const Assignments&... assignments) {
        (add_equality<Entity>(self().clauses_.where, assignments), ...);
    }
    /// Adds conditions, all of which must hold.
    template <typename... Conditions>
    [[nodiscard]] constexpr Self filter(const Conditions&... conditions) const& {
        return Self(self()).filter(conditions...);
    }
    template <typename... Conditions>
    [[nodiscard]] constexpr Self filter(const Conditions&... conditions) && {
        (add_condition<Entity>(self().clauses_.where, conditions), ...);
        return moved();
    }
    /// Sorts by columns or expressions, after those given before.
    template <typename... Orderings>
    [[nodiscard]] constexpr Self order_by(const Orderings&... orderings) const& {
        return Self(self()).order_by(orderings...);
    }
    template <typename... Orderings>
    [[nodiscard]] constexpr Self order_by(const Orderings&... orderings) && {
        (add_ordering<Entity>(self().clauses_.order, orderings), ...);
        return moved();
    }
    /// At most `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] constexpr Self limit(std::int64_t rows) const& {
        return Self(self()).limit(rows);
    }
    [[nodiscard]] constexpr Self limit(std::int64_t rows) && {
        self().clauses_.limit = checked_rows(rows);
        return moved();
    }
    /// Leaves out the first `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] constexpr Self offset(std::int64_t rows) const& {
        return Self(self()).offset(rows);
    }
    [[nodiscard]] constexpr Self offset(std::int64_t rows) && {
        self().clauses_.offset = checked_rows(rows);
        return moved();
    }

  private:
    // Inlined even where nothing is optimized: each struct would have them as functions.
    [[nodiscard, gnu::always_inline]] constexpr Self& self() { return static_cast<Self&>(*this); }
    [[nodiscard, gnu::always_inline]] constexpr const Self& self() const {
        return static_cast<const Self&>(*this);
    }
    [[nodiscard, gnu::always_inline]] constexpr Self&& moved() {
        return static_cast<Self&&>(*this);
    }
};

} // namespace rowan::lang
