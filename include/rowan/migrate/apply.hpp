// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/operation.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// Applies operations to a schema value: what the database has after them. Usable in constant
/// expressions; data and SQL text change nothing here.
class SchemaEditor {
    // Before it is used: clang needs its body for a constant expression.
    template <typename Use>
    constexpr void each_label_list(const Name& type, Use use) {
        for (meta::Table& table : schema_.tables)
            for (meta::Column& column : table.columns)
                if (column.type.kind == TypeKind::enumeration && column.type.name == type)
                    use(column.type.labels);
    }

  public:
    constexpr explicit SchemaEditor(meta::Schema& schema) : schema_(schema) {}

    /// Throws MigrationError for what is not there, or there already.
    constexpr void apply(const Operation& operation) {
        using Kind = OperationKind;
        switch (operation.kind) {
        case Kind::create_table:
            return create_table(operation);
        case Kind::drop_table:
            return drop_table(operation);
        case Kind::rename_table:
            return rename_table(operation);
        case Kind::table_comment:
            table_of(operation).comment = operation.table.comment;
            return;
        case Kind::add_column:
            return add_column(operation);
        case Kind::drop_column:
            return drop_column(operation);
        case Kind::alter_column:
            return alter_column(operation);
        case Kind::create_index:
            return create_index(operation);
        case Kind::drop_index:
            return drop_index(operation);
        case Kind::add_constraint:
            return add_constraint(operation);
        case Kind::drop_constraint:
            return drop_constraint(operation);
        case Kind::add_enum_value:
            each_label_list(operation.name, [&](auto& labels) { add_label(operation, labels); });
            return;
        case Kind::rename_enum_value:
            each_label_list(operation.name, [&](auto& labels) {
                for (Name& label : labels)
                    if (label == operation.near)
                        label = operation.to;
            });
            return;
        case Kind::create_enum:
        case Kind::drop_enum:
        case Kind::insert_rows:
        case Kind::execute:
        case Kind::run:
            return;
        }
    }

  private:
    [[noreturn]] static void fail(const Operation& operation, std::string_view what,
                                  std::string_view why) {
        throw MigrationError("rowan: table '" + std::string(operation.table.name) + "'" +
                             (what.empty() ? "" : ": '" + std::string(what) + "'") + " " +
                             std::string(why));
    }
    constexpr meta::Table* find(std::string_view name, std::string_view schema) {
        for (meta::Table& table : schema_.tables)
            if (table.name == name && table.schema == schema)
                return &table;
        return nullptr;
    }
    constexpr meta::Table& table_of(const Operation& operation) {
        meta::Table* table = find(operation.table.name, operation.table.schema);
        if (!table)
            fail(operation, {}, "does not exist");
        return *table;
    }
    template <typename List>
    static constexpr std::size_t position(const List& list, std::string_view name) {
        std::size_t at = 0;
        while (at < list.size() && !(list[at].name == name))
            ++at;
        return at;
    }
    template <typename List>
    static constexpr void erase(List& list, std::size_t at) {
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
    }
    template <typename List, typename Unwanted>
    static constexpr void erase_all(List& list, Unwanted is_unwanted) {
        for (std::size_t i = list.size(); i > 0; --i)
            if (is_unwanted(list[i - 1]))
                erase(list, i - 1);
    }
    static constexpr void rename(std::vector<Name>& names, const Name& from, const Name& to) {
        for (Name& name : names)
            if (name == from)
                name = to;
    }

    constexpr void create_table(const Operation& operation) {
        if (find(operation.table.name, operation.table.schema)) {
            if (!operation.if_not_exists)
                fail(operation, {}, "exists already");
            return;
        }
        schema_.tables.push_back(operation.table);
    }
    constexpr void drop_table(const Operation& operation) {
        meta::Table* table = find(operation.table.name, operation.table.schema);
        if (table)
            schema_.tables.erase(schema_.tables.begin() + (table - schema_.tables.data()));
        else if (!operation.if_exists)
            fail(operation, {}, "does not exist");
    }
    constexpr void rename_table(const Operation& operation) {
        if (find(operation.to, operation.table.schema))
            fail(operation, operation.to, "exists already");
        table_of(operation).name = operation.to;
        for (meta::Table& table : schema_.tables)
            for (meta::ForeignKey& key : table.foreign_keys)
                if (key.referred_table == operation.table.name &&
                    key.referred_schema == operation.table.schema)
                    key.referred_table = operation.to;
    }

