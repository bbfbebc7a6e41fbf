// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/soci/session.hpp>
#include <rowan/backend/storage.hpp>

#include <cfloat>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace rowan::backend::soci_generic {

/// Throws ConversionError for a number that would not come back as it is.
inline void check_real(const Abilities& can, double value) {
    if (value != value)
        throw types::ConversionError("a NaN can't be stored through SOCI");
    if (!can.infinity && (value > DBL_MAX || value < -DBL_MAX))
        throw types::ConversionError("this database's columns hold no infinity");
    if (can.real_digits == 0)
        return;
    char digits[40];
    auto general = std::chars_format::general;
    char* end = std::to_chars(digits, digits + sizeof digits, value, general, can.real_digits).ptr;
    double back = 0;
    std::from_chars(digits, end, back);
    if (back != value)
        throw types::ConversionError("this driver keeps " + std::to_string(can.real_digits) +
                                     " digits of a floating point number");
}

/// Throws ConversionError for a decimal that the database's NUMERIC would round.
inline void check_decimal(const Abilities& can, std::string_view digits) {
    if (can.decimal_digits == 0)
        return;
    storage::check_digits(digits, can.decimal_digits);
    if (can.decimal_scale == 0)
        return;
    std::size_t most = can.decimal_digits - can.decimal_scale;
    std::size_t point = digits.find('.');
    std::size_t whole = point == std::string_view::npos ? digits.size() : point;
    whole -= digits.starts_with('-') ? 1 : 0;
    std::size_t scale = point == std::string_view::npos ? 0 : digits.size() - point - 1;
    if (scale > can.decimal_scale || whole > most)
        throw types::ConversionError("this database's NUMERIC keeps " + std::to_string(most) +
                                     " digits before and " + std::to_string(can.decimal_scale) +
                                     " behind the point; give the column "
                                     "rowan::type(rowan::Text{}) to keep them all");
}

} // namespace rowan::backend::soci_generic
