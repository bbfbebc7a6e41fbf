// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/identifier.hpp>
#include <rowan/migrate/operation.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Writes operations as the C++ that records them.
class SourceWriter {
  public:
    /// One statement, without an indentation.
    static std::string write(const Operation& operation) {
        using Kind = OperationKind;
        const meta::Table& table = operation.table;
        switch (operation.kind) {
        case Kind::create_table:
            return create_table(operation);
        case Kind::drop_table:
            return call("drop_table", {text(table.name)}, operation);
        case Kind::rename_table:
            return call("rename_table", {text(table.name), text(operation.to)}, operation);
        case Kind::table_comment:
            return call("create_table_comment", {text(table.name), text(table.comment)}, operation);
        case Kind::add_column:
            return call("add_column", {text(table.name), column(table.columns[0], false, false)},
                        operation);
        case Kind::drop_column:
            return call("drop_column", {text(table.name), text(operation.name)}, operation);
        case Kind::alter_column:
            return alter_column(operation);
        case Kind::create_index:
            return call("create_index",
                        {text(table.indexes[0].name), text(table.name), index(operation)},
                        operation);
        case Kind::drop_index:
            return call("drop_index", {text(operation.name), text(table.name)}, operation);
        case Kind::add_constraint:
            return add_constraint(operation);
        case Kind::drop_constraint:
            return call("drop_constraint",
                        {text(operation.name), text(table.name), kind(operation.constraint)},
                        operation);
        case Kind::create_enum:
            return call("create_enum", {text(operation.name), list(operation.include)}, operation);
        case Kind::add_enum_value:
            return add_enum_value(operation);
        case Kind::rename_enum_value:
            return call("rename_enum_value",
                        {text(operation.name), text(operation.near), text(operation.to)},
                        operation);
        case Kind::drop_enum:
            return call("drop_enum", {text(operation.name)}, operation);
        case Kind::insert_rows:
            return insert_rows(operation);
        case Kind::execute:
            return execute(operation);
        case Kind::run:
            break;
        }
        return "// op.run(…): a function, which can't be written here.";
    }

  private:
    using Arguments = std::vector<std::string>;

    static std::string text(std::string_view value) { return string_literal(value); }
    static std::string list(const std::vector<Name>& names) {
        std::string all = "{";
        for (const Name& name : names)
            all.append(all.size() > 1 ? ", " : "").append(text(name));
        return all + "}";
    }
    static std::string helper(std::string_view name) {
        return "rowan::migrate::" + std::string(name);
    }
    static std::string joined(const Arguments& arguments) {
        std::string all;
        for (const std::string& one : arguments)
            all.append(all.empty() ? "" : ", ").append(one);
        return all;
    }
    static std::string options(const Operation& operation) {
        Arguments said;
        if (!operation.table.schema.empty())
            said.push_back(".schema = " + text(operation.table.schema));
        if (operation.if_exists)
            said.emplace_back(".if_exists = true");
        if (operation.if_not_exists)
            said.emplace_back(".if_not_exists = true");
        if (operation.concurrently && operation.kind != OperationKind::create_index)
            said.emplace_back(".concurrently = true");
        return said.empty() ? "" : helper("Options{") + joined(said) + "}";
    }
    static std::string call(std::string_view function, Arguments arguments,
                            const Operation& operation) {
        if (std::string said = options(operation); !said.empty())
            arguments.push_back(said);
        return "op." + std::string(function) + "(" + joined(arguments) + ");";
    }

    static std::string type(const meta::ColumnType& type) {
        std::string size = std::to_string(type.size);
        switch (type.kind) {
        case TypeKind::boolean:
            return "rowan::Boolean{}";
        case TypeKind::integer:
            if (type.is_unsigned || type.size == 8)
                return "rowan::SqlType{.kind = rowan::TypeKind::integer, .is_unsigned = " +
                       std::string(type.is_unsigned ? "true" : "false") + ", .size = " + size + "}";
            return type.size == 16   ? "rowan::SmallInteger{}"
                   : type.size == 32 ? "rowan::Integer{}"
                                     : "rowan::BigInteger{}";
        case TypeKind::real:
            return type.size == 32 ? "rowan::Float{}" : "rowan::Double{}";
        case TypeKind::numeric:
            return type.size == 0
                       ? "rowan::Numeric{}"
                       : "rowan::Numeric{" + size + ", " + std::to_string(type.scale) + "}";
        case TypeKind::text:
            return "rowan::Text{}";
        case TypeKind::varchar:
            return "rowan::Varchar{" + size + "}";
        case TypeKind::fixed_char:
            return "rowan::Char{" + size + "}";
        case TypeKind::blob:
            return "rowan::Binary{}";
        case TypeKind::date:
            return "rowan::SqlDate{}";
        case TypeKind::time:
            return "rowan::SqlTime{}";
        case TypeKind::timestamp:
            return type.with_time_zone ? "rowan::Timestamp{true}" : "rowan::Timestamp{}";
        case TypeKind::interval:
            return "rowan::Interval{}";
        case TypeKind::uuid:
            return "rowan::Uuid{}";
        case TypeKind::json:
            return "rowan::Json{}";
        case TypeKind::enumeration:
            return helper("enumeration(") + text(type.name) + ", " + list(type.labels) +
                   (type.is_native ? ", true)" : ")");
        case TypeKind::custom:
            break;
        }
        if (type.name == type.postgresql && type.name == type.mysql)
            return "rowan::Custom{" + text(type.name) + "}";
        return "rowan::Custom{" + text(type.name) + ", " + text(type.postgresql) + ", " +
               text(type.mysql) + "}";
    }

