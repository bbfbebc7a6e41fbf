// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/members.hpp>
#include <rowan/schema/parts.hpp>
#include <rowan/type/codec.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace rowan::meta {

/// Stands for "no column".
inline constexpr std::uint16_t no_column = 0xffff;

/// One column of a mapped struct.
struct MappedColumn {
    std::string_view name = {};
    std::string_view member = {}; ///< The member's name, where the column has another one.
    const types::Codec* codec = nullptr;
    SqlType type = {};
    std::string_view server_default = {};
    std::string_view comment = {};
    std::string_view computed = {};
    std::string_view collate = {};
    std::string_view renamed_from = {};
    bool unique = false;
    bool in_key = false;
    bool autoincrement = false; ///< Asked for by name.
    bool generated = false;     ///< The database gives the value when the member is 0 or empty.

    /// Whether INSERT may leave the column to the database.
    [[nodiscard]] constexpr bool omittable() const {
        return generated || (!server_default.empty() && codec->nullable);
    }
};

/// Makes a value fit its column: a decimal number in a column of text keeps all its digits.
inline void fit(types::Cell& cell, const MappedColumn& column) {
    if (cell.kind == types::CellKind::decimal &&
        (column.type.kind == TypeKind::text || column.type.kind == TypeKind::varchar))
        cell.kind = types::CellKind::text;
}

struct Mapping;

/// Where a foreign key points to.
struct ForeignTarget {
    const Mapping* table;
    std::span<const std::uint16_t> columns;
};

enum class ConstraintKind : std::uint8_t { primary_key, unique, index, foreign_key, check };

/// One key, index or check of a mapped struct.
struct MappedConstraint {
    ConstraintKind kind = ConstraintKind::check;
    std::string_view name = {}; ///< Empty: by the naming convention.
    std::span<const std::uint16_t> columns = {};
    bool unique = false;
    std::string_view predicate = {};   ///< A partial index's condition, a check's condition.
    std::string_view expressions = {}; ///< What an index covers beside columns.
    ForeignTarget (*target)() = nullptr;
    Action on_delete = Action::no_action;
    Action on_update = Action::no_action;
    bool deferrable = false;
};

/// By which columns a table's rows lie in partitions, and how.
struct MappedPartitioning {
    PartitionMethod method = PartitionMethod::none;
    bool is_foreign = false; ///< The partitions may be foreign tables.
    std::span<const std::uint16_t> columns = {};
};

/// All that Rowan knows about a mapped struct: constexpr static data, one per struct. What works on
/// it is no template and compiled once.
struct Mapping {
    std::string_view entity; ///< The struct's name.
    std::string_view table;
    std::string_view schema;
    std::string_view comment;
    std::string_view renamed_from; ///< The table's name before.
    MappedPartitioning partitioning;
    std::span<const MappedColumn> columns;
    std::span<const std::uint16_t> key;
    std::span<const MappedConstraint> constraints;
    std::uint16_t version;   ///< The column that counts versions, or no_column.
    std::uint16_t generated; ///< The column the database generates, or no_column.
    bool has_omittable;
    reflect::Offsets offsets; ///< Where each column's member is in the struct.

    /// The position of the column called `name`, else of the member called so, or no_column.
    [[nodiscard]] constexpr std::uint16_t find(std::string_view name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].name == name)
                return static_cast<std::uint16_t>(i);
        // A column that is called like its member names no member.
        for (std::size_t i = 0; i < columns.size() && !name.empty(); ++i)
            if (columns[i].member == name)
                return static_cast<std::uint16_t>(i);
        return no_column;
    }
};

} // namespace rowan::meta
