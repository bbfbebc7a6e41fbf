// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/difference.hpp>
#include <rowan/schema/naming.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace rowan::meta {

/// The position of the column called `name`, or `nowhere`.
constexpr std::size_t column_at(const Table& table, std::string_view name) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == name)
            return i;
    return nowhere;
}

/// Which table and column of one schema is which of another one: by name, and by `renamed_from`.
class Pairing {
  public:
    constexpr Pairing(const Schema& from, const Schema& to)
        : from_(from), to_(to), to_of_from_(from.tables.size(), nowhere),
          from_of_to_(to.tables.size(), nowhere) {
        for (std::size_t i = 0; i < to.tables.size(); ++i)
            pair(i, to.tables[i].name);
        for (std::size_t i = 0; i < to.tables.size(); ++i)
            if (from_of_to_[i] == nowhere && !to.tables[i].renamed_from.empty())
                pair(i, to.tables[i].renamed_from);
    }

    /// The table of the other schema; `nowhere` if it has none.
    [[nodiscard]] constexpr std::size_t to_of(std::size_t from) const { return to_of_from_[from]; }
    [[nodiscard]] constexpr std::size_t from_of(std::size_t to) const { return from_of_to_[to]; }

    /// The place of the column that a column of `to` was before, by either name; `nowhere` if it is
    /// new. Both tables are a pair.
    [[nodiscard]] constexpr std::size_t column_before(std::size_t to_table,
                                                      const Column& column) const {
        const Table& before = from_.tables[from_of_to_[to_table]];
        std::size_t at = column_at(before, column.name);
        if (at != nowhere || column.renamed_from.empty() ||
            to_.tables[to_table].find(column.renamed_from))
            return at;
        return column_at(before, column.renamed_from);
    }

    /// A column's name in `to`, its name in `from` given.
    [[nodiscard]] constexpr std::string_view name_after(std::size_t from_table,
                                                        std::string_view name) const {
        std::size_t to_table = from_table == nowhere ? nowhere : to_of_from_[from_table];
        if (to_table == nowhere)
            return name;
        for (const Column& column : to_.tables[to_table].columns)
            if (column.renamed_from == name && !from_.tables[from_table].find(column.name) &&
                !to_.tables[to_table].find(name))
                return column.name;
        return name;
    }

    /// Whether columns of `from` are these of `to`.
    [[nodiscard]] constexpr bool same_columns(std::size_t from_table,
                                              const std::vector<Name>& before,
                                              const std::vector<Name>& after) const {
        if (before.size() != after.size())
            return false;
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!(before[i] == after[i]) && name_after(from_table, before[i]) != after[i].view())
                return false;
        return true;
    }

    /// Whether a foreign key of `from` refers to what one of `to` refers to.
    [[nodiscard]] constexpr bool same_target(const ForeignKey& before,
                                             const ForeignKey& after) const {
        std::size_t target = position(from_, before.referred_schema, before.referred_table);
        bool renamed = target != nowhere && to_of_from_[target] != nowhere;
        std::string_view table =
            renamed ? to_.tables[to_of_from_[target]].name.view() : before.referred_table.view();
        return table == after.referred_table.view() &&
               before.referred_schema == after.referred_schema &&
               same_columns(target, before.referred_columns, after.referred_columns);
    }

  private:
    static constexpr std::size_t position(const Schema& schema, std::string_view space,
                                          std::string_view name) {
        for (std::size_t i = 0; i < schema.tables.size(); ++i)
            if (schema.tables[i].name == name && schema.tables[i].schema == space)
                return i;
        return nowhere;
    }
    constexpr void pair(std::size_t to, std::string_view name) {
        std::size_t from = position(from_, to_.tables[to].schema, name);
        if (from == nowhere || to_of_from_[from] != nowhere)
            return;
        from_of_to_[to] = from;
        to_of_from_[from] = to;
    }

    const Schema& from_;
    const Schema& to_;
    std::vector<std::size_t> to_of_from_;
    std::vector<std::size_t> from_of_to_;
};

/// A table as the naming convention would name its parts.
constexpr Table named_by_convention(const Table& table) {
    Table bare;
    bare.name = table.name;
    for (const Unique& unique : table.uniques)
        bare.uniques.push_back({{}, unique.columns});
    for (const Index& index : table.indexes)
        bare.indexes.push_back(index);
    for (const ForeignKey& key : table.foreign_keys) {
        bare.foreign_keys.push_back(key);
        bare.foreign_keys.back().name = {};
    }
    for (const Check& check : table.checks)
        bare.checks.push_back({{}, check.condition});
    name_constraints(bare);
    return bare;
}

/// Whether a name is that of the convention, which a database may have cut.
constexpr bool is_conventional(std::string_view name, std::string_view convention) {
    return name == convention || (name.size() > 8 && name.size() < convention.size() &&
                                  cut_name(convention, name.size()) == name);
}

} // namespace rowan::meta
