// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/operation.hpp>
#include <rowan/migrate/sqlite_table_text.hpp>
#include <rowan/migrate/statements.hpp>
#include <rowan/schema/naming.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/ddl.hpp>
#include <rowan/sql/parse_table.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// A table of SQLite with what belongs to it, as the database keeps it: by its text.
struct SqliteTable {
    std::string create;
    std::vector<std::pair<std::string, std::string>> indexes; ///< Name and text.
    std::vector<std::string> triggers;
};

/// Reads a table of a live database. Throws MigrationError if it is not there.
inline SqliteTable read_sqlite_table(engine::Work& work, const meta::Table& table) {
    Query query(work);
    query << "SELECT type, name, sql FROM ";
    query.table(table.schema, "sqlite_master")
        << " WHERE sql IS NOT NULL AND tbl_name COLLATE NOCASE = ";
    query.value(table.name.view()) << " ORDER BY rowid";
    SqliteTable found;
    for (TextRow& row : query.rows(3)) {
        if (row[0] == "table")
            found.create = std::move(row[2]);
        else if (row[0] == "index")
            found.indexes.emplace_back(std::move(row[1]), std::move(row[2]));
        else if (row[0] == "trigger")
            found.triggers.push_back(std::move(row[2]));
    }
    if (found.create.empty())
        throw MigrationError("rowan: table '" + std::string(table.name) + "' does not exist");
    return found;
}
/// The same of a table that is known as a value only, for offline SQL.
inline SqliteTable to_sqlite_table(const meta::Table& table, const lang::Dialect& dialect) {
    SqliteTable found;
    lang::Text text(dialect);
    lang::create_table(text, table);
    found.create = text.view();
    for (const meta::Index& index : table.indexes) {
        lang::Text one(dialect);
        lang::create_index(one, table, index);
        found.indexes.emplace_back(index.name.view(), one.view());
    }
    return found;
}

/// Whether SQLite has no statement for the operation, or one that does not always work.
inline bool needs_rebuild(const Operation& operation) {
    switch (operation.kind) {
    case OperationKind::add_constraint:
    case OperationKind::drop_constraint:
    case OperationKind::drop_column:
        return true;
    case OperationKind::alter_column: {
        const ColumnChange& change = operation.change;
        return change.type || change.nullable || change.server_default || change.collate ||
               change.generated;
    }
    case OperationKind::add_column: {
        // See sqlite.org/lang_altertable.html#alter_table_add_column.
        const meta::Column& column = operation.table.columns[0];
        std::string_view value = lang::trimmed(column.server_default);
        bool is_constant = value.empty() || (lang::is_plain_default(value) &&
                                             !lang::is_word(value, "CURRENT_TIMESTAMP"));
        return !column.computed.empty() || !is_constant || column.generated ||
               (!column.nullable && value.empty());
    }
    default:
        return false;
    }
}
/// Whether the operation is about a table of its own name and can be part of its rebuild.
inline bool joins_rebuild(const Operation& operation) {
    return needs_rebuild(operation) || operation.kind == OperationKind::add_column ||
           operation.kind == OperationKind::create_index ||
           operation.kind == OperationKind::drop_index;
}

/// Changes a table by making a new one: the procedure of
/// sqlite.org/lang_altertable.html#otheralter. Foreign keys must be off, outside of the
/// transaction, so that dropping the old table deletes no rows of others.
class SqliteRebuild {
  public:
    SqliteRebuild(SqliteTable table, const meta::Table& name, const lang::Dialect& dialect)
        : name_(name), dialect_(dialect), old_(std::move(table)), text_(old_.create) {
        for (const SqlitePart& part : text_.parts())
            if (part.is_column && !SqliteTableText::is_generated(part))
                copied_.emplace_back(part.name, quoted(part.name));
    }

