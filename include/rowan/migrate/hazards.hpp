// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/operation.hpp>
#include <rowan/migrate/statements.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace rowan::migrate {

/// Whether every value of a type is one of the other type, so that nothing is lost.
constexpr bool widens(const meta::ColumnType& from, const meta::ColumnType& to) {
    using Kind = TypeKind;
    if (from == to)
        return true;
    bool from_text = from.kind == Kind::varchar || from.kind == Kind::fixed_char ||
                     from.kind == Kind::text || from.kind == Kind::enumeration;
    if (to.kind == Kind::text)
        return from_text || from.kind == Kind::integer || from.kind == Kind::uuid ||
               from.kind == Kind::boolean;
    if (from.kind != to.kind)
        return from.kind == Kind::integer && from.size <= 32 && to.kind == Kind::real &&
               to.size == 64;
    switch (to.kind) {
    case Kind::varchar:
        return to.size >= from.size;
    case Kind::integer:
        return (from.is_unsigned == to.is_unsigned && to.size >= from.size) ||
               (from.is_unsigned && !to.is_unsigned && to.size > from.size);
    case Kind::real:
        return to.size >= from.size;
    case Kind::numeric:
        return to.size == 0 || (from.size != 0 && to.scale >= from.scale &&
                                to.size - to.scale >= from.size - from.scale);
    case Kind::enumeration:
        for (const Name& label : from.labels)
            if (!meta::contains(to.labels, label))
                return false;
        return true;
    default:
        return false;
    }
}

/// What an operation may destroy.
enum class Destruction : std::uint8_t {
    none,
    table,     ///< All rows.
    column,    ///< All values of the column.
    values,    ///< Those values that the new type can't hold.
    null_rows, ///< Nothing: it fails where there are NULLs.
};

constexpr Destruction destruction_of(const Operation& operation) {
    switch (operation.kind) {
    case OperationKind::drop_table:
        return Destruction::table;
    case OperationKind::drop_column:
        return Destruction::column;
    case OperationKind::alter_column:
        // An expression for the new values is an acknowledgement of its own.
        if (operation.change.type && operation.cast.empty() &&
            !(operation.change.knows_existing &&
              widens(operation.existing.type, operation.table.columns[0].type)))
            return Destruction::values;
        if (operation.change.nullable && !operation.table.columns[0].nullable)
            return Destruction::null_rows;
        return Destruction::none;
    default:
        return Destruction::none;
    }
}

/// Counts what the operation would destroy, on a table that is there.
inline std::int64_t count_destroyed(engine::Work& work, const Operation& operation,
                                    Destruction destruction) {
    Query query(work);
    (query << "SELECT count(*) FROM ").table(operation.table.schema, operation.table.name);
    if (destruction == Destruction::null_rows)
        (query << " WHERE ").name(operation.name) << " IS NULL";
    else if (destruction != Destruction::table)
        (query << " WHERE ").name(operation.name) << " IS NOT NULL";
    return std::atoll(query.rows(1)[0][0].c_str());
}

/// What is lost, in words: `drops column 'user' of table 'job' with 17 values`.
inline std::string words_of(const Operation& operation, Destruction destruction,
                            std::int64_t count) {
    std::string number = std::to_string(count);
    std::string table = "table '" + std::string(operation.table.name) + "'";
    std::string column = "column '" + std::string(operation.name) + "' of " + table;
    switch (destruction) {
    case Destruction::table:
        return "drops " + table + " with " + number + (count == 1 ? " row" : " rows");
    case Destruction::column:
        return "drops " + column + " with " + number + (count == 1 ? " value" : " values");
    case Destruction::values:
        return "changes the type of " + column + ", which may cut or lose some of its " + number +
               (count == 1 ? " value" : " values");
    case Destruction::null_rows:
        return "forbids NULL in " + column + ", where " + number +
               (count == 1 ? " row has" : " rows have") + " it";
    case Destruction::none:
        break;
    }
    return {};
}

/// What makes an operation slow or blocking on a big table of PostgreSQL; empty if nothing does.
/// See postgresql.org/docs/15/sql-altertable.html#SQL-ALTERTABLE-NOTES.
inline std::string_view hazard_of(const Operation& operation) {
    switch (operation.kind) {
    case OperationKind::create_index:
        return operation.concurrently ? std::string_view{}
                                      : "keeps everybody from writing until the index is built; "
                                        "concurrently() doesn't, outside of a transaction";
    case OperationKind::add_column: {
        const meta::Column& column = operation.table.columns[0];
        bool is_function = column.server_default.view().find('(') != std::string_view::npos;
        return !column.computed.empty() || column.generated || is_function
                   ? "rewrites the whole table, which nobody can read meanwhile; add the column "
                     "without, then set it in portions"
                   : std::string_view{};
    }
    case OperationKind::add_constraint:
        return operation.constraint == ConstraintKind::foreign_key
                   ? "checks all rows, while nobody can write to both tables"
               : operation.constraint == ConstraintKind::check
                   ? "checks all rows, while nobody can read or write"
                   : "builds an index, while nobody can read or write";
    case OperationKind::alter_column:
        return operation.change.type
                   ? "may rewrite the whole table, which nobody can read meanwhile"
               : operation.change.nullable && !operation.table.columns[0].nullable
                   ? "reads all rows, while nobody can read or write"
                   : std::string_view{};
    default:
        return {};
    }
}

} // namespace rowan::migrate
