// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/naming.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::lang {

/// How a table is created.
struct TableOptions {
    bool if_not_exists = false;
    bool with_indexes = false; ///< Indexes inside the statement, where the dialect can.
    std::span<const std::size_t> postponed = {}; ///< Foreign keys to be added later.
};

/// A constraint's or index's name, cut to the dialect's limit.
constexpr void write_name(Text& out, std::string_view name) {
    out.identifier(meta::cut_name(name, out.dialect().longest_identifier));
}

constexpr void write_columns(Text& out, const std::vector<meta::Name>& columns) {
    out << '(';
    for (std::size_t i = 0; i < columns.size(); ++i)
        (out << (i > 0 ? ", " : "")).identifier(columns[i]);
    out << ')';
}

constexpr Text& begin_constraint(Text& out, std::string_view name) {
    out << "CONSTRAINT ";
    write_name(out, name);
    return out << ' ';
}

constexpr std::string_view action_name(Action action) {
    switch (action) {
    case Action::no_action:
        return "NO ACTION";
    case Action::restrict:
        return "RESTRICT";
    case Action::cascade:
        return "CASCADE";
    case Action::set_null:
        return "SET NULL";
    case Action::set_default:
        return "SET DEFAULT";
    }
    return {};
}

/// Writes `CONSTRAINT "fk" FOREIGN KEY("a") REFERENCES "t" ("id") ON DELETE CASCADE`.
constexpr void write_foreign_key(Text& out, const meta::ForeignKey& key) {
    begin_constraint(out, key.name) << "FOREIGN KEY";
    write_columns(out, key.columns);
    bool with_schema = out.dialect().ddl->references_carry_schema;
    (out << " REFERENCES ")
            .table(with_schema ? key.referred_schema.view() : std::string_view{},
                   key.referred_table)
        << ' ';
    write_columns(out, key.referred_columns);
    auto acts = [&](Action action) {
        return action != Action::no_action &&
               (action != Action::restrict || out.dialect().ddl->restricts);
    };
    if (acts(key.on_delete))
        out << " ON DELETE " << action_name(key.on_delete);
    if (acts(key.on_update))
        out << " ON UPDATE " << action_name(key.on_update);
    if (key.deferrable && out.dialect().deferrable)
        out << " DEFERRABLE INITIALLY DEFERRED";
}

/// Writes the expressions of an index, which commas separate, as the dialect wants them.
constexpr void write_expressions(Text& out, std::string_view expressions) {
    bool in_brackets = out.dialect().ddl->expressions_in_brackets;
    while (!expressions.empty()) {
        std::size_t end = end_of_expression(expressions);
        std::string_view one = trimmed(expressions.substr(0, end));
        if (in_brackets && !in_one_pair_of_brackets(one))
            out << '(' << one << ')';
        else
            out << one;
        expressions.remove_prefix(end);
        if (!expressions.empty()) {
            out << ", ";
            expressions.remove_prefix(1);
        }
    }
}

/// Writes what an index covers, in brackets.
constexpr void write_index_parts(Text& out, const meta::Index& index) {
    out << '(';
    for (std::size_t i = 0; i < index.columns.size(); ++i)
        (out << (i > 0 ? ", " : "")).identifier(index.columns[i]);
    if (!index.expressions.empty()) {
        out << (index.columns.empty() ? "" : ", ");
        write_expressions(out, index.expressions);
    }
    out << ')';
}

/// Whether the index can be UNIQUE in this dialect: a partial one that would have to cover all rows
/// would forbid what the model allows, and a table of foreign partitions can have none.
constexpr bool stays_unique(const meta::Table& table, const meta::Index& index,
                            const Dialect& dialect) {
    return index.unique && !table.partitioning.is_foreign &&
           (index.predicate.empty() || dialect.partial_indexes);
}

