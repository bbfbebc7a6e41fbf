// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/codec.hpp>
#include <rowan/type/decimal.hpp>

#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace rowan::types {

/// Integers that are numbers: no bool, no characters of text.
template <typename Number>
concept NumberInteger = std::integral<Number> && !std::same_as<Number, bool> &&
                        !std::same_as<Number, char> && !std::same_as<Number, wchar_t> &&
                        !std::same_as<Number, char8_t> && !std::same_as<Number, char16_t> &&
                        !std::same_as<Number, char32_t> && sizeof(Number) <= sizeof(std::int64_t);

/// Lengths of time that fit microseconds without loss.
template <typename Length>
inline constexpr bool is_duration = false;
template <typename Count, typename Period>
inline constexpr bool is_duration<std::chrono::duration<Count, Period>> =
    std::convertible_to<std::chrono::duration<Count, Period>, std::chrono::microseconds>;

[[noreturn]] inline void no_conversion(const Cell& cell, std::string_view expected) {
    throw ConversionError("expected " + std::string(expected) + ", found " +
                          std::string(kind_name(cell.kind)));
}

[[noreturn]] inline void out_of_range(std::string_view expected) {
    throw ConversionError("the number is out of range of " + std::string(expected));
}

/// A whole number of any cell that holds one: `whole` and its sign apart, to span both 64-bit
/// ranges.
struct Whole {
    bool negative;
    std::uint64_t magnitude;
};

inline Whole whole_number(const Cell& cell, std::string_view expected) {
    switch (cell.kind) {
    case CellKind::integer:
    case CellKind::boolean:
        return {cell.integer < 0, cell.integer < 0 ? ~static_cast<std::uint64_t>(cell.integer) + 1
                                                   : static_cast<std::uint64_t>(cell.integer)};
    case CellKind::unsigned_integer:
        return {false, static_cast<std::uint64_t>(cell.integer)};
    case CellKind::decimal: {
        Whole whole{false, 0};
        std::string_view text = cell.text;
        whole.negative = !text.empty() && text.front() == '-';
        text.remove_prefix(whole.negative ? 1 : 0);
        if (text.empty() || text.size() > 20)
            no_conversion(cell, expected);
        for (char c : text) {
            auto digit = static_cast<std::uint64_t>(c - '0');
            if (digit > 9)
                no_conversion(cell, expected);
            if (whole.magnitude > (UINT64_MAX - digit) / 10)
                out_of_range(expected);
            whole.magnitude = whole.magnitude * 10 + digit;
        }
        return whole;
    }
    default:
        no_conversion(cell, expected);
    }
}

inline double floating_number(const Cell& cell, std::string_view expected) {
    switch (cell.kind) {
    case CellKind::real:
        return cell.real;
    case CellKind::integer:
        return static_cast<double>(cell.integer);
    case CellKind::unsigned_integer:
        return static_cast<double>(static_cast<std::uint64_t>(cell.integer));
    case CellKind::decimal: {
        double value = 0;
        const char* end = cell.text.data() + cell.text.size();
        auto [stop, problem] = std::from_chars(cell.text.data(), end, value);
        if (problem != std::errc{} || stop != end)
            no_conversion(cell, expected);
        return value;
    }
    default:
        no_conversion(cell, expected);
    }
}

template <typename Moment>
Moment parsed_moment(const Cell& cell, std::string_view expected) {
    if (cell.kind != CellKind::text)
        no_conversion(cell, expected);
    if (auto moment = iso::try_parse<Moment>(cell.text))
        return *moment;
    throw ConversionError("expected " + std::string(expected) + ", the text is none");
}

} // namespace rowan::types

