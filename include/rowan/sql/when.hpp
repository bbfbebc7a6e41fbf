// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/expression.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace rowan::lang {

/// A condition that holds only where it is wanted; else the query is as if it weren't there.
template <typename Inner>
struct When : Condition {
    std::optional<Inner> condition;
};

/// A value that may be missing, and with it the comparison that it stands in.
template <typename Held>
struct IfSet {
    std::optional<Held> held;
};

template <typename Node>
inline constexpr bool is_if_set = false;
template <typename Held>
inline constexpr bool is_if_set<Literal<IfSet<Held>>> = true;

/// Whether a condition can turn out to be none.
template <typename Node>
inline constexpr bool may_be_empty = false;
template <typename Inner>
inline constexpr bool may_be_empty<When<Inner>> = true;
template <Op Operator, typename Left, typename Right>
inline constexpr bool may_be_empty<Comparison<Operator, Left, Right>> =
    is_if_set<Left> || is_if_set<Right>;
template <Op Operator, typename Left, typename Right>
inline constexpr bool may_be_empty<Junction<Operator, Left, Right>> =
    may_be_empty<Left> || may_be_empty<Right>;
template <typename Inner>
inline constexpr bool may_be_empty<Negation<Inner>> = may_be_empty<Inner>;

} // namespace rowan::lang

namespace rowan {

/// A condition that a flag switches on: `query.filter(when(only_mine, "user"_col == me))`. Where it
/// is off, it is left out of what it stands in, as an empty rowan::Condition is.
template <lang::IsCondition Inner>
[[nodiscard]] constexpr auto when(bool wanted, Inner&& condition) {
    using Node = std::remove_cvref_t<Inner>;
    return lang::When<Node>{
        {}, wanted ? std::optional<Node>(std::forward<Inner>(condition)) : std::nullopt};
}
/// The same for a condition that can't be made where it is off: a function makes it.
template <std::invocable Make>
requires lang::IsCondition<std::invoke_result_t<Make>>
[[nodiscard]] constexpr auto when(bool wanted, Make make) {
    using Node = std::remove_cvref_t<std::invoke_result_t<Make>>;
    return lang::When<Node>{{}, wanted ? std::optional<Node>(make()) : std::nullopt};
}

/// What a column is compared with, if it is there: `"user"_col == rowan::if_set(user)` is no
/// condition at all where the std::optional is empty. (Compared with the std::optional itself, the
/// column would have to be NULL.)
template <typename Held>
[[nodiscard]] constexpr auto if_set(const std::optional<Held>& value) {
    using Captured = decltype(lang::capture(*value));
    return lang::IfSet<Captured>{value ? std::optional<Captured>(lang::capture(*value))
                                       : std::nullopt};
}

} // namespace rowan
