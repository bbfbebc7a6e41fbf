// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/schema/table.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rowan::engine {
class Work;
}

namespace rowan::migrate {

using meta::ConstraintKind;
using meta::Name;

/// What an operation does.
enum class OperationKind : std::uint8_t {
    create_table,
    drop_table,
    rename_table,
    table_comment,
    add_column,
    drop_column,
    alter_column,
    create_index,
    drop_index,
    add_constraint,
    drop_constraint,
    create_enum,
    add_enum_value,
    rename_enum_value,
    drop_enum,
    insert_rows,
    execute,
    run,
};

/// Which properties an alter_column changes.
struct ColumnChange {
    bool type = false;
    bool nullable = false;
    bool server_default = false;
    bool comment = false;
    bool collate = false;
    bool generated = false;      ///< Who gives the values, and whether ever again.
    bool knows_existing = false; ///< The column as it was is told.

    friend constexpr bool operator==(const ColumnChange&, const ColumnChange&) = default;
};

/// An SQL text for each database.
struct SqlVariants {
    Name sqlite = {}, postgresql = {}, mysql = {};

    friend constexpr bool operator==(const SqlVariants&, const SqlVariants&) = default;
};

/// A value of a row that a revision inserts.
struct RowValue {
    enum class Kind : std::uint8_t { null, number, text, boolean };
    Kind kind = Kind::null;
    Name text; ///< A number's digits; `1` and `0` for a boolean.

    friend constexpr bool operator==(const RowValue&, const RowValue&) = default;
};

/// One step of a revision, as a value: recorded by `op`, run, written as SQL or C++, reversed, or
/// applied to a schema value by functions of their own. Usable in constant expressions.
///
/// One struct for all kinds: a `std::variant` of twenty costs each revision twice the time to
/// compile. What a kind needs of a table stands in a `meta::Table` of which only that is filled.
struct Operation {
    OperationKind kind = OperationKind::execute;
    /// The table, by name and schema; with it what is created: all of a new table, the column that
    /// is added or as it will be, the index, the key or constraint.
    meta::Table table;
    ConstraintKind constraint = ConstraintKind::check; ///< Of add_constraint and drop_constraint.
    Name name; ///< Of the column that is altered, of what is dropped, of an enum type.
    Name to;   ///< A new name; a value that is added to an enum.
    Name near; ///< The value before or after which one is added to an enum; an index's method.
    Name cast; ///< The SQL expression that makes a column's new values of the old ones (USING).
    ColumnChange change;
    meta::Column existing;        ///< An altered column as it was, if that is told.
    std::vector<Name> include;    ///< Columns that an index has beside its key; labels of an enum.
    std::vector<Name> columns;    ///< Of insert_rows.
    std::vector<RowValue> values; ///< Of insert_rows, row by row.
    SqlVariants sql;              ///< Of execute.
    void (*function)(engine::Work&) = nullptr; ///< Of run.
    bool if_exists = false;
    bool if_not_exists = false;
    bool concurrently = false;
    bool before = false; ///< An enum's value is added before `near`, not after.

    friend constexpr bool operator==(const Operation&, const Operation&) = default;
};

/// What a revision does, in its order.
using Operations = std::vector<Operation>;

/// An operation about a table; nothing else is filled in.
constexpr Operation about(OperationKind kind, std::string_view table,
                          std::string_view schema = {}) {
    Operation operation;
    operation.kind = kind;
    operation.table.name = table;
    operation.table.schema = schema;
    return operation;
}

} // namespace rowan::migrate
