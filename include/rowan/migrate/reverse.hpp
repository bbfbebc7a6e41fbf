// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/apply.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace rowan::migrate {

/// Finds what takes an operation back, given what the schema was before it.
class Reverser {
  public:
    explicit Reverser(const meta::Schema& before) : before_(before) {}

    /// Throws MigrationError for what can't be taken back: rows, SQL text, functions, values of an
    /// enum, and what the schema before doesn't have.
    [[nodiscard]] Operations reverse(const Operation& operation) const {
        using Kind = OperationKind;
        Operation back = about(operation.kind, operation.table.name, operation.table.schema);
        switch (operation.kind) {
        case Kind::create_table:
            back.kind = Kind::drop_table;
            break;
        case Kind::drop_table:
            back.kind = Kind::create_table;
            back.table = table_of(operation);
            break;
        case Kind::rename_table:
            back.table.name = operation.to;
            back.to = operation.table.name;
            break;
        case Kind::table_comment:
            back.table.comment = table_of(operation).comment;
            break;
        case Kind::add_column:
            back.kind = Kind::drop_column;
            back.name = operation.table.columns[0].name;
            break;
        case Kind::drop_column:
            return add_column_again(operation);
        case Kind::alter_column:
            return {alter_back(operation)};
        case Kind::create_index:
            back.kind = Kind::drop_index;
            back.name = operation.table.indexes[0].name;
            break;
        case Kind::drop_index:
            return {create_index_again(operation)};
        case Kind::add_constraint:
            back.kind = Kind::drop_constraint;
            back.constraint = operation.constraint;
            back.name = name_of(operation);
            break;
        case Kind::drop_constraint:
            return {add_constraint_again(operation)};
        case Kind::create_enum:
            back.kind = Kind::drop_enum;
            back.name = operation.name;
            break;
        case Kind::rename_enum_value:
            back.name = operation.name;
            back.near = operation.to;
            back.to = operation.near;
            break;
        case Kind::drop_enum:
        case Kind::add_enum_value:
        case Kind::insert_rows:
        case Kind::execute:
        case Kind::run:
            fail(operation);
        }
        return {back};
    }

