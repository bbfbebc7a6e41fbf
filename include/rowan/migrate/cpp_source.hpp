// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/operation.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Writes operations as the C++ that records them: the body of a revision's upgrade() or
/// downgrade(). The names are qualified, so that it compiles wherever it stands.
class SourceWriter {
  public:
    explicit SourceWriter(std::string_view indent) : indent_(indent) {}

    /// Throws MigrationError for an operation that runs a function.
    void write(const Operation& operation) {
        using Kind = OperationKind;
        const meta::Table& table = operation.table;
        switch (operation.kind) {
        case Kind::create_table:
            return create_table(operation);
        case Kind::drop_table:
            return call("drop_table", {literal(table.name)}, operation);
        case Kind::rename_table:
            return call("rename_table", {literal(table.name), literal(operation.to)}, operation);
        case Kind::table_comment:
            return call("create_table_comment", {literal(table.name), literal(table.comment)},
                        operation);
        case Kind::add_column:
            return call("add_column", {literal(table.name), column(table.columns[0], {})},
                        operation);
        case Kind::drop_column:
            return call("drop_column", {literal(table.name), literal(operation.name)}, operation);
        case Kind::alter_column:
            return alter_column(operation);
        case Kind::create_index:
            return call("create_index",
                        {literal(table.indexes[0].name), literal(table.name),
                         index(table.indexes[0], operation)},
                        operation);
        case Kind::drop_index:
            return call("drop_index", {literal(operation.name), literal(table.name)}, operation);
        case Kind::add_constraint:
            return add_constraint(operation);
        case Kind::drop_constraint:
            return call("drop_constraint",
                        {literal(operation.name), literal(table.name),
                         space + "ConstraintKind::" + kind_name(operation.constraint)},
                        operation);
        case Kind::create_enum:
            return call("create_enum", {literal(operation.name), list(operation.include)},
                        operation);
        case Kind::add_enum_value:
            if (operation.near.empty())
                return call("add_enum_value", {literal(operation.name), literal(operation.to)},
                            operation);
            return call(operation.before ? "add_enum_value_before" : "add_enum_value_after",
                        {literal(operation.name), literal(operation.to), literal(operation.near)},
                        operation);
        case Kind::rename_enum_value:
            return call("rename_enum_value",
                        {literal(operation.name), literal(operation.near), literal(operation.to)},
                        operation);
        case Kind::drop_enum:
            return call("drop_enum", {literal(operation.name)}, operation);
        case Kind::insert_rows:
            return insert_rows(operation);
        case Kind::execute:
            if (operation.sql.sqlite == operation.sql.postgresql &&
                operation.sql.sqlite == operation.sql.mysql)
                return call("execute", {literal(operation.sql.sqlite)}, {});
            return call("execute",
                        {space + "SqlVariants{.sqlite = " + literal(operation.sql.sqlite) +
                         ", .postgresql = " + literal(operation.sql.postgresql) +
                         ", .mysql = " + literal(operation.sql.mysql) + "}"},
                        {});
        case Kind::run:
            throw MigrationError(
                "rowan: an operation that runs a function can't be written as C++");
        }
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

    /// A C++ string literal.
    [[nodiscard]] static std::string literal(std::string_view text) {
        std::string quoted = "\"";
        for (char c : text) {
            auto code = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                quoted += '\\';
                quoted += c;
            } else if (c == '\n') {
                quoted += "\\n";
            } else if (code < 0x20 || code == 0x7f) {
                // Always three octal digits, so that a digit behind is none of them.
                for (int shift = 6; shift >= 0; shift -= 3)
                    quoted += shift == 6 ? "\\" + std::string(1, digit(code >> 6))
                                         : std::string(1, digit(code >> shift));
            } else {
                quoted += c;
            }
        }
        return quoted + "\"";
    }
    /// A column's type as C++ spells it.
    [[nodiscard]] static std::string type(const meta::ColumnType& type) {
        auto sized = [](const char* name, int size) {
            return "rowan::" + std::string(name) + "{" + std::to_string(size) + "}";
        };
        switch (type.kind) {
        case TypeKind::boolean:
            return "rowan::Boolean{}";
        case TypeKind::integer:
            return integer(type);
        case TypeKind::real:
            return type.size == 32 ? "rowan::Float{}" : "rowan::Double{}";
        case TypeKind::numeric:
            return type.size == 0 ? "rowan::Numeric{}"
                                  : "rowan::Numeric{" + std::to_string(type.size) + ", " +
                                        std::to_string(type.scale) + "}";
        case TypeKind::text:
            return "rowan::Text{}";
        case TypeKind::varchar:
            return sized("Varchar", type.size);
        case TypeKind::fixed_char:
            return sized("Char", type.size);
        case TypeKind::blob:
            return "rowan::Binary{}";
        case TypeKind::date:
            return "rowan::SqlDate{}";
        case TypeKind::time:
            return "rowan::SqlTime{}";
        case TypeKind::timestamp:
            return type.with_time_zone ? "rowan::Timestamp{.with_time_zone = true}"
                                       : "rowan::Timestamp{}";
        case TypeKind::interval:
            return "rowan::Interval{}";
        case TypeKind::uuid:
            return "rowan::Uuid{}";
        case TypeKind::json:
            return "rowan::Json{}";
        case TypeKind::enumeration:
            return space + "enumeration(" + literal(type.name) + ", " + list(type.labels) +
                   (type.is_native ? ", true)" : ")");
        case TypeKind::custom:
            return "rowan::Custom{.sqlite = " + literal(type.name) +
                   ", .postgresql = " + literal(type.postgresql) +
                   ", .mysql = " + literal(type.mysql) + "}";
        }
        return {};
    }

