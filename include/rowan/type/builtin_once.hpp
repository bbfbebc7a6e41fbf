// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// How the built-in types read cells.

#include <rowan/base/iso8601.hpp>
#include <rowan/base/once.hpp>
#include <rowan/type/builtin.hpp>

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>

namespace rowan::types {

ROWAN_ONCE void no_conversion(const Cell& cell, std::string_view expected) {
    throw ConversionError("expected " + std::string(expected) + ", found " +
                          std::string(kind_name(cell.kind)));
}

ROWAN_ONCE void out_of_range(std::string_view expected) {
    throw ConversionError("the number is out of range of " + std::string(expected));
}

ROWAN_ONCE Whole whole_number(const Cell& cell, std::string_view expected) {
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

ROWAN_ONCE std::chrono::microseconds interval_of(const Cell& cell, std::string_view expected) {
    if (cell.kind == CellKind::interval || cell.kind == CellKind::datetime)
        return std::chrono::microseconds(cell.integer);
    return parsed_moment<DateTime>(cell, expected).time_since_epoch();
}

inline Decimal parsed_decimal(std::string_view text) {
    try {
        return Decimal(text);
    } catch (const Error&) {
        throw ConversionError("expected a decimal number, the value is none");
    }
}

} // namespace rowan::types

namespace rowan {

ROWAN_ONCE void Type<bool>::decode(bool& value, const types::Cell& cell) {
    if ((cell.kind != types::CellKind::boolean && cell.kind != types::CellKind::integer) ||
        (cell.integer != 0 && cell.integer != 1))
        types::no_conversion(cell, expected);
    value = cell.integer != 0;
}

ROWAN_ONCE void Type<double>::decode(double& value, const types::Cell& cell) {
    value = types::floating_number(cell, expected);
}

ROWAN_ONCE void Type<float>::decode(float& value, const types::Cell& cell) {
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

ROWAN_ONCE void Type<std::string>::decode(std::string& value, const types::Cell& cell) {
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

ROWAN_ONCE void Type<Blob>::decode(Blob& value, const types::Cell& cell) {
    if (cell.kind != types::CellKind::blob && cell.kind != types::CellKind::text)
        types::no_conversion(cell, expected);
    const auto* bytes = reinterpret_cast<const std::byte*>(cell.text.data());
    value.assign(bytes, bytes + cell.text.size());
}

ROWAN_ONCE void Type<Date>::decode(Date& value, const types::Cell& cell) {
    value = cell.kind == types::CellKind::date ? cell.date()
                                               : types::parsed_moment<Date>(cell, expected);
}

ROWAN_ONCE void Type<Time>::decode(Time& value, const types::Cell& cell) {
    value = cell.kind == types::CellKind::time ? cell.time()
                                               : types::parsed_moment<Time>(cell, expected);
}

ROWAN_ONCE void Type<DateTime>::decode(DateTime& value, const types::Cell& cell) {
    value = cell.kind == types::CellKind::datetime ? cell.datetime()
                                                   : types::parsed_moment<DateTime>(cell, expected);
}

ROWAN_ONCE void Type<Decimal>::decode(Decimal& value, const types::Cell& cell) {
    switch (cell.kind) {
    case types::CellKind::integer:
        value = Decimal(cell.integer);
        return;
    case types::CellKind::real: {
        // The digits that a double keeps of every decimal number.
        char text[64];
        const char* end =
            std::to_chars(text, text + sizeof text, cell.real, std::chars_format::general, 15).ptr;
        value = types::parsed_decimal({text, end});
        return;
    }
    case types::CellKind::text:
    case types::CellKind::decimal:
        value = types::parsed_decimal(cell.text);
        return;
    default:
        types::no_conversion(cell, expected);
    }
}

ROWAN_ONCE void Type<Date>::encode(Date value, types::Cell& cell) {
    if (!iso::is_storable(value))
        throw types::ConversionError("the date is none of the years 1 to 9999");
    cell.set_date(value);
}

ROWAN_ONCE void Type<Time>::encode(Time value, types::Cell& cell) {
    if (value.since_midnight < std::chrono::microseconds{} ||
        value.since_midnight >= std::chrono::days{1})
        throw types::ConversionError("the time of day is not within a day");
    cell.set_time(value);
}

ROWAN_ONCE void Type<DateTime>::encode(DateTime value, types::Cell& cell) {
    if (!iso::is_storable(value))
        throw types::ConversionError("the date and time is not within the years 1 to 9999");
    cell.set_datetime(value);
}

} // namespace rowan