    /// Throws MigrationError for a column or constraint that is not there, or is there already.
    void apply(const Operation& operation) {
        switch (operation.kind) {
        case OperationKind::add_column:
            return add_column(operation);
        case OperationKind::drop_column:
            return drop_column(operation);
        case OperationKind::alter_column:
            return alter_column(operation);
        case OperationKind::add_constraint:
            return add_constraint(operation);
        case OperationKind::drop_constraint:
            return drop_constraint(operation);
        case OperationKind::create_index: {
            lang::Text text(dialect_);
            lang::create_index(text, operation.table, operation.table.indexes[0],
                               operation.if_not_exists);
            old_.indexes.emplace_back(operation.table.indexes[0].name.view(), text.view());
            return;
        }
        case OperationKind::drop_index:
            if (std::erase_if(old_.indexes,
                              [&](const auto& index) {
                                  return SqliteTableText::same(index.first, operation.name);
                              }) == 0 &&
                !operation.if_exists)
                fail(operation.name, "is no index of it");
            return;
        default:
            return;
        }
    }

    /// Columns that are new, NOT NULL and without a value for the rows that are there.
    [[nodiscard]] const std::vector<std::string>& unfilled() const { return unfilled_; }

    [[nodiscard]] std::vector<std::string> statements() const {
        std::string table = qualified(name_.name),
                    copy_name = "_rowan_new_" + std::string(name_.name);
        std::string copy = qualified(copy_name);
        std::string columns, values;
        for (const auto& [column, value] : copied_) {
            columns += (columns.empty() ? "" : ", ") + quoted(column);
            values += (values.empty() ? "" : ", ") + value;
        }
        std::vector<std::string> all{text_.text(copy)};
        if (!columns.empty())
            all.push_back("INSERT INTO " + copy + " (" + columns + ") SELECT " + values + " FROM " +
                          table);
        if (text_.says("autoincrement") && SqliteTableText(old_.create).says("autoincrement")) {
            std::string sequence = qualified("sqlite_sequence");
            all.push_back("DELETE FROM " + sequence + " WHERE name = " + literal(copy_name));
            all.push_back("INSERT INTO " + sequence + " (name, seq) SELECT " + literal(copy_name) +
                          ", seq FROM " + sequence + " WHERE name = " + literal(name_.name));
        }
        all.push_back("DROP TABLE " + table);
        // Otherwise the rename would look into views and triggers, which name a table that is away.
        all.emplace_back("PRAGMA legacy_alter_table = ON");
        all.push_back("ALTER TABLE " + copy + " RENAME TO " + quoted(name_.name));
        all.emplace_back("PRAGMA legacy_alter_table = OFF");
        for (const auto& index : old_.indexes)
            all.push_back(index.second);
        all.insert(all.end(), old_.triggers.begin(), old_.triggers.end());
        return all;
    }

  private:
    [[noreturn]] void fail(std::string_view what, std::string_view why) const {
        throw MigrationError("rowan: table '" + std::string(name_.name) + "': '" +
                             std::string(what) + "' " + std::string(why));
    }
    [[nodiscard]] std::string quoted(std::string_view name) const {
        return std::string(lang::Text(dialect_).identifier(name).view());
    }
    [[nodiscard]] std::string qualified(std::string_view name) const {
        return std::string(lang::Text(dialect_).table(name_.schema, name).view());
    }
    [[nodiscard]] std::string literal(std::string_view text) const {
        return std::string(lang::Text(dialect_).literal(text).view());
    }
    SqlitePart& column_of(const Operation& operation) {
        SqlitePart* column = text_.find_column(operation.name);
        if (!column)
            fail(operation.name, "is no column of it");
        return *column;
    }

