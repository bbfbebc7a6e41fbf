// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/sql/statement.hpp>

#include <string>

// What a query throws when one of its calls makes no sense after another.

namespace rowan::orm {

/// update() and remove() are about all rows that the conditions name.
inline void check_changeable(const lang::Clauses& clauses, const char* call) {
    if (clauses.limit >= 0 || clauses.offset >= 0 || !clauses.order.empty())
        throw InvalidQuery("rowan: " + std::string(call) +
                           "() after limit(), offset() or order_by(): it changes all rows that "
                           "the conditions name");
}

[[noreturn]] inline void cannot_lock() {
    throw InvalidQuery("rowan: for_update() and for_share() are of queries that read rows: neither "
                       "count() and exists() lock any, nor is there a need to in update() and "
                       "remove()");
}
[[noreturn]] inline void no_result(const meta::Mapping& mapping) {
    throw NoResultFound("rowan: one() of " + std::string(mapping.entity) + " found no row");
}
[[noreturn]] inline void multiple_results(const meta::Mapping& mapping) {
    throw MultipleResultsFound("rowan: one() of " + std::string(mapping.entity) +
                               " found more than one row");
}

} // namespace rowan::orm
