// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/md5.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace rowan::meta {

/// A name cut to a dialect's limit of bytes as SQLAlchemy cuts it: the first (limit - 8) of them,
/// `_` and the last 4 hexadecimal digits of the MD5 of the whole name.
constexpr Name cut_name(std::string_view name, std::size_t limit) {
    if (name.size() <= limit)
        return name;
    std::size_t kept = limit - 8;
    // A character of several bytes is kept or dropped as a whole.
    while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xc0) == 0x80)
        --kept;
    Name cut = name.substr(0, kept);
    auto digits = Md5(name).hex();
    return cut.append("_").append({digits.data() + digits.size() - 4, 4});
}

/// A name for an expression: it stays the same when others come or go.
constexpr Name expression_label(std::string_view expression) {
    auto digits = Md5(expression).hex();
    return std::string_view(digits.data(), 8);
}

/// Gives the nameless constraints and indexes of one table their names.
class NamingConvention {
  public:
    constexpr explicit NamingConvention(Table& table) : table_(table) {}

    constexpr void apply() {
        PrimaryKey& key = table_.primary_key;
        if (key.name.empty() && !key.columns.empty())
            key.name = unused(Name("pk_").append(table_.name), {});
        for (Unique& unique : table_.uniques)
            name_by_columns(unique.name, "uq_", unique.columns, {}, {});
        for (Index& index : table_.indexes)
            name_by_columns(index.name, "ix_", index.columns, index.expressions, {});
        for (ForeignKey& foreign : table_.foreign_keys)
            name_by_columns(foreign.name, "fk_", foreign.columns, {}, foreign.referred_table);
        for (Check& check : table_.checks)
            name_by_columns(check.name, "ck_", {}, check.condition, {});
    }

  private:
    [[nodiscard]] constexpr bool is_taken(const Name& name) const {
        if (table_.primary_key.name == name)
            return true;
        for (const Unique& unique : table_.uniques)
            if (unique.name == name)
                return true;
        for (const Index& index : table_.indexes)
            if (index.name == name)
                return true;
        for (const ForeignKey& key : table_.foreign_keys)
            if (key.name == name)
                return true;
        for (const Check& check : table_.checks)
            if (check.name == name)
                return true;
        return false;
    }

    constexpr void name_by_columns(Name& name, std::string_view kind,
                                   const std::vector<Name>& columns, std::string_view expression,
                                   std::string_view referred) {
        if (!name.empty())
            return;
        Name start = kind;
        start.append(table_.name).append("_");
        Name first = start, all = start;
        if (columns.empty()) {
            first.append(expression_label(expression));
            all = first;
        } else {
            first.append(columns.front());
            for (std::size_t i = 0; i < columns.size(); ++i)
                all.append(i > 0 ? "_" : "").append(columns[i]);
        }
        if (!referred.empty()) {
            first.append("_").append(referred);
            all.append("_").append(referred);
        }
        name = unused(first, all);
    }

    /// The first name, unless another constraint of the table has it: then the one of all columns,
    /// then that with a number.
    [[nodiscard]] constexpr Name unused(const Name& first, const Name& all) const {
        Name chosen = is_taken(first) && !all.empty() ? all : first;
        Name start = chosen;
        for (char number = '2'; number <= '9' && is_taken(chosen); ++number)
            chosen = Name(start).append("_").append({&number, 1});
        return chosen;
    }

    Table& table_;
};

/// Names what has no name: `pk_<table>`, `uq_<table>_<column>`, `ix_<table>_<column>`,
/// `fk_<table>_<column>_<referred table>`, `ck_<table>_<label of the condition>`; `<column>` is the
/// first one, or all where that name is taken.
constexpr void name_constraints(Table& table) { NamingConvention(table).apply(); }

} // namespace rowan::meta
