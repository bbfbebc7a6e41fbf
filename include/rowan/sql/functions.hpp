// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/select_nodes.hpp>

#include <cstdint>
#include <string>

// Functions of single rows that selects call by one name over all databases.

namespace rowan::lang {

inline constexpr Spelling upper_text{.name = "upper", .standard = "upper({0})"};
inline constexpr Spelling lower_text{.name = "lower", .standard = "lower({0})"};
inline constexpr Spelling length_text{
    .name = "length", .standard = "char_length({0})", .sqlite = "length({0})"};
inline constexpr Spelling trim_text{.name = "trim", .standard = "trim({0})"};
inline constexpr Spelling ltrim_text{
    .name = "ltrim", .standard = "ltrim({0})", .firebird = "trim(LEADING FROM {0})"};
inline constexpr Spelling rtrim_text{
    .name = "rtrim", .standard = "rtrim({0})", .firebird = "trim(TRAILING FROM {0})"};
inline constexpr Spelling replace_text{.name = "replace", .standard = "replace({*})"};
inline constexpr Spelling substring_text{
    .name = "substring",
    .standard = "substring({0} FROM CAST({1} AS INTEGER) FOR CAST({2} AS INTEGER))",
    .sqlite = "substr({*})",
    .mysql = "substring({*})"};
inline constexpr Spelling position_text{
    .name = "position", .standard = "position({1} IN {0})", .sqlite = "instr({0}, {1})"};
inline constexpr Spelling left_text{.name = "left",
                                    .standard = "left({0}, CAST({1} AS INTEGER))",
                                    .sqlite = "substr({0}, 1, {1})",
                                    .mysql = "left({0}, {1})"};
inline constexpr Spelling right_text{.name = "right",
                                     .standard = "right({0}, CAST({1} AS INTEGER))",
                                     .sqlite =
                                         "(CASE WHEN {1} > 0 THEN substr({0}, -{1}) ELSE '' END)",
                                     .mysql = "right({0}, {1})"};
inline constexpr Spelling abs_text{.name = "abs", .standard = "abs({0})"};
inline constexpr Spelling round_text{.name = "round",
                                     .standard = "CAST(round({0}) AS DOUBLE PRECISION)",
                                     .sqlite = "round({0})",
                                     .mysql = "CAST(round({0}) AS DOUBLE)"};
inline constexpr Spelling round_text_2{
    .name = "round",
    .standard = "CAST(round(CAST({0} AS NUMERIC), CAST({1} AS INTEGER)) AS DOUBLE PRECISION)",
    .sqlite = "round({*})",
    .mysql = "CAST(round({*}) AS DOUBLE)",
    .firebird = "CAST(round({*}) AS DOUBLE PRECISION)"};
inline constexpr Spelling floor_text{.name = "floor",
                                     .standard = "CAST(floor({0}) AS BIGINT)",
                                     .sqlite =
                                         "(CAST({0} AS INTEGER) - ({0} < CAST({0} AS INTEGER)))",
                                     .mysql = "CAST(floor({0}) AS SIGNED)"};
inline constexpr Spelling ceil_text{.name = "ceil",
                                    .standard = "CAST(ceil({0}) AS BIGINT)",
                                    .sqlite =
                                        "(CAST({0} AS INTEGER) + ({0} > CAST({0} AS INTEGER)))",
                                    .mysql = "CAST(ceil({0}) AS SIGNED)"};
inline constexpr Spelling sqrt_text{
    .name = "sqrt", .standard = "sqrt({0})", .postgresql = "sqrt(CAST({0} AS DOUBLE PRECISION))"};
inline constexpr Spelling power_text{
    .name = "power",
    .standard = "power({*})",
    .postgresql = "power(CAST({0} AS DOUBLE PRECISION), CAST({1} AS DOUBLE PRECISION))"};
inline constexpr Spelling exp_text{
    .name = "exp", .standard = "exp({0})", .postgresql = "exp(CAST({0} AS DOUBLE PRECISION))"};
inline constexpr Spelling ln_text{
    .name = "ln", .standard = "ln({0})", .postgresql = "ln(CAST({0} AS DOUBLE PRECISION))"};
inline constexpr Spelling sign_text{.name = "sign",
                                    .standard = "CAST(sign({0}) AS BIGINT)",
                                    .sqlite = "(({0} > 0) - ({0} < 0))",
                                    .mysql = "sign({0})"};
inline constexpr Spelling year_text{
    .name = "year",
    .standard = "CAST(EXTRACT(YEAR FROM {0}) AS BIGINT)",
    .sqlite = "CAST(strftime('%Y', {0}) AS INTEGER)",
    .mysql = "EXTRACT(YEAR FROM {0})",
    .firebird = "CAST(EXTRACT(YEAR FROM CAST({0} AS TIMESTAMP)) AS BIGINT)"};
inline constexpr Spelling month_text{
    .name = "month",
    .standard = "CAST(EXTRACT(MONTH FROM {0}) AS BIGINT)",
    .sqlite = "CAST(strftime('%m', {0}) AS INTEGER)",
    .mysql = "EXTRACT(MONTH FROM {0})",
    .firebird = "CAST(EXTRACT(MONTH FROM CAST({0} AS TIMESTAMP)) AS BIGINT)"};
inline constexpr Spelling day_text{.name = "day",
                                   .standard = "CAST(EXTRACT(DAY FROM {0}) AS BIGINT)",
                                   .sqlite = "CAST(strftime('%d', {0}) AS INTEGER)",
                                   .mysql = "EXTRACT(DAY FROM {0})",
                                   .firebird =
                                       "CAST(EXTRACT(DAY FROM CAST({0} AS TIMESTAMP)) AS BIGINT)"};
inline constexpr Spelling hour_text{
    .name = "hour",
    .standard = "CAST(EXTRACT(HOUR FROM {0}) AS BIGINT)",
    .sqlite = "CAST(strftime('%H', {0}) AS INTEGER)",
    .mysql = "EXTRACT(HOUR FROM {0})",
    .firebird = "CAST(EXTRACT(HOUR FROM CAST({0} AS TIMESTAMP)) AS BIGINT)"};
inline constexpr Spelling minute_text{
    .name = "minute",
    .standard = "CAST(EXTRACT(MINUTE FROM {0}) AS BIGINT)",
    .sqlite = "CAST(strftime('%M', {0}) AS INTEGER)",
    .mysql = "EXTRACT(MINUTE FROM {0})",
    .firebird = "CAST(EXTRACT(MINUTE FROM CAST({0} AS TIMESTAMP)) AS BIGINT)"};
inline constexpr Spelling second_text{
    .name = "second",
    .standard = "CAST(floor(EXTRACT(SECOND FROM {0})) AS BIGINT)",
    .sqlite = "CAST(strftime('%S', {0}) AS INTEGER)",
    .mysql = "EXTRACT(SECOND FROM {0})",
    .firebird = "CAST(floor(EXTRACT(SECOND FROM CAST({0} AS TIMESTAMP))) AS BIGINT)"};
inline constexpr Spelling weekday_text{.name = "weekday",
                                       .standard = "CAST(EXTRACT(DOW FROM {0}) AS BIGINT)",
                                       .sqlite = "CAST(strftime('%w', {0}) AS INTEGER)",
                                       .mysql = "(dayofweek({0}) - 1)",
                                       .firebird = "EXTRACT(WEEKDAY FROM CAST({0} AS TIMESTAMP))"};
inline constexpr Spelling date_of_text{
    .name = "date_of", .standard = "CAST({0} AS DATE)", .sqlite = "date({0})"};
inline constexpr Spelling add_days_text{.name = "add_days",
                                        .standard = "CAST({0} + CAST({1} AS INTEGER) AS DATE)",
                                        .sqlite = "date({0}, {1} || ' days')",
                                        .mysql = "DATE_ADD({0}, INTERVAL {1} DAY)"};
inline constexpr Spelling days_between_text{.name = "days_between",
                                            .standard = "CAST({1} - {0} AS BIGINT)",
                                            .sqlite =
                                                "CAST(julianday({1}) - julianday({0}) AS INTEGER)",
                                            .mysql = "DATEDIFF({1}, {0})"};
inline constexpr Spelling today_text{.name = "today",
                                     .standard = "CURRENT_DATE",
                                     .postgresql = "CAST(now() AT TIME ZONE 'UTC' AS DATE)",
                                     .mysql = "UTC_DATE()"};
inline constexpr Spelling now_text{.name = "now",
                                   .standard = "CURRENT_TIMESTAMP",
                                   .sqlite = "strftime('%Y-%m-%d %H:%M:%f', 'now')",
                                   .postgresql = "(now() AT TIME ZONE 'UTC')",
                                   .mysql = "UTC_TIMESTAMP(6)",
                                   .firebird = "!"};
inline constexpr Spelling coalesce_text{.name = "coalesce", .standard = "coalesce({*})"};
inline constexpr Spelling nullif_text{.name = "nullif", .standard = "nullif({*})"};
inline constexpr Spelling greatest_text{.name = "greatest",
                                        .standard = "greatest({*})",
                                        .sqlite = "max({*})",
                                        .firebird = "maxvalue({*})"};
inline constexpr Spelling least_text{
    .name = "least", .standard = "least({*})", .sqlite = "min({*})", .firebird = "minvalue({*})"};

} // namespace rowan::lang

