// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/codec.hpp>
#include <rowan/type/decimal.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
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

/// Throws the ConversionError of a cell of another kind.
[[noreturn]] void no_conversion(const Cell& cell, std::string_view expected);
/// Throws the ConversionError of a number that does not fit.
[[noreturn]] void out_of_range(std::string_view expected);

/// A whole number of any cell that holds one: `whole` and its sign apart, to span both 64-bit
/// ranges.
struct Whole {
    bool negative;
    std::uint64_t magnitude;
};
[[nodiscard]] Whole whole_number(const Cell& cell, std::string_view expected);
/// A length of time, of a cell that holds one or the moment that is so far from 1970.
[[nodiscard]] std::chrono::microseconds interval_of(const Cell& cell, std::string_view expected);

} // namespace rowan::types

namespace rowan {

template <>
struct Type<bool> {
    static constexpr SqlType sql_type = Boolean{};
    static constexpr types::CellKind kind = types::CellKind::boolean;
    static constexpr std::string_view expected = "a boolean";
    static void encode(bool value, types::Cell& cell) { cell.set_boolean(value); }
    static void decode(bool& value, const types::Cell& cell);
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
    static void decode(double& value, const types::Cell& cell);
};

template <>
struct Type<float> {
    static constexpr SqlType sql_type = Float{};
    static constexpr types::CellKind kind = types::CellKind::real;
    static constexpr std::string_view expected = "a floating point number of 32 bits";
    static void encode(float value, types::Cell& cell) {
        cell.set_real(static_cast<double>(value));
    }
    static void decode(float& value, const types::Cell& cell);
};

template <>
struct Type<std::string> {
    static constexpr SqlType sql_type = Text{};
    static constexpr types::CellKind kind = types::CellKind::text;
    static constexpr std::string_view expected = "text";
    static constexpr types::Fast fast = types::Fast::text;
    static void encode(const std::string& value, types::Cell& cell) { cell.set_text(value); }
    static void decode(std::string& value, const types::Cell& cell);
};

template <>
struct Type<Blob> {
    static constexpr SqlType sql_type = Binary{};
    static constexpr types::CellKind kind = types::CellKind::blob;
    static constexpr std::string_view expected = "a blob";
    static void encode(const Blob& value, types::Cell& cell) {
        cell.set_blob(value.data(), value.size());
    }
    static void decode(Blob& value, const types::Cell& cell);
};

template <>
struct Type<Date> {
    static constexpr SqlType sql_type = SqlDate{};
    static constexpr types::CellKind kind = types::CellKind::date;
    static constexpr std::string_view expected = "a date";
    static void encode(Date value, types::Cell& cell);
    static void decode(Date& value, const types::Cell& cell);
};

template <>
struct Type<Time> {
    static constexpr SqlType sql_type = SqlTime{};
    static constexpr types::CellKind kind = types::CellKind::time;
    static constexpr std::string_view expected = "a time of day";
    static void encode(Time value, types::Cell& cell);
    static void decode(Time& value, const types::Cell& cell);
};

template <>
struct Type<DateTime> {
    static constexpr SqlType sql_type = Timestamp{};
    static constexpr types::CellKind kind = types::CellKind::datetime;
    static constexpr std::string_view expected = "a date and time";
    static constexpr types::Fast fast = types::Fast::datetime;
    static void encode(DateTime value, types::Cell& cell);
    static void decode(DateTime& value, const types::Cell& cell);
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
        const std::chrono::microseconds micros = types::interval_of(cell, expected);
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
    static void decode(Decimal& value, const types::Cell& cell);
};

} // namespace rowan