  private:
    inline static const std::string space = "rowan::migrate::";

    static char digit(unsigned value) { return static_cast<char>('0' + (value & 7)); }
    static std::string integer(const meta::ColumnType& type) {
        if (type.size == 8 || type.is_unsigned)
            return "rowan::SqlType{.kind = rowan::TypeKind::integer, " +
                   std::string(type.is_unsigned ? ".is_unsigned = true, " : "") +
                   ".size = " + std::to_string(type.size) + "}";
        return type.size == 16   ? "rowan::SmallInteger{}"
               : type.size == 32 ? "rowan::Integer{}"
                                 : "rowan::BigInteger{}";
    }
    static std::string list(const std::vector<Name>& names) {
        std::string text = "{";
        for (std::size_t i = 0; i < names.size(); ++i)
            text += (i > 0 ? ", " : "") + literal(names[i]);
        return text + "}";
    }
    static std::string kind_name(ConstraintKind kind) {
        constexpr const char* names[] = {"primary_key", "unique", "index", "foreign_key", "check"};
        return names[static_cast<std::size_t>(kind)];
    }
    static std::string action(Action action) {
        constexpr const char* names[] = {"no_action", "restrict", "cascade", "set_null",
                                         "set_default"};
        return "rowan::" + std::string(names[static_cast<std::size_t>(action)]);
    }

    void call(std::string_view name, const std::vector<std::string>& arguments,
              const Operation& operation) {
        std::string options = options_of(operation);
        text_ += std::string(indent_) + "op." + std::string(name) + "(";
        for (std::size_t i = 0; i < arguments.size(); ++i)
            text_ += (i > 0 ? ", " : "") + arguments[i];
        text_ += (options.empty() ? "" : ", " + options) + ");\n";
    }
    [[nodiscard]] static std::string options_of(const Operation& operation) {
        std::string text;
        auto add = [&](const std::string& option) { text += (text.empty() ? "" : ", ") + option; };
        if (!operation.table.schema.empty() && operation.kind != OperationKind::alter_column)
            add(".schema = " + literal(operation.table.schema));
        if (operation.if_exists)
            add(".if_exists = true");
        if (operation.if_not_exists)
            add(".if_not_exists = true");
        if (operation.concurrently)
            add(".concurrently = true");
        return text.empty() ? text : space + "Options{" + text + "}";
    }

    static std::string column(const meta::Column& column, const std::vector<Name>& key) {
        std::string text =
            space + "column(" + literal(column.name) + ", " + type(column.type) + ")";
        bool in_key = key.size() == 1 && key[0] == column.name;
        if (in_key)
            text += ".primary_key()";
        else if (!column.nullable)
            text += ".not_null()";
        if (column.autoincrement)
            text += ".autoincrement()";
        else if (column.generated)
            text += ".generated()";
        if (!column.server_default.empty())
            text += ".server_default(" + literal(column.server_default) + ")";
        if (!column.computed.empty())
            text += ".computed(" + literal(column.computed) + ")";
        if (!column.collate.empty())
            text += ".collate(" + literal(column.collate) + ")";
        if (!column.comment.empty())
            text += ".comment(" + literal(column.comment) + ")";
        return text;
    }
    static std::string foreign_key(const meta::ForeignKey& key, bool with_name) {
        std::string text = space + "foreign_key(" + list(key.columns) + ", " +
                           literal(key.referred_table) + ", " + list(key.referred_columns) +
                           (with_name ? ", " + literal(key.name) : "") + ")";
        if (key.on_delete != Action::no_action)
            text += ".on_delete(" + action(key.on_delete) + ")";
        if (key.on_update != Action::no_action)
            text += ".on_update(" + action(key.on_update) + ")";
        if (key.deferrable)
            text += ".deferrable()";
        if (!key.referred_schema.empty())
            text += ".referred_schema(" + literal(key.referred_schema) + ")";
        return text;
    }
    static std::string index(const meta::Index& index, const Operation& operation,
                             bool with_name = false) {
        std::string text = space + "index(" + list(index.columns) +
                           (with_name ? ", " + literal(index.name) : "") + ")";
        if (index.unique)
            text += ".unique()";
        if (!index.expressions.empty())
            text += ".expressions(" + literal(index.expressions) + ")";
        if (!index.predicate.empty())
            text += ".where(" + literal(index.predicate) + ")";
        if (!operation.include.empty())
            text += ".include(" + list(operation.include) + ")";
        if (!operation.near.empty())
            text += ".using_method(" + literal(operation.near) + ")";
        return text;
    }

