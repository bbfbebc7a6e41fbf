// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What the base room compiles once.

#include <rowan/base/error.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/base/once.hpp>

#include <string>
#include <string_view>

namespace rowan {

ROWAN_ONCE std::string DatabaseError::message(const std::string& what,
                                              const DatabaseErrorDetails& details) {
    std::string text = what;
    if (details.code != 0)
        text += " [code " + std::to_string(details.code) + "]";
    if (!details.sqlstate.empty())
        text += " [SQLSTATE " + details.sqlstate + "]";
    if (!details.sql.empty())
        text += " [SQL: " + details.sql + "]";
    if (!details.parameters.empty())
        text += " [parameters: " + details.parameters + "]";
    return text;
}

ROWAN_ONCE std::string to_string(DateTime moment) {
    char text[iso::longest];
    char* end = iso::write(text, moment, 'T');
    *end++ = 'Z';
    return {text, end};
}
ROWAN_ONCE std::string to_string(Date date) {
    char text[iso::longest];
    return {text, iso::write(text, date)};
}
ROWAN_ONCE std::string to_string(Time time) {
    char text[iso::longest];
    return {text, iso::write(text, time)};
}

namespace iso {

template <typename Moment>
Moment parse_or_throw(std::string_view text, const char* wanted) {
    if (auto moment = try_parse<Moment>(text))
        return *moment;
    throw Error("rowan: '" + std::string(text.substr(0, 64)) + "' is not an ISO 8601 " + wanted);
}

} // namespace iso

template <>
ROWAN_ONCE DateTime parse<DateTime>(std::string_view text) {
    return iso::parse_or_throw<DateTime>(text, "date and time");
}
template <>
ROWAN_ONCE Date parse<Date>(std::string_view text) {
    return iso::parse_or_throw<Date>(text, "date");
}
template <>
ROWAN_ONCE Time parse<Time>(std::string_view text) {
    return iso::parse_or_throw<Time>(text, "time");
}

} // namespace rowan
