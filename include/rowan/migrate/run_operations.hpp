// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/md5.hpp>
#include <rowan/engine/work.hpp>
#include <rowan/migrate/apply.hpp>
#include <rowan/migrate/history.hpp>
#include <rowan/migrate/plan.hpp>
#include <rowan/migrate/restated_column.hpp>
#include <rowan/migrate/sql_text.hpp>
#include <rowan/migrate/sqlite_rebuild.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// The rename alone of an operation that changes more of a column.
inline Operation rename_of(const Operation& operation) {
    Operation rename =
        about(OperationKind::alter_column, operation.table.name, operation.table.schema);
    rename.name = operation.name;
    rename.to = operation.to;
    rename.table.columns.emplace_back().name = operation.to;
    return rename;
}

/// How many of the operations, from the first on, are run together: those that SQLite does in one
/// rebuild of their table, else one.
inline std::size_t together(std::span<const Operation> operations, const lang::Dialect& dialect) {
    std::size_t size = dialect.migration->rebuilds ? rebuild_size(operations) : 0;
    return size > 0 ? size : 1;
}

/// The statements of one operation that is neither a function nor a rebuild. Throws MigrationError.
inline std::vector<std::string> statements_of(engine::Work& work, const Operation& operation) {
    if (restates(operation, work.dialect()))
        return {RestatedColumn(work, operation).text()};
    std::vector<std::string> found;
    for (const lang::Text& text : sql_text(operation, work.dialect()))
        found.emplace_back(text.view());
    return found;
}

/// Runs the operations that are run together on a work's connection.
inline void run_operations(engine::Work& work, std::span<const Operation> operations) {
    const Operation& operation = operations[0];
    const lang::Dialect& dialect = work.dialect();
    if (operation.kind == OperationKind::run)
        return operation.function(work);
    if (dialect.migration->rebuilds && rebuild_size(operations) > 0)
        rebuild(work, operations);
    else if (!dialect.migration->rebuilds || operation.kind != OperationKind::alter_column)
        for (const std::string& text : statements_of(work, operation))
            work.execute(text);
    // What is left of a changed column of SQLite: its name. It has no comments.
    const Operation& last = operations.back();
    if (dialect.migration->rebuilds && last.kind == OperationKind::alter_column && !last.to.empty())
        work.execute(sql_text(rename_of(last), dialect)[0].view());
}

/// Runs an operation of which some statements, or all, may have been run before: what the database
/// refuses is taken to be there already. True if there was such a one. Where DDL is not undone, for
/// the first operation after a program was killed.
inline bool run_again(engine::Work& work, const Operation& operation) {
    bool was_done = false;
    auto attempt = [&](auto&& statement) {
        try {
            statement();
        } catch (const ProgrammingError&) {
            was_done = true;
            work.rollback();
        }
    };
    if (operation.kind == OperationKind::run) {
        attempt([&] { operation.function(work); });
        return was_done;
    }
    std::vector<std::string> statements;
    try {
        statements = statements_of(work, operation);
    } catch (const MigrationError&) {
        // The column has its new name.
        if (operation.to.empty())
            throw;
        return true;
    }
    for (const std::string& text : statements)
        attempt([&] { work.execute(text); });
    return was_done;
}

/// An operation in a few words, for messages: `create_table user`.
inline std::string describe(const Operation& operation) {
    constexpr std::string_view names[] = {"create_table",   "drop_table",        "rename_table",
                                          "table_comment",  "add_column",        "drop_column",
                                          "alter_column",   "create_index",      "drop_index",
                                          "add_constraint", "drop_constraint",   "create_enum",
                                          "add_enum_value", "rename_enum_value", "drop_enum",
                                          "insert_rows",    "execute",           "run"};
    std::string text(names[static_cast<std::size_t>(operation.kind)]);
    for (std::string_view part :
         {operation.table.name.view(), operation.name.view(), operation.sql.postgresql.view()})
        if (!part.empty())
            text += " " + std::string(part.substr(0, 60));
    return text;
}

