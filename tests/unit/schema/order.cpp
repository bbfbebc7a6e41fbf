// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/schema/order.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace {

using namespace rowan::meta;

/// Tables of one letter: `"a>bc b"` is a, which refers to b and c, and b.
constexpr std::vector<Table> tables_of(std::string_view text) {
    std::vector<Table> tables;
    bool refers = false;
    tables.emplace_back();
    for (const char& c : text) {
        if (c == ' ') {
            tables.emplace_back();
            refers = false;
        } else if (c == '>') {
            refers = true;
        } else if (refers) {
            ForeignKey key;
            key.referred_table = std::string_view(&c, 1);
            tables.back().foreign_keys.push_back(key);
        } else {
            tables.back().name = std::string_view(&c, 1);
        }
    }
    return tables;
}

constexpr TableOrder order_of(std::string_view text) { return order_tables(tables_of(text)); }

/// The order as the tables' names.
constexpr Name ordered(std::string_view text) {
    std::vector<Table> tables = tables_of(text);
    Name names;
    for (std::size_t table : order_tables(tables).tables)
        names.append(tables[table].name);
    return names;
}

/// The postponed keys as `ab`, from a to b, with blanks between them.
constexpr Name postponed(std::string_view text) {
    std::vector<Table> tables = tables_of(text);
    Name names;
    for (const ForeignKeyPlace& place : order_tables(tables).postponed)
        names.append(names.empty() ? "" : " ")
            .append(tables[place.table].name)
            .append(tables[place.table].foreign_keys[place.key].referred_table);
    return names;
}

constexpr bool schemas_tell_tables_apart() {
    std::vector<Table> tables = tables_of("a>b b b");
    tables[0].foreign_keys[0].referred_schema = tables[2].schema = "s";
    TableOrder order = order_tables(tables);
    return order.tables == std::vector<std::size_t>{1, 2, 0} && order.postponed.empty();
}

} // namespace

TEST_CASE("tables come after those they refer to, else in the given order") {
    CHECK_TEXT(ordered("a b c"), "abc");
    CHECK_TEXT(ordered("a>b b"), "ba");
    CHECK_TEXT(ordered("c>b b>a a d"), "abcd");
    CHECK_TEXT(ordered("x a>bc b>c c"), "xcba");
    CHECK_BOTH(order_of("a>b b").postponed.empty());
    CHECK_BOTH(order_tables({}).tables.empty());
}

TEST_CASE("a table may refer to itself and to tables elsewhere") {
    CHECK_TEXT(ordered("a>az b>z"), "ab");
    CHECK_BOTH(order_of("a>az b>z").postponed.empty());
}

TEST_CASE("a cycle is cut at its first table, whose keys are postponed") {
    CHECK_TEXT(ordered("a>b b>a"), "ab");
    CHECK_TEXT(postponed("a>b b>a"), "ab");
    CHECK_TEXT(ordered("a>b b>c c>a"), "acb");
    CHECK_TEXT(postponed("a>b b>c c>a"), "ab");
}

TEST_CASE("a table that only hangs on a cycle keeps its keys") {
    CHECK_TEXT(ordered("x>a a>b b>a"), "axb");
    CHECK_TEXT(postponed("x>a a>b b>a"), "ab");
}

TEST_CASE("a key outside of the cycle is not postponed when its table is there already") {
    CHECK_TEXT(ordered("a>bp b>a p"), "pab");
    CHECK_TEXT(postponed("a>bp b>a p"), "ab");
}

TEST_CASE("two cycles are cut one after the other") {
    CHECK_TEXT(ordered("a>b b>a c>d d>c"), "abcd");
    CHECK_TEXT(postponed("a>b b>a c>d d>c"), "ab cd");
}

TEST_CASE("tables of one name in two database schemas are different ones") {
    CHECK_BOTH(schemas_tell_tables_apart());
}
