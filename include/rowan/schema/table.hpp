// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/name.hpp>
#include <rowan/schema/parts.hpp>
#include <rowan/type/sql_type.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <vector>

namespace rowan::meta {

/// An SQL type that owns its names: a column's type in a schema value.
struct ColumnType {
    TypeKind kind = TypeKind::text;
    bool is_unsigned = false;
    bool with_time_zone = false;
    bool is_native =
        false;    ///< An enumeration that is a type of its own where the database has such.
    int size = 0; ///< Bits of an integer or real, length of a varchar or char, digits of a numeric.
    int scale = 0;            ///< Digits of a numeric behind the point.
    std::vector<Name> labels; ///< Names of an enumeration.
    Name name;                ///< Of an enumeration; SQLite's spelling of a custom type.
    Name postgresql;          ///< PostgreSQL's spelling of a custom type.
    Name mysql;               ///< MySQL's spelling of a custom type.

    constexpr ColumnType() = default;
    constexpr ColumnType(const SqlType& type)
        : kind(type.kind), is_unsigned(type.is_unsigned), with_time_zone(type.with_time_zone),
          is_native(type.is_native), size(type.size), scale(type.scale), name(type.name),
          postgresql(type.postgresql), mysql(type.mysql) {
        if (type.label_count > 0)
            labels.assign(type.labels, type.labels + type.label_count);
    }
    /// `rowan::Varchar{80}` and its like.
    template <std::convertible_to<SqlType> Spelled>
    constexpr ColumnType(const Spelled& type) : ColumnType(SqlType(type)) {}

    friend constexpr bool operator==(const ColumnType&, const ColumnType&) = default;
};

/// One column of a table.
struct Column {
    Name name;
    ColumnType type;
    bool nullable = false;
    Name server_default; ///< An SQL expression.
    Name computed;       ///< The SQL expression that the database computes the column from.
    Name collate;
    Name comment;
    Name renamed_from;          ///< The name before, for migrations.
    bool generated = false;     ///< The database gives the value when an INSERT has none.
    bool autoincrement = false; ///< Generated values are never given again.

    friend constexpr bool operator==(const Column&, const Column&) = default;
};

/// The columns that identify a row.
struct PrimaryKey {
    Name name;
    std::vector<Name> columns;

    friend constexpr bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

/// Columns in which no two rows have the same values.
struct Unique {
    Name name;
    std::vector<Name> columns;

    friend constexpr bool operator==(const Unique&, const Unique&) = default;
};

/// An index over columns and expressions.
struct Index {
    Name name;
    std::vector<Name> columns;
    Name expressions; ///< SQL expressions, separated by commas, behind the columns.
    Name predicate;   ///< The condition of a partial index.
    bool unique = false;

    friend constexpr bool operator==(const Index&, const Index&) = default;
};

/// Columns whose values are a key of another table.
struct ForeignKey {
    Name name;
    std::vector<Name> columns;
    Name referred_schema;
    Name referred_table;
    std::vector<Name> referred_columns;
    Action on_delete = Action::no_action;
    Action on_update = Action::no_action;
    bool deferrable = false;

    friend constexpr bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

/// A condition that each row fulfils.
struct Check {
    Name name;
    Name condition;

    friend constexpr bool operator==(const Check&, const Check&) = default;
};

/// By which columns a table's rows lie in partitions, and how.
struct Partitioning {
    PartitionMethod method = PartitionMethod::none;
    bool is_foreign = false; ///< The partitions may be foreign tables.
    std::vector<Name> columns;

    friend constexpr bool operator==(const Partitioning&, const Partitioning&) = default;
};

/// One table as a value: what a mapped struct, a live database and recorded migrations all become.
struct Table {
    Name name;
    Name schema;
    Name comment;
    std::vector<Column> columns;
    PrimaryKey primary_key;
    std::vector<Unique> uniques;
    std::vector<Index> indexes;
    std::vector<ForeignKey> foreign_keys;
    std::vector<Check> checks;
    Partitioning partitioning;
    Name version;      ///< The column that counts a row's versions.
    Name renamed_from; ///< The name before, for migrations.

    /// The column called `wanted`, or nullptr.
    [[nodiscard]] constexpr const Column* find(std::string_view wanted) const {
        for (const Column& column : columns)
            if (column.name == wanted)
                return &column;
        return nullptr;
    }

    friend constexpr bool operator==(const Table&, const Table&) = default;
};

/// All tables of a program or a database.
struct Schema {
    std::vector<Table> tables;

    /// The table called `wanted` in the database schema `space`, or nullptr.
    [[nodiscard]] constexpr const Table* find(std::string_view wanted,
                                              std::string_view space = {}) const {
        for (const Table& table : tables)
            if (table.name == wanted && table.schema == space)
                return &table;
        return nullptr;
    }

    friend constexpr bool operator==(const Schema&, const Schema&) = default;
};

/// Whether `wanted` is among `names`.
constexpr bool contains(const std::vector<Name>& names, std::string_view wanted) {
    for (const Name& name : names)
        if (name == wanted)
            return true;
    return false;
}

} // namespace rowan::meta
