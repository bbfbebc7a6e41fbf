// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/datetime.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace rowan {

/// ISO 8601 text of dates and times, to and fro, without allocation.
namespace iso {

/// Room for the longest text of this header: `-YYYYYY-MM-DDTHH:MM:SS.ffffffZ`.
inline constexpr std::size_t longest = 32;

/// Moments from the year 1 to the year 9999, as Python's datetime and databases have them; only
/// they are stored in text that sorts by time, and only they can be read back from it.
inline constexpr DateTime earliest = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
inline constexpr DateTime latest =
    std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) - std::chrono::microseconds(1);

/// Whether the moment is one of the years 1 to 9999.
constexpr bool is_storable(DateTime moment) { return moment >= earliest && moment <= latest; }
/// Whether the date is one of the calendar, in the years 1 to 9999.
constexpr bool is_storable(Date date) {
    return date.ok() && date.year() >= std::chrono::year(1) &&
           date.year() <= std::chrono::year(9999);
}

/// 00 to 99: written by the pair, digits cost half the divisions.
inline constexpr char digit_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

constexpr char* digits(char* out, std::uint32_t value, int count) {
    int i = count;
    for (; i >= 2; value /= 100) {
        const char* pair = digit_pairs + value % 100 * 2;
        out[--i] = pair[1];
        out[--i] = pair[0];
    }
    if (i == 1)
        out[0] = static_cast<char>('0' + value % 10);
    return out + count;
}

constexpr char* write(char* out, int year, std::chrono::month month, std::chrono::day day) {
    if (year < 0 || year > 9999)
        *out++ = year < 0 ? '-' : '+';
    auto magnitude = static_cast<std::uint32_t>(year < 0 ? -year : year);
    out = digits(out, magnitude, magnitude > 99999 ? 6 : magnitude > 9999 ? 5 : 4);
    *out++ = '-';
    out = digits(out, static_cast<unsigned>(month), 2);
    *out++ = '-';
    return digits(out, static_cast<unsigned>(day), 2);
}

/// Writes `YYYY-MM-DD`, returns the end.
constexpr char* write(char* out, Date date) {
    return write(out, static_cast<int>(date.year()), date.month(), date.day());
}

/// Writes `HH:MM:SS.ffffff`, returns the end.
constexpr char* write(char* out, Time time) {
    auto micros = static_cast<std::uint64_t>(time.since_midnight.count());
    auto seconds = static_cast<std::uint32_t>(micros / 1'000'000);
    out = digits(out, seconds / 3600, 2);
    *out++ = ':';
    out = digits(out, seconds / 60 % 60, 2);
    *out++ = ':';
    out = digits(out, seconds % 60, 2);
    *out++ = '.';
    return digits(out, static_cast<std::uint32_t>(micros % 1'000'000), 6);
}

/// Writes `YYYY-MM-DD`, the separator, `HH:MM:SS.ffffff`, returns the end.
constexpr char* write(char* out, DateTime moment, char separator) {
    constexpr std::int64_t day_length = 86'400'000'000, cycle_length = 146'097;
    const auto divide = [](std::int64_t value, std::int64_t by) {
        return value / by - (value % by < 0 ? 1 : 0);
    };
    // By cycles of 400 years, since the years of <chrono> end long before those of a DateTime.
    const std::int64_t micros = moment.time_since_epoch().count();
    const std::int64_t day = divide(micros, day_length), cycle = divide(day, cycle_length);
    const Date date(std::chrono::sys_days(std::chrono::days(day - cycle * cycle_length)));
    out = write(out, static_cast<int>(date.year()) + static_cast<int>(cycle) * 400, date.month(),
                date.day());
    *out++ = separator;
    const std::int64_t rest = micros % day_length;
    return write(out, Time(std::chrono::microseconds(rest < 0 ? rest + day_length : rest)));
}

/// Reads exactly `count` digits.
constexpr bool read_digits(std::string_view& text, int count, std::uint32_t& value) {
    if (text.size() < static_cast<std::size_t>(count))
        return false;
    value = 0;
    for (int i = 0; i < count; ++i) {
        auto digit = static_cast<unsigned>(text[static_cast<std::size_t>(i)] - '0');
        if (digit > 9)
            return false;
        value = value * 10 + digit;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
    return true;
}

constexpr bool read_char(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted)
        return false;
    text.remove_prefix(1);
    return true;
}