    constexpr void add_column(const Operation& operation) {
        meta::Table& table = table_of(operation);
        const meta::Column& column = operation.table.columns[0];
        if (table.find(column.name)) {
            if (!operation.if_not_exists)
                fail(operation, column.name, "exists already");
            return;
        }
        table.columns.push_back(column);
    }
    constexpr void drop_column(const Operation& operation) {
        meta::Table& table = table_of(operation);
        std::size_t at = position(table.columns, operation.name);
        if (at == table.columns.size()) {
            if (!operation.if_exists)
                fail(operation, operation.name, "is no column of it");
            return;
        }
        erase(table.columns, at);
        // What covers the column goes with it.
        auto covers = [&](const auto& part) {
            return meta::contains(part.columns, operation.name);
        };
        if (covers(table.primary_key))
            table.primary_key = {};
        erase_all(table.uniques, covers);
        erase_all(table.indexes, covers);
        erase_all(table.foreign_keys, covers);
    }
    constexpr void alter_column(const Operation& operation) {
        meta::Table& table = table_of(operation);
        std::size_t at = position(table.columns, operation.name);
        if (at == table.columns.size())
            fail(operation, operation.name, "is no column of it");
        meta::Column& column = table.columns[at];
        const meta::Column& wanted = operation.table.columns[0];
        if (operation.change.type)
            column.type = wanted.type;
        if (operation.change.nullable)
            column.nullable = wanted.nullable;
        if (operation.change.server_default)
            column.server_default = wanted.server_default;
        if (operation.change.comment)
            column.comment = wanted.comment;
        if (operation.change.collate)
            column.collate = wanted.collate;
        if (operation.change.generated) {
            column.generated = wanted.generated;
            column.autoincrement = wanted.autoincrement;
        }
        if (!operation.to.empty())
            rename_column(table, operation.name, operation.to);
    }
    constexpr void rename_column(meta::Table& table, const Name& from, const Name& to) {
        for (meta::Column& column : table.columns)
            if (column.name == from)
                column.name = to;
        rename(table.primary_key.columns, from, to);
        for (meta::Unique& unique : table.uniques)
            rename(unique.columns, from, to);
        for (meta::Index& index : table.indexes)
            rename(index.columns, from, to);
        for (meta::ForeignKey& key : table.foreign_keys)
            rename(key.columns, from, to);
        for (meta::Table& other : schema_.tables)
            for (meta::ForeignKey& key : other.foreign_keys)
                if (key.referred_table == table.name && key.referred_schema == table.schema)
                    rename(key.referred_columns, from, to);
    }

    constexpr void create_index(const Operation& operation) {
        meta::Table& table = table_of(operation);
        const meta::Index& index = operation.table.indexes[0];
        if (position(table.indexes, index.name) == table.indexes.size())
            table.indexes.push_back(index);
        else if (!operation.if_not_exists)
            fail(operation, index.name, "is an index of it already");
    }
    constexpr void drop_index(const Operation& operation) {
        for (meta::Table& table : schema_.tables) {
            bool is_asked = operation.table.name.empty() || table.name == operation.table.name;
            std::size_t at = position(table.indexes, operation.name);
            if (is_asked && table.schema == operation.table.schema && at < table.indexes.size())
                return erase(table.indexes, at);
        }
        if (!operation.if_exists)
            fail(operation, operation.name, "is no index of it");
    }

    template <typename List>
    constexpr void add_to(List& list, const typename List::value_type& part,
                          const Operation& operation) {
        if (position(list, part.name) < list.size())
            fail(operation, part.name, "is a constraint of it already");
        list.push_back(part);
    }
    constexpr void add_constraint(const Operation& operation) {
        meta::Table& table = table_of(operation);
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            if (!table.primary_key.columns.empty())
                fail(operation, operation.table.primary_key.name, "would be its second key");
            table.primary_key = operation.table.primary_key;
            for (meta::Column& column : table.columns)
                if (meta::contains(table.primary_key.columns, column.name))
                    column.nullable = false;
            return;
        case ConstraintKind::unique:
            return add_to(table.uniques, operation.table.uniques[0], operation);
        case ConstraintKind::foreign_key:
            return add_to(table.foreign_keys, operation.table.foreign_keys[0], operation);
        case ConstraintKind::check:
            return add_to(table.checks, operation.table.checks[0], operation);
        case ConstraintKind::index:
            return;
        }
    }
    template <typename List>
    constexpr void drop_from(List& list, const Operation& operation) {
        std::size_t at = position(list, operation.name);
        if (at < list.size())
            erase(list, at);
        else if (!operation.if_exists)
            fail(operation, operation.name, "is no constraint of it");
    }
    constexpr void drop_constraint(const Operation& operation) {
        meta::Table& table = table_of(operation);
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            table.primary_key = {};
            return;
        case ConstraintKind::unique:
            return drop_from(table.uniques, operation);
        case ConstraintKind::foreign_key:
            return drop_from(table.foreign_keys, operation);
        case ConstraintKind::check:
            return drop_from(table.checks, operation);
        case ConstraintKind::index:
            return;
        }
    }

    static constexpr void add_label(const Operation& operation, std::vector<Name>& labels) {
        if (meta::contains(labels, operation.to))
            return;
        std::size_t at = labels.size();
        for (std::size_t i = 0; i < labels.size() && !operation.near.empty(); ++i)
            if (labels[i] == operation.near)
                at = operation.before ? i : i + 1;
        labels.insert(labels.begin() + static_cast<std::ptrdiff_t>(at), operation.to);
    }

    meta::Schema& schema_;
};

/// Applies one operation to a schema value. Throws MigrationError.
constexpr void apply(const Operation& operation, meta::Schema& schema) {
    SchemaEditor(schema).apply(operation);
}
/// Applies several, in their order. Not called apply(): std::apply would be found for a vector.
constexpr void apply_all(const Operations& operations, meta::Schema& schema) {
    for (const Operation& operation : operations)
        apply(operation, schema);
}

} // namespace rowan::migrate
