// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/schema/naming.hpp>

#include <string_view>

namespace {

using namespace rowan::meta;

constexpr std::string_view long_name =
    "ix_a_table_with_a_really_long_name_that_goes_on_and_on_a_column_with_a_long_name";

constexpr Table nameless() {
    Table table;
    table.name = "t";
    table.primary_key.columns.push_back("id");
    table.uniques.push_back({{}, {"a"}});
    table.uniques.push_back({{}, {"a", "b"}});
    table.uniques.push_back({{}, {"a", "b"}});
    table.uniques.push_back({"mine", {"a"}});
    table.indexes.push_back({{}, {"c", "d"}, {}, {}, false});
    table.indexes.push_back({"ix_t_e", {"c"}, {}, {}, false});
    table.indexes.push_back({{}, {"e", "f"}, {}, {}, false});
    table.indexes.push_back({{}, {}, "lower(name)", {}, false});
    ForeignKey key;
    key.columns.push_back("owner");
    key.referred_table = "user";
    table.foreign_keys.push_back(key);
    table.foreign_keys.push_back(key);
    table.foreign_keys[1].columns.push_back("group");
    table.checks.push_back({{}, "a > 0"});
    table.checks.push_back({"positive", "a > 0"});
    name_constraints(table);
    return table;
}

constexpr Table named_twice() {
    Table table = nameless();
    name_constraints(table);
    return table;
}

} // namespace

TEST_CASE("constraints without a name get one by convention") {
    CHECK_TEXT(nameless().primary_key.name, "pk_t");
    CHECK_TEXT(nameless().uniques[0].name, "uq_t_a");
    CHECK_TEXT(nameless().indexes[0].name, "ix_t_c");
    CHECK_TEXT(nameless().foreign_keys[0].name, "fk_t_owner_user");
    CHECK_TEXT(nameless().checks[0].name, "ck_t_3ee692a1");
    CHECK_TEXT(nameless().indexes[3].name, "ix_t_17ca9748");
}

TEST_CASE("a name that is taken gives way to one of all columns, then to a number") {
    CHECK_TEXT(nameless().uniques[1].name, "uq_t_a_b");
    CHECK_TEXT(nameless().uniques[2].name, "uq_t_a_b_2");
    CHECK_TEXT(nameless().indexes[2].name, "ix_t_e_f");
    CHECK_TEXT(nameless().foreign_keys[1].name, "fk_t_owner_group_user");
}

TEST_CASE("a name that was given is kept") {
    CHECK_TEXT(nameless().uniques[3].name, "mine");
    CHECK_TEXT(nameless().checks[1].name, "positive");
    CHECK_BOTH(named_twice() == nameless());
}

TEST_CASE("long names are cut as SQLAlchemy cuts them") {
    CHECK_TEXT(cut_name(long_name, 63),
               "ix_a_table_with_a_really_long_name_that_goes_on_and_on__0da5");
    CHECK_TEXT(cut_name(long_name, long_name.size()), long_name);
    CHECK_BOTH(cut_name(long_name, long_name.size() - 1).size() == long_name.size() - 4);
}

TEST_CASE("a cut goes through no character") {
    // 55 bytes would end inside of the last of these characters of two bytes.
    constexpr std::string_view umlauts = "ääääääääääääääääääääääääääääääääääääääääääääääääää";
    CHECK_BOTH(cut_name(umlauts, 63).size() == 54 + 5);
}