    /// `is_key`: the column alone is the table's key; `by_itself`: such a key is generated anyway.
    static std::string column(const meta::Column& column, bool is_key, bool by_itself) {
        std::string all = helper("column(") + text(column.name) + ", " + type(column.type) + ")";
        auto say = [&](std::string_view what, const Name& value) {
            if (!value.empty())
                all.append(".").append(what).append("(").append(text(value)).append(")");
        };
        if (is_key)
            all += ".primary_key()";
        else if (!column.nullable)
            all += ".not_null()";
        say("server_default", column.server_default);
        say("computed", column.computed);
        say("collate", column.collate);
        if (column.autoincrement)
            all += ".autoincrement()";
        else if (column.generated && !by_itself)
            all += ".generated()";
        say("comment", column.comment);
        return all;
    }

    static std::string create_table(const Operation& operation) {
        const meta::Table& table = operation.table;
        Arguments arguments = {text(table.name)};
        if (std::string said = options(operation); !said.empty())
            arguments.push_back(said);
        const meta::PrimaryKey& key = table.primary_key;
        bool single = key.columns.size() == 1 &&
                      (key.name.empty() || key.name == Name("pk_").append(table.name));
        for (const meta::Column& one : table.columns) {
            bool is_key = meta::contains(key.columns, one.name);
            meta::Column plain = one;
            plain.nullable = one.nullable || is_key; // The key says it.
            arguments.push_back(
                column(plain, single && is_key,
                       is_key && key.columns.size() == 1 && one.type.kind == TypeKind::integer));
        }
        if (!single && !key.columns.empty())
            arguments.push_back(helper("primary_key(") + list(key.columns) +
                                (key.name.empty() ? "" : ", " + text(key.name)) + ")");
        for (const meta::Unique& unique : table.uniques)
            arguments.push_back(helper("unique(") + list(unique.columns) + ", " +
                                text(unique.name) + ")");
        for (const meta::ForeignKey& foreign : table.foreign_keys)
            arguments.push_back(foreign_key(foreign, true));
        for (const meta::Check& check : table.checks)
            arguments.push_back(helper("check(") + text(check.condition) + ", " + text(check.name) +
                                ")");
        for (const meta::Index& one : table.indexes)
            arguments.push_back(index(one, true));
        if (table.partitioning.method != meta::PartitionMethod::none) {
            constexpr std::string_view methods[] = {"none", "range", "list", "hash"};
            arguments.push_back(
                helper("partition_by(rowan::meta::PartitionMethod::") +
                std::string(methods[static_cast<std::size_t>(table.partitioning.method)]) + ", " +
                list(table.partitioning.columns) +
                (table.partitioning.is_foreign ? ", true)" : ")"));
        }
        if (!table.comment.empty())
            arguments.push_back(helper("comment(") + text(table.comment) + ")");
        std::string all;
        for (const std::string& one : arguments)
            all.append(all.empty() ? "" : ",\n    ").append(one);
        return "op.create_table(" + all + ");";
    }

    static std::string foreign_key(const meta::ForeignKey& key, bool with_name) {
        std::string all = helper("foreign_key(") + list(key.columns) + ", " +
                          text(key.referred_table) + ", " + list(key.referred_columns) +
                          (with_name ? ", " + text(key.name) : "") + ")";
        constexpr std::string_view actions[] = {"no_action", "restrict", "cascade", "set_null",
                                                "set_default"};
        auto act = [&](std::string_view when, Action action) {
            if (action != Action::no_action)
                all.append(when)
                    .append("(rowan::")
                    .append(actions[static_cast<std::size_t>(action)])
                    .append(")");
        };
        act(".on_delete", key.on_delete);
        act(".on_update", key.on_update);
        if (key.deferrable)
            all += ".deferrable()";
        if (!key.referred_schema.empty())
            all += ".referred_schema(" + text(key.referred_schema) + ")";
        return all;
    }

