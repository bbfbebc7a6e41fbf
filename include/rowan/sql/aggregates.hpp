// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/select_nodes.hpp>

#include <cstdint>
#include <string>

// Aggregates and window functions, by one name over all databases.

namespace rowan::lang {

inline constexpr Spelling count_text{.name = "count", .standard = "count({a}){o}"};
inline constexpr Spelling count_text_2{.name = "count", .standard = "count({a}){o}"};
inline constexpr Spelling sum_text{.name = "sum", .standard = "sum({a}){o}"};
inline constexpr Spelling avg_text{.name = "avg", .standard = "avg({a}){o}"};
inline constexpr Spelling min_text{.name = "min", .standard = "min({a}){o}"};
inline constexpr Spelling max_text{.name = "max", .standard = "max({a}){o}"};
inline constexpr Spelling row_number_text{.name = "row_number", .standard = "row_number(){o}"};
inline constexpr Spelling rank_text{.name = "rank", .standard = "rank(){o}"};
inline constexpr Spelling dense_rank_text{.name = "dense_rank", .standard = "dense_rank(){o}"};
inline constexpr Spelling percent_rank_text{.name = "percent_rank",
                                            .standard = "percent_rank(){o}"};
inline constexpr Spelling cume_dist_text{.name = "cume_dist", .standard = "cume_dist(){o}"};
inline constexpr Spelling ntile_text{
    .name = "ntile", .standard = "ntile({*}){o}", .postgresql = "ntile(CAST({0} AS INTEGER)){o}"};
inline constexpr Spelling lag_text{.name = "lag", .standard = "lag({*}){o}"};
inline constexpr Spelling lag_text_2{
    .name = "lag", .standard = "lag({*}){o}", .postgresql = "lag({0}, CAST({1} AS INTEGER)){o}"};
inline constexpr Spelling lead_text{.name = "lead", .standard = "lead({*}){o}"};
inline constexpr Spelling lead_text_2{
    .name = "lead", .standard = "lead({*}){o}", .postgresql = "lead({0}, CAST({1} AS INTEGER)){o}"};
inline constexpr Spelling first_value_text{.name = "first_value",
                                           .standard = "first_value({*}){o}"};
inline constexpr Spelling last_value_text{.name = "last_value", .standard = "last_value({*}){o}"};
inline constexpr Spelling nth_value_text{.name = "nth_value",
                                         .standard = "nth_value({*}){o}",
                                         .postgresql = "nth_value({0}, CAST({1} AS INTEGER)){o}"};

/// Of integers a sum is a 64-bit integer over all databases.
inline constexpr Spelling integer_sum_text{.name = "sum",
                                           .standard = "CAST(sum({a}){o} AS BIGINT)",
                                           .sqlite = "sum({a}){o}",
                                           .mysql = "CAST(sum({a}){o} AS SIGNED)"};

} // namespace rowan::lang

namespace rowan {

/// The number of rows.
[[nodiscard]] constexpr auto count() {
    return lang::call<lang::Known<lang::count_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::aggregate>>();
}
/// The number of rows where the operand is not NULL.
template <typename Operand>
[[nodiscard]] constexpr auto count(const Operand& operand) {
    return lang::call<lang::Known<lang::count_text_2, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::aggregate>>(operand);
}
/// The sum, NULL of no rows; of integers an integer.
template <typename Operand>
[[nodiscard]] constexpr auto sum(const Operand& operand) {
    return lang::call<lang::Known<lang::sum_text, lang::Gives::sum, void, lang::Nulls::always,
                                  lang::Role::aggregate>>(operand);
}
/// The mean, NULL of no rows.
template <typename Operand>
[[nodiscard]] constexpr auto avg(const Operand& operand) {
    return lang::call<lang::Known<lang::avg_text, lang::Gives::mean, void, lang::Nulls::always,
                                  lang::Role::aggregate>>(operand);
}
/// The least value, NULL of no rows.
template <typename Operand>
[[nodiscard]] constexpr auto min(const Operand& operand) {
    return lang::call<lang::Known<lang::min_text, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::aggregate>>(operand);
}
/// The greatest value, NULL of no rows.
template <typename Operand>
[[nodiscard]] constexpr auto max(const Operand& operand) {
    return lang::call<lang::Known<lang::max_text, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::aggregate>>(operand);
}
/// The number of the row in its window, from 1.
[[nodiscard]] constexpr auto row_number() {
    return lang::call<lang::Known<lang::row_number_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::window>>();
}
/// The rank of the row, with gaps after equal ones.
[[nodiscard]] constexpr auto rank() {
    return lang::call<lang::Known<lang::rank_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::window>>();
}
/// The rank of the row, without gaps.
[[nodiscard]] constexpr auto dense_rank() {
    return lang::call<lang::Known<lang::dense_rank_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::window>>();
}
/// The rank of the row between 0 and 1.
[[nodiscard]] constexpr auto percent_rank() {
    return lang::call<lang::Known<lang::percent_rank_text, lang::Gives::own, double,
                                  lang::Nulls::never, lang::Role::window>>();
}
/// The share of rows up to this one.
[[nodiscard]] constexpr auto cume_dist() {
    return lang::call<lang::Known<lang::cume_dist_text, lang::Gives::own, double,
                                  lang::Nulls::never, lang::Role::window>>();
}
/// Which of so many equal parts the row is in.
template <typename Parts>
[[nodiscard]] constexpr auto ntile(const Parts& parts) {
    return lang::call<lang::Known<lang::ntile_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::never, lang::Role::window>>(parts);
}
/// The value in the row before; NULL where there is none.
template <typename Operand>
[[nodiscard]] constexpr auto lag(const Operand& operand) {
    return lang::call<lang::Known<lang::lag_text, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::window>>(operand);
}
/// The value in the row before, so many rows away; NULL where there is none.
template <typename Operand, typename Distance>
[[nodiscard]] constexpr auto lag(const Operand& operand, const Distance& distance) {
    return lang::call<lang::Known<lang::lag_text_2, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::window>>(operand, distance);
}
/// The value in the row after; NULL where there is none.
template <typename Operand>
[[nodiscard]] constexpr auto lead(const Operand& operand) {
    return lang::call<lang::Known<lang::lead_text, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::window>>(operand);
}
/// The value in the row after, so many rows away; NULL where there is none.
template <typename Operand, typename Distance>
[[nodiscard]] constexpr auto lead(const Operand& operand, const Distance& distance) {
    return lang::call<lang::Known<lang::lead_text_2, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::window>>(operand, distance);
}
/// The value in the first row of the frame.
template <typename Operand>
[[nodiscard]] constexpr auto first_value(const Operand& operand) {
    return lang::call<lang::Known<lang::first_value_text, lang::Gives::first, void,
                                  lang::Nulls::always, lang::Role::window>>(operand);
}
/// The value in the last row of the frame.
template <typename Operand>
[[nodiscard]] constexpr auto last_value(const Operand& operand) {
    return lang::call<lang::Known<lang::last_value_text, lang::Gives::first, void,
                                  lang::Nulls::always, lang::Role::window>>(operand);
}
/// The value in row `n` of the frame.
template <typename Operand, typename N>
[[nodiscard]] constexpr auto nth_value(const Operand& operand, const N& n) {
    return lang::call<lang::Known<lang::nth_value_text, lang::Gives::first, void,
                                  lang::Nulls::always, lang::Role::window>>(operand, n);
}

} // namespace rowan