    void create_table(const Operation& operation) {
        const meta::Table& table = operation.table;
        std::string start = ",\n" + std::string(indent_) + "    ";
        std::string options = options_of(operation);
        text_ += std::string(indent_) + "op.create_table(" + literal(table.name);
        if (!options.empty())
            text_ += ", " + options;
        const meta::PrimaryKey& key = table.primary_key;
        for (const meta::Column& one : table.columns)
            text_ += start + column(one, {});
        if (!key.columns.empty())
            text_ +=
                start + space + "primary_key(" + list(key.columns) + ", " + literal(key.name) + ")";
        for (const meta::Unique& unique : table.uniques)
            text_ += start + space + "unique(" + list(unique.columns) + ", " +
                     literal(unique.name) + ")";
        for (const meta::ForeignKey& foreign : table.foreign_keys)
            text_ += start + foreign_key(foreign, true);
        for (const meta::Check& check : table.checks)
            text_ += start + space + "check(" + literal(check.condition) + ", " +
                     literal(check.name) + ")";
        for (const meta::Index& one : table.indexes)
            text_ += start + index(one, {}, true);
        if (!table.comment.empty())
            text_ += start + space + "comment(" + literal(table.comment) + ")";
        text_ += ");\n";
    }
    void alter_column(const Operation& operation) {
        const meta::Column& wanted = operation.table.columns[0];
        std::string change = space + "alter()";
        if (!operation.table.schema.empty())
            change += ".schema(" + literal(operation.table.schema) + ")";
        if (operation.change.type)
            change += ".type(" + type(wanted.type) +
                      (operation.cast.empty() ? "" : ", " + literal(operation.cast)) + ")";
        if (operation.change.nullable)
            change += wanted.nullable ? ".nullable(true)" : ".nullable(false)";
        if (operation.change.server_default)
            change += ".server_default(" + literal(wanted.server_default) + ")";
        if (operation.change.comment)
            change += ".comment(" + literal(wanted.comment) + ")";
        if (!operation.to.empty())
            change += ".rename(" + literal(operation.to) + ")";
        if (operation.change.knows_existing)
            change += ".existing(" + column(operation.existing, {}) + ")";
        call("alter_column", {literal(operation.table.name), literal(operation.name), change}, {});
    }
    void add_constraint(const Operation& operation) {
        const meta::Table& table = operation.table;
        std::string on = literal(table.name);
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            return call("create_primary_key",
                        {literal(table.primary_key.name), on, list(table.primary_key.columns)},
                        operation);
        case ConstraintKind::unique:
            return call("create_unique_constraint",
                        {literal(table.uniques[0].name), on, list(table.uniques[0].columns)},
                        operation);
        case ConstraintKind::foreign_key:
            return call("create_foreign_key",
                        {literal(table.foreign_keys[0].name), on,
                         foreign_key(table.foreign_keys[0], false)},
                        operation);
        case ConstraintKind::check:
            return call("create_check_constraint",
                        {literal(table.checks[0].name), on, literal(table.checks[0].condition)},
                        operation);
        case ConstraintKind::index:
            return;
        }
    }
    void insert_rows(const Operation& operation) {
        std::string rows = "{";
        std::size_t width = operation.columns.size();
        for (std::size_t i = 0; i < operation.values.size(); ++i) {
            rows += i % width == 0 ? (i > 0 ? ", {" : "{") : ", ";
            rows += value(operation.values[i]);
            if (i % width == width - 1)
                rows += "}";
        }
        call("bulk_insert", {literal(operation.table.name), list(operation.columns), rows + "}"},
             operation);
    }
    static std::string value(const RowValue& value) {
        switch (value.kind) {
        case RowValue::Kind::null:
            return "nullptr";
        case RowValue::Kind::number:
            return space + "number(" + literal(value.text) + ")";
        case RowValue::Kind::text:
            return literal(value.text);
        case RowValue::Kind::boolean:
            return value.text == "1" ? "true" : "false";
        }
        return {};
    }

    std::string_view indent_;
    std::string text_;
};

/// The C++ that records these operations, each line behind `indent`. Throws MigrationError for an
/// operation that runs a function.
inline std::string cpp_source(const Operations& operations, std::string_view indent = "        ") {
    SourceWriter writer(indent);
    for (const Operation& operation : operations)
        writer.write(operation);
    return writer.take();
}

} // namespace rowan::migrate
