// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/operation.hpp>

#include <concepts>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

using Names = std::initializer_list<std::string_view>;

constexpr std::vector<Name> to_names(Names names) {
    std::vector<Name> list;
    list.reserve(names.size());
    for (std::string_view name : names)
        list.push_back(name);
    return list;
}

/// A column of a table that is created, or that is added to one. NULL is allowed unless something
/// else is said, as in Alembic.
class ColumnDefinition {
  public:
    constexpr ColumnDefinition(std::string_view name, meta::ColumnType type) {
        column_.name = name;
        column_.type = std::move(type);
        column_.nullable = true;
    }

    /// Part of the table's primary key.
    constexpr ColumnDefinition&& primary_key() && {
        in_key_ = true;
        column_.nullable = false;
        return std::move(*this);
    }
    constexpr ColumnDefinition&& not_null() && { return std::move(*this).nullable(false); }
    constexpr ColumnDefinition&& nullable(bool allowed) && {
        column_.nullable = allowed;
        return std::move(*this);
    }
    /// An SQL expression.
    constexpr ColumnDefinition&& server_default(std::string_view expression) && {
        column_.server_default = expression;
        return std::move(*this);
    }
    /// The SQL expression that the database computes the column from.
    constexpr ColumnDefinition&& computed(std::string_view expression) && {
        column_.computed = expression;
        return std::move(*this);
    }
    constexpr ColumnDefinition&& collate(std::string_view name) && {
        column_.collate = name;
        return std::move(*this);
    }
    constexpr ColumnDefinition&& comment(std::string_view text) && {
        column_.comment = text;
        return std::move(*this);
    }
    /// No two rows have the same value; the constraint is named by the naming convention.
    constexpr ColumnDefinition&& unique() && {
        unique_ = true;
        return std::move(*this);
    }
    /// The database gives the value where an INSERT has none.
    constexpr ColumnDefinition&& generated() && {
        column_.generated = true;
        return std::move(*this);
    }
    /// The same; values are never given again.
    constexpr ColumnDefinition&& autoincrement() && {
        column_.generated = column_.autoincrement = true;
        return std::move(*this);
    }
    /// A foreign key of this column alone.
    constexpr ColumnDefinition&& references(std::string_view table, std::string_view column,
                                            Action on_delete = no_action,
                                            Action on_update = no_action) && {
        key_.columns = {column_.name};
        key_.referred_table = table;
        key_.referred_columns = {Name(column)};
        key_.on_delete = on_delete;
        key_.on_update = on_update;
        return std::move(*this);
    }
    /// The schema of the table that `references` names.
    constexpr ColumnDefinition&& referred_schema(std::string_view schema) && {
        key_.referred_schema = schema;
        return std::move(*this);
    }

    [[nodiscard]] constexpr const meta::Column& value() const { return column_; }
    constexpr void add_to(meta::Table& table) const {
        table.columns.push_back(column_);
        if (in_key_)
            table.primary_key.columns.push_back(column_.name);
        if (unique_)
            table.uniques.push_back({{}, {column_.name}});
        if (!key_.columns.empty())
            table.foreign_keys.push_back(key_);
    }

  private:
    meta::Column column_;
    meta::ForeignKey key_;
    bool in_key_ = false;
    bool unique_ = false;
};

/// A column: `column("user", rowan::Varchar{80}).not_null()`.
constexpr ColumnDefinition column(std::string_view name, meta::ColumnType type) {
    return {name, std::move(type)};
}

/// An enum's type; `native` makes a type of its own of it where the database has such.
constexpr meta::ColumnType enumeration(std::string_view name, Names labels, bool native = false) {
    meta::ColumnType type;
    type.kind = TypeKind::enumeration;
    type.name = name;
    type.labels = to_names(labels);
    type.is_native = native;
    return type;
}

/// The primary key of a table that is created, if it has a name or several columns.
struct PrimaryKeyPart {
    meta::PrimaryKey key;
    constexpr void add_to(meta::Table& table) const {
        table.primary_key = key;
        for (meta::Column& column : table.columns)
            if (meta::contains(key.columns, column.name))
                column.nullable = false;
    }
};
constexpr PrimaryKeyPart primary_key(Names columns, std::string_view name = {}) {
    return {{name, to_names(columns)}};
}

