// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/not_supported.hpp>
#include <rowan/sql/renderer.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>

namespace rowan::lang {

/// RETURNING, with the columns that stand in the order of the clauses. Throws NotSupported.
constexpr void write_returning(Text& text, const Statement& statement) {
    const Clause& columns = statement.clauses->order;
    if (columns.empty())
        return;
    const Dialect& dialect = text.dialect();
    if (statement.verb == Verb::update ? !dialect.writing->update_returning
                                       : !dialect.writing->returning)
        not_supported(dialect, statement.verb == Verb::update
                                   ? "UPDATE that returns rows"
                                   : "INSERT or DELETE that returns rows");
    const meta::Mapping& mapping = *statement.mapping;
    for (std::size_t i = 0; i < columns.code.size(); ++i) {
        text << (i > 0 ? ", " : " RETURNING ");
        if (statement.source && statement.verb != Verb::insert_select)
            text.identifier(mapping.table) << '.';
        text.identifier(mapping.columns[argument_of(columns.code[i])].name);
    }
}

/// ON CONFLICT or ON DUPLICATE KEY UPDATE. Throws NotSupported.
constexpr void write_conflict(Text& text, const Statement& statement, Extension* extension) {
    const Clauses& clauses = *statement.clauses;
    if (clauses.set.code.empty())
        return;
    const meta::Mapping& mapping = *statement.mapping;
    const Dialect& dialect = text.dialect();
    if (!dialect.writing->on_conflict && !dialect.writing->on_duplicate_key)
        not_supported(dialect, "INSERT that meets a row with its key (on_conflict())");
    Renderer renderer(text, mapping, clauses.set, extension, mapping.table);
    std::uint32_t targets = argument_of(renderer.take());
    bool nothing = clauses.set.count == 0;
    if (dialect.writing->on_duplicate_key) {
        // Any key counts, whichever it is: the server can't be told.
        if (nothing && !clauses.order.empty())
            not_supported(dialect, "INSERT that returns no row where it does nothing");
        if (!clauses.where.empty())
            not_supported(dialect, "condition of an INSERT's update (where())");
        std::uint32_t first = mapping.key[0];
        for (std::uint32_t i = 0; i < targets; ++i)
            first = argument_of(renderer.take());
        text << " ON DUPLICATE KEY UPDATE ";
        if (nothing) {
            text.identifier(mapping.columns[first].name) << " = ";
            if (statement.source)
                text.identifier(mapping.table) << '.';
            text.identifier(mapping.columns[first].name);
        }
    } else {
        text << " ON CONFLICT";
        for (std::uint32_t i = 0; i < targets; ++i) {
            text << (i > 0 ? ", " : " (");
            text.identifier(mapping.columns[argument_of(renderer.take())].name);
        }
        text << (targets > 0 ? ")" : "") << (nothing ? " DO NOTHING" : " DO UPDATE SET ");
    }
    for (std::uint32_t i = 0; i < clauses.set.count; ++i) {
        text << (i > 0 ? ", " : "");
        renderer.assignment();
    }
    if (clauses.where.empty())
        return;
    Renderer where(text, mapping, clauses.where, extension, mapping.table);
    for (std::uint32_t i = 0; i < clauses.where.count; ++i) {
        text << (i > 0 ? " AND " : " WHERE ");
        where.expression(clauses.where.count > 1 ? 2 : 0);
    }
}

} // namespace rowan::lang