  private:
    [[noreturn]] static void fail(const Operation& operation) {
        constexpr const char* names[] = {
            "create_table",         "drop_table",        "rename_table",
            "create_table_comment", "add_column",        "drop_column",
            "alter_column",         "create_index",      "drop_index",
            "add_constraint",       "drop_constraint",   "create_enum",
            "add_enum_value",       "rename_enum_value", "drop_enum",
            "bulk_insert",          "execute",           "run"};
        throw MigrationError(
            "rowan: " + std::string(names[static_cast<std::size_t>(operation.kind)]) +
            (operation.table.name.empty()
                 ? std::string()
                 : " of table '" + std::string(operation.table.name) + "'") +
            " can't be taken back by itself; write its downgrade");
    }
    [[nodiscard]] const meta::Table& table_of(const Operation& operation) const {
        const meta::Table* table = before_.find(operation.table.name, operation.table.schema);
        if (!table)
            fail(operation);
        return *table;
    }
    template <typename List>
    static const typename List::value_type& part_of(const List& list, const Operation& operation) {
        auto found = std::find_if(list.begin(), list.end(),
                                  [&](const auto& part) { return part.name == operation.name; });
        if (found == list.end())
            fail(operation);
        return *found;
    }
    /// The column, and what went with it.
    [[nodiscard]] Operations add_column_again(const Operation& operation) const {
        const meta::Table& table = table_of(operation);
        Operations again;
        auto add = [&](OperationKind kind) -> Operation& {
            return again.emplace_back(about(kind, table.name, table.schema));
        };
        add(OperationKind::add_column).table.columns = {part_of(table.columns, operation)};
        auto covers = [&](const auto& part) {
            return meta::contains(part.columns, operation.name);
        };
        auto add_back = [&](ConstraintKind kind) -> Operation& {
            Operation& back = add(OperationKind::add_constraint);
            back.constraint = kind;
            return back;
        };
        if (covers(table.primary_key))
            add_back(ConstraintKind::primary_key).table.primary_key = table.primary_key;
        for (const meta::Unique& unique : table.uniques)
            if (covers(unique))
                add_back(ConstraintKind::unique).table.uniques = {unique};
        for (const meta::ForeignKey& key : table.foreign_keys)
            if (covers(key))
                add_back(ConstraintKind::foreign_key).table.foreign_keys = {key};
        for (const meta::Index& index : table.indexes)
            if (covers(index))
                add(OperationKind::create_index).table.indexes = {index};
        return again;
    }
    [[nodiscard]] Operation alter_back(const Operation& operation) const {
        Operation back =
            about(OperationKind::alter_column, operation.table.name, operation.table.schema);
        const meta::Column& was = operation.change.knows_existing
                                      ? operation.existing
                                      : part_of(table_of(operation).columns, operation);
        back.table.columns = {was};
        back.table.columns[0].name = operation.name;
        back.name = operation.table.columns[0].name;
        if (!operation.to.empty())
            back.to = operation.name;
        back.change = operation.change;
        back.change.knows_existing = true;
        // What the column is when this runs.
        back.existing = was;
        const meta::Column& is = operation.table.columns[0];
        back.existing.name = is.name;
        if (operation.change.type)
            back.existing.type = is.type;
        if (operation.change.nullable)
            back.existing.nullable = is.nullable;
        if (operation.change.server_default)
            back.existing.server_default = is.server_default;
        if (operation.change.comment)
            back.existing.comment = is.comment;
        return back;
    }
    [[nodiscard]] Operation create_index_again(const Operation& operation) const {
        for (const meta::Table& table : before_.tables)
            for (const meta::Index& index : table.indexes)
                if (index.name == operation.name && table.schema == operation.table.schema &&
                    (operation.table.name.empty() || operation.table.name == table.name)) {
                    Operation back = about(OperationKind::create_index, table.name, table.schema);
                    back.table.indexes = {index};
                    back.concurrently = operation.concurrently;
                    return back;
                }
        fail(operation);
    }
    [[nodiscard]] static Name name_of(const Operation& operation) {
        const meta::Table& table = operation.table;
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            return table.primary_key.name;
        case ConstraintKind::unique:
            return table.uniques[0].name;
        case ConstraintKind::foreign_key:
            return table.foreign_keys[0].name;
        case ConstraintKind::check:
            return table.checks[0].name;
        case ConstraintKind::index:
            break;
        }
        return {};
    }
    [[nodiscard]] Operation add_constraint_again(const Operation& operation) const {
        const meta::Table& table = table_of(operation);
        Operation back = about(OperationKind::add_constraint, table.name, table.schema);
        back.constraint = operation.constraint;
        switch (operation.constraint) {
        case ConstraintKind::primary_key:
            back.table.primary_key = table.primary_key;
            break;
        case ConstraintKind::unique:
            back.table.uniques = {part_of(table.uniques, operation)};
            break;
        case ConstraintKind::foreign_key:
            back.table.foreign_keys = {part_of(table.foreign_keys, operation)};
            break;
        case ConstraintKind::check:
            back.table.checks = {part_of(table.checks, operation)};
            break;
        case ConstraintKind::index:
            break;
        }
        return back;
    }

    const meta::Schema& before_;
};

/// What takes operations back, in the order to do it; `before` is the schema before the first.
/// Throws MigrationError for what can't be taken back.
inline Operations reverse(const Operations& operations, meta::Schema before) {
    Operations back;
    for (const Operation& operation : operations) {
        Operations one = Reverser(before).reverse(operation);
        back.insert(back.begin(), one.begin(), one.end());
        apply(operation, before);
    }
    return back;
}

} // namespace rowan::migrate
