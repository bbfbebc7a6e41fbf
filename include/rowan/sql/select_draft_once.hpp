// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What selects do that depends on no type.

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/select_draft.hpp>

#include <cstddef>
#include <cstdint>

namespace rowan::lang {

ROWAN_ONCE void negative_rows() {
    throw InvalidQuery("rowan: limit() and offset() can't be negative");
}
ROWAN_ONCE SelectDraft with_distinct(const SelectDraft& draft) {
    SelectDraft next = draft;
    Clause& words = next.clauses.where;
    close_words(words, open_part(words, Part::distinct));
    return next;
}
ROWAN_ONCE SelectDraft with_limit(const SelectDraft& draft, std::int64_t rows) {
    SelectDraft next = draft;
    next.clauses.limit = checked_rows(rows);
    return next;
}
ROWAN_ONCE SelectDraft with_offset(const SelectDraft& draft, std::int64_t rows) {
    SelectDraft next = draft;
    next.clauses.offset = checked_rows(rows);
    return next;
}
ROWAN_ONCE SelectDraft combine(const SelectDraft& left, const Clauses& right,
                               SetOperation operation) {
    SelectDraft next;
    Clause& words = next.clauses.where;
    std::size_t opened = open_part(words, Part::first);
    put_select(words, left.clauses);
    close_words(words, opened);
    opened = open_part(words, Part::second, static_cast<std::uint32_t>(operation));
    put_select(words, right);
    close_words(words, opened);
    return next;
}
ROWAN_ONCE Clause counted_words(const Clauses& select) {
    Clause words;
    put_select(words, select);
    return words;
}

} // namespace rowan::lang