struct UniquePart {
    meta::Unique unique;
    constexpr void add_to(meta::Table& table) const { table.uniques.push_back(unique); }
};
constexpr UniquePart unique(Names columns, std::string_view name = {}) {
    return {{name, to_names(columns)}};
}

struct CheckPart {
    meta::Check check;
    constexpr void add_to(meta::Table& table) const { table.checks.push_back(check); }
};
constexpr CheckPart check(std::string_view condition, std::string_view name = {}) {
    return {{name, condition}};
}

/// A foreign key: of a table that is created, or of create_foreign_key.
struct ForeignKeyPart {
    meta::ForeignKey key;
    constexpr void add_to(meta::Table& table) const { table.foreign_keys.push_back(key); }

    constexpr ForeignKeyPart&& on_delete(Action action) && {
        key.on_delete = action;
        return std::move(*this);
    }
    constexpr ForeignKeyPart&& on_update(Action action) && {
        key.on_update = action;
        return std::move(*this);
    }
    /// Checked at the end of the transaction.
    constexpr ForeignKeyPart&& deferrable() && {
        key.deferrable = true;
        return std::move(*this);
    }
    constexpr ForeignKeyPart&& referred_schema(std::string_view schema) && {
        key.referred_schema = schema;
        return std::move(*this);
    }
};
constexpr ForeignKeyPart foreign_key(Names columns, std::string_view table, Names referred,
                                     std::string_view name = {}) {
    meta::ForeignKey key;
    key.name = name;
    key.columns = to_names(columns);
    key.referred_table = table;
    key.referred_columns = to_names(referred);
    return {std::move(key)};
}

/// An index that is created with its table, or the columns and options of create_index.
struct IndexPart {
    meta::Index index;
    std::vector<Name> included = {};
    Name method = {};
    bool concurrent = false;

    constexpr void add_to(meta::Table& table) const { table.indexes.push_back(index); }

    constexpr IndexPart&& unique() && {
        index.unique = true;
        return std::move(*this);
    }
    /// Only the rows that fulfil an SQL condition.
    constexpr IndexPart&& where(std::string_view condition) && {
        index.predicate = condition;
        return std::move(*this);
    }
    /// SQL expressions behind the columns, separated by commas.
    constexpr IndexPart&& expressions(std::string_view list) && {
        index.expressions = list;
        return std::move(*this);
    }
    /// PostgreSQL: without keeping others from writing; outside of transactions only.
    constexpr IndexPart&& concurrently() && {
        concurrent = true;
        return std::move(*this);
    }
    /// PostgreSQL: columns that are stored beside the key.
    constexpr IndexPart&& include(Names columns) && {
        included = to_names(columns);
        return std::move(*this);
    }
    /// PostgreSQL: `gin`, `gist` and the like.
    constexpr IndexPart&& using_method(std::string_view name) && {
        method = name;
        return std::move(*this);
    }
};
constexpr IndexPart index(Names columns, std::string_view name = {}) {
    meta::Index index;
    index.name = name;
    index.columns = to_names(columns);
    return {std::move(index)};
}

/// The comment of a table that is created.
struct CommentPart {
    Name text;
    constexpr void add_to(meta::Table& table) const { table.comment = text; }
};
constexpr CommentPart comment(std::string_view text) { return {text}; }

/// How a table that is created is partitioned.
struct PartitionPart {
    meta::Partitioning partitioning;
    constexpr void add_to(meta::Table& table) const { table.partitioning = partitioning; }
};
/// `of_foreign_tables`: see rowan::partition_by_range.
constexpr PartitionPart partition_by(meta::PartitionMethod method, Names columns,
                                     bool of_foreign_tables = false) {
    return {{method, of_foreign_tables, to_names(columns)}};
}

/// Options of an operation on a table.
struct Options {
    std::string_view schema = {};
    bool if_exists = false;
    bool if_not_exists = false;
    bool concurrently = false;
};

template <typename Part>
concept TablePart = requires(const Part& part, meta::Table& table) {
    part.add_to(table);
};

} // namespace rowan::migrate
