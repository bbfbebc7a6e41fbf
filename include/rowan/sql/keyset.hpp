// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/dialect.hpp>
#include <rowan/sql/statement.hpp>

#include <string>
#include <string_view>

namespace rowan::lang {

/// Checks that an order tells any two rows apart: it names the columns of the primary key or of a
/// unique constraint whose columns are never NULL. Throws InvalidQuery; `call` needs it.
void check_stable_order(const meta::Mapping& mapping, const Clause& order, const char* call);

/// Where an object stands in an order of columns, as text that goes into a URL as it is. It holds
/// the object's values of these columns: anybody can read them. Throws InvalidQuery for an order by
/// anything but columns.
[[nodiscard]] std::string write_cursor(const meta::Mapping& mapping, const Clause& order,
                                       const void* object);

/// Adds the condition that a row stands behind a cursor. Throws InvalidQuery for what is no cursor
/// of this order.
void add_cursor(Clause& where, const meta::Mapping& mapping, const Clause& order,
                const Dialect& dialect, std::string_view cursor);

} // namespace rowan::lang
