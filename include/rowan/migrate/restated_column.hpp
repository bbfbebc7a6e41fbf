// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/operation.hpp>
#include <rowan/migrate/statements.hpp>
#include <rowan/sql/column_definition.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// A column of MySQL as it is, in MySQL's own words. A change states it anew as a whole, and what
/// the operation doesn't change must be said as it was: the comment, the default, the character
/// set, AUTO_INCREMENT, ON UPDATE.
class RestatedColumn {
  public:
    /// Asks the database. Throws MigrationError if there is no such column.
    RestatedColumn(engine::Work& work, const Operation& operation)
        : dialect_(work.dialect()), operation_(operation) {
        Query query(work);
        query << "SELECT column_type, is_nullable, column_default IS NOT NULL, column_default, "
                 "extra, column_comment, coalesce(character_set_name, ''), "
                 "coalesce(collation_name, ''), coalesce(generation_expression, ''), "
                 "version() LIKE '%MariaDB%' FROM information_schema.columns WHERE table_schema = ";
        if (operation.table.schema.empty())
            query << "database()";
        else
            query.value(operation.table.schema.view());
        query << " AND table_name = ";
        query.value(operation.table.name.view()) << " AND column_name = ";
        query.value(operation.name.view());
        std::vector<TextRow> rows = query.rows(10);
        if (rows.empty())
            throw MigrationError("rowan: table '" + std::string(operation.table.name) +
                                 "' has no column '" + std::string(operation.name) + "'");
        was_ = std::move(rows[0]);
    }

    /// `ALTER TABLE … MODIFY …`, with what the operation changes.
    [[nodiscard]] std::string text() const {
        const ColumnChange& change = operation_.change;
        const meta::Column& wanted = operation_.table.columns[0];
        lang::Text text(dialect_);
        (text << "ALTER TABLE ").table(operation_.table.schema, operation_.table.name);
        if (operation_.to.empty())
            text << " MODIFY ";
        else
            (text << " CHANGE ").identifier(operation_.name) << ' ';
        text.identifier(wanted.name) << ' ';
        if (change.type)
            lang::write_type(text, wanted.type, {});
        else
            text << at(column_type);
        if (change.type || change.collate) {
            if (!wanted.collate.empty())
                (text << " COLLATE ").identifier(wanted.collate);
        } else if (!at(collation).empty()) {
            text << " CHARACTER SET " << at(character_set) << " COLLATE " << at(collation);
        }
        if (!at(generation).empty())
            text << " GENERATED ALWAYS AS (" << at(generation) << ") "
                 << (says("STORED") || says("PERSISTENT") ? "STORED" : "VIRTUAL");
        bool nullable = change.nullable ? wanted.nullable : at(is_nullable) == "YES";
        if (at(generation).empty())
            text << (nullable ? " NULL" : " NOT NULL");
        write_default(text);
        if (change.generated ? wanted.generated : says("auto_increment"))
            text << " AUTO_INCREMENT";
        if (std::size_t start = at(extra).find("on update "); start != std::string_view::npos)
            text << ' ' << at(extra).substr(start);
        std::string_view comment = change.comment ? wanted.comment.view() : at(column_comment);
        if (!comment.empty())
            (text << " COMMENT ").literal(comment);
        return std::string(text.view());
    }

  private:
    enum Field : std::size_t {
        column_type,
        is_nullable,
        has_default,
        column_default,
        extra,
        column_comment,
        character_set,
        collation,
        generation,
        is_mariadb,
    };
    [[nodiscard]] std::string_view at(Field field) const { return was_[field]; }
    [[nodiscard]] bool says(std::string_view word) const {
        return at(extra).find(word) != std::string_view::npos;
    }
    void write_default(lang::Text& text) const {
        if (operation_.change.server_default) {
            if (!operation_.table.columns[0].server_default.empty())
                lang::write_default(text, operation_.table.columns[0], {});
        } else if (at(has_default) == "1") {
            // MariaDB tells an expression, MySQL a value unless it says otherwise.
            bool is_expression = at(is_mariadb) == "1" || says("DEFAULT_GENERATED");
            // MariaDB's word for a column without one.
            if (is_expression && at(column_default) == "NULL")
                return;
            text << " DEFAULT ";
            if (is_expression)
                text << at(column_default);
            else
                text.literal(at(column_default));
        }
    }

    const lang::Dialect& dialect_;
    const Operation& operation_;
    TextRow was_;
};

/// Whether the operation states a column anew.
inline bool restates(const Operation& operation, const lang::Dialect& dialect) {
    const ColumnChange& change = operation.change;
    return dialect.migration->restates_columns && operation.kind == OperationKind::alter_column &&
           (change.type || change.nullable || change.comment || change.collate || change.generated);
}

} // namespace rowan::migrate
