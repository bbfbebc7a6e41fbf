// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/sql/node_type.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

// What stops the compiler when a query makes no sense. Conditions are variables whose template
// arguments are the user's struct and column, since clang prints these.

namespace rowan::lang {

template <typename Entity, FixedString Name>
inline constexpr bool has_column = named_position<Entity, Name> != meta::no_column;
template <typename Entity, auto Member>
inline constexpr bool has_member = meta::is_member_of<Entity, Member>;

/// The column that a misspelt name was most likely meant to be, or nothing.
template <typename Entity>
consteval std::string_view closest_column(std::string_view name) {
    std::string_view closest;
    std::size_t least = name.size() / 2 + 1;
    for (const auto& column : meta::mapping<Entity>.columns) {
        std::size_t distance = errors::edit_distance(name, column.name);
        if (distance < least) {
            least = distance;
            closest = column.name;
        }
    }
    return closest;
}

template <typename Entity, FixedString Name>
consteval void check_column(NamedColumn<Name>) {
    ROWAN_CHECK((has_column<Entity, Name>),
                "rowan: the struct has no column of this name; use a column's or a member's name. "
                "docs/errors.md#E101",
                "rowan: ", reflect::type_name<Entity>(), " has no column '", Name.view(), "'",
                closest_column<Entity>(Name.view()).empty() ? "" : "; did you mean '",
                closest_column<Entity>(Name.view()),
                closest_column<Entity>(Name.view()).empty() ? "; use a column's or a member's name."
                                                            : "'?",
                " docs/errors.md#E101");
}
template <typename Entity, auto Member>
consteval void check_column(MemberColumn<Member>) {
    ROWAN_CHECK((has_member<Entity, Member>),
                "rowan: this column belongs to a struct that is not in the query; use a column of "
                "the query's struct. docs/errors.md#E104",
                "rowan: ", reflect::type_name<reflect::entity_of<Member>>(), "'s column '",
                reflect::pointed_name<Member>(), "' is not in this query of ",
                reflect::type_name<Entity>(),
                "; use a column of the query's struct. docs/errors.md#E104");
}

/// A name for a node in messages.
template <FixedString Name>
consteval std::string_view node_name(const NamedColumn<Name>*) {
    return Name.view();
}
template <auto Member>
consteval std::string_view node_name(const MemberColumn<Member>*) {
    return reflect::pointed_name<Member>();
}
template <typename Column, typename Right>
consteval std::string_view node_name(const Assignment<Column, Right>*) {
    return node_name(static_cast<const Column*>(nullptr));
}
template <Op Operator, typename Left, typename Right>
consteval std::string_view node_name(const Comparison<Operator, Left, Right>*) {
    return node_name(static_cast<const Left*>(nullptr));
}
consteval std::string_view node_name(const volatile void*) { return "expression"; }
template <typename Node>
consteval std::string_view node_name() {
    return node_name(static_cast<const Node*>(nullptr));
}
template <typename Column>
consteval std::string_view node_name(const Excluded<Column>*) {
    return node_name(static_cast<const Column*>(nullptr));
}
/// A name for a type in messages.
template <typename Value>
consteval std::string_view value_name() {
    if constexpr (std::is_void_v<Value>)
        return "anything";
    else if constexpr (std::same_as<value_type_t<Value>, std::string>)
        return "text";
    else if constexpr (std::same_as<types::bare_t<Value>, DateTime>)
        return "DateTime";
    else if constexpr (std::same_as<types::bare_t<Value>, Date>)
        return "Date";
    else
        return reflect::type_name<types::bare_t<Value>>();
}

template <typename Entity, typename Node>
using value_of_t = typename ValueOf<Entity, Node>::type;

template <typename Entity, typename Column, typename Value>
inline constexpr bool can_be_compared = fits<value_of_t<Entity, Column>, Value>;
template <typename Entity, typename Column, typename Value>
inline constexpr bool can_be_set = fits_into<value_of_t<Entity, Column>, Value>;
template <typename Entity, typename Column>
inline constexpr bool can_be_null =
    std::is_void_v<value_of_t<Entity, Column>> || types::is_optional<value_of_t<Entity, Column>>;
/// Only `==` and `!=` tell whether something is NULL.
template <typename Entity, typename Column, Op Operator>
inline constexpr bool compares_null = Operator == Op::equal || Operator == Op::not_equal;
template <typename Entity, Op Operator, typename Left, typename Right>
inline constexpr bool is_computable =
    can_be_computed<Operator, value_of_t<Entity, Left>, value_of_t<Entity, Right>>;

/// Stops the compiler when `Column` can't be compared with a `Value`.
template <typename Entity, typename Column, typename Value>
consteval void check_value() {
    ROWAN_CHECK((can_be_compared<Entity, Column, Value>),
                "rowan: this column can't be compared with a value of that type; give a value of "
                "the member's type. docs/errors.md#E103",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name<Column>(), "' (",
                value_name<value_of_t<Entity, Column>>(),
                ") can't be compared with a value of type ", value_name<Value>(),
                "; give a value of the member's type. docs/errors.md#E103");
}
/// Stops the compiler when `Column` can't be set to a `Value`.
template <typename Entity, typename Column, typename Value>
consteval void check_new_value() {
    ROWAN_CHECK((can_be_set<Entity, Column, Value>),
                "rowan: this column can't be set to a value of that type; give a value of the "
                "member's type. docs/errors.md#E103",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name<Column>(), "' (",
                value_name<value_of_t<Entity, Column>>(), ") can't be set to a value of type ",
                value_name<Value>(), "; give a value of the member's type. docs/errors.md#E103");
}
/// Stops the compiler when `Column` is compared with NULL or set to it, but never NULL.
template <typename Entity, typename Column>
consteval void check_null() {
    ROWAN_CHECK((can_be_null<Entity, Column>),
                "rowan: this column is never NULL, since its member is no std::optional; give a "
                "value or make the member optional. docs/errors.md#E112",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name<Column>(),
                "' is never NULL, since its member is no std::optional; give a value or make the "
                "member optional. docs/errors.md#E112");
}
template <typename Entity, typename Column, Op Operator>
consteval void check_null_comparison() {
    ROWAN_CHECK((compares_null<Entity, Column, Operator>),
                "rowan: NULL is neither more nor less than anything; compare with it by '==' or "
                "'!='. docs/errors.md#E112",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name<Column>(),
                "': NULL is neither more nor less than anything; compare with it by '==' or '!='. "
                "docs/errors.md#E112");
}
template <typename Entity, Op Operator, typename Left, typename Right>
consteval void check_arithmetic() {
    ROWAN_CHECK((is_computable<Entity, Operator, Left, Right>),
                "rowan: arithmetic needs numbers, or '+' between two texts. docs/errors.md#E114",
                "rowan: '", node_name<Left>(), "' (", value_name<value_of_t<Entity, Left>>(),
                ") and '", node_name<Right>(), "' (", value_name<value_of_t<Entity, Right>>(),
                ") of ", reflect::type_name<Entity>(),
                ": arithmetic needs numbers, or '+' between two texts. docs/errors.md#E114");
}

template <typename Node>
inline constexpr bool is_assignment_node = false;
template <typename Column, typename Right>
inline constexpr bool is_assignment_node<Assignment<Column, Right>> = true;
template <typename Node>
inline constexpr bool is_ordering_node = false;
template <typename Inner>
inline constexpr bool is_ordering_node<Ordering<Inner>> = true;

template <typename Entity, typename Node>
inline constexpr bool is_condition = IsCondition<Node>;
template <typename Entity, typename Node>
inline constexpr bool is_assignment = is_assignment_node<Node>;
template <typename Entity, typename Node>
inline constexpr bool can_be_sorted_by = is_ordering_node<Node> || IsOperand<Node>;

template <typename Entity, typename Other>
inline constexpr bool is_own_struct = std::is_same_v<Entity, Other>;

/// Stops the compiler where a Condition or an Order of one struct meets a query of another.
template <typename Entity, typename Other>
consteval void check_own_struct() {
    ROWAN_CHECK((is_own_struct<Entity, Other>),
                "rowan: this rowan::Condition or rowan::Order is about another struct than the "
                "query; make it for the query's struct. docs/errors.md#E160",
                "rowan: a Condition or Order of ", reflect::type_name<Other>(),
                " is not for a query of ", reflect::type_name<Entity>(),
                "; make it for the query's struct. docs/errors.md#E160");
}

template <typename Entity, typename Column, bool in_conflict>
inline constexpr bool has_excluded_row = in_conflict;

/// Stops the compiler at excluded() where no row was refused.
template <typename Entity, typename Column, bool in_conflict>
consteval void check_excluded() {
    ROWAN_CHECK((has_excluded_row<Entity, Column, in_conflict>),
                "rowan: excluded() is a value of the row that an insert could not insert; it has a "
                "meaning in do_update() alone. docs/errors.md#E163",
                "rowan: excluded() of ", reflect::type_name<Entity>(), "'s column '",
                node_name<Column>(),
                "' is a value of the row that an insert could not insert; it has a meaning in "
                "do_update() alone. docs/errors.md#E163");
}

template <typename Entity, typename Node>
consteval void check_condition() {
    ROWAN_CHECK((is_condition<Entity, Node>),
                "rowan: filter() takes conditions: compare by '==' where '=' is written, or use "
                "get() or filter_by(). docs/errors.md#E102",
                "rowan: filter() of ", reflect::type_name<Entity>(), ": '", node_name<Node>(),
                "' is no condition; compare by '==', or use get() or filter_by() with '='. "
                "docs/errors.md#E102");
}
template <typename Entity, typename Node>
consteval void check_assignment() {
    ROWAN_CHECK((is_assignment<Entity, Node>),
                "rowan: get(), filter_by(), make() and update() take \"column\"_col = value: write "
                "'=' where '==' is written, or use filter(). docs/errors.md#E113",
                "rowan: get(), filter_by(), make() or update() of ", reflect::type_name<Entity>(),
                ": '", node_name<Node>(),
                "' is not set by '='; write \"column\"_col = value, or use filter() with '=='. "
                "docs/errors.md#E113");
}
template <typename Entity, typename Node>
consteval void check_ordering() {
    ROWAN_CHECK((can_be_sorted_by<Entity, Node>),
                "rowan: order_by() takes columns and expressions, such as \"name\"_col.desc(). "
                "docs/errors.md#E117",
                "rowan: order_by() of ", reflect::type_name<Entity>(),
                " takes columns and expressions, such as \"name\"_col.desc(), not a value of type ",
                reflect::type_name<Node>(), ". docs/errors.md#E117");
}

} // namespace rowan::lang
