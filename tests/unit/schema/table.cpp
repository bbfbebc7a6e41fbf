// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/schema/table.hpp>

#include <string_view>

namespace {

using namespace rowan::meta;

constexpr Table shelf() {
    Table table;
    table.name = "shelf";
    Column id;
    id.name = "id";
    id.type = rowan::BigInteger{};
    table.columns.push_back(id);
    Column kind;
    kind.name = "kind";
    constexpr std::string_view labels[] = {"low", "high"};
    kind.type = rowan::SqlType{
        .kind = rowan::TypeKind::enumeration, .labels = labels, .label_count = 2, .name = "height"};
    table.columns.push_back(kind);
    table.primary_key.columns.push_back("id");
    return table;
}

/// Whether a change of one part makes a table another one.
template <typename Change>
constexpr bool differs_after(Change change) {
    Table changed = shelf();
    if (!(changed == shelf()))
        return false;
    change(changed);
    return !(changed == shelf());
}

constexpr bool finds_tables() {
    Schema all;
    all.tables.push_back(shelf());
    all.tables.push_back(shelf());
    all.tables[1].schema = "attic";
    return all.find("shelf") == all.tables.data() &&
           all.find("shelf", "attic") == all.tables.data() + 1 && all.find("box") == nullptr &&
           all.find("shelf", "cellar") == nullptr;
}

constexpr bool finds_columns() {
    Table table = shelf();
    return table.find("kind") == table.columns.data() + 1 && table.find("size") == nullptr;
}

constexpr bool labels_are_kept() {
    Table table = shelf();
    return contains(table.columns[1].type.labels, "high") &&
           !contains(table.columns[1].type.labels, "middle");
}

} // namespace

TEST_CASE("tables are equal when all their parts are") {
    CHECK_BOTH(shelf() == shelf());
    CHECK_BOTH(differs_after([](Table& table) { table.name = "box"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.schema = "attic"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.comment = "oak"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.version = "id"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns.pop_back(); }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[0].name = "nr"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[0].type.size = 32; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[1].type.labels[0] = "deep"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[0].nullable = true; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[0].server_default = "1"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.columns[0].generated = true; }));
    CHECK_BOTH(differs_after([](Table& table) { table.primary_key.name = "pk"; }));
    CHECK_BOTH(differs_after([](Table& table) { table.uniques.emplace_back(); }));
    CHECK_BOTH(differs_after([](Table& table) { table.indexes.emplace_back(); }));
    CHECK_BOTH(differs_after([](Table& table) { table.foreign_keys.emplace_back(); }));
    CHECK_BOTH(differs_after([](Table& table) { table.checks.emplace_back(); }));
}

TEST_CASE("tables and columns are found by name") {
    CHECK_BOTH(finds_tables());
    CHECK_BOTH(finds_columns());
    CHECK_BOTH(labels_are_kept());
}
