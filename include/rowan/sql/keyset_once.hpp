// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/sql/keyset.hpp>
#include <rowan/sql/sql_once.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::lang {

/// A column of an order.
struct KeysetColumn {
    std::uint16_t column;
    bool down;
    bool nulls_first;
};

/// The columns of an order, each once; `plain` says whether it has nothing else.
inline std::vector<KeysetColumn> ordered_columns(const Clause& order, bool nulls_sort_low,
                                                 bool& plain) {
    std::vector<KeysetColumn> columns;
    plain = true;
    const std::uint32_t* at = order.code.begin();
    while (at != order.code.end()) {
        const std::uint32_t* next = at + 1;
        while (next != order.code.end() && op_of(*next) != Op::order)
            ++next;
        if (next != at + 2 || op_of(at[1]) != Op::column) {
            plain = false;
        } else {
            std::uint32_t flags = argument_of(*at);
            bool down = (flags & descending) != 0;
            bool said = (flags & (nulls_first | nulls_last)) != 0;
            KeysetColumn found{static_cast<std::uint16_t>(argument_of(at[1])), down,
                               said ? (flags & nulls_first) != 0 : nulls_sort_low != down};
            auto same = [&](const KeysetColumn& one) { return one.column == found.column; };
            if (std::none_of(columns.begin(), columns.end(), same))
                columns.push_back(found);
        }
        at = next;
    }
    return columns;
}

ROWAN_ONCE void check_stable_order(const meta::Mapping& mapping, const Clause& order,
                                   const char* call) {
    bool plain = false;
    const auto sorted = ordered_columns(order, true, plain);
    auto is_sorted = [&](std::uint16_t column) {
        return std::any_of(sorted.begin(), sorted.end(),
                           [&](const KeysetColumn& one) { return one.column == column; });
    };
    auto tells_apart = [&](std::uint16_t column) {
        return is_sorted(column) && !mapping.columns[column].codec->nullable;
    };
    auto all_of = [](std::span<const std::uint16_t> columns, auto test) {
        return !columns.empty() && std::all_of(columns.begin(), columns.end(), test);
    };
    if (all_of(mapping.key, is_sorted))
        return;
    for (const KeysetColumn& one : sorted)
        if (mapping.columns[one.column].unique && tells_apart(one.column))
            return;
    for (const meta::MappedConstraint& one : mapping.constraints)
        if ((one.unique || one.kind == meta::ConstraintKind::unique ||
             one.kind == meta::ConstraintKind::primary_key) &&
            one.predicate.empty() && one.expressions.empty() && all_of(one.columns, tells_apart))
            return;
    std::string key;
    for (std::uint16_t column : mapping.key)
        key += (key.empty() ? "'" : ", '") + std::string(mapping.columns[column].name) + "'";
    throw InvalidQuery("rowan: " + std::string(call) + "() of " + std::string(mapping.entity) +
                       ": rows that sort alike could be on two pages or on none; end order_by() "
                       "with a unique column, such as the key " +
                       key);
}

/// The order by which cursors are read.
inline std::vector<KeysetColumn> keyset(const meta::Mapping& mapping, const Clause& order,
                                        const Dialect& dialect) {
    check_stable_order(mapping, order, "after");
    bool plain = false;
    auto columns = ordered_columns(order, dialect.nulls_sort_low, plain);
    if (!plain)
        throw InvalidQuery("rowan: after() of " + std::string(mapping.entity) +
                           ": its order may have nothing but columns, since a cursor is made of a "
                           "row's values");
    return columns;
}

inline constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes in the base64 of URLs (RFC 4648, section 5), without padding.
inline std::string to_base64(std::string_view bytes) {
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6)
            text += base64_digits[bits >> (count - 6) & 63];
    }
    if (count > 0)
        text += base64_digits[bits << (6 - count) & 63];
    return text;
}
/// False if the text is no base64.
inline bool from_base64(std::string_view text, std::string& bytes) {
    std::uint32_t bits = 0;
    int count = 0;
    for (char digit : text) {
        std::size_t value = base64_digits.find(digit);
        if (value == std::string_view::npos)
            return false;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 255);
        }
    }
    return true;
}

/// Eight bytes of a number, the same on every machine.
inline void write_number(std::string& bytes, std::uint64_t number) {
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(number >> 8 * i & 255);
}
inline bool read_number(std::string_view& bytes, std::uint64_t& number) {
    if (bytes.size() < 8)
        return false;
    number = 0;
    for (unsigned i = 0; i < 8; ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
    bytes.remove_prefix(8);
    return true;
}

/// What tells the cursors of one order from those of another.
inline std::uint64_t order_mark(const meta::Mapping& mapping, const Clause& order) {
    std::uint64_t mark = 0xcbf29ce484222325; // FNV-1a
    auto add = [&](std::string_view text) {
        for (char c : text)
            mark = (mark ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        mark = (mark ^ 0xff) * 0x100000001b3;
    };
    add(mapping.table);
    for (std::uint32_t code : order.code)
        if (op_of(code) == Op::column)
            add(mapping.columns[argument_of(code)].name);
        else
            add(std::to_string(argument_of(code)));
    return mark;
}

ROWAN_ONCE std::string write_cursor(const meta::Mapping& mapping, const Clause& order,
                                    const void* object) {
    std::string bytes;
    write_number(bytes, order_mark(mapping, order));
    bool plain = false;
    for (const KeysetColumn& one : ordered_columns(order, true, plain)) {
        types::Cell cell;
        try {
            mapping.columns[one.column].codec->encode(
                static_cast<const char*>(object) + mapping.offsets[one.column], cell);
        } catch (const types::ConversionError& error) {
            bad_value(mapping, one.column, error.what());
        }
        bytes += static_cast<char>(cell.kind);
        if (cell.kind == types::CellKind::real) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, &cell.real, sizeof bits);
            write_number(bytes, bits);
        } else if (types::is_text(cell.kind)) {
            write_number(bytes, cell.text.size());
            bytes += cell.text;
        } else if (cell.kind != types::CellKind::null) {
            write_number(bytes, static_cast<std::uint64_t>(cell.integer));
        }
    }
    return to_base64(bytes);
}

