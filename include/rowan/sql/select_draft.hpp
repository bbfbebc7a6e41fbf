// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/lower_select.hpp>

#include <cstddef>
#include <cstdint>

// What a select holds when the program runs. None of it depends on the select's type, of which
// there is another one after each call that adds a table.

namespace rowan::lang {

/// The words and values of a select.
struct SelectDraft {
    Clauses clauses;           ///< All words and values are in `where`.
    std::size_t joined = 0;    ///< Where the part of the last join began,
    std::size_t condition = 0; ///< and its condition.
};

/// Adds a part of one expression.
template <Part Kind, typename Node>
void put_part(Clause& words, const Node& node) {
    std::size_t opened = open_part(words, Kind);
    LowerSelect{words}(node);
    close_words(words, opened);
    if constexpr (Kind == Part::group)
        name_grouped_item(words, opened);
}
template <Part Kind, typename... Node>
SelectDraft with_parts(const SelectDraft& draft, const Node&... node) {
    SelectDraft next = draft;
    (put_part<Kind>(next.clauses.where, node), ...);
    return next;
}
/// Gives the last join another condition.
template <typename Condition>
SelectDraft with_condition(const SelectDraft& draft, const Condition& condition) {
    SelectDraft next = draft;
    Clause& words = next.clauses.where;
    words.code.resize(next.condition);
    LowerSelect{words}(condition);
    close_words(words, next.joined);
    return next;
}

[[nodiscard]] SelectDraft with_distinct(const SelectDraft& draft);
/// Throw InvalidQuery if `rows` is negative.
[[nodiscard]] SelectDraft with_limit(const SelectDraft& draft, std::int64_t rows);
[[nodiscard]] SelectDraft with_offset(const SelectDraft& draft, std::int64_t rows);
/// The rows of both.
[[nodiscard]] SelectDraft combine(const SelectDraft& left, const Clauses& right,
                                  SetOperation operation);
/// The words of a select whose rows are counted.
[[nodiscard]] Clause counted_words(const Clauses& select);

} // namespace rowan::lang