constexpr bool read(std::string_view& text, Date& date) {
    std::uint32_t year = 0, month = 0, day = 0;
    if (!read_digits(text, 4, year) || !read_char(text, '-') || !read_digits(text, 2, month) ||
        !read_char(text, '-') || !read_digits(text, 2, day))
        return false;
    date = Date(std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                std::chrono::day(day));
    return is_storable(date);
}

/// `HH:MM[:SS[.f…]]`, also with a comma; digits beyond microseconds are cut.
constexpr bool read(std::string_view& text, Time& time) {
    std::uint32_t hours = 0, minutes = 0, seconds = 0, fraction = 0;
    if (!read_digits(text, 2, hours) || !read_char(text, ':') || !read_digits(text, 2, minutes))
        return false;
    if (read_char(text, ':')) {
        if (!read_digits(text, 2, seconds))
            return false;
        if (read_char(text, '.') || read_char(text, ',')) {
            int count = 0;
            for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++count) {
                if (count < 6)
                    fraction = fraction * 10 + static_cast<std::uint32_t>(text.front() - '0');
                text.remove_prefix(1);
            }
            if (count == 0)
                return false;
            for (; count < 6; ++count)
                fraction *= 10;
        }
    }
    if (hours > 23 || minutes > 59 || seconds > 59)
        return false;
    time = Time(std::chrono::microseconds(
        (std::int64_t{hours} * 3600 + minutes * 60 + seconds) * 1'000'000 + fraction));
    return true;
}

/// `Z`, `+HH`, `+HHMM` or `+HH:MM`; nothing means UTC.
constexpr bool read_offset(std::string_view& text, std::chrono::minutes& offset) {
    offset = {};
    if (text.empty() || read_char(text, 'Z') || read_char(text, 'z'))
        return true;
    bool behind = text.front() == '-';
    if (!behind && text.front() != '+')
        return false;
    text.remove_prefix(1);
    std::uint32_t hours = 0, minutes = 0;
    if (!read_digits(text, 2, hours))
        return false;
    if (!text.empty()) {
        read_char(text, ':');
        if (!read_digits(text, 2, minutes))
            return false;
    }
    if (hours > 23 || minutes > 59)
        return false;
    auto total = std::chrono::minutes(hours * 60 + minutes);
    offset = behind ? -total : total;
    return true;
}

constexpr bool read(std::string_view& text, DateTime& moment) {
    Date date;
    Time time;
    std::chrono::minutes offset{};
    if (!read(text, date))
        return false;
    if (!text.empty()) {
        if (!read_char(text, ' ') && !read_char(text, 'T') && !read_char(text, 't'))
            return false;
        if (!read(text, time) || !read_offset(text, offset))
            return false;
    }
    moment = DateTime(std::chrono::sys_days(date)) + time.since_midnight - offset;
    return is_storable(moment);
}

/// `YYYY-MM-DD HH:MM:SS.ffffff`, the form in which moments are stored, at fixed places; false for
/// all others.
constexpr bool read_stored(std::string_view text, DateTime& moment) {
    if (text.size() != 26 || text[4] != '-' || text[7] != '-' || text[10] != ' ' ||
        text[13] != ':' || text[16] != ':' || text[19] != '.')
        return false;
    bool valid = true;
    auto pair = [&](std::size_t at) {
        auto tens = static_cast<std::uint32_t>(text[at] - '0');
        auto ones = static_cast<std::uint32_t>(text[at + 1] - '0');
        valid = valid & (tens <= 9) & (ones <= 9);
        return tens * 10 + ones;
    };
    Date date(std::chrono::year(static_cast<int>(pair(0) * 100 + pair(2))),
              std::chrono::month(pair(5)), std::chrono::day(pair(8)));
    std::uint32_t hours = pair(11), minutes = pair(14), seconds = pair(17);
    std::uint32_t micros = (pair(20) * 100 + pair(22)) * 100 + pair(24);
    if (!valid || hours > 23 || minutes > 59 || seconds > 59 || !is_storable(date))
        return false;
    moment = DateTime(std::chrono::sys_days(date)) +
             std::chrono::microseconds(
                 (std::int64_t{hours} * 3600 + minutes * 60 + seconds) * 1'000'000 + micros);
    return true;
}

/// The whole text as a date, a time or a moment; nothing if it is none.
template <typename Moment>
[[nodiscard]] constexpr std::optional<Moment> try_parse(std::string_view text) {
    Moment moment;
    if constexpr (std::is_same_v<Moment, DateTime>)
        if (read_stored(text, moment))
            return moment;
    if (read(text, moment) && text.empty())
        return moment;
    return std::nullopt;
}

} // namespace iso

} // namespace rowan
