// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/dialect.hpp>
#include <rowan/sql/lower.hpp>
#include <rowan/sql/raw_text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace rowan::lang {

template <FixedString Sql>
inline constexpr bool is_readable_text = fault_of(Sql.view()) == RawFault::none;

constexpr std::string_view words_of(RawFault fault) {
    switch (fault) {
    case RawFault::none:
        break;
    case RawFault::open_quote:
        return "a quote or a comment does not end";
    case RawFault::backslash_quote:
        return "a backslash before a quote ends the string on some databases and not on others; "
               "bind the text as a value, or double the quote";
    case RawFault::nested_comment:
        return "a comment in a comment ends at different places on different databases";
    case RawFault::numbered:
        return "parameters have names: write :name instead of $1";
    case RawFault::several:
        return "only one statement, nothing behind the ';'";
    }
    return {};
}

/// The name that a value is given by, as in `"user"_col = value`; empty for a value alone.
template <typename Value>
inline constexpr std::string_view name_of_value{};
template <FixedString Name, typename Right>
inline constexpr std::string_view name_of_value<Assignment<NamedColumn<Name>, Right>> = Name.view();

template <typename... Values>
inline constexpr bool all_named = sizeof...(Values) > 0 && (!name_of_value<Values>.empty() && ...);
template <typename... Values>
inline constexpr bool any_named = (!name_of_value<Values>.empty() || ...);

template <FixedString Sql, typename... Values>
inline constexpr bool has_a_value_for_each_parameter = raw_text<Sql>.names.size() ==
                                                       sizeof...(Values);
template <FixedString Sql, typename... Values>
inline constexpr bool values_are_all_named_or_none = !any_named<Values...> || all_named<Values...>;

/// For each parameter of the text, which of the values it is; `no_column` if there is none.
template <FixedString Sql, typename... Values>
constexpr auto value_positions() {
    std::array<std::uint16_t, raw_text<Sql>.names.size()> positions{};
    for (std::size_t i = 0; i < positions.size(); ++i) {
        positions[i] = static_cast<std::uint16_t>(i);
        if constexpr (all_named<Values...>) {
            positions[i] = meta::no_column;
            std::uint16_t at = 0;
            ((positions[i] = name_of_value<Values> == raw_text<Sql>.names[i] ? at : positions[i],
              ++at),
             ...);
        }
    }
    return positions;
}
template <FixedString Sql, typename... Values>
inline constexpr std::string_view parameter_without_value = [] {
    constexpr auto positions = value_positions<Sql, Values...>();
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (positions[i] == meta::no_column)
            return raw_text<Sql>.names[i];
    return std::string_view{};
}();
template <FixedString Sql, typename... Values>
inline constexpr bool
    values_have_the_parameters_names = parameter_without_value<Sql, Values...>.empty();

template <FixedString Sql>
consteval auto parameter_list() {
    errors::Message list("");
    for (std::size_t i = 0; i < raw_text<Sql>.names.size(); ++i) {
        list.add(i > 0 ? ", :" : ":");
        list.add(raw_text<Sql>.names[i]);
    }
    return list;
}
template <FixedString Sql>
inline constexpr errors::Message parameters_of = parameter_list<Sql>();

/// Stops the compiler where the text can't be read, or its parameters and the values differ in
/// number or names.
template <FixedString Sql, typename... Values>
consteval bool check_raw() {
    ROWAN_CHECK((is_readable_text<Sql>),
                "rowan: sql<>(): the text can't be read for its parameters. docs/errors.md#E140",
                "rowan: sql<>(): ", words_of(fault_of(Sql.view())), ". docs/errors.md#E140");
    if constexpr (is_readable_text<Sql>) {
        ROWAN_CHECK((has_a_value_for_each_parameter<Sql, Values...>),
                    "rowan: sql<>() takes one value for each name of the text. "
                    "docs/errors.md#E141",
                    "rowan: sql<>(): give one value for each name of the text, in their order: ",
                    std::string_view(parameters_of<Sql>.characters, parameters_of<Sql>.length),
                    ". docs/errors.md#E141");
        if constexpr (has_a_value_for_each_parameter<Sql, Values...>) {
            ROWAN_CHECK((values_are_all_named_or_none<Sql, Values...>),
                        "rowan: sql<>() takes values by name or in order, not both. "
                        "docs/errors.md#E141",
                        "rowan: sql<>(): give all values by name (\"name\"_col = value) or none. "
                        "docs/errors.md#E141");
            if constexpr (values_are_all_named_or_none<Sql, Values...>)
                ROWAN_CHECK(
                    (values_have_the_parameters_names<Sql, Values...>),
                    "rowan: sql<>(): a parameter of the text has no value of its name. "
                    "docs/errors.md#E141",
                    "rowan: sql<>(): no value is called '", parameter_without_value<Sql, Values...>,
                    "'; the text's parameters are ",
                    std::string_view(parameters_of<Sql>.characters, parameters_of<Sql>.length),
                    ". docs/errors.md#E141");
            return values_are_all_named_or_none<Sql, Values...>
                       ? values_have_the_parameters_names<Sql, Values...>
                       : false;
        }
    }
    return false;
}

/// Adds a value of a text written by hand.
template <typename Value>
void put_raw(Clause& clause, const Value& value) {
    if constexpr (!name_of_value<Value>.empty()) {
        static_assert(is_literal<decltype(value.value)>, "rowan: sql<>() takes values, no columns");
        put_raw(clause, value.value.value);
    } else if constexpr (std::is_null_pointer_v<Value> || std::is_same_v<Value, std::nullopt_t>) {
        clause.values.add_null();
    } else if constexpr (types::is_optional<Value>) {
        if (value)
            put_raw(clause, *value);
        else
            clause.values.add_null();
    } else {
        const auto captured = capture(value);
        put_value<void>(clause, captured, meta::row_mapping<void>, meta::no_column);
    }
}

/// Adds the values of a text in the order of the dialect's places.
template <FixedString Sql, typename... Values>
void put_raw_values(Clause& clause, const Dialect& dialect, const Values&... values) {
    static constexpr auto positions = value_positions<Sql, Values...>();
    auto put = [&](std::uint16_t name) {
        std::uint16_t wanted = positions[name], at = 0;
        ((at++ == wanted ? put_raw(clause, values) : void()), ...);
    };
    if constexpr (sizeof...(Values) > 0) {
        if (shares_places(dialect)) {
            for (std::size_t i = 0; i < positions.size(); ++i)
                put(static_cast<std::uint16_t>(i));
            return;
        }
        for (const RawPlace& place : raw_text<Sql>.places)
            if (place.name != literal_colon)
                put(place.name);
    }
}

} // namespace rowan::lang
