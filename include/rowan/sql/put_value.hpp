// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/code.hpp>

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// Throws the DataError of a value that a column can't hold; `column` is no_column where the value
/// stands beside an expression.
[[noreturn]] void bad_value(const meta::Mapping& mapping, std::uint16_t column, const char* why);

/// Writes the values of one clause; the words go beside them.
///
/// Throws DataError if a value has no form in a database, such as the 30th of February.
void put_encoded(Clause& clause, const types::Codec& codec, const void* value,
                 const meta::Mapping& mapping, std::uint16_t column, bool fraction = false);
constexpr void put_text(Clause& clause, std::string_view value) {
    clause.put(Op::parameter);
    clause.values.add_text(value);
}
constexpr void put_integer(Clause& clause, std::int64_t value) {
    clause.put(Op::parameter);
    clause.values.add_integer(value);
}
/// Writes an element of ORDER BY that is a column.
[[gnu::noinline]] constexpr void put_order(Clause& order, std::uint32_t flags,
                                           std::uint16_t column) {
    order.put(Op::order, flags);
    order.put(Op::column, column);
}

} // namespace rowan::lang
