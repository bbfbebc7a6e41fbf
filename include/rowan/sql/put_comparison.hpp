// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check.hpp>
#include <rowan/sql/put_value.hpp>
#include <rowan/sql/when.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

// Columns compared with values, which nearly all conditions are.

namespace rowan::lang {

/// Writes a value that is compared with a `Column`.
template <typename Column, typename Value>
constexpr void put_value(Clause& clause, const Value& value, const meta::Mapping& mapping,
                         std::uint16_t position) {
    using Bare =
        types::bare_t<std::conditional_t<std::is_void_v<Column>, value_type_t<Value>, Column>>;
    if constexpr (types::NumberInteger<Value> &&
                  (std::is_signed_v<Value> || sizeof(Value) < sizeof(std::int64_t)) &&
                  Numeric<Bare>)
        put_integer(clause, static_cast<std::int64_t>(value));
    else if constexpr (std::same_as<Bare, std::string>)
        put_text(clause, value);
    else if constexpr (Numeric<Value> && Numeric<Bare>)
        put_encoded(clause, types::codec<Value>, &value, mapping, position,
                    std::floating_point<Value> && !std::floating_point<Bare>);
    else if constexpr (std::same_as<Bare, Value>)
        put_encoded(clause, types::codec<Bare>, &value, mapping, position);
    else {
        const Bare converted = static_cast<Bare>(static_cast<value_type_t<Value>>(value));
        put_encoded(clause, types::codec<Bare>, &converted, mapping, position);
    }
}

template <typename Node>
inline constexpr bool is_column = false;
template <FixedString Name>
inline constexpr bool is_column<NamedColumn<Name>> = true;
template <auto Member>
inline constexpr bool is_column<MemberColumn<Member>> = true;

/// The position of a node that is a column of `Entity`, else no_column.
template <typename Entity, typename Node>
inline constexpr std::uint16_t column_position = meta::no_column;
template <typename Entity, FixedString Name>
inline constexpr std::uint16_t column_position<Entity, NamedColumn<Name>> =
    named_position<Entity, Name>;
template <typename Entity, auto Member>
inline constexpr std::uint16_t
    column_position<Entity, MemberColumn<Member>> = position_of<Entity>(MemberColumn<Member>{});

template <typename Node>
inline constexpr bool is_literal = false;
template <typename Held>
inline constexpr bool is_literal<Literal<Held>> = true;
template <typename Node>
inline constexpr bool is_null_literal = std::same_as<Node, Literal<Null>>;
template <typename Node>
inline constexpr bool is_optional_literal = false;
template <typename Held>
inline constexpr bool is_optional_literal<Literal<std::optional<Held>>> = true;

/// Whether a column is compared with a value that is neither NULL nor perhaps none.
template <typename Left, typename Right>
inline constexpr bool is_plain_comparison =
    is_column<Left>&& is_literal<Right> && !is_null_literal<Right> && !is_optional_literal<Right> &&
    !is_if_set<Right>;

/// Writes `column op value`: shared by all columns of one type.
template <typename Column, bool comparable, typename Value>
[[gnu::noinline]] constexpr void put_comparison(Clause& clause, Op op, const Value& value,
                                                const meta::Mapping& mapping,
                                                std::uint16_t column) {
    clause.put(op);
    clause.put(Op::column, column);
    if constexpr (comparable)
        put_value<Column>(clause, value, mapping, column);
}
/// Compares a column with a value, as nearly all conditions do. Inlined even where nothing is
/// optimized: of each column it would be another function.
template <typename Entity, typename Column, typename Value>
[[gnu::always_inline]] constexpr void compare_column(Clause& clause, Op op, const Value& value) {
    using Compared = value_type_t<Value>;
    constexpr std::uint16_t position = column_position<Entity, Column>;
    constexpr bool comparable = can_be_compared<Entity, Column, Compared>;
    // Each check is a function of this very column: only what fails is worth one.
    if constexpr (position == meta::no_column)
        check_column<Entity>(Column{});
    if constexpr (!comparable)
        check_value<Entity, Column, Compared>();
    put_comparison<value_of_t<Entity, Column>, comparable>(clause, op, value, meta::mapping<Entity>,
                                                           position);
}
/// The position of a column that rows are sorted by.
template <typename Entity, typename Column>
consteval std::uint16_t sorted_column() {
    constexpr std::uint16_t position = column_position<Entity, Column>;
    if constexpr (position == meta::no_column)
        check_column<Entity>(Column{});
    return position;
}

} // namespace rowan::lang
