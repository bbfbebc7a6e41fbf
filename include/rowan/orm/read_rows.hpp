// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/query_errors.hpp>
#include <rowan/orm/blank.hpp>
#include <rowan/orm/row_iterator.hpp>
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
    auto next = [](void* context) -> void* {
        return &static_cast<std::vector<Row>*>(context)->emplace_back(make_blank<Row>());
    };
    auto reserve = [](void* context, std::size_t count) {
        static_cast<std::vector<Row>*>(context)->reserve(count);
    };
    work.fetch(select_of<Row>(clauses), {&rows, next, reserve}, -1);
    return rows;
}
/// Reads the first of at most two rows; returns how many there were.
template <typename Row>
std::int64_t read_one(engine::Work& work, const lang::Clauses& clauses, Row& row) {
    void* target = &row;
    auto next = [](void* context) { return std::exchange(*static_cast<void**>(context), nullptr); };
    return work.fetch(select_of<Row>(clauses), {&target, next}, 2);
}
template <typename Row>
std::optional<Row> read_first(engine::Work& work, lang::Clauses clauses) {
    if (clauses.limit != 0)
        clauses.limit = 1;
    std::optional<Row> row(make_blank<Row>());
    if (read_one(work, clauses, *row) == 0)
        row.reset();
    return row;
}
template <typename Row>
std::optional<Row> read_one_or_none(engine::Work& work, const lang::Clauses& clauses) {
    std::optional<Row> row(make_blank<Row>());
    std::int64_t count = read_one(work, clauses, *row);
    if (count > 1)
        engine::multiple_results(meta::row_mapping<Row>);
    if (count == 0)
        row.reset();
    return row;
}
template <typename Row>
Row read_single(engine::Work& work, const lang::Clauses& clauses) {
    Row row = make_blank<Row>();
    std::int64_t count = read_one(work, clauses, row);
    if (count == 0)
        engine::no_result(meta::row_mapping<Row>);
    if (count > 1)
        engine::multiple_results(meta::row_mapping<Row>);
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
