// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/sql/keyset.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace rowan {

/// Some rows of a query by their number, and how many there are.
template <typename Entity>
struct Page {
    std::vector<Entity> rows;
    std::int64_t number = 1; ///< Counted from 1.
    std::int64_t size = 0;   ///< Rows of a whole page.
    std::int64_t total = 0;  ///< Rows of all pages.

    /// How many pages there are.
    [[nodiscard]] std::int64_t pages() const { return total / size + (total % size > 0 ? 1 : 0); }
    [[nodiscard]] bool has_previous() const { return number > 1; }
    [[nodiscard]] bool has_next() const { return number < pages(); }
};

/// Some rows of a query that come after a cursor.
template <typename Entity>
struct KeysetPage {
    std::vector<Entity> rows;
    std::string next; ///< The cursor of the rows behind these; empty if there are none.

    [[nodiscard]] bool has_next() const { return !next.empty(); }
};

namespace orm {

inline void check_page(const lang::Clauses& clauses, const char* call, std::int64_t size) {
    if (clauses.limit >= 0 || clauses.offset >= 0)
        throw InvalidQuery("rowan: " + std::string(call) +
                           "() after limit() or offset(): it has a size of its own");
    if (size < 1 || size == std::numeric_limits<std::int64_t>::max())
        throw InvalidQuery("rowan: " + std::string(call) + "(): a page has one row or more");
}

/// The number of rows before a page. Throws InvalidQuery.
inline std::int64_t rows_before(std::int64_t number, std::int64_t size) {
    if (number < 1)
        throw InvalidQuery("rowan: page(): pages are counted from 1");
    if (number - 1 > std::numeric_limits<std::int64_t>::max() / size)
        throw InvalidQuery("rowan: page(): no table has so many rows");
    return (number - 1) * size;
}

} // namespace orm

} // namespace rowan