namespace rowan {

template <>
struct Type<bool> {
    static constexpr SqlType sql_type = Boolean{};
    static constexpr types::CellKind kind = types::CellKind::boolean;
    static constexpr std::string_view expected = "a boolean";
    static void encode(bool value, types::Cell& cell) { cell.set_boolean(value); }
    static void decode(bool& value, const types::Cell& cell) {
        if ((cell.kind != types::CellKind::boolean && cell.kind != types::CellKind::integer) ||
            (cell.integer != 0 && cell.integer != 1))
            types::no_conversion(cell, expected);
        value = cell.integer != 0;
    }
};

template <types::NumberInteger Number>
struct Type<Number> {
    static constexpr SqlType sql_type = {.kind = TypeKind::integer,
                                         .is_unsigned = std::is_unsigned_v<Number>,
                                         .size = static_cast<int>(sizeof(Number) * 8)};
    static constexpr types::CellKind kind = types::CellKind::integer;
    static constexpr std::string_view expected = [] {
        constexpr std::string_view names[] = {
            "an integer of 8 bits",           "an integer of 16 bits",
            "an integer of 32 bits",          "an integer of 64 bits",
            "an unsigned integer of 8 bits",  "an unsigned integer of 16 bits",
            "an unsigned integer of 32 bits", "an unsigned integer of 64 bits"};
        constexpr std::size_t width = sizeof(Number) == 1   ? 0
                                      : sizeof(Number) == 2 ? 1
                                      : sizeof(Number) == 4 ? 2
                                                            : 3;
        return names[width + (std::is_unsigned_v<Number> ? 4 : 0)];
    }();
    // A driver writes these very types; `long long` is another one than the `long` of std::int64_t.
    static constexpr types::Fast fast = std::same_as<Number, std::int64_t>   ? types::Fast::int64
                                        : std::same_as<Number, std::int32_t> ? types::Fast::int32
                                                                             : types::Fast::none;
    static void encode(Number value, types::Cell& cell) {
        if constexpr (std::is_unsigned_v<Number>)
            cell.set_unsigned(value);
        else
            cell.set_integer(value);
    }
    static void decode(Number& value, const types::Cell& cell) {
        auto [negative, magnitude] = types::whole_number(cell, expected);
        if constexpr (std::is_unsigned_v<Number>) {
            if (negative || magnitude > std::numeric_limits<Number>::max())
                types::out_of_range(expected);
            value = static_cast<Number>(magnitude);
        } else {
            auto most = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
            if (magnitude > most + (negative ? 1 : 0))
                types::out_of_range(expected);
            value = static_cast<Number>(negative ? ~magnitude + 1 : magnitude);
        }
    }
};

template <>
struct Type<double> {
    static constexpr SqlType sql_type = Double{};
    static constexpr types::CellKind kind = types::CellKind::real;
    static constexpr std::string_view expected = "a floating point number";
    static constexpr types::Fast fast = types::Fast::real;
    static void encode(double value, types::Cell& cell) { cell.set_real(value); }
    static void decode(double& value, const types::Cell& cell) {
        value = types::floating_number(cell, expected);
    }
};

template <>
struct Type<float> {
    static constexpr SqlType sql_type = Float{};
    static constexpr types::CellKind kind = types::CellKind::real;
    static constexpr std::string_view expected = "a floating point number of 32 bits";
    static void encode(float value, types::Cell& cell) {
        cell.set_real(static_cast<double>(value));
    }
    static void decode(float& value, const types::Cell& cell) {
        const double wide = types::floating_number(cell, expected);
        constexpr double most = std::numeric_limits<float>::max();
        // Databases round what they print, up to half a step beyond the largest float.
        constexpr double limit = 0x1.ffffffp127;
        const bool finite = wide - wide == 0;
        if (finite && (wide >= limit || wide <= -limit))
            types::out_of_range(expected);
        value = static_cast<float>(finite && wide > most    ? most
                                   : finite && wide < -most ? -most
                                                            : wide);
    }
};

template <>
struct Type<std::string> {
    static constexpr SqlType sql_type = Text{};
    static constexpr types::CellKind kind = types::CellKind::text;
    static constexpr std::string_view expected = "text";
    static constexpr types::Fast fast = types::Fast::text;
    static void encode(const std::string& value, types::Cell& cell) { cell.set_text(value); }
    static void decode(std::string& value, const types::Cell& cell) {
        switch (cell.kind) {
        case types::CellKind::text:
        case types::CellKind::blob:
        case types::CellKind::decimal:
        case types::CellKind::uuid:
        case types::CellKind::json:
            value.assign(cell.text);
            return;
        case types::CellKind::integer:
            value = std::to_string(cell.integer);
            return;
        default:
            types::no_conversion(cell, expected);
        }
    }
};

template <>
struct Type<Blob> {
    static constexpr SqlType sql_type = Binary{};
    static constexpr types::CellKind kind = types::CellKind::blob;
    static constexpr std::string_view expected = "a blob";
    static void encode(const Blob& value, types::Cell& cell) {
        cell.set_blob(value.data(), value.size());
    }
    static void decode(Blob& value, const types::Cell& cell) {
        if (cell.kind != types::CellKind::blob && cell.kind != types::CellKind::text)
            types::no_conversion(cell, expected);
        const auto* bytes = reinterpret_cast<const std::byte*>(cell.text.data());
        value.assign(bytes, bytes + cell.text.size());
    }
};

template <>
struct Type<Date> {
    static constexpr SqlType sql_type = SqlDate{};
    static constexpr types::CellKind kind = types::CellKind::date;
    static constexpr std::string_view expected = "a date";
    static void encode(Date value, types::Cell& cell) {
        if (!iso::is_storable(value))
            throw types::ConversionError("the date is none of the years 1 to 9999");
        cell.set_date(value);
    }
    static void decode(Date& value, const types::Cell& cell) {
        value = cell.kind == types::CellKind::date ? cell.date()
                                                   : types::parsed_moment<Date>(cell, expected);
    }
};

template <>
struct Type<Time> {
    static constexpr SqlType sql_type = SqlTime{};
    static constexpr types::CellKind kind = types::CellKind::time;
    static constexpr std::string_view expected = "a time of day";
    static void encode(Time value, types::Cell& cell) {
        if (value.since_midnight < std::chrono::microseconds{} ||
            value.since_midnight >= std::chrono::days{1})
            throw types::ConversionError("the time of day is not within a day");
        cell.set_time(value);
    }
    static void decode(Time& value, const types::Cell& cell) {
        value = cell.kind == types::CellKind::time ? cell.time()
                                                   : types::parsed_moment<Time>(cell, expected);
    }
};

template <>
struct Type<DateTime> {
    static constexpr SqlType sql_type = Timestamp{};
    static constexpr types::CellKind kind = types::CellKind::datetime;
    static constexpr std::string_view expected = "a date and time";
    static constexpr types::Fast fast = types::Fast::datetime;
    static void encode(DateTime value, types::Cell& cell) {
        if (!iso::is_storable(value))
            throw types::ConversionError("the date and time is not within the years 1 to 9999");
        cell.set_datetime(value);
    }
    static void decode(DateTime& value, const types::Cell& cell) {
        value = cell.kind == types::CellKind::datetime
                    ? cell.datetime()
                    : types::parsed_moment<DateTime>(cell, expected);
    }
};

template <typename Length>
requires types::is_duration<Length>
struct Type<Length> {
    static constexpr SqlType sql_type = Interval{};
    static constexpr types::CellKind kind = types::CellKind::interval;
    static constexpr std::string_view expected = "a length of time";
    static void encode(Length value, types::Cell& cell) {
        using Micros = std::chrono::microseconds;
        // In the member's unit, but wide enough: its own count may hold less, or more.
        using Wide = std::chrono::duration<std::int64_t, typename Length::period>;
        if (std::cmp_greater(value.count(),
                             std::chrono::duration_cast<Wide>(Micros::max()).count()) ||
            std::cmp_less(value.count(), std::chrono::duration_cast<Wide>(Micros::min()).count()))
            throw types::ConversionError("the length of time is out of range");
        cell.set_interval(Wide(static_cast<std::int64_t>(value.count())));
    }
    static void decode(Length& value, const types::Cell& cell) {
        std::chrono::microseconds micros(cell.integer);
        if (cell.kind != types::CellKind::interval && cell.kind != types::CellKind::datetime)
            micros = types::parsed_moment<DateTime>(cell, expected).time_since_epoch();
        using Wide = std::chrono::duration<std::int64_t, typename Length::period>;
        const Wide wide = std::chrono::duration_cast<Wide>(micros);
        if (std::chrono::microseconds(wide) != micros)
            throw types::ConversionError("the length of time is finer than the member's unit");
        if (!std::in_range<typename Length::rep>(wide.count()))
            types::out_of_range(expected);
        value = Length(static_cast<typename Length::rep>(wide.count()));
    }
};

template <>
struct Type<Decimal> {
    static constexpr SqlType sql_type = Numeric{};
    static constexpr types::CellKind kind = types::CellKind::decimal;
    static constexpr std::string_view expected = "a decimal number";
    static void encode(const Decimal& value, types::Cell& cell) {
        cell.set_text(value.text(), types::CellKind::decimal);
    }
    static void decode(Decimal& value, const types::Cell& cell) {
        switch (cell.kind) {
        case types::CellKind::integer:
            value = Decimal(cell.integer);
            return;
        case types::CellKind::real: {
            // The digits that a double keeps of every decimal number.
            char text[64];
            const char* end =
                std::to_chars(text, text + sizeof text, cell.real, std::chars_format::general, 15)
                    .ptr;
            value = parsed({text, end});
            return;
        }
        case types::CellKind::text:
        case types::CellKind::decimal:
            value = parsed(cell.text);
            return;
        default:
            types::no_conversion(cell, expected);
        }
    }

  private:
    static Decimal parsed(std::string_view text) {
        try {
            return Decimal(text);
        } catch (const Error&) {
            throw types::ConversionError("expected a decimal number, the value is none");
        }
    }
};

} // namespace rowan
