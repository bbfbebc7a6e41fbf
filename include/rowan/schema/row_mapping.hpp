// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/schema/map.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace rowan::meta {

template <typename Row>
inline constexpr bool is_tuple_row = false;
template <typename... Member>
inline constexpr bool is_tuple_row<std::tuple<Member...>> = true;

/// What takes a row of an SQL text: a value, a tuple of values, or a struct whose members are
/// values, by their names.
template <typename Row>
struct RowMembers {
    using types = reflect::Members<Row>;
};
template <types::Mapped Row>
struct RowMembers<Row> {
    using types = reflect::TypeList<Row>;
};
template <typename... Member>
struct RowMembers<std::tuple<Member...>> {
    using types = reflect::TypeList<Member...>;
};

template <typename Row>
inline constexpr bool is_row = []<typename... Member>(reflect::TypeList<Member...>) {
    return (types::Mapped<Member> && ...);
}(typename RowMembers<Row>::types{});

/// The addresses of a row's members in its mould.
template <typename Row>
inline constexpr auto row_addresses = std::array<const void*, 1>{&reflect::mould<Row>.value};
template <typename... Member>
inline constexpr auto row_addresses<std::tuple<Member...>> = [
]<std::size_t... I>(std::index_sequence<I...>) {
    using Row = std::tuple<Member...>;
    return std::array<const void*, sizeof...(I)>{&std::get<I>(reflect::mould<Row>.value)...};
}
(std::index_sequence_for<Member...>{});

/// Where the members of a row are.
template <typename Row>
constexpr reflect::Offsets row_offsets() {
    if constexpr (types::Mapped<Row> || is_tuple_row<Row>)
        return {&reflect::mould<Row>.value, row_addresses<Row>.data()};
    else
        return reflect::member_offsets<Row>;
}

/// The columns of a row: with the members' names for a struct, with their numbers otherwise.
template <typename Row>
inline constexpr auto row_columns = []<typename... Member>(reflect::TypeList<Member...>) {
    std::array<MappedColumn, sizeof...(Member)> columns{};
    std::size_t i = 0;
    ((columns[i].codec = &types::codec<Member>, columns[i].type = types::codec<Member>.sql_type,
      ++i),
     ...);
    constexpr std::string_view numbers = "12345678910111213141516171819202122232425262728293031";
    for (i = 0; i < columns.size(); ++i)
        columns[i].name = i < 9    ? numbers.substr(i, 1)
                          : i < 31 ? numbers.substr(9 + (i - 9) * 2, 2)
                                   : std::string_view("column");
    if constexpr (!types::Mapped<Row> && !is_tuple_row<Row>) {
        constexpr auto names = reflect::member_names<Row>();
        for (i = 0; i < columns.size(); ++i)
            columns[i].name = names[i];
    }
    return columns;
}(typename RowMembers<Row>::types{});

/// A mapping without a table: of the rows of an SQL text. The columns of a struct that has a table
/// are called as there. A struct's rows are read by name, and so it has the name of an entity.
template <typename Row>
constexpr Mapping make_row_mapping() {
    Mapping mapping{};
    mapping.table = "row";
    mapping.version = mapping.generated = no_column;
    if constexpr (std::is_void_v<Row>) {
        return mapping;
    } else if constexpr (HasTable<Row> || reflect::has_model_base<Row>) {
        mapping.entity = meta::mapping<Row>.entity;
        mapping.table = meta::mapping<Row>.table;
        mapping.columns = meta::mapping<Row>.columns;
        mapping.offsets = meta::mapping<Row>.offsets;
    } else {
        if constexpr (!types::Mapped<Row> && !is_tuple_row<Row>)
            mapping.entity = mapping.table = reflect::type_name<Row>();
        mapping.columns = row_columns<Row>;
        mapping.offsets = row_offsets<Row>();
    }
    return mapping;
}
template <typename Row>
inline constexpr Mapping row_mapping = make_row_mapping<Row>();

} // namespace rowan::meta
