// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace rowan::meta {

/// What kind of thing two schemas do not have alike.
enum class DifferenceKind : std::uint8_t {
    add_enum,
    change_enum,
    drop_enum,
    rename_table,
    add_table,
    drop_table,
    change_table_comment,
    change_partitioning,
    rename_column,
    add_column,
    change_column,
    drop_column,
    column_order,
    add_primary_key,
    drop_primary_key,
    add_unique,
    drop_unique,
    add_index,
    drop_index,
    add_foreign_key,
    drop_foreign_key,
    add_check,
    drop_check,
};

/// Stands for "not in this schema".
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Where a thing stands in a schema value: its table, and its place among the table's columns,
/// indexes or constraints of its kind.
struct SchemaPlace {
    std::size_t table = nowhere;
    std::size_t part = nowhere;

    friend constexpr bool operator==(const SchemaPlace&, const SchemaPlace&) = default;
};

/// What of a column is different.
struct ColumnChanges {
    bool type = false;
    bool nullable = false;
    bool server_default = false;
    bool computed = false;
    bool collate = false;
    bool comment = false;
    bool generated = false; ///< Who gives the key, and whether one is ever given again.

    [[nodiscard]] constexpr bool any() const {
        return type || nullable || server_default || computed || collate || comment || generated;
    }
    friend constexpr bool operator==(const ColumnChanges&, const ColumnChanges&) = default;
};

/// One thing that has to be done to make a schema of another one. It names places in both, so that
/// who carries it out takes what he needs from them. An enum's place is a column of its type.
struct Difference {
    DifferenceKind kind = DifferenceKind::add_table;
    SchemaPlace from = {};
    SchemaPlace to = {};
    ColumnChanges changes = {};

    friend constexpr bool operator==(const Difference&, const Difference&) = default;
};

} // namespace rowan::meta
