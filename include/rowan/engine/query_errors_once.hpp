// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The errors of queries and sessions, compiled once.

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/query_errors.hpp>

#include <string>

namespace rowan::engine {

ROWAN_ONCE void check_changeable(const lang::Clauses& clauses, const char* call) {
    if (clauses.limit >= 0 || clauses.offset >= 0 || !clauses.order.empty())
        throw InvalidQuery("rowan: " + std::string(call) +
                           "() after limit(), offset() or order_by(): it changes all rows that "
                           "the conditions name");
}
ROWAN_ONCE void cannot_lock() {
    throw InvalidQuery("rowan: for_update() and for_share() are of queries that read rows: neither "
                       "count() and exists() lock any, nor is there a need to in update() and "
                       "remove()");
}
/// Rows of a select are of no struct, unless it reads them into one.
inline std::string name_of_rows(const meta::Mapping& rows) {
    return rows.entity.empty() ? "a select" : std::string(rows.entity);
}
ROWAN_ONCE void no_result(const meta::Mapping& rows) {
    throw NoResultFound("rowan: one() of " + name_of_rows(rows) + " found no row");
}
ROWAN_ONCE void multiple_results(const meta::Mapping& rows) {
    throw MultipleResultsFound("rowan: one() of " + name_of_rows(rows) +
                               " found more than one row");
}
ROWAN_ONCE void stale(const meta::Mapping& mapping, const char* call) {
    throw StaleData("rowan: " + std::string(call) + "() of " + std::string(mapping.entity) +
                    ": no row of " + std::string(mapping.table) + " has this key" +
                    (mapping.version != meta::no_column ? " and version" : ""));
}

} // namespace rowan::engine
