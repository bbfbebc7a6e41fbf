// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// What is done with the parts of a table that doesn't know its struct. Templates all the same, so
// that a file without a mapped struct compiles none of it; of MappedColumn, so that any other file
// compiles it once.

namespace rowan::meta {

/// What the parts of a table say of it as a whole, and whether they are right.
struct TableFacts {
    std::size_t constraint_count = 0;
    std::span<const std::uint16_t> key{};
    std::uint16_t version = no_column;
    std::uint16_t generated = no_column;
    bool has_omittable = false;
    /// Only a table's whole key can be generated, and only where it is an integer.
    bool has_valid_autoincrement = true;
    bool has_enums_where_native = true;
    /// PostgreSQL can't tell across partitions whether a key is there already.
    bool has_partition_columns_in_key = true;
    std::string_view schema{}, comment{}, renamed_from{};
    MappedPartitioning partitioning{};

    [[nodiscard]] constexpr bool is_right() const {
        return has_valid_autoincrement && has_enums_where_native && has_partition_columns_in_key;
    }
};

/// A table's mapping while the parts of its definition are gathered. The columns have their names
/// and types already; all of it is the caller's.
template <typename Column>
struct BasicTableDraft {
    Column* columns;
    std::size_t column_count;
    MappedConstraint* constraints;
    TableFacts& facts;

    constexpr void add(const MappedConstraint& constraint) {
        constraints[facts.constraint_count++] = constraint;
    }
    constexpr void add_key(std::span<const std::uint16_t> key, std::string_view name) {
        facts.key = key;
        for (std::size_t i = 0; i < key.size(); ++i)
            columns[key[i]].in_key = true;
        add({.kind = ConstraintKind::primary_key, .name = name, .columns = key});
    }
    /// What the table says of one column; `name` is empty where the member's is the column's.
    constexpr void add_column(std::uint16_t position, std::string_view name,
                              const ColumnOption (&options)[most_options]) {
        Column& column = columns[position];
        if (!name.empty()) {
            column.member = column.name;
            column.name = name;
        }
        for (const ColumnOption& option : options)
            set(column, option);
    }
    /// An option of the table itself.
    constexpr void add_option(const ColumnOption& option) {
        if (option.kind == ColumnOption::Kind::renamed_from)
            facts.renamed_from = option.text;
        else if (option.kind == ColumnOption::Kind::comment)
            facts.comment = option.text;
    }
    /// When all parts are there.
    constexpr void finish() {
        find_generated();
        for (std::size_t i = 0; i < column_count; ++i) {
            const Column& column = columns[i];
            facts.has_omittable = facts.has_omittable || column.omittable();
            if (column.type.is_native && column.type.kind != TypeKind::enumeration)
                facts.has_enums_where_native = false;
        }
        const std::span<const std::uint16_t>& parted = facts.partitioning.columns;
        for (std::size_t i = 0; i < parted.size(); ++i)
            if (!facts.partitioning.is_foreign && !columns[parted[i]].in_key)
                facts.has_partition_columns_in_key = false;
    }

  private:
    static constexpr void set(Column& column, const ColumnOption& option) {
        switch (option.kind) {
        case ColumnOption::Kind::none:
            break;
        case ColumnOption::Kind::type:
            column.type = option.type;
            break;
        case ColumnOption::Kind::server_default:
            column.server_default = option.text;
            break;
        case ColumnOption::Kind::unique:
            column.unique = true;
            break;
        case ColumnOption::Kind::comment:
            column.comment = option.text;
            break;
        case ColumnOption::Kind::computed:
            column.computed = option.text;
            break;
        case ColumnOption::Kind::collate:
            column.collate = option.text;
            break;
        case ColumnOption::Kind::autoincrement:
            column.autoincrement = true;
            break;
        case ColumnOption::Kind::native_enum:
            column.type.is_native = true;
            if (!option.text.empty())
                column.type.name = option.text;
            break;
        case ColumnOption::Kind::renamed_from:
            column.renamed_from = option.text;
            break;
        }
    }
    /// A single integer key that no foreign key fills is generated, as SQLAlchemy's
    /// `autoincrement="auto"` has it.
    constexpr void find_generated() {
        for (std::size_t i = 0; i < column_count; ++i) {
            Column& column = columns[i];
            bool is_key = facts.key.size() == 1 && facts.key[0] == i;
            bool automatic = is_key && column.server_default.empty() && column.computed.empty() &&
                             column.type.kind == TypeKind::integer &&
                             column.codec->kind == types::CellKind::integer;
            for (std::size_t c = 0; automatic && c < facts.constraint_count; ++c)
                if (constraints[c].kind == ConstraintKind::foreign_key)
                    for (std::size_t k = 0; k < constraints[c].columns.size(); ++k)
                        automatic = automatic && constraints[c].columns[k] != i;
            if (column.autoincrement && (!is_key || column.type.kind != TypeKind::integer))
                facts.has_valid_autoincrement = false;
            if (automatic || column.autoincrement) {
                column.generated = true;
                facts.generated = static_cast<std::uint16_t>(i);
            }
        }
    }
};

using TableDraft = BasicTableDraft<MappedColumn>;

template <typename Columns, typename Constraints>
constexpr Mapping make_mapping(std::string_view entity, std::string_view table,
                               const Columns& columns, const Constraints& constraints,
                               const TableFacts& facts, const reflect::Offsets& offsets) {
    return {.entity = entity,
            .table = table,
            .schema = facts.schema,
            .comment = facts.comment,
            .renamed_from = facts.renamed_from,
            .partitioning = facts.partitioning,
            .columns = columns,
            .key = facts.key,
            .constraints = {constraints.data(), facts.constraint_count},
            .version = facts.version,
            .generated = facts.generated,
            .has_omittable = facts.has_omittable,
            .offsets = offsets};
}

} // namespace rowan::meta
