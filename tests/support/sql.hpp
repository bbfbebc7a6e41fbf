// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// One SQL text, three dialects, two evaluations: by the compiler and when the test runs.

#include "tests/support/catch.hpp"

#include <rowan/sql/select.hpp>

#include <string>
#include <string_view>

namespace tests {

constexpr std::string_view after_where(std::string_view text) {
    return text.substr(text.find(" WHERE ") + 7);
}
constexpr std::string_view after_order(std::string_view text) {
    return text.substr(text.find(" ORDER BY ") + 10);
}

inline void check_text(const char* what, std::string_view actual, std::string_view expected) {
    INFO(what);
    CHECK(std::string(actual) == std::string(expected));
}

} // namespace tests

#define CHECK_SQL_IN(dialect, part, expected, ...)                                                 \
    static_assert(part((__VA_ARGS__)(rowan::lang::dialect).view()) == std::string_view(expected)); \
    tests::check_text(#__VA_ARGS__, part((__VA_ARGS__)(rowan::lang::dialect).view()), expected)

/// `expected` are the texts on SQLite, PostgreSQL and MySQL; then what gives the text in a dialect.
#define CHECK_SQL(part, lite, postgres, my, ...)                                                   \
    do {                                                                                           \
        CHECK_SQL_IN(sqlite, part, lite, __VA_ARGS__);                                             \
        CHECK_SQL_IN(postgresql, part, postgres, __VA_ARGS__);                                     \
        CHECK_SQL_IN(mysql, part, my, __VA_ARGS__);                                                \
    } while (false)
