// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/event.hpp>
#include <rowan/engine/work.hpp>

#include <cstddef>
#include <cstdint>

// How a query runs, whatever its struct; defined where it is compiled once (query_parts_once.hpp).

namespace rowan::engine {

/// The objects that rows become.
struct RowKind {
    const meta::Mapping& mapping;
    const Hooks& hooks;
    std::size_t size; ///< Of one object, in bytes.
};

/// What a query is made of, but for its struct's type. Must not outlive its session.
class QueryParts {
  protected:
    explicit QueryParts(Work& work);
    QueryParts(const QueryParts& other);
    QueryParts(QueryParts&& other) noexcept;
    QueryParts& operator=(const QueryParts& other);
    QueryParts& operator=(QueryParts&& other) noexcept;
    ~QueryParts();

    [[nodiscard]] lang::Statement statement(lang::Verb verb, const meta::Mapping& mapping) const;
    /// The SELECT, with what is joined to it.
    [[nodiscard]] lang::Statement selection(const meta::Mapping& mapping) const;

    /// Reads all rows; finish() is to follow.
    void read_all(const RowKind& kind, RowTarget target) const;
    /// Loads the relations of rows that were read, and tells of them.
    void finish(const RowKind& kind, void* rows, std::size_t count) const;
    /// Reads the first row into an object; false if there is none.
    [[nodiscard]] bool read_first(const RowKind& kind, void* row) const;
    /// Reads the only row into an object; false if there is none. Throws MultipleResultsFound.
    [[nodiscard]] bool read_one_or_none(const RowKind& kind, void* row) const;
    /// Reads the only row into an object. Throws NoResultFound and MultipleResultsFound.
    void read_one(const RowKind& kind, void* row) const;
    /// Deletes the rows; returns how many they were.
    std::int64_t remove_rows(const meta::Mapping& mapping) const;

    lang::Clauses clauses_;
    Work* work_;
    Loads loads_;
    bool tells_ = true; ///< Of rows that it reads; the tracker tells of those that it takes.
};

/// Reads the first row of a statement into an object; false if there is none.
[[nodiscard]] bool read_first(Work& work, lang::Statement statement, void* row);
/// Reads the only row; false if there is none. Throws MultipleResultsFound.
[[nodiscard]] bool read_one_or_none(Work& work, const lang::Statement& statement, void* row);
/// Reads the only row. Throws NoResultFound and MultipleResultsFound.
void read_one(Work& work, const lang::Statement& statement, void* row);

} // namespace rowan::engine
