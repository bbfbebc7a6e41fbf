// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/datetime.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/type/cell.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rowan::backend::storage {

/// Room for the text of a value that has none of its own.
using Scratch = std::array<char, 40>;

/// Throws ConversionError for a NUMERIC with more digits than a database keeps that turns such
/// numbers into floating point.
inline void check_digits(std::string_view number, std::size_t most) {
    std::size_t digits = 0;
    for (char c : number)
        if (c >= '0' && c <= '9' && (digits > 0 || c != '0'))
            ++digits;
    if (digits > most)
        throw types::ConversionError("this database's NUMERIC keeps " + std::to_string(most) +
                                     " digits; give the column rowan::type(rowan::Text{}) to keep "
                                     "them all");
}

/// A decimal number as a database keeps it that has no exact fractions.
struct Number {
    bool is_whole;
    std::int64_t whole;
    double real;
};

/// What the digits of a decimal number become there; they must be few enough (check_digits).
inline Number number_of(std::string_view digits) {
    Number number{false, 0, 0};
    const char* end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, number.whole).ptr == end)
        number.is_whole = true;
    else
        std::from_chars(digits.data(), end, number.real);
    return number;
}

/// Throws ConversionError for what has no text that sorts by time.
inline void check_date(bool storable) {
    if (!storable)
        throw types::ConversionError("the date is not within the years 1 to 9999");
}
constexpr std::int64_t days_of(DateTime moment) {
    return std::chrono::floor<std::chrono::days>(moment).time_since_epoch().count();
}

/// The text that stands for a value in a column, as SQLAlchemy stores it where the database has no
/// type for it; a text of its own is returned as it is. Throws ConversionError for a moment that
/// has none.
inline std::string_view text_of(const types::Cell& cell, Scratch& scratch) {
    using types::CellKind;
    char* out = scratch.data();
    char* end = out;
    switch (cell.kind) {
    case CellKind::uuid:
        for (char c : cell.text)
            if (c != '-' && end != out + scratch.size())
                *end++ = c;
        break;
    case CellKind::date:
        check_date(cell.integer >= days_of(iso::earliest) && cell.integer <= days_of(iso::latest));
        end = iso::write(out, cell.date());
        break;
    case CellKind::time:
        end = iso::write(out, cell.time());
        break;
    case CellKind::datetime:
    case CellKind::interval: // As its distance from 1970.
        check_date(iso::is_storable(cell.datetime()));
        end = iso::write(out, cell.datetime(), ' ');
        break;
    default:
        return cell.text;
    }
    return {out, static_cast<std::size_t>(end - out)};
}

} // namespace rowan::backend::storage
