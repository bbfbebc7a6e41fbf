// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/code.hpp>

namespace rowan::lang {

/// What a statement does.
enum class Verb : std::uint8_t {
    select,     ///< the rows that fulfil `where`
    count,      ///< how many they are
    exists,     ///< whether there is one
    update,     ///< sets columns of them
    remove,     ///< deletes them
    insert,     ///< one row, all columns but the omitted ones
    update_row, ///< all columns of the row with this key
    remove_row, ///< the row with this key
};

/// The clauses that a query gathers.
struct Clauses {
    Clause where;
    Clause order;
    Clause set;
    std::int64_t limit = -1;  ///< Rows; -1 is no limit.
    std::int64_t offset = -1; ///< Rows; -1 is none.
};

/// One statement about one table; its shape without the values.
struct Statement {
    Verb verb;
    const meta::Mapping* mapping;
    const Clauses* clauses = nullptr; ///< Of select, count, exists, update and remove.
    std::uint64_t omitted = 0; ///< Of insert: bit i is set if the ith omittable column is left out.
};

/// The words that tell one statement's text from another's, for one dialect.
using Shape = SmallBuffer<std::uint32_t, 48>;

constexpr std::uint32_t limit_flag(const Clauses& clauses) {
    return (clauses.limit >= 0 ? 1u : 0u) | (clauses.offset >= 0 ? 2u : 0u);
}

/// The shape of a statement.
inline void shape_of(const Statement& statement, Shape& shape) {
    auto address = reinterpret_cast<std::uintptr_t>(statement.mapping);
    shape.push_back(static_cast<std::uint32_t>(statement.verb));
    shape.push_back(static_cast<std::uint32_t>(address));
    shape.push_back(static_cast<std::uint32_t>(std::uint64_t{address} >> 32));
    if (statement.verb == Verb::insert) {
        shape.push_back(static_cast<std::uint32_t>(statement.omitted));
        shape.push_back(static_cast<std::uint32_t>(statement.omitted >> 32));
        return;
    }
    if (!statement.clauses)
        return;
    const Clauses& clauses = *statement.clauses;
    shape.push_back(limit_flag(clauses));
    for (const Clause* clause : {&clauses.set, &clauses.where, &clauses.order}) {
        shape.push_back(static_cast<std::uint32_t>(clause->code.size()));
        shape.append(clause->code.data(), clause->code.size());
    }
}

} // namespace rowan::lang
