// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/dialect.hpp>
#include <rowan/sql/statement.hpp>

#include <string>

namespace rowan::lang {

/// The values of a query for people, with their types and in the order of their places: `[text
/// 'alice', integer 5]`. Long texts are cut. Empty if there are none.
[[nodiscard]] std::string describe_values(const Statement& statement, const Dialect& dialect);
/// A statement's text and its values behind it.
[[nodiscard]] std::string with_values(std::string text, const Statement& statement,
                                      const Dialect& dialect);

} // namespace rowan::lang