/// Takes the next value of a cursor; false if there is none that the column can be compared with.
inline bool read_cell(std::string_view& bytes, const meta::MappedColumn& column,
                      types::Cell& cell) {
    using types::CellKind;
    if (bytes.empty())
        return false;
    auto kind = static_cast<CellKind>(bytes[0]);
    bytes.remove_prefix(1);
    if (kind == CellKind::null) {
        cell.set_null();
        return column.codec->nullable;
    }
    bool wide = kind == CellKind::unsigned_integer && column.codec->kind == CellKind::integer;
    std::uint64_t number = 0;
    if ((kind != column.codec->kind && !wide) || !read_number(bytes, number))
        return false;
    cell.kind = kind;
    if (types::is_text(kind)) {
        if (number > bytes.size())
            return false;
        cell.text = bytes.substr(0, static_cast<std::size_t>(number));
        bytes.remove_prefix(cell.text.size());
        types::Cell spelled = cell;
        return is_spelled_as(kind, spelled);
    }
    if (kind == CellKind::real)
        std::memcpy(&cell.real, &number, sizeof number);
    else
        cell.integer = static_cast<std::int64_t>(number);
    return true;
}

/// Writes `column op value`.
inline void put_keyset(Clause& where, const meta::Mapping& mapping, Op op, std::uint16_t column,
                       types::Cell cell) {
    where.put(op);
    where.put(Op::column, column);
    meta::fit(cell, mapping.columns[column]);
    where.put(Op::parameter);
    where.values.add(cell);
}
/// Writes `column IS [NOT] NULL`.
inline void put_null_test(Clause& where, Op op, std::uint16_t column) {
    where.put(op);
    where.put(Op::column, column);
}

/// Writes that a column stands behind a value. False, without a word, if nothing can.
inline bool put_behind(Clause& where, const meta::Mapping& mapping, const KeysetColumn& one,
                       const types::Cell& cell) {
    if (cell.kind == types::CellKind::null) {
        if (one.nulls_first)
            put_null_test(where, Op::is_not_null, one.column);
        return one.nulls_first;
    }
    bool nulls_behind = mapping.columns[one.column].codec->nullable && !one.nulls_first;
    if (nulls_behind)
        where.put(Op::disjunction);
    put_keyset(where, mapping, one.down ? Op::less : Op::greater, one.column, cell);
    if (nulls_behind)
        put_null_test(where, Op::is_null, one.column);
    return true;
}

ROWAN_ONCE void add_cursor(Clause& where, const meta::Mapping& mapping, const Clause& order,
                           const Dialect& dialect, std::string_view cursor) {
    const auto columns = keyset(mapping, order, dialect);
    if (cursor.empty())
        return;
    std::string decoded;
    std::vector<types::Cell> cells(columns.size());
    bool sound = from_base64(cursor, decoded);
    std::string_view bytes = decoded;
    std::uint64_t mark = 0;
    sound = sound && read_number(bytes, mark) && mark == order_mark(mapping, order);
    for (std::size_t i = 0; sound && i < columns.size(); ++i)
        sound = read_cell(bytes, mapping.columns[columns[i].column], cells[i]);
    if (!sound || !bytes.empty())
        throw InvalidQuery("rowan: after() of " + std::string(mapping.entity) +
                           ": the text is no cursor of this query's order");

    // (a behind x) or (a = x and b behind y) or (a = x and b = y and c behind z)
    Clause behind;
    for (std::size_t last = 0; last < columns.size(); ++last) {
        Clause part;
        if (!put_behind(part, mapping, columns[last], cells[last]))
            continue;
        Clause equal;
        for (std::size_t i = 0; i < last; ++i) {
            equal.put(Op::conjunction);
            if (cells[i].kind == types::CellKind::null)
                put_null_test(equal, Op::is_null, columns[i].column);
            else
                put_keyset(equal, mapping, Op::equal, columns[i].column, cells[i]);
        }
        if (!behind.code.empty())
            behind.code.insert(0, word(Op::disjunction));
        behind.code.append(equal.code);
        behind.code.append(part.code);
        behind.values.append(equal.values);
        behind.values.append(part.values);
    }
    if (behind.code.empty()) {
        where.put(Op::always, 0);
        ++where.count;
        return;
    }
    // What all of them imply: an index on the first column is of use then.
    if (columns.size() > 1 && !mapping.columns[columns[0].column].codec->nullable) {
        put_keyset(where, mapping, columns[0].down ? Op::less_equal : Op::greater_equal,
                   columns[0].column, cells[0]);
        ++where.count;
    }
    where.code.append(behind.code);
    where.values.append(behind.values);
    ++where.count;
}

} // namespace rowan::lang
