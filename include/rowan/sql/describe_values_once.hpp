// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/sql/describe_values.hpp>
#include <rowan/sql/render_wide.hpp>
#include <rowan/sql/shape.hpp>
#include <rowan/type/type_once.hpp>

#include <charconv>
#include <cstddef>
#include <span>
#include <string>

namespace rowan::lang {

/// A value for people, with its type.
inline std::string describe_value(const types::Cell& cell) {
    using types::CellKind;
    constexpr std::size_t most = 60;
    std::string kind(types::kind_name(cell.kind));
    switch (cell.kind) {
    case CellKind::null:
        return kind;
    case CellKind::boolean:
        return kind + (cell.integer != 0 ? " true" : " false");
    case CellKind::integer:
        return kind + " " + std::to_string(cell.integer);
    case CellKind::unsigned_integer:
        return kind + " " + std::to_string(static_cast<std::uint64_t>(cell.integer));
    case CellKind::interval:
        return kind + " " + std::to_string(cell.integer) + " us";
    case CellKind::real: {
        char digits[32];
        auto end = std::to_chars(digits, digits + sizeof digits, cell.real).ptr;
        return kind + " " + std::string(digits, end);
    }
    case CellKind::date:
        return kind + " " + to_string(cell.date());
    case CellKind::time:
        return kind + " " + to_string(cell.time());
    case CellKind::datetime:
        return kind + " " + to_string(cell.datetime());
    case CellKind::blob:
        return kind + " of " + std::to_string(cell.text.size()) + " bytes";
    default:
        std::string text(cell.text.substr(0, most));
        return kind + " '" + text + (cell.text.size() > most ? "…' of " : "'") +
               (cell.text.size() > most ? std::to_string(cell.text.size()) + " bytes" : "");
    }
}

ROWAN_ONCE std::string describe_values(const Statement& statement, const Dialect& dialect) {
    const Clauses& clauses = *statement.clauses;
    std::string text;
    types::Cell cell;
    auto add = [&](const types::Cell& one) {
        text += (text.empty() ? "[" : ", ") + describe_value(one);
    };
    auto add_all = [&](const types::Parameters& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values.get(i, cell);
            add(cell);
        }
    };
    auto add_number = [&](std::int64_t number) {
        cell.set_integer(number);
        if (number >= 0)
            add(cell);
    };
    auto add_one = [&](const types::Parameters& values, std::size_t i) {
        values.get(i, cell);
        add(cell);
    };
    auto add_order = [&] {
        each_order_value(clauses.order, dialect,
                         [&](std::size_t i) { add_one(clauses.order.values, i); });
    };
    auto add_limit = [&] {
        bool offset_first = dialect.limit == Limit::offset_then_fetch;
        add_number(offset_first ? clauses.offset : clauses.limit);
        add_number(offset_first ? clauses.limit : clauses.offset);
    };
    if (is_wide(statement)) {
        Text unread(dialect);
        StatementWriter writer(unread, statement);
        writer.write();
        std::span<const std::uint32_t> all = writer.values();
        each_listed(statement, all.first(writer.values_before_limit()), add_one);
        add_limit();
        each_listed(statement, all.subspan(writer.values_before_limit()), add_one);
    } else {
        add_all(clauses.set.values);
        add_all(clauses.where.values);
        add_order();
        add_limit();
        if (cuts_first(statement))
            add_order();
    }
    return text.empty() ? text : text + "]";
}
ROWAN_ONCE std::string with_values(std::string text, const Statement& statement,
                                   const Dialect& dialect) {
    std::string values = describe_values(statement, dialect);
    return values.empty() ? text : text + " " + values;
}

} // namespace rowan::lang
