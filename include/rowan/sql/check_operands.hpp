// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/sql/select_meaning.hpp>

// What stops the compiler when the operands of a select's expression don't go together.

namespace rowan::lang {

template <typename Left, typename Right>
inline constexpr bool are_comparable =
    fits<typename Meaning<Left>::value, typename Meaning<Right>::value>;
template <Op Operator, typename Left, typename Right>
inline constexpr bool are_computable =
    can_be_computed<Operator, typename Meaning<Left>::value, typename Meaning<Right>::value>;

/// Stops the compiler when two sides of a comparison can't be compared.
template <typename Left, typename Right>
consteval void check_sides() {
    ROWAN_CHECK(
        (are_comparable<Left, Right>),
        "rowan: select(): these two can't be compared; give a value of the member's type. "
        "docs/errors.md#E103",
        "rowan: select(): '", node_name<Left>(), "' (", value_name<typename Meaning<Left>::value>(),
        ") can't be compared with a value of type ", value_name<typename Meaning<Right>::value>(),
        "; give a value of the member's type. docs/errors.md#E103");
}
template <Op Operator, typename Left, typename Right>
consteval void check_sum() {
    ROWAN_CHECK((are_computable<Operator, Left, Right>),
                "rowan: arithmetic needs numbers, or '+' between two texts. docs/errors.md#E114",
                "rowan: select(): '", node_name<Left>(), "' (",
                value_name<typename Meaning<Left>::value>(), ") and '", node_name<Right>(), "' (",
                value_name<typename Meaning<Right>::value>(),
                "): arithmetic needs numbers, or '+' between two texts. docs/errors.md#E114");
}
template <typename Source, FixedString Name>
inline constexpr bool is_output_of = has_output<typename Source::outputs, Name>;
template <typename Source, FixedString Name>
consteval void check_output() {
    ROWAN_CHECK((is_output_of<Source, Name>),
                "rowan: select(): the subquery has no column of this name; name its items by "
                "as<\"name\">(). docs/errors.md#E159",
                "rowan: select(): the subquery '", Source::info.alias, "' has no column '",
                Name.view(), "'; name its items by as<\"name\">(). docs/errors.md#E159");
}

} // namespace rowan::lang
