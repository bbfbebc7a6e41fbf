// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/sql/expression.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan::lang {

template <std::size_t Index, typename Held>
struct IndexedType {
    using type = Held;
};
template <typename Indexes, typename... Held>
struct TypeTable;
template <std::size_t... I, typename... Held>
struct TypeTable<std::index_sequence<I...>, Held...> : IndexedType<I, Held>... {};
template <std::size_t Index, typename Held>
IndexedType<Index, Held> pick_type(const IndexedType<Index, Held>&);

template <typename... Left, typename... Right>
constexpr reflect::TypeList<Left..., Right...> operator+(reflect::TypeList<Left...>,
                                                         reflect::TypeList<Right...>) {
    return {};
}
/// The types of the columns that members are: of most structs, the members' own.
template <typename Members>
struct LeafTypes;
template <typename Member>
struct LeafTypesOf {
    using type = reflect::TypeList<>;
};
template <types::Mapped Member>
struct LeafTypesOf<Member> {
    using type = reflect::TypeList<Member>;
};
template <meta::Embedded Member>
struct LeafTypesOf<Member> : LeafTypes<reflect::Members<Member>> {};
template <typename... Member>
struct LeafTypes<reflect::TypeList<Member...>> {
    using type = decltype((reflect::TypeList<>{} + ... + typename LeafTypesOf<Member>::type{}));
};
template <types::Mapped... Member>
struct LeafTypes<reflect::TypeList<Member...>> {
    using type = reflect::TypeList<Member...>;
};

template <typename... Held>
TypeTable<std::index_sequence_for<Held...>, Held...> make_type_table(reflect::TypeList<Held...>);

/// The C++ types of a struct's columns, embedded ones included, by position.
template <typename Entity>
using ColumnTypes = decltype(make_type_table(typename LeafTypes<reflect::Members<Entity>>::type{}));
/// The C++ type of the column at `Position`.
template <typename Entity, std::size_t Position>
using ColumnType =
    typename decltype(pick_type<Position>(std::declval<ColumnTypes<Entity>>()))::type;

template <typename Entity, std::uint16_t Position>
struct ColumnTypeAt {
    using type = ColumnType<Entity, Position>;
};
template <typename Entity>
struct ColumnTypeAt<Entity, meta::no_column> {
    using type = void;
};

template <typename Entity, FixedString Name>
inline constexpr std::uint16_t named_position = meta::mapping<Entity>.find(Name.view());

/// The position of the column a node names; no_column if the struct has none of that name.
template <typename Entity, FixedString Name>
consteval std::uint16_t position_of(NamedColumn<Name>) {
    return named_position<Entity, Name>;
}
template <typename Entity, auto Member>
consteval std::uint16_t position_of(MemberColumn<Member>) {
    if constexpr (meta::is_member_of<Entity, Member>)
        return meta::position_of<Entity, Member>();
    else
        return meta::no_column;
}

/// The type that a value is taken for: text of whatever kind is `std::string`.
template <typename Value>
using value_type_t = std::conditional_t<std::same_as<types::bare_t<Value>, OwnedText> ||
                                            std::same_as<types::bare_t<Value>, std::string_view>,
                                        std::string, types::bare_t<Value>>;

template <typename Number>
concept Numeric = types::NumberInteger<Number> || std::floating_point<Number>;

/// The type of `left op right`: that of the column, unless the other one is wider in kind.
template <typename Left, typename Right>
using arithmetic_t = std::conditional_t<std::is_void_v<Left> ||
                                            (std::floating_point<types::bare_t<Right>> &&
                                             !std::floating_point<types::bare_t<Left>>) ||
                                            std::same_as<types::bare_t<Right>, Decimal>,
                                        Right, Left>;

/// The C++ type of a node's value in a query of `Entity`; `void` if it can be anything.
template <typename Entity, typename Node>
struct ValueOf {
    using type = void;
};
template <typename Entity, typename Held>
struct ValueOf<Entity, Literal<Held>> {
    using type = value_type_t<Held>;
};
template <typename Entity, FixedString Name>
struct ValueOf<Entity, NamedColumn<Name>> {
    using type = typename ColumnTypeAt<Entity, named_position<Entity, Name>>::type;
};
template <typename Entity, auto Member>
struct ValueOf<Entity, MemberColumn<Member>> {
    using type = typename ColumnTypeAt<Entity, position_of<Entity>(MemberColumn<Member>{})>::type;
};
template <typename Entity, Op Operator, typename Left, typename Right>
struct ValueOf<Entity, Arithmetic<Operator, Left, Right>> {
    using type =
        arithmetic_t<typename ValueOf<Entity, Left>::type, typename ValueOf<Entity, Right>::type>;
};
template <typename Entity, typename Column>
struct ValueOf<Entity, Excluded<Column>> : ValueOf<Entity, Column> {};
template <typename Entity, typename Inner>
struct ValueOf<Entity, Negative<Inner>> : ValueOf<Entity, Inner> {};

/// Whether a column of C++ type `Column` can be compared with a C++ `Value`.
template <typename Column, typename Value>
inline constexpr bool fits = [] {
    using Bare = types::bare_t<Column>;
    using Other = types::bare_t<Value>;
    if constexpr (std::is_void_v<Bare> || std::is_void_v<Other>)
        return true;
    else if constexpr (std::same_as<Bare, Other>)
        return true;
    else if constexpr (Numeric<Bare> || std::same_as<Bare, bool>)
        return Numeric<Bare> && Numeric<Other>;
    else if constexpr (std::same_as<Bare, std::string>)
        return std::convertible_to<const Other&, std::string_view>;
    else if constexpr (std::same_as<Bare, Decimal>)
        return types::NumberInteger<Other>;
    else
        return std::convertible_to<Other, Bare>;
}();

/// Whether it can be set to it: a number with a fraction would be cut.
template <typename Column, typename Value>
inline constexpr bool fits_into =
    fits<Column, Value> &&
    !(types::NumberInteger<types::bare_t<Column>> && std::floating_point<types::bare_t<Value>>);

/// Whether `left op right` has a value.
template <Op Operator, typename Left, typename Right>
inline constexpr bool can_be_computed = [] {
    using A = types::bare_t<Left>;
    using B = types::bare_t<Right>;
    constexpr bool numbers = (Numeric<A> || std::is_void_v<A> || std::same_as<A, Decimal>)&&(
        Numeric<B> || std::is_void_v<B> || std::same_as<B, Decimal>);
    constexpr bool texts = std::same_as<A, std::string> && std::same_as<B, std::string>;
    return numbers || (Operator == Op::plus && texts);
}();

} // namespace rowan::lang