    void add_column(const Operation& operation) {
        const meta::Column& column = operation.table.columns[0];
        if (text_.find_column(column.name)) {
            if (operation.if_not_exists)
                return;
            fail(column.name, "exists already");
        }
        lang::Text text(dialect_);
        lang::write_column(text, operation.table, column);
        text_.add(text.view());
        if (!column.nullable && column.server_default.empty() && column.computed.empty())
            unfilled_.emplace_back(column.name.view());
    }
    void drop_column(const Operation& operation) {
        if (!text_.find_column(operation.name)) {
            if (operation.if_exists)
                return;
            fail(operation.name, "is no column of it");
        }
        text_.drop_column(operation.name);
        std::erase_if(copied_, [&](const auto& column) {
            return SqliteTableText::same(column.first, operation.name);
        });
        std::erase_if(old_.indexes, [&](const auto& index) {
            std::size_t covered = index.second.find('(');
            return SqliteTableText::mentions(std::string_view(index.second).substr(covered),
                                             operation.name);
        });
    }
    void alter_column(const Operation& operation) {
        SqlitePart& column = column_of(operation);
        const meta::Column& wanted = operation.table.columns[0];
        if (operation.change.type) {
            lang::Text type(dialect_);
            lang::write_type(type, wanted.type, {});
            SqliteTableText::set_type(column, type.view());
            // A STRICT table takes no value of another type.
            std::string value =
                !operation.cast.empty() ? std::string(operation.cast)
                : text_.ends_with("strict")
                    ? "CAST(" + quoted(column.name) + " AS " + std::string(type.view()) + ")"
                    : quoted(column.name);
            for (auto& copied : copied_)
                if (copied.first == column.name)
                    copied.second = value;
        }
        if (operation.change.server_default) {
            lang::Text text(dialect_);
            if (!wanted.server_default.empty())
                lang::write_default(text, wanted, {});
            SqliteTableText::set_default(column, lang::trimmed(text.view()));
        }
        if (operation.change.nullable)
            SqliteTableText::set_nullable(column, wanted.nullable);
        if (operation.change.collate)
            SqliteTableText::set_collation(column, wanted.collate.empty() ? std::string()
                                                                          : quoted(wanted.collate));
        if (operation.change.generated)
            text_.set_generation(wanted, quoted(wanted.name));
    }

    void add_constraint(const Operation& operation) {
        const meta::Table& table = operation.table;
        lang::Text text(dialect_);
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            lang::begin_constraint(text, table.primary_key.name) << "PRIMARY KEY ";
            lang::write_columns(text, table.primary_key.columns);
            break;
        case ConstraintKind::unique:
            lang::begin_constraint(text, table.uniques[0].name) << "UNIQUE ";
            lang::write_columns(text, table.uniques[0].columns);
            break;
        case ConstraintKind::foreign_key:
            lang::write_foreign_key(text, table.foreign_keys[0]);
            break;
        case ConstraintKind::check:
            lang::begin_constraint(text, table.checks[0].name)
                << "CHECK (" << table.checks[0].condition << ')';
            break;
        case ConstraintKind::index:
            return;
        }
        text_.add(text.view());
    }
    /// By its name; one without is the one that the naming convention would give that name.
    void drop_constraint(const Operation& operation) {
        constexpr std::string_view kinds[] = {"primary", "unique", "", "foreign", "check"};
        std::string_view kind = kinds[static_cast<std::size_t>(operation.constraint)];
        auto is_named = [&](const std::string& of, const std::string& name, const auto&) {
            return of == kind && SqliteTableText::same(name, operation.name);
        };
        auto is_conventional = [&](const std::string& of, const std::string& name,
                                   const std::vector<std::string>& columns) {
            return of == kind && name.empty() &&
                   (kind == "primary" || conventional(kind, columns) == operation.name);
        };
        if (!text_.drop_constraint(is_named) && !text_.drop_constraint(is_conventional) &&
            !operation.if_exists)
            fail(operation.name, "is no constraint of it; it has: " + text_.constraint_names());
    }
    /// The name that a constraint of these columns has by the convention, without the table that a
    /// foreign key refers to, which the names of the columns nearly always tell.
    [[nodiscard]] Name conventional(std::string_view kind,
                                    const std::vector<std::string>& columns) const {
        meta::Table table;
        table.name = name_.name;
        std::vector<Name> names(columns.begin(), columns.end());
        if (kind == "unique") {
            table.uniques.push_back({{}, std::move(names)});
            meta::name_constraints(table);
            return table.uniques[0].name;
        }
        if (kind == "foreign") {
            lang::TableParser parser(old_.create, dialect_);
            for (meta::ForeignKey& key : parser.parse().foreign_keys)
                if (key.columns == names)
                    table.foreign_keys.push_back(key);
            meta::name_constraints(table);
            return table.foreign_keys.empty() ? Name() : table.foreign_keys[0].name;
        }
        return {};
    }

    const meta::Table& name_;
    const lang::Dialect& dialect_;
    SqliteTable old_;
    SqliteTableText text_;
    std::vector<std::pair<std::string, std::string>> copied_; ///< Column, and the value it gets.
    std::vector<std::string> unfilled_;
};

