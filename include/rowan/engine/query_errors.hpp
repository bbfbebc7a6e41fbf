// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/statement.hpp>

// What queries and sessions throw; defined where it is compiled once (engine/once.hpp).

namespace rowan::engine {

/// Throws InvalidQuery where update() or remove() is not about all rows that the conditions name.
void check_changeable(const lang::Clauses& clauses, const char* call);
/// Throws InvalidQuery.
[[noreturn]] void cannot_lock();
/// Throws NoResultFound.
[[noreturn]] void no_result(const meta::Mapping& rows);
/// Throws MultipleResultsFound.
[[noreturn]] void multiple_results(const meta::Mapping& rows);
/// Throws StaleData.
[[noreturn]] void stale(const meta::Mapping& mapping, const char* call);

} // namespace rowan::engine
