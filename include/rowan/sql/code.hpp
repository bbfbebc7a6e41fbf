// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/small_buffer.hpp>
#include <rowan/type/parameters.hpp>

#include <cstddef>
#include <cstdint>

namespace rowan::lang {

/// The words of an expression in prefix order: an operator, then its operands.
///
/// A statement's code is its shape: two statements with equal code have equal SQL text, whatever
/// their values.
enum class Op : std::uint8_t {
    column,    ///< argument: position in the mapping
    parameter, ///< the next value; argument: ValueType
    conjunction,
    disjunction,
    negation,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    is_null,
    is_not_null,
    in,     ///< argument: number of values; one operand, the values follow as parameters
    not_in, ///< likewise
    like,   ///< argument: 1 if the pattern escapes with '/'
    not_like,
    ilike, ///< likewise
    not_ilike,
    between,
    not_between,
    plus,
    minus,
    times,
    divided,
    modulo,
    negative,
    concatenation, ///< of two texts
    always,        ///< argument: 1 true, 0 false
    order,         ///< argument: OrderFlags; one operand
    assign,        ///< argument: position of the column; one operand
    beside,        ///< argument: position of a column of the table beside the select's own
    excluded,      ///< argument: position of the column; its value in the row that was refused
    conflict,      ///< argument: number of the columns that follow, whose key is taken
    wider,         ///< argument: a word of the select language (select_words.hpp)
    bits,          ///< argument: a number or a part of an address, for the word before
};

/// The largest argument of a word.
inline constexpr std::size_t most_arguments = 0xff'ffff;

/// How an ORDER BY element sorts.
enum OrderFlags : std::uint32_t { ascending = 0, descending = 1, nulls_first = 2, nulls_last = 4 };

/// What the place of a value has to say of its type.
enum ValueType : std::uint32_t {
    plain,
    fraction,   ///< Beside an integer.
    calculated, ///< In arithmetic: an integer, a floating point number, a decimal, a text.
    calculated_real,
    calculated_decimal,
    calculated_text,
};

constexpr std::uint32_t word(Op op, std::uint32_t argument = 0) {
    return static_cast<std::uint32_t>(op) | argument << 8;
}
constexpr Op op_of(std::uint32_t word) { return static_cast<Op>(word & 0xff); }
constexpr std::uint32_t argument_of(std::uint32_t word) { return word >> 8; }

/// One clause of a statement: its words, how many expressions they are, and their values.
struct Clause {
    SmallBuffer<std::uint32_t, 16> code;
    std::uint32_t count = 0;
    types::Parameters values;

    constexpr void put(Op op, std::uint32_t argument = 0) { code.push_back(word(op, argument)); }
    [[nodiscard]] constexpr bool empty() const { return count == 0; }
};

} // namespace rowan::lang