/// Writes a statement that runs only if the catalog has a row (or none), where the statement can't
/// say so itself.
template <typename Write>
constexpr void write_where_catalog_has(Text& out, std::string_view catalog, std::string_view column,
                                       std::string_view name, bool exists, Write write) {
    Text statement(out.dialect());
    write(statement);
    out << "EXECUTE BLOCK AS BEGIN IF (" << (exists ? "" : "NOT ") << "EXISTS (SELECT 1 FROM "
        << catalog << " WHERE " << column << " = ";
    out.name_literal(name) << ")) THEN EXECUTE STATEMENT ";
    out.literal(statement.view()) << "; END";
}

constexpr void write_partitioning(Text& out, const meta::Partitioning& partitioning) {
    constexpr std::string_view methods[] = {"", "RANGE ", "LIST ", "HASH "};
    out << " PARTITION BY " << methods[static_cast<std::size_t>(partitioning.method)];
    write_columns(out, partitioning.columns);
}

/// Writes `CREATE TABLE`, its keys and checks included. Throws InvalidQuery for partitions where
/// the dialect has none.
constexpr void create_table(Text& out, const meta::Table& table, const TableOptions& options = {}) {
    bool is_partitioned = table.partitioning.method != meta::PartitionMethod::none;
    if (is_partitioned && !out.dialect().ddl->partitions)
        throw InvalidQuery("rowan: table '" + std::string(table.name) + "' is partitioned, which " +
                           std::string(out.dialect().name) + " can't create from a model");
    if (options.if_not_exists && out.dialect().ddl->asks_catalog) {
        TableOptions inner = options;
        inner.if_not_exists = false;
        return write_where_catalog_has(out, "RDB$RELATIONS", "RDB$RELATION_NAME", table.name, false,
                                       [&](Text& text) { create_table(text, table, inner); });
    }
    out << "CREATE TABLE " << (options.if_not_exists ? "IF NOT EXISTS " : "");
    out.table(table.schema, table.name) << " (\n\t";
    bool first = true;
    auto next = [&]() -> Text& {
        out << (first ? "" : ",\n\t");
        first = false;
        return out;
    };
    for (const meta::Column& column : table.columns)
        write_column(next(), table, column);
    bool has_keys = !table.partitioning.is_foreign;
    if (has_keys && !table.primary_key.columns.empty() && !has_inline_key(table, out.dialect())) {
        begin_constraint(next(), table.primary_key.name) << "PRIMARY KEY ";
        write_columns(out, table.primary_key.columns);
    }
    for (const meta::Unique& unique : table.uniques) {
        if (!has_keys)
            break;
        begin_constraint(next(), unique.name) << "UNIQUE ";
        write_columns(out, unique.columns);
    }
    for (std::size_t i = 0; i < table.foreign_keys.size(); ++i) {
        bool later = false;
        for (std::size_t postponed : options.postponed)
            later = later || postponed == i;
        if (!later)
            write_foreign_key(next(), table.foreign_keys[i]);
    }
    for (const meta::Check& check : table.checks)
        begin_constraint(next(), check.name) << "CHECK (" << check.condition << ')';
    if (options.with_indexes && out.dialect().ddl->index_in_table) {
        for (const meta::Index& index : table.indexes) {
            next() << (stays_unique(table, index, out.dialect()) ? "UNIQUE INDEX " : "INDEX ");
            write_name(out, index.name);
            write_index_parts(out << ' ', index);
        }
    }
    out << "\n)";
    if (is_partitioned)
        write_partitioning(out, table.partitioning);
    if (!table.comment.empty() && out.dialect().inline_comments)
        (out << " COMMENT=").literal(table.comment);
}

