// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/schema/naming.hpp>
#include <rowan/schema/table.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::meta {

constexpr std::vector<Name> column_names(const Mapping& mapping,
                                         std::span<const std::uint16_t> columns) {
    std::vector<Name> names;
    names.reserve(columns.size());
    for (std::uint16_t column : columns)
        names.push_back(mapping.columns[column].name);
    return names;
}

/// Names are set only where there is one: a large schema must not run out of the steps that a
/// compiler gives to one constant expression.
constexpr void set(Name& name, std::string_view text) {
    if (!text.empty())
        name = text;
}

constexpr void describe_column(const MappedColumn& mapped, Column& column) {
    column.name = mapped.name;
    column.type = mapped.type;
    column.nullable = mapped.codec->nullable && !mapped.in_key;
    set(column.server_default, mapped.server_default);
    set(column.computed, mapped.computed);
    set(column.collate, mapped.collate);
    set(column.comment, mapped.comment);
    set(column.renamed_from, mapped.renamed_from);
    column.generated = mapped.generated;
    column.autoincrement = mapped.autoincrement;
}

constexpr void describe_constraint(const Mapping& mapping, const MappedConstraint& mapped,
                                   Table& table) {
    std::vector<Name> columns = column_names(mapping, mapped.columns);
    switch (mapped.kind) {
    case ConstraintKind::primary_key:
        table.primary_key = {mapped.name, std::move(columns)};
        break;
    case ConstraintKind::unique:
        table.uniques.push_back({mapped.name, std::move(columns)});
        break;
    case ConstraintKind::index:
        table.indexes.push_back(
            {mapped.name, std::move(columns), mapped.expressions, mapped.predicate, mapped.unique});
        break;
    case ConstraintKind::foreign_key: {
        ForeignTarget target = mapped.target();
        table.foreign_keys.push_back({mapped.name, std::move(columns), target.table->schema,
                                      target.table->table,
                                      column_names(*target.table, target.columns), mapped.on_delete,
                                      mapped.on_update, mapped.deferrable});
        break;
    }
    case ConstraintKind::check:
        table.checks.push_back({mapped.name, mapped.predicate});
        break;
    }
}

/// The table of a mapping as a value; every constraint has a name.
constexpr Table describe(const Mapping& mapping) {
    Table table;
    table.name = mapping.table;
    table.schema = mapping.schema;
    table.comment = mapping.comment;
    set(table.renamed_from, mapping.renamed_from);
    table.columns.reserve(mapping.columns.size());
    for (const MappedColumn& column : mapping.columns) {
        describe_column(column, table.columns.emplace_back());
        if (column.unique)
            table.uniques.push_back({{}, {column.name}});
    }
    for (const MappedConstraint& constraint : mapping.constraints)
        describe_constraint(mapping, constraint, table);
    table.partitioning.method = mapping.partitioning.method;
    table.partitioning.is_foreign = mapping.partitioning.is_foreign;
    for (std::uint16_t column : mapping.partitioning.columns)
        table.partitioning.columns.push_back(mapping.columns[column].name);
    if (mapping.version != no_column)
        table.version = mapping.columns[mapping.version].name;
    name_constraints(table);
    return table;
}

/// The tables of several mappings, in their order.
constexpr Schema describe(std::span<const Mapping* const> mappings) {
    Schema described;
    described.tables.reserve(mappings.size());
    for (const Mapping* mapping : mappings)
        described.tables.push_back(describe(*mapping));
    return described;
}

} // namespace rowan::meta