/// Looks for rows that break foreign keys of this table or point to it. Throws MigrationError.
inline void check_foreign_keys(engine::Work& work, const meta::Table& table) {
    Query children(work);
    children << "SELECT DISTINCT m.name FROM ";
    children.table(table.schema, "sqlite_master")
        << " AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' AND f.\"table\" "
           "COLLATE NOCASE = ";
    children.value(table.name.view());
    std::vector<std::string> tables{std::string(table.name)};
    for (TextRow& row : children.rows(1))
        tables.push_back(std::move(row[0]));
    for (const std::string& one : tables) {
        Query broken(work);
        broken << "SELECT rowid, parent FROM pragma_foreign_key_check(";
        broken.value(one) << ") LIMIT 4";
        std::vector<TextRow> rows = broken.rows(2);
        if (rows.empty())
            continue;
        std::string sentence = "rowan: table '" + one + "' has rows whose foreign key to '" +
                               rows[0][1] + "' points to no row; their rowids are ";
        for (std::size_t i = 0; i < rows.size() && i < 3; ++i)
            sentence += (i > 0 ? ", " : "") + rows[i][0];
        throw MigrationError(sentence + (rows.size() > 3 ? " and more" : ""));
    }
}

/// Makes several changes of one table by one rebuild, in the transaction of the work, whose foreign
/// keys are off. Throws MigrationError; the caller rolls back.
inline void rebuild(engine::Work& work, std::span<const Operation> operations) {
    const meta::Table& table = operations[0].table;
    SqliteRebuild rebuilding(read_sqlite_table(work, table), table, work.dialect());
    for (const Operation& operation : operations)
        rebuilding.apply(operation);
    if (!rebuilding.unfilled().empty()) {
        Query query(work);
        (query << "SELECT count(*) FROM ").table(table.schema, table.name);
        if (std::string rows = query.rows(1)[0][0]; rows != "0")
            throw MigrationError("rowan: table '" + std::string(table.name) + "': column '" +
                                 rebuilding.unfilled()[0] +
                                 "' is not NULL and has no default, and there are " + rows +
                                 " rows; give it a server_default");
    }
    for (const std::string& statement : rebuilding.statements())
        work.execute(statement);
    check_foreign_keys(work, table);
}

/// How many of the operations from the first on make one rebuild; 0 if the first is an ordinary
/// statement. A rename ends it, since what follows has the new name.
inline std::size_t rebuild_size(std::span<const Operation> operations) {
    std::size_t size = 0;
    bool needed = false;
    while (size < operations.size()) {
        const Operation& operation = operations[size];
        if (!joins_rebuild(operation) || operation.table.name.empty() ||
            !(operation.table.name == operations[0].table.name) ||
            !(operation.table.schema == operations[0].table.schema))
            break;
        needed = needed || needs_rebuild(operation);
        ++size;
        if (!operation.to.empty())
            break;
    }
    return needed ? size : 0;
}

} // namespace rowan::migrate