/// Writes `CREATE INDEX`.
constexpr void create_index(Text& out, const meta::Table& table, const meta::Index& index,
                            bool if_not_exists = false) {
    const Dialect& dialect = out.dialect();
    if (if_not_exists && dialect.ddl->asks_catalog)
        return write_where_catalog_has(out, "RDB$INDICES", "RDB$INDEX_NAME",
                                       meta::cut_name(index.name, dialect.longest_identifier),
                                       false,
                                       [&](Text& text) { create_index(text, table, index); });
    out << (stays_unique(table, index, dialect) ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    if (if_not_exists && dialect.index_if_not_exists)
        out << "IF NOT EXISTS ";
    bool before_index = dialect.ddl->index_carries_schema && !table.schema.empty();
    if (before_index)
        out.identifier(table.schema) << '.';
    write_name(out, index.name);
    (out << " ON ").table(before_index ? std::string_view{} : table.schema.view(), table.name)
        << ' ';
    write_index_parts(out, index);
    if (!index.predicate.empty() && dialect.partial_indexes)
        out << " WHERE " << index.predicate;
}

/// Writes `DROP TABLE`.
constexpr void drop_table(Text& out, const meta::Table& table, bool if_exists = false) {
    if (if_exists && out.dialect().ddl->asks_catalog)
        return write_where_catalog_has(out, "RDB$RELATIONS", "RDB$RELATION_NAME", table.name, true,
                                       [&](Text& text) { drop_table(text, table); });
    (out << "DROP TABLE " << (if_exists ? "IF EXISTS " : "")).table(table.schema, table.name);
}

/// Writes `CREATE TYPE … AS ENUM(…)`. PostgreSQL has no IF NOT EXISTS for types: a block of code
/// says it, which also stands two programs that create it at once.
constexpr void create_enum(Text& out, const meta::ColumnType& type, bool if_not_exists) {
    Text statement(out.dialect());
    (statement << "CREATE TYPE ").identifier(type.name) << " AS ";
    write_labels(statement, type);
    if (!if_not_exists) {
        out << statement.view();
        return;
    }
    Text block(out.dialect());
    block << "BEGIN " << statement.view()
          << "; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END";
    (out << "DO ").literal(block.view());
}
constexpr void drop_enum(Text& out, const meta::ColumnType& type, bool if_exists) {
    (out << "DROP TYPE " << (if_exists ? "IF EXISTS " : "")).identifier(type.name);
}

/// Writes `ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY`.
constexpr void add_foreign_key(Text& out, const meta::Table& table, const meta::ForeignKey& key) {
    (out << "ALTER TABLE ").table(table.schema, table.name) << " ADD ";
    write_foreign_key(out, key);
}

/// Writes `ALTER TABLE … DROP CONSTRAINT`; `if_exists` where the dialect can.
constexpr void drop_foreign_key(Text& out, const meta::Table& table, const meta::ForeignKey& key,
                                bool if_exists = false) {
    if (if_exists && out.dialect().ddl->asks_catalog)
        return write_where_catalog_has(out, "RDB$RELATION_CONSTRAINTS", "RDB$CONSTRAINT_NAME",
                                       meta::cut_name(key.name, out.dialect().longest_identifier),
                                       true,
                                       [&](Text& text) { drop_foreign_key(text, table, key); });
    std::string_view condition =
        if_exists ? out.dialect().ddl->alter_if_exists : std::string_view{};
    (out << "ALTER TABLE " << condition).table(table.schema, table.name)
        << " DROP CONSTRAINT " << condition;
    write_name(out, key.name);
}

/// Writes `COMMENT ON TABLE`.
constexpr void comment_on_table(Text& out, const meta::Table& table) {
    ((out << "COMMENT ON TABLE ").table(table.schema, table.name) << " IS ").literal(table.comment);
}

/// Writes `COMMENT ON COLUMN`.
constexpr void comment_on_column(Text& out, const meta::Table& table, const meta::Column& column) {
    ((out << "COMMENT ON COLUMN ").table(table.schema, table.name) << '.').identifier(column.name)
        << " IS ";
    out.literal(column.comment);
}

} // namespace rowan::lang