namespace rowan {

/// The text in capital letters (of ASCII for sure).
template <typename Operand>
[[nodiscard]] constexpr auto upper(const Operand& operand) {
    return lang::call<lang::Known<lang::upper_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The text in small letters (of ASCII for sure).
template <typename Operand>
[[nodiscard]] constexpr auto lower(const Operand& operand) {
    return lang::call<lang::Known<lang::lower_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The number of characters of a text.
template <typename Operand>
[[nodiscard]] constexpr auto length(const Operand& operand) {
    return lang::call<lang::Known<lang::length_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The text without spaces at its ends.
template <typename Operand>
[[nodiscard]] constexpr auto trim(const Operand& operand) {
    return lang::call<lang::Known<lang::trim_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The text without spaces before it.
template <typename Operand>
[[nodiscard]] constexpr auto ltrim(const Operand& operand) {
    return lang::call<lang::Known<lang::ltrim_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The text without spaces behind it.
template <typename Operand>
[[nodiscard]] constexpr auto rtrim(const Operand& operand) {
    return lang::call<lang::Known<lang::rtrim_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The text with each `from` made `to`.
template <typename Operand, typename From, typename To>
[[nodiscard]] constexpr auto replace(const Operand& operand, const From& from, const To& to) {
    return lang::call<lang::Known<lang::replace_text, lang::Gives::own, std::string,
                                  lang::Nulls::any, lang::Role::plain>>(operand, from, to);
}
/// A part of the text; the first character is number 1.
template <typename Operand, typename Start, typename Count>
[[nodiscard]] constexpr auto substring(const Operand& operand, const Start& start,
                                       const Count& count) {
    return lang::call<lang::Known<lang::substring_text, lang::Gives::own, std::string,
                                  lang::Nulls::any, lang::Role::plain>>(operand, start, count);
}
/// Where the text has `part`: 1 is its start, 0 nowhere.
template <typename Operand, typename Part>
[[nodiscard]] constexpr auto position(const Operand& operand, const Part& part) {
    return lang::call<lang::Known<lang::position_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand, part);
}
/// The first characters of the text.
template <typename Operand, typename Count>
[[nodiscard]] constexpr auto left(const Operand& operand, const Count& count) {
    return lang::call<lang::Known<lang::left_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand, count);
}
/// The last characters of the text.
template <typename Operand, typename Count>
[[nodiscard]] constexpr auto right(const Operand& operand, const Count& count) {
    return lang::call<lang::Known<lang::right_text, lang::Gives::own, std::string, lang::Nulls::any,
                                  lang::Role::plain>>(operand, count);
}
/// The number without its sign.
template <typename Operand>
[[nodiscard]] constexpr auto abs(const Operand& operand) {
    return lang::call<
        lang::Known<lang::abs_text, lang::Gives::first, void, lang::Nulls::any, lang::Role::plain>>(
        operand);
}
/// The nearest whole number.
template <typename Operand>
[[nodiscard]] constexpr auto round(const Operand& operand) {
    return lang::call<lang::Known<lang::round_text, lang::Gives::own, double, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The number rounded to so many digits behind the point.
template <typename Operand, typename Digits>
[[nodiscard]] constexpr auto round(const Operand& operand, const Digits& digits) {
    return lang::call<lang::Known<lang::round_text_2, lang::Gives::own, double, lang::Nulls::any,
                                  lang::Role::plain>>(operand, digits);
}
/// The largest whole number that is not greater.
template <typename Operand>
[[nodiscard]] constexpr auto floor(const Operand& operand) {
    return lang::call<lang::Known<lang::floor_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The smallest whole number that is not less.
template <typename Operand>
[[nodiscard]] constexpr auto ceil(const Operand& operand) {
    return lang::call<lang::Known<lang::ceil_text, lang::Gives::own, std::int64_t, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The square root. SQLite may be built without it.
template <typename Operand>
[[nodiscard]] constexpr auto sqrt(const Operand& operand) {
    return lang::call<lang::Known<lang::sqrt_text, lang::Gives::own, double, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// `x` to a power. SQLite may be built without it.
template <typename Operand, typename Exponent>
[[nodiscard]] constexpr auto power(const Operand& operand, const Exponent& exponent) {
    return lang::call<lang::Known<lang::power_text, lang::Gives::own, double, lang::Nulls::any,
                                  lang::Role::plain>>(operand, exponent);
}
/// e to a power. SQLite may be built without it.
template <typename Operand>
[[nodiscard]] constexpr auto exp(const Operand& operand) {
    return lang::call<
        lang::Known<lang::exp_text, lang::Gives::own, double, lang::Nulls::any, lang::Role::plain>>(
        operand);
}
/// The natural logarithm. SQLite may be built without it.
template <typename Operand>
[[nodiscard]] constexpr auto ln(const Operand& operand) {
    return lang::call<
        lang::Known<lang::ln_text, lang::Gives::own, double, lang::Nulls::any, lang::Role::plain>>(
        operand);
}
/// -1, 0 or 1.
template <typename Operand>
[[nodiscard]] constexpr auto sign(const Operand& operand) {
    return lang::call<lang::Known<lang::sign_text, lang::Gives::own, std::int64_t, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The year of a date, time or both.
template <typename Operand>
[[nodiscard]] constexpr auto year(const Operand& operand) {
    return lang::call<lang::Known<lang::year_text, lang::Gives::own, std::int64_t, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The month of a date, time or both.
template <typename Operand>
[[nodiscard]] constexpr auto month(const Operand& operand) {
    return lang::call<lang::Known<lang::month_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The day of a date, time or both.
template <typename Operand>
[[nodiscard]] constexpr auto day(const Operand& operand) {
    return lang::call<lang::Known<lang::day_text, lang::Gives::own, std::int64_t, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The hour of a date, time or both.
template <typename Operand>
[[nodiscard]] constexpr auto hour(const Operand& operand) {
    return lang::call<lang::Known<lang::hour_text, lang::Gives::own, std::int64_t, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// The minute of a date, time or both.
template <typename Operand>
[[nodiscard]] constexpr auto minute(const Operand& operand) {
    return lang::call<lang::Known<lang::minute_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The whole second of a time.
template <typename Operand>
[[nodiscard]] constexpr auto second(const Operand& operand) {
    return lang::call<lang::Known<lang::second_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The day of the week, 0 is Sunday.
template <typename Operand>
[[nodiscard]] constexpr auto weekday(const Operand& operand) {
    return lang::call<lang::Known<lang::weekday_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(operand);
}
/// The date of a date and time.
template <typename Operand>
[[nodiscard]] constexpr auto date_of(const Operand& operand) {
    return lang::call<lang::Known<lang::date_of_text, lang::Gives::own, Date, lang::Nulls::any,
                                  lang::Role::plain>>(operand);
}
/// A date so many days later.
template <typename Operand, typename Days>
[[nodiscard]] constexpr auto add_days(const Operand& operand, const Days& days) {
    return lang::call<lang::Known<lang::add_days_text, lang::Gives::own, Date, lang::Nulls::any,
                                  lang::Role::plain>>(operand, days);
}
/// How many days one date is after another.
template <typename From, typename To>
[[nodiscard]] constexpr auto days_between(const From& from, const To& to) {
    return lang::call<lang::Known<lang::days_between_text, lang::Gives::own, std::int64_t,
                                  lang::Nulls::any, lang::Role::plain>>(from, to);
}
/// The date in UTC, by the clock of the database.
[[nodiscard]] constexpr auto today() {
    return lang::call<lang::Known<lang::today_text, lang::Gives::own, Date, lang::Nulls::never,
                                  lang::Role::plain>>();
}
/// The date and time in UTC, by the clock of the database.
[[nodiscard]] constexpr auto now() {
    return lang::call<lang::Known<lang::now_text, lang::Gives::own, DateTime, lang::Nulls::never,
                                  lang::Role::plain>>();
}
/// The first operand that is not NULL.
template <typename... Operands>
[[nodiscard]] constexpr auto coalesce(const Operands&... operands) {
    return lang::call<lang::Known<lang::coalesce_text, lang::Gives::first, void, lang::Nulls::all,
                                  lang::Role::plain>>(operands...);
}
/// NULL where both are equal, else the first.
template <typename Operand, typename Other>
[[nodiscard]] constexpr auto nullif(const Operand& operand, const Other& other) {
    return lang::call<lang::Known<lang::nullif_text, lang::Gives::first, void, lang::Nulls::always,
                                  lang::Role::plain>>(operand, other);
}
/// The greatest operand. Where one is NULL, databases differ.
template <typename... Operands>
[[nodiscard]] constexpr auto greatest(const Operands&... operands) {
    return lang::call<lang::Known<lang::greatest_text, lang::Gives::first, void, lang::Nulls::any,
                                  lang::Role::plain>>(operands...);
}
/// The least operand. Where one is NULL, databases differ.
template <typename... Operands>
[[nodiscard]] constexpr auto least(const Operands&... operands) {
    return lang::call<lang::Known<lang::least_text, lang::Gives::first, void, lang::Nulls::any,
                                  lang::Role::plain>>(operands...);
}

} // namespace rowan
