// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/query_parts.hpp>
#include <rowan/orm/row_iterator.hpp>
#include <rowan/orm/row_target.hpp>
#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/describe_values.hpp>
#include <rowan/sql/select_draft.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Runs a select. What its rows are read into is all that these functions know of its type.

namespace rowan::orm {

template <typename Row>
lang::Statement select_of(const lang::Clauses& clauses) {
    return {lang::Verb::query, &meta::row_mapping<Row>, &clauses};
}

template <typename Row>
std::vector<Row> read_all(engine::Work& work, const lang::Clauses& clauses) {
    std::vector<Row> rows;
    work.fetch(select_of<Row>(clauses), into(rows), -1);
    return rows;
}
template <typename Row>
std::optional<Row> read_first(engine::Work& work, const lang::Clauses& clauses) {
    std::optional<Row> row(std::in_place, Blank<Row>{});
    if (!engine::read_first(work, select_of<Row>(clauses), __builtin_addressof(*row)))
        row.reset();
    return row;
}
template <typename Row>
std::optional<Row> read_one_or_none(engine::Work& work, const lang::Clauses& clauses) {
    std::optional<Row> row(std::in_place, Blank<Row>{});
    if (!engine::read_one_or_none(work, select_of<Row>(clauses), __builtin_addressof(*row)))
        row.reset();
    return row;
}
template <typename Row>
Row read_single(engine::Work& work, const lang::Clauses& clauses) {
    Row row = make_blank<Row>();
    engine::read_one(work, select_of<Row>(clauses), __builtin_addressof(row));
    return row;
}
template <typename Row>
RowIterator<Row> read_each(engine::Work& work, const lang::Clauses& clauses) {
    return RowIterator<Row>(work.open(select_of<Row>(clauses)));
}
template <typename Row>
std::string describe(engine::Work& work, const lang::Clauses& clauses) {
    lang::Statement statement = select_of<Row>(clauses);
    return lang::with_values(work.text_of(statement), statement, work.dialect());
}
/// How many rows a select has, or 1 if it has any, by a statement around it.
template <lang::Verb Verb>
std::int64_t read_scalar(engine::Work& work, const lang::Clauses& clauses) {
    lang::Clause words = lang::counted_words(clauses);
    lang::Clauses none;
    none.lifted = clauses.lifted;
    lang::Statement around{Verb, &meta::row_mapping<void>, &none};
    around.source = &words;
    return work.scalar(around);
}

} // namespace rowan::orm
