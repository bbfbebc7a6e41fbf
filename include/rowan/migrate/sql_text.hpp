// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/operation.hpp>
#include <rowan/sql/create_all.hpp>
#include <rowan/sql/ddl.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Writes operations as SQL statements of a dialect. What SQLite does by rebuilding the table is
/// written by sqlite_rebuild.hpp.
class StatementWriter {
  public:
    constexpr explicit StatementWriter(const lang::Dialect& dialect)
        : dialect_(dialect), rules_(*dialect.migration), script_(dialect) {}

    /// The statements, one after the other. Throws MigrationError for what the dialect can't do.
    constexpr std::vector<lang::Text> write(const Operation& operation) {
        using Kind = OperationKind;
        switch (operation.kind) {
        case Kind::create_table:
            create_table(operation);
            break;
        case Kind::drop_table:
            lang::drop_table(next(), operation.table, operation.if_exists);
            break;
        case Kind::rename_table:
            alter(operation) << "RENAME TO ";
            // MySQL would move the table into the session's database.
            if (rules_.rename_carries_schema)
                last_->table(operation.table.schema, operation.to);
            else
                last_->identifier(operation.to);
            break;
        case Kind::table_comment:
            table_comment(operation);
            break;
        case Kind::add_column:
            add_column(operation);
            break;
        case Kind::drop_column:
            (alter(operation) << "DROP COLUMN " << (operation.if_exists ? "IF EXISTS " : ""))
                .identifier(operation.name);
            break;
        case Kind::alter_column:
            alter_column(operation);
            break;
        case Kind::create_index:
            create_index(operation);
            break;
        case Kind::drop_index:
            drop_index(operation);
            break;
        case Kind::add_constraint:
            add_constraint(operation);
            break;
        case Kind::drop_constraint:
            drop_constraint(operation);
            break;
        case Kind::create_enum:
        case Kind::add_enum_value:
        case Kind::rename_enum_value:
        case Kind::drop_enum:
            if (dialect_.ddl->types.native_enumerations)
                write_enum(operation);
            break;
        case Kind::insert_rows:
            insert_rows(operation);
            break;
        case Kind::execute: {
            const Name& text = variant(operation.sql);
            if (!text.empty())
                next() << text;
            break;
        }
        case Kind::run:
            fail(operation, "runs a function of the program, which has no SQL text");
        }
        return script_.take();
    }

  private:
    [[noreturn]] static void fail(const Operation& operation, std::string_view why) {
        throw MigrationError(
            "rowan: an operation" +
            (operation.table.name.empty()
                 ? std::string()
                 : " on table '" + std::string(operation.table.name) + "'") +
            (operation.name.empty() ? std::string() : " ('" + std::string(operation.name) + "')") +
            " " + std::string(why));
    }
    [[nodiscard]] constexpr const Name& variant(const SqlVariants& sql) const {
        switch (rules_.variant) {
        case lang::CustomName::sqlite:
            return sql.sqlite;
        case lang::CustomName::mysql:
            return sql.mysql;
        default:
            return sql.postgresql;
        }
    }
    constexpr lang::Text& next() {
        last_ = &script_.next();
        return *last_;
    }
    /// Begins `ALTER TABLE "t" `.
    constexpr lang::Text& alter(const Operation& operation) {
        return (next() << "ALTER TABLE ").table(operation.table.schema, operation.table.name)
               << ' ';
    }

    constexpr void create_table(const Operation& operation) {
        const meta::Table& table = operation.table;
        lang::create_table(next(), table, {.if_not_exists = operation.if_not_exists});
        for (const meta::Index& index : table.indexes)
            lang::create_index(next(), table, index, operation.if_not_exists);
        if (dialect_.comment_statements)
            lang::write_comments(script_, table);
    }
    constexpr void table_comment(const Operation& operation) {
        const meta::Table& table = operation.table;
        if (dialect_.comment_statements) {
            (next() << "COMMENT ON TABLE ").table(table.schema, table.name) << " IS ";
            table.comment.empty() ? (*last_ << "NULL") : last_->literal(table.comment);
        } else if (dialect_.inline_comments) {
            (alter(operation) << "COMMENT ").literal(table.comment);
        }
    }
    constexpr void column_comment(const Operation& operation, const meta::Column& column) {
        (next() << "COMMENT ON COLUMN ").table(operation.table.schema, operation.table.name);
        (*last_ << '.').identifier(column.name) << " IS ";
        column.comment.empty() ? (*last_ << "NULL") : last_->literal(column.comment);
    }
    constexpr void add_column(const Operation& operation) {
        const meta::Column& column = operation.table.columns[0];
        alter(operation) << "ADD COLUMN " << (operation.if_not_exists ? "IF NOT EXISTS " : "");
        lang::write_column(*last_, operation.table, column);
        if (dialect_.comment_statements && !column.comment.empty())
            column_comment(operation, column);
    }

