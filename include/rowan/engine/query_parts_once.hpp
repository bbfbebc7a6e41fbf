// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// How queries run, compiled once.

#include <rowan/base/once.hpp>
#include <rowan/engine/plain_objects.hpp>
#include <rowan/engine/query_errors.hpp>
#include <rowan/engine/query_parts.hpp>

#include <cstddef>
#include <cstdint>

namespace rowan::engine {

/// Reads a row into an object, of at most two; returns how many there were.
inline std::int64_t read_row(Work& work, const lang::Statement& statement, void* row) {
    return work.fetch(statement, {&row, next_of_one}, 2);
}

ROWAN_ONCE bool read_first(Work& work, lang::Statement statement, void* row) {
    if (statement.clauses->limit == 0)
        return read_row(work, statement, row) > 0;
    lang::Clauses limited = *statement.clauses;
    limited.limit = 1;
    statement.clauses = &limited;
    return read_row(work, statement, row) > 0;
}
ROWAN_ONCE bool read_one_or_none(Work& work, const lang::Statement& statement, void* row) {
    std::int64_t count = read_row(work, statement, row);
    if (count > 1)
        multiple_results(*statement.mapping);
    return count > 0;
}
ROWAN_ONCE void read_one(Work& work, const lang::Statement& statement, void* row) {
    if (!read_one_or_none(work, statement, row))
        no_result(*statement.mapping);
}

ROWAN_ONCE QueryParts::QueryParts(Work& work) : work_(&work) {}
ROWAN_ONCE QueryParts::QueryParts(const QueryParts& other) = default;
ROWAN_ONCE QueryParts::QueryParts(QueryParts&& other) noexcept = default;
ROWAN_ONCE QueryParts& QueryParts::operator=(const QueryParts& other) = default;
ROWAN_ONCE QueryParts& QueryParts::operator=(QueryParts&& other) noexcept = default;
ROWAN_ONCE QueryParts::~QueryParts() = default;

ROWAN_ONCE lang::Statement QueryParts::statement(lang::Verb verb,
                                                 const meta::Mapping& mapping) const {
    if (clauses_.lock != 0 && verb != lang::Verb::select)
        cannot_lock();
    return {verb, &mapping, &clauses_};
}
ROWAN_ONCE lang::Statement QueryParts::selection(const meta::Mapping& mapping) const {
    lang::Statement select = statement(lang::Verb::select, mapping);
    if (loads_)
        select.related = loads_.joined();
    return select;
}

ROWAN_ONCE void QueryParts::read_all(const RowKind& kind, RowTarget target) const {
    work_->fetch(selection(kind.mapping), target, -1);
}
ROWAN_ONCE void QueryParts::finish(const RowKind& kind, void* rows, std::size_t count) const {
    if (loads_)
        work_->load(loads_, meta::ListObjects{rows, count, kind.size}, clauses_.lifted);
    if (!tells_ || !is_heard(*work_, Event::after_load, kind.mapping, kind.hooks))
        return;
    for (std::size_t i = 0; i < count; ++i)
        tell(*work_, Event::after_load, kind.mapping, kind.hooks,
             static_cast<char*>(rows) + i * kind.size);
}
ROWAN_ONCE bool QueryParts::read_first(const RowKind& kind, void* row) const {
    if (!engine::read_first(*work_, selection(kind.mapping), row))
        return false;
    finish(kind, row, 1);
    return true;
}
ROWAN_ONCE bool QueryParts::read_one_or_none(const RowKind& kind, void* row) const {
    if (!engine::read_one_or_none(*work_, selection(kind.mapping), row))
        return false;
    finish(kind, row, 1);
    return true;
}
ROWAN_ONCE void QueryParts::read_one(const RowKind& kind, void* row) const {
    engine::read_one(*work_, selection(kind.mapping), row);
    finish(kind, row, 1);
}
ROWAN_ONCE std::int64_t QueryParts::remove_rows(const meta::Mapping& mapping) const {
    check_changeable(clauses_, "remove");
    return work_->change(statement(lang::Verb::remove, mapping));
}

} // namespace rowan::engine