    static std::string alter_column(const Operation& operation) {
        const meta::Column& now = operation.table.columns[0];
        const ColumnChange& change = operation.change;
        std::string all = helper("alter()");
        if (change.type)
            all += ".type(" + type(now.type) +
                   (operation.cast.empty() ? "" : ", " + text(operation.cast)) + ")";
        if (change.nullable)
            all += now.nullable ? ".nullable(true)" : ".nullable(false)";
        if (change.server_default)
            all += ".server_default(" + text(now.server_default) + ")";
        if (change.comment)
            all += ".comment(" + text(now.comment) + ")";
        if (change.collate)
            all += ".collate(" + text(now.collate) + ")";
        if (change.generated) {
            all += now.autoincrement != operation.existing.autoincrement
                       ? ".autoincrement(" + std::string(now.autoincrement ? "true)" : "false)")
                       : "";
            if (now.autoincrement == operation.existing.autoincrement || !now.generated)
                all += now.generated ? ".generated()" : ".generated(false)";
        }
        if (!operation.to.empty())
            all += ".rename(" + text(operation.to) + ")";
        if (change.knows_existing)
            all += "\n        .existing(" + column(operation.existing, false, false) + ")";
        if (!operation.table.schema.empty())
            all += ".schema(" + text(operation.table.schema) + ")";
        return "op.alter_column(" + text(operation.table.name) + ", " + text(operation.name) +
               ", " + all + ");";
    }

    static std::string index(const meta::Index& index, bool named) {
        std::string all = helper("index(") + list(index.columns) +
                          (named && !index.name.empty() ? ", " + text(index.name) + ")" : ")");
        if (index.unique)
            all += ".unique()";
        if (!index.expressions.empty())
            all += ".expressions(" + text(index.expressions) + ")";
        if (!index.predicate.empty())
            all += ".where(" + text(index.predicate) + ")";
        return all;
    }
    static std::string index(const Operation& operation) {
        std::string all = index(operation.table.indexes[0], false);
        if (operation.concurrently)
            all += ".concurrently()";
        if (!operation.include.empty())
            all += ".include(" + list(operation.include) + ")";
        if (!operation.near.empty())
            all += ".using_method(" + text(operation.near) + ")";
        return all;
    }

    static std::string kind(ConstraintKind kind) {
        constexpr std::string_view kinds[] = {"primary_key", "unique", "index", "foreign_key",
                                              "check"};
        return helper("ConstraintKind::") + std::string(kinds[static_cast<std::size_t>(kind)]);
    }
    static std::string add_constraint(const Operation& operation) {
        const meta::Table& table = operation.table;
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            return call(
                "create_primary_key",
                {text(table.primary_key.name), text(table.name), list(table.primary_key.columns)},
                operation);
        case ConstraintKind::unique:
            return call(
                "create_unique_constraint",
                {text(table.uniques[0].name), text(table.name), list(table.uniques[0].columns)},
                operation);
        case ConstraintKind::foreign_key:
            return call("create_foreign_key",
                        {text(table.foreign_keys[0].name), text(table.name),
                         foreign_key(table.foreign_keys[0], false)},
                        operation);
        default:
            return call(
                "create_check_constraint",
                {text(table.checks[0].name), text(table.name), text(table.checks[0].condition)},
                operation);
        }
    }

    static std::string add_enum_value(const Operation& operation) {
        Arguments arguments = {text(operation.name), text(operation.to)};
        std::string function = "add_enum_value";
        if (!operation.near.empty()) {
            function += operation.before ? "_before" : "_after";
            arguments.push_back(text(operation.near));
        }
        return call(function, arguments, operation);
    }
    static std::string insert_rows(const Operation& operation) {
        std::string rows;
        std::size_t width = operation.columns.size();
        for (std::size_t i = 0; i < operation.values.size(); ++i) {
            const RowValue& value = operation.values[i];
            bool plain = value.text.view().find('.') == std::string_view::npos;
            rows += i % width > 0 ? ", " : i > 0 ? "},\n    {" : "{";
            rows += value.kind == RowValue::Kind::null      ? "nullptr"
                    : value.kind == RowValue::Kind::text    ? text(value.text)
                    : value.kind == RowValue::Kind::boolean ? value.text == "1" ? "true" : "false"
                    : plain                                 ? std::string(value.text)
                            : helper("number(") + text(value.text) + ")";
        }
        return call("bulk_insert",
                    {text(operation.table.name), list(operation.columns), "{" + rows + "}}"},
                    operation);
    }
    static std::string execute(const Operation& operation) {
        const SqlVariants& sql = operation.sql;
        if (sql.sqlite == sql.postgresql && sql.sqlite == sql.mysql)
            return "op.execute(" + text(sql.sqlite) + ");";
        return "op.execute(" + helper("SqlVariants{.sqlite = ") + text(sql.sqlite) +
               ", .postgresql = " + text(sql.postgresql) + ", .mysql = " + text(sql.mysql) + "});";
    }
};

/// The body of a revision's function: a statement for each operation, indented by `indentation`
/// blanks.
inline std::string cpp_source(const Operations& operations, std::size_t indentation = 8) {
    std::string body;
    std::string indent(indentation, ' ');
    for (const Operation& operation : operations) {
        body += indent;
        for (char c : SourceWriter::write(operation)) {
            body += c;
            if (c == '\n')
                body += indent;
        }
        body += '\n';
    }
    return body;
}

} // namespace rowan::migrate
