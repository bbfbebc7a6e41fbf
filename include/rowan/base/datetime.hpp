// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace rowan {

/// A moment in UTC, in microseconds since 1970.
using DateTime = std::chrono::sys_time<std::chrono::microseconds>;

/// A day of the (proleptic Gregorian) calendar.
using Date = std::chrono::year_month_day;

/// A time of day: microseconds since midnight.
struct Time {
    std::chrono::microseconds since_midnight{};

    constexpr Time() = default;
    constexpr explicit Time(std::chrono::microseconds value) : since_midnight(value) {}
    friend constexpr auto operator<=>(const Time&, const Time&) = default;
};

/// Now, in UTC; what is less than a microsecond is cut off.
[[nodiscard]] inline DateTime utcnow() {
    // std::chrono::floor would cost a compiler ten times as much.
    return DateTime(std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch()));
}

/// ISO 8601: `2026-11-22T19:44:59.502303Z`.
[[nodiscard]] std::string to_string(DateTime moment);
/// ISO 8601: `2026-11-22`.
[[nodiscard]] std::string to_string(Date date);
/// ISO 8601: `19:44:59.502303`.
[[nodiscard]] std::string to_string(Time time);

/// Reads ISO 8601 text: `parse<DateTime>("2026-11-22T19:44:59Z")`; also with a space for the `T`,
/// fewer or more fraction digits, an offset from UTC; the years are 1 to 9999. Throws Error if the
/// text is none.
template <typename Moment>
[[nodiscard]] Moment parse(std::string_view text);
template <>
[[nodiscard]] DateTime parse<DateTime>(std::string_view text);
template <>
[[nodiscard]] Date parse<Date>(std::string_view text);
template <>
[[nodiscard]] Time parse<Time>(std::string_view text);

} // namespace rowan