    constexpr void alter_column(const Operation& operation) {
        if (rules_.restates_columns)
            return modify_column(operation);
        const ColumnChange& change = operation.change;
        const meta::Column& column = operation.table.columns[0];
        auto begin = [&]() -> lang::Text& {
            return (alter(operation) << "ALTER COLUMN ").identifier(operation.name) << ' ';
        };
        // A default may not fit the new type: it goes before, and the new one comes behind.
        bool redefault = change.type && change.server_default;
        if (redefault)
            begin() << "DROP DEFAULT";
        if (change.type || change.collate) {
            if (!change.type && !change.knows_existing)
                fail(operation, "changes a collation; tell the column's type, or what it was by "
                                "existing(…)");
            begin() << "TYPE ";
            lang::write_type(*last_, change.type ? column.type : operation.existing.type, {});
            std::string_view collate = column.collate.empty() && change.collate
                                           ? std::string_view("default")
                                           : column.collate.view();
            if (!collate.empty())
                (*last_ << " COLLATE ").identifier(collate);
            if (!operation.cast.empty())
                *last_ << " USING " << operation.cast;
        }
        if (change.server_default && !column.server_default.empty()) {
            begin() << "SET";
            lang::write_default(*last_, column, {});
        } else if (change.server_default && !redefault) {
            begin() << "DROP DEFAULT";
        }
        if (change.nullable)
            begin() << (column.nullable ? "DROP NOT NULL" : "SET NOT NULL");
        if (change.generated)
            begin() << (column.generated ? "ADD GENERATED BY DEFAULT AS IDENTITY"
                                         : "DROP IDENTITY IF EXISTS");
        if (!operation.to.empty())
            rename_column(operation);
        if (change.comment && dialect_.comment_statements)
            column_comment(operation, column);
    }
    constexpr void rename_column(const Operation& operation) {
        (alter(operation) << "RENAME COLUMN ").identifier(operation.name) << " TO ";
        last_->identifier(operation.to);
    }
    /// MySQL states all of a column anew. Throws MigrationError if the column as it was is not
    /// told.
    constexpr void modify_column(const Operation& operation) {
        const ColumnChange& change = operation.change;
        const meta::Column& wanted = operation.table.columns[0];
        if (!change.type && !change.nullable && !change.comment && !change.collate &&
            !change.generated) {
            if (change.server_default) {
                (alter(operation) << "ALTER COLUMN ").identifier(operation.name) << ' ';
                *last_ << (wanted.server_default.empty() ? "DROP DEFAULT" : "SET");
                if (!wanted.server_default.empty())
                    lang::write_default(*last_, wanted, {});
            }
            if (!operation.to.empty())
                rename_column(operation);
            return;
        }
        if (!change.knows_existing && !change.type)
            fail(operation, "changes a column of MySQL, which is stated anew as a whole; tell what "
                            "it was by existing(…)");
        meta::Column column = operation.existing;
        column.name = wanted.name;
        if (!change.knows_existing)
            column.nullable = true;
        if (change.type)
            column.type = wanted.type;
        if (change.nullable)
            column.nullable = wanted.nullable;
        if (change.server_default)
            column.server_default = wanted.server_default;
        if (change.comment)
            column.comment = wanted.comment;
        if (change.collate)
            column.collate = wanted.collate;
        if (change.generated)
            column.generated = wanted.generated;
        if (operation.to.empty()) {
            alter(operation) << "MODIFY ";
        } else {
            (alter(operation) << "CHANGE ").identifier(operation.name) << ' ';
        }
        meta::Table table = operation.table;
        table.columns[0] = column;
        lang::write_column(*last_, table, column);
    }

