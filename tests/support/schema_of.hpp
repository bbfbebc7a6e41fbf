// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Schema values, written as SQLite's CREATE TABLE and CREATE INDEX.

#include <rowan/schema/naming.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/parse_table.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace rowan_test {

/// Names that stand beside those of other cases in one database.
inline void prefix(rowan::meta::Name& name, const std::string& by) {
    if (!name.empty())
        name = rowan::meta::Name(by).append(name);
}
inline void prefix(rowan::meta::Table& table, const std::string& by) {
    prefix(table.name, by);
    for (rowan::meta::Unique& unique : table.uniques)
        prefix(unique.name, by);
    for (rowan::meta::Index& index : table.indexes)
        prefix(index.name, by);
    for (rowan::meta::Check& check : table.checks)
        prefix(check.name, by);
    for (rowan::meta::ForeignKey& key : table.foreign_keys)
        prefix(key.referred_table, by);
}

/// The schema that statements of SQLite make; what has no name gets the convention's.
inline rowan::meta::Schema schema_of(std::string_view sql, const std::string& by = "") {
    rowan::meta::Schema schema;
    while (!sql.empty()) {
        std::string_view one = rowan::lang::trimmed(sql.substr(0, sql.find(';')));
        sql.remove_prefix(sql.find(';') == sql.npos ? sql.size() : sql.find(';') + 1);
        rowan::lang::TokenReader words(one);
        words.skip();
        bool unique = words.take("unique");
        if (words.take("table")) {
            rowan::meta::Table table = rowan::lang::TableParser(one, rowan::lang::sqlite).parse();
            table.name = words.name();
            schema.tables.push_back(std::move(table));
        } else if (words.take("index")) {
            rowan::meta::Index index = rowan::lang::parse_index(one);
            index.name = words.name();
            index.unique = unique;
            words.skip();
            rowan::meta::Name name = words.name();
            for (rowan::meta::Table& table : schema.tables)
                if (table.name == name)
                    table.indexes.push_back(index);
        }
    }
    for (rowan::meta::Table& table : schema.tables) {
        prefix(table, by);
        rowan::meta::name_constraints(table);
    }
    return schema;
}

} // namespace rowan_test
