// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/sql.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace rowan::literals;

namespace {

struct Item {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::optional<int> a;
    int b = 0;
    double price = 0;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Item::id>(), rowan::column<&Item::note>("remark \"x`"));
};

} // namespace

#define WHERE(condition, lite, postgres, my)                                                       \
    CHECK_SQL(                                                                                     \
        tests::after_where, lite, postgres, my,                                                    \
        [](const rowan::lang::Dialect& dialect) constexpr {                                        \
            return rowan::select<Item>().filter condition.sql(dialect);                            \
        })

TEST_CASE("columns are compared with values and with each other") {
    WHERE(("b"_col == 1), R"("b" = ?)", R"("b" = $1)", "`b` = ?");
    WHERE(("b"_col != 1), R"("b" != ?)", R"("b" != $1)", "`b` != ?");
    WHERE(("b"_col < 1), R"("b" < ?)", R"("b" < $1)", "`b` < ?");
    WHERE(("b"_col <= 1), R"("b" <= ?)", R"("b" <= $1)", "`b` <= ?");
    WHERE(("b"_col > 1), R"("b" > ?)", R"("b" > $1)", "`b` > ?");
    WHERE(("b"_col >= 1), R"("b" >= ?)", R"("b" >= $1)", "`b` >= ?");
    WHERE((rowan::col<&Item::name> == "x"), R"("name" = ?)", R"("name" = $1)", "`name` = ?");
    WHERE(("b"_col == "a"_col), R"("b" = "a")", R"("b" = "a")", "`b` = `a`");
    WHERE(("b"_col == "price"_col), R"("b" = "price")", R"("b" = "price")", "`b` = `price`");
}

TEST_CASE("a value on the left turns the comparison round") {
    WHERE((1 == "b"_col), R"("b" = ?)", R"("b" = $1)", "`b` = ?");
    WHERE((1 != "b"_col), R"("b" != ?)", R"("b" != $1)", "`b` != ?");
    WHERE((1 < "b"_col), R"("b" > ?)", R"("b" > $1)", "`b` > ?");
    WHERE((1 <= "b"_col), R"("b" >= ?)", R"("b" >= $1)", "`b` >= ?");
    WHERE((1 > "b"_col), R"("b" < ?)", R"("b" < $1)", "`b` < ?");
    WHERE((1 >= "b"_col), R"("b" <= ?)", R"("b" <= $1)", "`b` <= ?");
}

TEST_CASE("names are quoted, quotes in them doubled, a column is also called by its member") {
    WHERE(("note"_col == "x"), R"("remark ""x`" = ?)", R"("remark ""x`" = $1)",
          "`remark \"x``` = ?");
    WHERE(("remark \"x`"_col == "x"), R"("remark ""x`" = ?)", R"("remark ""x`" = $1)",
          "`remark \"x``` = ?");
    WHERE((rowan::col<&Item::note> == "x"), R"("remark ""x`" = ?)", R"("remark ""x`" = $1)",
          "`remark \"x``` = ?");
}