    constexpr void create_index(const Operation& operation) {
        const meta::Index& index = operation.table.indexes[0];
        bool is_plain =
            !operation.concurrently && operation.include.empty() && operation.near.empty();
        if (is_plain || !rules_.index_extras)
            return lang::create_index(next(), operation.table, index, operation.if_not_exists);
        next() << (index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
               << (operation.concurrently ? "CONCURRENTLY " : "")
               << (operation.if_not_exists ? "IF NOT EXISTS " : "");
        lang::write_name(*last_, index.name);
        (*last_ << " ON ").table(operation.table.schema, operation.table.name) << ' ';
        if (!operation.near.empty())
            (*last_ << "USING ").identifier(operation.near) << ' ';
        lang::write_index_parts(*last_, index);
        if (!operation.include.empty())
            lang::write_columns(*last_ << " INCLUDE ", operation.include);
        if (!index.predicate.empty())
            *last_ << " WHERE " << index.predicate;
    }
    constexpr void drop_index(const Operation& operation) {
        bool of_table = rules_.drops_by_kind;
        if (of_table && operation.table.name.empty())
            fail(operation, "drops an index of MySQL, which has it by its table; name the table");
        next() << "DROP INDEX "
               << (operation.concurrently && rules_.index_extras ? "CONCURRENTLY " : "")
               << (operation.if_exists ? "IF EXISTS " : "");
        if (!of_table && !operation.table.schema.empty())
            last_->identifier(operation.table.schema) << '.';
        lang::write_name(*last_, operation.name);
        if (of_table)
            (*last_ << " ON ").table(operation.table.schema, operation.table.name);
    }

    constexpr void add_constraint(const Operation& operation) {
        const meta::Table& table = operation.table;
        alter(operation) << "ADD ";
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            lang::begin_constraint(*last_, table.primary_key.name) << "PRIMARY KEY ";
            return lang::write_columns(*last_, table.primary_key.columns);
        case ConstraintKind::unique:
            lang::begin_constraint(*last_, table.uniques[0].name) << "UNIQUE ";
            return lang::write_columns(*last_, table.uniques[0].columns);
        case ConstraintKind::foreign_key:
            return lang::write_foreign_key(*last_, table.foreign_keys[0]);
        case ConstraintKind::check:
            lang::begin_constraint(*last_, table.checks[0].name)
                << "CHECK (" << table.checks[0].condition << ')';
            return;
        case ConstraintKind::index:
            return;
        }
    }
    constexpr void drop_constraint(const Operation& operation) {
        alter(operation) << "DROP ";
        bool by_kind = rules_.drops_by_kind;
        std::string_view condition = operation.if_exists ? "IF EXISTS " : "";
        if (by_kind && operation.constraint == ConstraintKind::primary_key) {
            *last_ << "PRIMARY KEY";
            return;
        }
        if (by_kind && operation.constraint == ConstraintKind::foreign_key)
            *last_ << "FOREIGN KEY " << condition;
        else if (by_kind && operation.constraint == ConstraintKind::unique)
            *last_ << "INDEX " << condition;
        else
            *last_ << "CONSTRAINT " << condition;
        lang::write_name(*last_, operation.name);
    }

    constexpr lang::Text& enum_name(const Operation& operation) {
        if (!operation.table.schema.empty())
            last_->identifier(operation.table.schema) << '.';
        return last_->identifier(operation.name);
    }
    constexpr void write_enum(const Operation& operation) {
        switch (operation.kind) {
        case OperationKind::create_enum: {
            meta::ColumnType type;
            type.name = operation.name;
            type.labels = operation.include;
            return lang::create_enum(next(), type, operation.if_not_exists);
        }
        case OperationKind::add_enum_value:
            next() << "ALTER TYPE ";
            (enum_name(operation) << " ADD VALUE IF NOT EXISTS ").literal(operation.to);
            if (!operation.near.empty())
                (*last_ << (operation.before ? " BEFORE " : " AFTER ")).literal(operation.near);
            return;
        case OperationKind::rename_enum_value:
            next() << "ALTER TYPE ";
            (enum_name(operation) << " RENAME VALUE ").literal(operation.near) << " TO ";
            last_->literal(operation.to);
            return;
        default:
            next() << "DROP TYPE " << (operation.if_exists ? "IF EXISTS " : "");
            enum_name(operation);
        }
    }

    constexpr void insert_rows(const Operation& operation) {
        std::size_t width = operation.columns.size();
        for (std::size_t i = 0; i < operation.values.size(); i += width) {
            (next() << "INSERT INTO ").table(operation.table.schema, operation.table.name) << ' ';
            lang::write_columns(*last_, operation.columns);
            *last_ << " VALUES (";
            for (std::size_t k = 0; k < width; ++k) {
                *last_ << (k > 0 ? ", " : "");
                write_value(operation.values[i + k]);
            }
            *last_ << ')';
        }
    }
    constexpr void write_value(const RowValue& value) {
        switch (value.kind) {
        case RowValue::Kind::null:
            *last_ << "NULL";
            return;
        case RowValue::Kind::number:
            *last_ << value.text;
            return;
        case RowValue::Kind::text:
            last_->literal(value.text);
            return;
        case RowValue::Kind::boolean:
            // PostgreSQL takes no number for a boolean.
            if (rules_.boolean_words)
                *last_ << (value.text == "1" ? "TRUE" : "FALSE");
            else
                *last_ << value.text;
        }
    }

    const lang::Dialect& dialect_;
    const lang::MigrationRules& rules_;
    lang::Script script_;
    lang::Text* last_ = nullptr;
};

/// The statements of an operation, but for those that SQLite does by a rebuild. Throws
/// MigrationError.
constexpr std::vector<lang::Text> sql_text(const Operation& operation,
                                           const lang::Dialect& dialect) {
    return StatementWriter(dialect).write(operation);
}

} // namespace rowan::migrate
