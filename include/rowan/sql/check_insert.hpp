// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check_select.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

// What stops the compiler when the rows of a select don't fit the columns that they are inserted
// into.

namespace rowan::lang {

/// How many columns an INSERT writes when none is named: all that the database doesn't compute.
template <typename Entity>
inline constexpr std::size_t written_columns = [] {
    std::size_t count = 0;
    for (const meta::MappedColumn& column : meta::mapping<Entity>.columns)
        count += column.computed.empty() ? 1 : 0;
    return count;
}();

/// The positions of the columns that an INSERT names; of all that it can write if it names none.
template <typename Entity, typename... Columns>
inline constexpr auto target_positions = [] {
    if constexpr (sizeof...(Columns) > 0) {
        return std::array<std::uint16_t, sizeof...(Columns)>{position_of<Entity>(Columns{})...};
    } else {
        std::array<std::uint16_t, written_columns<Entity>> all{};
        std::size_t count = 0;
        for (std::uint16_t i = 0; i < meta::mapping<Entity>.columns.size(); ++i)
            if (meta::mapping<Entity>.columns[i].computed.empty())
                all[count++] = i;
        return all;
    }
}();

/// The first column that an INSERT names twice or the database computes, else no_column.
template <typename Entity, typename... Columns>
inline constexpr std::uint16_t unwritable_column = [] {
    constexpr auto targets = target_positions<Entity, Columns...>;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (!meta::mapping<Entity>.columns[targets[i]].computed.empty())
            return targets[i];
        for (std::size_t j = 0; j < i; ++j)
            if (targets[i] == targets[j])
                return targets[i];
    }
    return meta::no_column;
}();
/// The first column that must have a value and is not named, else no_column.
template <typename Entity, typename... Columns>
inline constexpr std::uint16_t missing_column = [] {
    constexpr auto targets = target_positions<Entity, Columns...>;
    for (std::uint16_t i = 0; i < meta::mapping<Entity>.columns.size(); ++i) {
        const meta::MappedColumn& column = meta::mapping<Entity>.columns[i];
        bool named = column.codec->nullable || column.generated || !column.computed.empty() ||
                     !column.server_default.empty();
        for (std::uint16_t target : targets)
            named = named || target == i;
        if (!named)
            return i;
    }
    return meta::no_column;
}();
template <typename Entity>
constexpr std::string_view column_name_at(std::uint16_t position) {
    return position == meta::no_column ? "" : meta::mapping<Entity>.columns[position].name;
}

template <typename Entity, typename... Columns>
inline constexpr bool can_write_columns = unwritable_column<Entity, Columns...> == meta::no_column;
template <typename Entity, typename... Columns>
inline constexpr bool has_all_columns = missing_column<Entity, Columns...> == meta::no_column;
template <typename Entity, std::size_t Columns, std::size_t Items>
inline constexpr bool has_item_for_each_column = Columns == Items;
template <typename Column, typename Value>
inline constexpr bool can_be_inserted = can_be_read_into<Column, Value>;

/// Stops the compiler unless these are columns that can be written and leave none out that must be.
template <typename Entity, typename... Columns>
consteval void check_target_columns() {
    (check_column<Entity>(Columns{}), ...);
    if constexpr (((position_of<Entity>(Columns{}) != meta::no_column) && ...)) {
        ROWAN_CHECK((can_write_columns<Entity, Columns...>),
                    "rowan: insert_into() names a column twice, or one that the database computes; "
                    "leave it out. docs/errors.md#E167",
                    "rowan: insert_into() of ", reflect::type_name<Entity>(), ": the column '",
                    column_name_at<Entity>(unwritable_column<Entity, Columns...>),
                    "' is named twice, or computed by the database; leave it out. "
                    "docs/errors.md#E167");
        ROWAN_CHECK((has_all_columns<Entity, Columns...>),
                    "rowan: insert_into() leaves out a column that is never NULL and has no "
                    "server_default(); name it and select a value for it. docs/errors.md#E168",
                    "rowan: insert_into() of ", reflect::type_name<Entity>(),
                    " leaves out the column '",
                    column_name_at<Entity>(missing_column<Entity, Columns...>),
                    "', which is never NULL and has no server_default(); name it and select a "
                    "value for it. docs/errors.md#E168");
    }
}

template <typename Entity, std::uint16_t Position, typename Value>
consteval void check_inserted_value() {
    using Column = ColumnType<Entity, Position>;
    ROWAN_CHECK((can_be_inserted<Column, Value>),
                "rowan: insert_into(): an item of the select has another type than its column, or "
                "can be NULL where the column can't; select an item of the member's type, by "
                "cast<>() or coalesce(). docs/errors.md#E167",
                "rowan: insert_into() of ", reflect::type_name<Entity>(), ": the column '",
                column_name_at<Entity>(Position), "' is ", value_name<Column>(),
                ", its item of the select is ", types::is_optional<Value> ? "a nullable " : "",
                value_name<Value>(),
                "; select an item of the member's type, by cast<>() or coalesce(). "
                "docs/errors.md#E167");
}
/// Stops the compiler unless a select has an item of the right type for each column.
template <typename Entity, typename Types, typename... Columns>
consteval void check_inserted() {
    check_whole<Types>();
    constexpr auto targets = target_positions<Entity, Columns...>;
    ROWAN_CHECK((has_item_for_each_column<Entity, targets.size(), Types::count>),
                "rowan: insert_into(): the select has not as many items as there are columns to "
                "insert; select one for each. docs/errors.md#E167",
                "rowan: insert_into() of ", reflect::type_name<Entity>(),
                ": the select has not as many items as there are columns to insert; select one for "
                "each. docs/errors.md#E167");
    if constexpr (targets.size() == Types::count)
        []<typename... Item, typename... Value, std::size_t... I>(TypeList<Output<Item, Value>...>,
                                                                  std::index_sequence<I...>) {
            (check_inserted_value<Entity, target_positions<Entity, Columns...>[I], Value>(), ...);
        }(typename Types::outputs{}, std::make_index_sequence<Types::count>{});
}

/// The words of an INSERT's select, before which the columns stand.
template <typename Entity, typename... Columns>
Clause words_to_insert(const Clauses& select) {
    Clause words;
    for (std::uint16_t position : target_positions<Entity, Columns...>)
        close_words(words, open_part(words, Part::target, position));
    put_select(words, select);
    return words;
}

} // namespace rowan::lang
