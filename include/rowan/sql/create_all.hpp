// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/describe_mapping.hpp>
#include <rowan/schema/order.hpp>
#include <rowan/sql/ddl.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::lang {

/// A list of statements of one dialect.
class Script {
  public:
    constexpr explicit Script(const Dialect& dialect) : dialect_(&dialect) {}

    /// Starts the next statement.
    constexpr Text& next() { return statements_.emplace_back(*dialect_); }
    constexpr std::vector<Text> take() { return std::move(statements_); }

  private:
    const Dialect* dialect_;
    std::vector<Text> statements_;
};

constexpr void write_comments(Script& script, const meta::Table& table) {
    if (!table.comment.empty())
        comment_on_table(script.next(), table);
    for (const meta::Column& column : table.columns)
        if (!column.comment.empty())
            comment_on_column(script.next(), table, column);
}

/// The enums of these tables that are types of their own, each once. Throws InvalidQuery for two of
/// one name.
constexpr std::vector<const meta::ColumnType*> native_enums(const Dialect& dialect,
                                                            std::span<const meta::Table> tables) {
    std::vector<const meta::ColumnType*> found;
    for (const meta::Table& table : tables)
        for (const meta::Column& column : table.columns) {
            if (!is_native_enum(column.type, dialect))
                continue;
            bool known = false;
            for (const meta::ColumnType* other : found)
                if (other->name == column.type.name) {
                    if (other->labels != column.type.labels)
                        throw InvalidQuery("rowan: two enums are called '" +
                                           std::string(column.type.name) +
                                           "'; give one of them another name by "
                                           "native_enum(\"name\")");
                    known = true;
                }
            if (!known)
                found.push_back(&column.type);
        }
    return found;
}

/// The statements that create these tables, their indexes and comments, parents first. With
/// `if_not_exists` they leave alone what is there.
constexpr std::vector<Text> create_all(const Dialect& dialect, std::span<const meta::Table> tables,
                                       bool if_not_exists = true) {
    Script script(dialect);
    for (const meta::ColumnType* type : native_enums(dialect, tables))
        create_enum(script.next(), *type, if_not_exists);
    meta::TableOrder order = meta::order_tables(tables);
    // Where no key can be added later, a key may point to a table that is still to come.
    if (!dialect.alter_adds_constraints)
        order.postponed.clear();
    for (std::size_t at : order.tables) {
        const meta::Table& table = tables[at];
        std::vector<std::size_t> postponed;
        for (const meta::ForeignKeyPlace& place : order.postponed)
            if (place.table == at)
                postponed.push_back(place.key);
        bool with_indexes = if_not_exists && !dialect.index_if_not_exists;
        create_table(
            script.next(), table,
            {.if_not_exists = if_not_exists, .with_indexes = with_indexes, .postponed = postponed});
        if (!with_indexes)
            for (const meta::Index& index : table.indexes)
                create_index(script.next(), table, index, if_not_exists);
        if (dialect.comment_statements)
            write_comments(script, table);
    }
    for (const meta::ForeignKeyPlace& place : order.postponed)
        add_foreign_key(script.next(), tables[place.table],
                        tables[place.table].foreign_keys[place.key]);
    return script.take();
}

/// The statements that drop these tables, children first; to be run in one transaction.
constexpr std::vector<Text> drop_all(const Dialect& dialect, std::span<const meta::Table> tables,
                                     bool if_exists = true) {
    Script script(dialect);
    meta::TableOrder order = meta::order_tables(tables);
    if (!order.postponed.empty() && !dialect.ddl->defer_keys.empty())
        script.next() << dialect.ddl->defer_keys;
    if (dialect.alter_adds_constraints)
        for (const meta::ForeignKeyPlace& place : order.postponed)
            drop_foreign_key(script.next(), tables[place.table],
                             tables[place.table].foreign_keys[place.key], if_exists);
    for (std::size_t i = order.tables.size(); i > 0; --i)
        drop_table(script.next(), tables[order.tables[i - 1]], if_exists);
    for (const meta::ColumnType* type : native_enums(dialect, tables))
        drop_enum(script.next(), *type, if_exists);
    return script.take();
}

/// `create_all` for the tables of mapped structs.
constexpr std::vector<Text> create_all(const Dialect& dialect,
                                       std::span<const meta::Mapping* const> mappings,
                                       bool if_not_exists = true) {
    meta::Schema described = meta::describe(mappings);
    return create_all(dialect, std::span<const meta::Table>(described.tables), if_not_exists);
}

/// `drop_all` for the tables of mapped structs.
constexpr std::vector<Text> drop_all(const Dialect& dialect,
                                     std::span<const meta::Mapping* const> mappings,
                                     bool if_exists = true) {
    meta::Schema described = meta::describe(mappings);
    return drop_all(dialect, std::span<const meta::Table>(described.tables), if_exists);
}

} // namespace rowan::lang