/// A number of 32 hexadecimal digits that says whether operations are the same. What a `run` does
/// is not part of it, nor how a name is cut.
inline std::string checksum_of(const Operations& operations) {
    std::string text;
    for (const Operation& operation : operations) {
        text += describe(operation) + '\n';
        if (operation.kind != OperationKind::run)
            for (const lang::Text& one : sql_text(operation, lang::postgresql))
                text += std::string(one.view()) + '\n';
        for (const Name& sql : {operation.sql.sqlite, operation.sql.mysql})
            text += std::string(sql.view()) + '\n';
    }
    auto digits = Md5(text).hex();
    return {digits.begin(), digits.end()};
}

/// Writes operations as statements, one revision after the other. It keeps the schema as a value,
/// made of the revisions before: SQLite's rebuilds and MySQL's columns need all of a table.
class ScriptWriter {
  public:
    /// `start`: the revisions that the script begins at.
    ScriptWriter(const Graph& graph, const History& history, const lang::Dialect& dialect,
                 const Idents& start)
        : dialect_(dialect) {
        std::vector<Node> done = ancestors_of(graph, start);
        for (Node node : done)
            for (const Operation& operation : history.operations[node].upgrade())
                apply_if_known(operation);
    }
    /// Throws MigrationError for what can't be written without a database, such as a function.
    [[nodiscard]] std::vector<std::string> statements(const Operations& operations) {
        std::vector<std::string> found;
        std::span<const Operation> rest(operations);
        while (!rest.empty()) {
            std::size_t size = together(rest, dialect_);
            if (dialect_.migration->rebuilds && rebuild_size(rest) > 0)
                write_rebuild(rest.first(size), found);
            else
                write(rest[0], found);
            for (std::size_t i = 0; i < size; ++i)
                apply_if_known(rest[i]);
            rest = rest.subspan(size);
        }
        return found;
    }

  private:
    static std::vector<Node> ancestors_of(const Graph& graph, const Idents& start) {
        std::vector<char> wanted(graph.size(), 0);
        std::vector<Node> open;
        for (Node node = 0; node < graph.size(); ++node)
            for (const auto& id : start)
                if (graph.id(node) == id)
                    open.push_back(node);
        while (!open.empty()) {
            Node node = open.back();
            open.pop_back();
            if (std::exchange(wanted[node], 1))
                continue;
            for (Node down : graph.all_down(node))
                open.push_back(down);
        }
        std::vector<Node> order(graph.size());
        for (Node node = 0; node < graph.size(); ++node)
            order[graph.rank(node)] = node;
        std::erase_if(order, [&](Node node) { return !wanted[node]; });
        return order;
    }
    /// A table that SQL text has made is not known, and needs not be until a statement asks for it.
    void apply_if_known(const Operation& operation) {
        try {
            migrate::apply(operation, schema_);
        } catch (const MigrationError&) {
        }
    }
    [[nodiscard]] const meta::Table& table_of(const Operation& operation) const {
        const meta::Table* table = schema_.find(operation.table.name, operation.table.schema);
        if (!table)
            throw MigrationError("rowan: no revision creates table '" +
                                 std::string(operation.table.name) +
                                 "', so that offline SQL can't change it");
        return *table;
    }
    void write_rebuild(std::span<const Operation> operations, std::vector<std::string>& found) {
        const meta::Table& table = table_of(operations[0]);
        SqliteRebuild rebuilding(to_sqlite_table(table, dialect_), table, dialect_);
        for (const Operation& operation : operations)
            rebuilding.apply(operation);
        for (std::string& statement : rebuilding.statements())
            found.push_back(std::move(statement));
        const Operation& last = operations.back();
        if (last.kind == OperationKind::alter_column && !last.to.empty())
            found.emplace_back(sql_text(rename_of(last), dialect_)[0].view());
    }
    void write(const Operation& operation, std::vector<std::string>& found) {
        Operation told = operation;
        if (restates(operation, dialect_) && !operation.change.knows_existing) {
            if (const meta::Column* column = table_of(operation).find(operation.name)) {
                told.existing = *column;
                told.change.knows_existing = true;
            }
        }
        if (dialect_.migration->rebuilds && operation.kind == OperationKind::alter_column) {
            if (operation.to.empty())
                return;
            told = rename_of(operation);
        }
        for (const lang::Text& text : sql_text(told, dialect_))
            found.emplace_back(text.view());
    }

    const lang::Dialect& dialect_;
    meta::Schema schema_;
};

} // namespace rowan::migrate
