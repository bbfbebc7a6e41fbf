// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapped_relation.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/sql/code.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace rowan::lang {

struct RawText;

/// What a statement does.
enum class Verb : std::uint8_t {
    select,        ///< the rows that fulfil `where`
    count,         ///< how many they are
    exists,        ///< whether there is one
    update,        ///< sets columns of them
    remove,        ///< deletes them
    insert,        ///< one row, all columns but the omitted ones
    update_row,    ///< all columns of the row with this key
    remove_row,    ///< the row with this key
    update_rows,   ///< all columns of several rows, each with this key
    raw,           ///< a text that was written by hand
    query,         ///< a select of any shape; `where` holds all its words and values
    insert_select, ///< the rows of a select; `source` holds its words, and the columns' parts
};

/// Of a statement that comes under no filter: one of the tracker's, which needs rows that the
/// program doesn't see.
inline constexpr std::uint64_t all_filters = ~std::uint64_t{0};

/// The clauses that a query gathers.
struct Clauses {
    Clause where;
    Clause order;
    Clause set;
    std::int64_t limit = -1;  ///< Rows; -1 is no limit.
    std::int64_t offset = -1; ///< Rows; -1 is none.
    std::uint8_t lock = 0;    ///< LockFlags of a select.
    std::uint64_t lifted = 0; ///< Names of filters that it does not come under.
};

/// A table beside that of a select: rows that belong to its own, or to those of another join.
struct Join {
    const meta::MappedRelation* relation;
    std::int32_t from; ///< The join that it starts at, or -1: the select's own table.
};

/// The most joins of one select.
inline constexpr std::size_t most_joins = 8;

/// What a select that has to do with relations has beside its clauses.
struct Related {
    /// The relation that it loads, whose source's keys are its first condition.
    const meta::MappedRelation* relation = nullptr;
    bool each = false; ///< The limit and offset are for each row of the source.
    std::span<const Join> joins = {};
    bool repeats = false; ///< A row of its own may come once for each of several joined ones.
};

/// A condition that rows of a table have to fulfil wherever they are read.
struct TableFilter {
    const meta::Mapping* mapping;
    std::uint64_t name; ///< The bit of its name (engine::name_filter).
    Clause condition;   ///< One expression.
};

/// One statement about one table; its shape without the values.
struct Statement {
    Verb verb;
    const meta::Mapping* mapping;
    const Clauses* clauses = nullptr; ///< Of insert only where a taken key or returned rows matter.
    /// Of update_rows: how many.
    std::uint64_t omitted = 0; ///< Of insert: bit i is set if the ith omittable column is left out.
    const RawText* raw = nullptr;     ///< Of raw, whose mapping is that of the rows it reads.
    const Related* related = nullptr; ///< Of select, where it loads relations.
    /// What the rows are read into, where it isn't the mapping: the columns that an insert, update
    /// or remove returns stand in the order of its clauses, a select reads those of this.
    const meta::Mapping* rows = nullptr;
    bool explain = false;                      ///< Its plan is asked for, not its rows.
    std::span<const TableFilter> filters = {}; ///< Of tables that it joins or selects from.
    /// The words of a select: whose rows are counted or inserted, or that an update or remove joins
    /// to its table.
    const Clause* source = nullptr;
};

} // namespace rowan::lang