TEST_CASE("NULL is tested, never compared") {
    WHERE(("a"_col == nullptr), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE(("a"_col != nullptr), R"("a" IS NOT NULL)", R"("a" IS NOT NULL)", "`a` IS NOT NULL");
    WHERE((nullptr == "a"_col), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE(("a"_col == std::nullopt), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE(("a"_col.is_null()), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE(("a"_col.is_not_null()), R"("a" IS NOT NULL)", R"("a" IS NOT NULL)", "`a` IS NOT NULL");
    WHERE((("a"_col + 1).is_null()), R"("a" + ? IS NULL)", R"("a" + $1 IS NULL)",
          "`a` + ? IS NULL");
    WHERE(("a"_col == std::optional<int>()), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE(("a"_col != std::optional<int>()), R"("a" IS NOT NULL)", R"("a" IS NOT NULL)",
          "`a` IS NOT NULL");
    WHERE(("a"_col == std::optional(1)), R"("a" = ?)", R"("a" = $1)", "`a` = ?");
    WHERE(("a"_col < std::optional<int>()), R"("a" < ?)", R"("a" < $1)", "`a` < ?");
}

TEST_CASE("AND, OR and NOT have the parentheses they need, and no others") {
    WHERE((("a"_col == 1 && "b"_col == 2) || "a"_col == 3), R"("a" = ? AND "b" = ? OR "a" = ?)",
          R"("a" = $1 AND "b" = $2 OR "a" = $3)", "`a` = ? AND `b` = ? OR `a` = ?");
    WHERE(("a"_col == 1 && ("b"_col == 2 || "b"_col == 3)), R"("a" = ? AND ("b" = ? OR "b" = ?))",
          R"("a" = $1 AND ("b" = $2 OR "b" = $3))", "`a` = ? AND (`b` = ? OR `b` = ?)");
    WHERE((!("a"_col == 1 && "b"_col == 2)), R"(NOT ("a" = ? AND "b" = ?))",
          R"(NOT ("a" = $1 AND "b" = $2))", "NOT (`a` = ? AND `b` = ?)");
    WHERE((!("a"_col == 1) && "b"_col == 2), R"(NOT "a" = ? AND "b" = ?)",
          R"(NOT "a" = $1 AND "b" = $2)", "NOT `a` = ? AND `b` = ?");
    WHERE((!!("a"_col == 1)), R"(NOT (NOT "a" = ?))", R"(NOT (NOT "a" = $1))", "NOT (NOT `a` = ?)");
    WHERE((!"a"_col.is_null()), R"(NOT "a" IS NULL)", R"(NOT "a" IS NULL)", "NOT `a` IS NULL");
    WHERE(("a"_col == 1 || "b"_col == 2, "b"_col == 3), R"(("a" = ? OR "b" = ?) AND "b" = ?)",
          R"(("a" = $1 OR "b" = $2) AND "b" = $3)", "(`a` = ? OR `b` = ?) AND `b` = ?");
    WHERE((!(!("a"_col == 1) || "b"_col == 2)), R"(NOT (NOT "a" = ? OR "b" = ?))",
          R"(NOT (NOT "a" = $1 OR "b" = $2))", "NOT (NOT `a` = ? OR `b` = ?)");
}

TEST_CASE("IN takes any number of values, none and NULL included") {
    WHERE(("b"_col.in({1, 2, 3})), R"("b" IN (?, ?, ?))", R"("b" IN ($1, $2, $3))",
          "`b` IN (?, ?, ?)");
    WHERE(("b"_col.not_in({1, 2})), R"("b" NOT IN (?, ?))", R"("b" NOT IN ($1, $2))",
          "`b` NOT IN (?, ?)");
    WHERE(("b"_col.in(std::vector<int>())), "1 = 0", "1 = 0", "1 = 0");
    WHERE(("b"_col.not_in(std::vector<int>())), "1 = 1", "1 = 1", "1 = 1");
    WHERE((!"b"_col.in(std::vector<int>()) && "b"_col == 1), R"(NOT 1 = 0 AND "b" = ?)",
          R"(NOT 1 = 0 AND "b" = $1)", "NOT 1 = 0 AND `b` = ?");
    WHERE((!"b"_col.in({1})), R"(NOT "b" IN (?))", R"(NOT "b" IN ($1))", "NOT `b` IN (?)");
    WHERE(("a"_col.in({std::optional(1), std::optional<int>(), std::optional(2)})),
          R"("a" IS NULL OR "a" IN (?, ?))", R"("a" IS NULL OR "a" IN ($1, $2))",
          "`a` IS NULL OR `a` IN (?, ?)");
    WHERE(("a"_col.not_in({std::optional(1), std::optional<int>()})),
          R"("a" IS NOT NULL AND "a" NOT IN (?))", R"("a" IS NOT NULL AND "a" NOT IN ($1))",
          "`a` IS NOT NULL AND `a` NOT IN (?)");
    WHERE(("a"_col.in({std::optional<int>()})), R"("a" IS NULL)", R"("a" IS NULL)", "`a` IS NULL");
    WHERE((("a"_col + "b"_col).in({1})), R"("a" + "b" IN (?))", R"("a" + "b" IN ($1))",
          "`a` + `b` IN (?)");
}

TEST_CASE("LIKE escapes what is meant as it is written, and only then") {
    WHERE(("name"_col.like("a%")), R"("name" LIKE ?)", R"("name" LIKE $1)", "`name` LIKE ?");
    WHERE(("name"_col.not_like("a%")), R"("name" NOT LIKE ?)", R"("name" NOT LIKE $1)",
          "`name` NOT LIKE ?");
    WHERE(("name"_col.starts_with("a%")), R"("name" LIKE ? ESCAPE '/')",
          R"("name" LIKE $1 ESCAPE '/')", "`name` LIKE ? ESCAPE '/'");
    WHERE(("name"_col.ends_with("a")), R"("name" LIKE ? ESCAPE '/')",
          R"("name" LIKE $1 ESCAPE '/')", "`name` LIKE ? ESCAPE '/'");
    WHERE((!"name"_col.contains("a")), R"(NOT "name" LIKE ? ESCAPE '/')",
          R"(NOT "name" LIKE $1 ESCAPE '/')", "NOT `name` LIKE ? ESCAPE '/'");
    WHERE(("name"_col.ilike("a%")), R"(lower("name") LIKE lower(?))",
          R"(lower("name") LIKE lower($1))", "lower(`name`) LIKE lower(?)");
    WHERE(("name"_col.not_ilike("a%")), R"(lower("name") NOT LIKE lower(?))",
          R"(lower("name") NOT LIKE lower($1))", "lower(`name`) NOT LIKE lower(?)");
}

TEST_CASE("BETWEEN takes values and columns") {
    WHERE(("b"_col.between(1, 2)), R"("b" BETWEEN ? AND ?)", R"("b" BETWEEN $1 AND $2)",
          "`b` BETWEEN ? AND ?");
    WHERE(("b"_col.not_between(1, "a"_col)), R"("b" NOT BETWEEN ? AND "a")",
          R"("b" NOT BETWEEN $1 AND "a")", "`b` NOT BETWEEN ? AND `a`");
    WHERE(("b"_col.between(1, 2) && !"a"_col.between("b"_col - 1, "b"_col + 1)),
          R"("b" BETWEEN ? AND ? AND NOT "a" BETWEEN "b" - ? AND "b" + ?)",
          R"("b" BETWEEN $1 AND $2 AND NOT "a" BETWEEN "b" - $3 AND "b" + $4)",
          "`b` BETWEEN ? AND ? AND NOT `a` BETWEEN `b` - ? AND `b` + ?");
}

TEST_CASE("arithmetic keeps its order") {
    WHERE((("a"_col + "b"_col) * 2 == 6), R"(("a" + "b") * ? = ?)", R"(("a" + "b") * $1 = $2)",
          "(`a` + `b`) * ? = ?");
    WHERE(("a"_col + "b"_col * 2 == 6), R"("a" + "b" * ? = ?)", R"("a" + "b" * $1 = $2)",
          "`a` + `b` * ? = ?");
    WHERE(("a"_col - ("b"_col - 1) == 6), R"("a" - ("b" - ?) = ?)", R"("a" - ("b" - $1) = $2)",
          "`a` - (`b` - ?) = ?");
    WHERE(("a"_col - "b"_col - 1 == 6), R"("a" - "b" - ? = ?)", R"("a" - "b" - $1 = $2)",
          "`a` - `b` - ? = ?");
    WHERE(("a"_col / ("b"_col * 3) % 2 == 1), R"("a" / ("b" * ?) % ? = ?)",
          R"("a" / ("b" * $1) % $2 = $3)", "`a` / (`b` * ?) % ? = ?");
    WHERE((10 - "a"_col < "b"_col), R"(? - "a" < "b")", R"($1 - "a" < "b")", "? - `a` < `b`");
    WHERE((-"a"_col == 1), R"(-"a" = ?)", R"(-"a" = $1)", "-`a` = ?");
    WHERE((-(-"a"_col) == 1), R"(-(-"a") = ?)", R"(-(-"a") = $1)", "-(-`a`) = ?");
    WHERE((-("a"_col + 1) == 1), R"(-("a" + ?) = ?)", R"(-("a" + $1) = $2)", "-(`a` + ?) = ?");
    WHERE(("a"_col - -"b"_col == 1), R"("a" - -"b" = ?)", R"("a" - -"b" = $1)", "`a` - -`b` = ?");
    WHERE((6 == "a"_col + 1), R"("a" + ? = ?)", R"("a" + $1 = $2)", "`a` + ? = ?");
}

TEST_CASE("texts are put together by +") {
    WHERE(("name"_col + "x" == "ax"), R"("name" || ? = ?)", R"("name" || $1 = $2)",
          "concat(`name`, ?) = ?");
    WHERE(("x" + "name"_col + "name"_col == "xaa"), R"(? || "name" || "name" = ?)",
          R"($1 || "name" || "name" = $2)", "concat(concat(?, `name`), `name`) = ?");
}
