// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/code.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The words of selects of any shape. A select is a list of parts, each with its length before it,
// in the order in which its calls came; the writer takes them in SQL's. What belongs to a word
// follows as words of Op::bits: a number is one of them, an address three.

namespace rowan::lang {

/// A table, subquery or common table expression that columns come from.
struct SourceInfo {
    const meta::Mapping* table = nullptr; ///< nullptr: rows of a select.
    std::string_view alias = {};          ///< Empty: the table's own name.
    [[nodiscard]] constexpr std::string_view name() const {
        return alias.empty() && table ? table->table : alias;
    }
};

/// What stands behind Op::wider.
enum class Wide : std::uint8_t {
    part,     ///< argument: Part; length, words
    column,   ///< argument: position; address of SourceInfo
    output,   ///< address of SourceInfo, address of the column's name
    label,    ///< address of the name of a column of the result
    value,    ///< address of SqlType; a value that must say its type where places have none
    sortable, ///< an expression of text that is sorted by
    cast,     ///< address of SqlType; operand
    call,     ///< argument: CallFlags; address of Spelling, operands
    function, ///< address of a name; operands
    cases,    ///< operands: condition, value, …; an odd last one is ELSE
    divide,   ///< operands: two integers
    differ,   ///< argument: 1 NOT; operands: two
    tuple,    ///< operands
    in,       ///< argument: 1 NOT; operands: left, and each on the right
    select,   ///< argument: Around; length, words
    json,     ///< address of a path; operand
};

enum CallFlags : std::uint32_t { call_distinct = 1, call_filter = 2, call_over = 4 };

/// What stands before a select in an expression.
enum class Around : std::uint8_t { scalar, exists, any, all };

/// The parts of a select.
enum class Part : std::uint8_t {
    with, ///< detail: 1 recursive; SourceInfo, count, addresses of names, length, words
    distinct,
    distinct_on, ///< expressions, one each
    item,        ///< address of its name, which ends with a zero, or 0; expression
    deduced,     ///< a from that nobody wrote; as `from`
    from,        ///< SourceInfo, length and words of a subquery, condition of a join
    join,        ///< detail: JoinKind; as `from`
    where,
    group, ///< detail: the number of the item that it is equal to, or 0; expression
    having,
    order,
    limit,
    offset,
    first,  ///< of several selects: the left one; words
    second, ///< detail: SetOperation; words
    target, ///< detail: position of a column that an insert writes
    lock,   ///< SourceInfo of a table whose rows a lock is of
};

enum class JoinKind : std::uint8_t { inner, left, right, full, cross };
enum class SetOperation : std::uint8_t {
    union_distinct,
    union_all,
    intersect,
    intersect_all,
    except,
    except_all,
};

/// A window's frame.
enum class FrameUnit : std::uint8_t { none, rows, range, groups };
enum class BoundKind : std::uint8_t {
    unbounded_preceding,
    preceding,
    current_row,
    following,
    unbounded_following,
};

constexpr void put_wide(Clause& clause, Wide kind, std::uint32_t argument = 0) {
    clause.put(Op::wider, static_cast<std::uint32_t>(kind) | argument << 8);
}
constexpr void put_number(Clause& clause, std::size_t number) {
    clause.put(Op::bits, static_cast<std::uint32_t>(number));
}
/// Names a constant by its address.
inline void put_address(Clause& clause, const void* constant) {
    auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(constant));
    for (int i = 0; i < 3; ++i, address >>= 24)
        clause.put(Op::bits, static_cast<std::uint32_t>(address & 0xff'ffff));
}
/// Begins words that have their length before them.
inline std::size_t open_words(Clause& clause) {
    put_number(clause, 0);
    return clause.code.size();
}
inline void close_words(Clause& clause, std::size_t opened) {
    clause.code[opened - 1] =
        word(Op::bits, static_cast<std::uint32_t>(clause.code.size() - opened));
}
inline std::size_t open_part(Clause& clause, Part part, std::uint32_t detail = 0) {
    put_wide(clause, Wide::part, static_cast<std::uint32_t>(part) | detail << 8);
    return open_words(clause);
}
inline void put_column(Clause& clause, const SourceInfo& source, std::uint16_t position) {
    put_wide(clause, Wide::column, position);
    put_address(clause, &source);
}
/// Where what a select is grouped by is an item with all its values, groups by the item's number:
/// PostgreSQL takes two expressions with values for different ones.
void name_grouped_item(Clause& clause, std::size_t opened);

/// Puts a whole select inside another one.
inline void put_select(Clause& clause, const Clauses& select) {
    clause.code.append(select.where.code);
    clause.values.append(select.where.values);
    auto put_rows = [&](Part part, std::int64_t rows) {
        if (rows < 0)
            return;
        std::size_t opened = open_part(clause, part);
        clause.put(Op::parameter);
        clause.values.add_integer(rows);
        close_words(clause, opened);
    };
    put_rows(Part::limit, select.limit);
    put_rows(Part::offset, select.offset);
}

} // namespace rowan::lang
