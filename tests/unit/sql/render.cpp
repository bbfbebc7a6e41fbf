// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/sql.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace rowan::literals;
using rowan::lang::Dialect;
using rowan::lang::Verb;

namespace {

struct Item {
    std::int64_t id = 0;
    std::string name;
    std::optional<int> n;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Item::id>(), rowan::schema("shop"));
};
/// A key of two columns, a version, a computed column and a default of the server.
struct Line {
    std::int64_t order = 0;
    std::int64_t number = 0;
    std::int64_t revision = 1;
    std::int64_t total = 0;
    std::optional<std::string> state;

    static constexpr auto table = rowan::table(
        rowan::primary_key<&Line::order, &Line::number>(), rowan::version<&Line::revision>(),
        rowan::column<&Line::total>(rowan::computed("number * 2")),
        rowan::column<&Line::state>(rowan::server_default("'new'")));
};
struct Lonely {
    std::int64_t id = 0;
    static constexpr auto table = rowan::table(rowan::primary_key<&Lonely::id>());
};

constexpr std::string_view whole(std::string_view text) { return text; }

template <typename Entity>
constexpr rowan::lang::Text row_text(Verb verb, const Dialect& dialect, std::uint64_t omitted = 0) {
    rowan::lang::Text text(dialect);
    rowan::lang::render(text, {verb, &rowan::meta::mapping<Entity>, nullptr, omitted});
    return text;
}

} // namespace

#define IN_EACH_DIALECT(lite, postgres, my, ...)                                                   \
    CHECK_SQL(                                                                                     \
        whole, lite, postgres, my, [](const Dialect& dialect) constexpr { return __VA_ARGS__; })
#define ORDER(ordering, lite, postgres, my)                                                        \
    CHECK_SQL(                                                                                     \
        tests::after_order, lite, postgres, my, [](const Dialect& dialect) constexpr {             \
            return rowan::select<Item>().order_by ordering.sql(dialect);                           \
        })

TEST_CASE("SELECT names all columns, and the schema of the table") {
    IN_EACH_DIALECT(R"(SELECT "id", "name", "n" FROM "shop"."item")",
                    R"(SELECT "id", "name", "n" FROM "shop"."item")",
                    "SELECT `id`, `name`, `n` FROM `shop`.`item`",
                    rowan::select<Item>().sql(dialect));
    IN_EACH_DIALECT(
        R"(SELECT "id", "name", "n" FROM "shop"."item" WHERE "n" = ? AND "name" = ? ORDER BY "n" DESC, "id" LIMIT ? OFFSET ?)",
        R"(SELECT "id", "name", "n" FROM "shop"."item" WHERE "n" = $1 AND "name" = $2 ORDER BY "n" DESC, "id" LIMIT $3 OFFSET $4)",
        "SELECT `id`, `name`, `n` FROM `shop`.`item` WHERE `n` = ? AND `name` = ? ORDER BY `n` "
        "DESC, `id` LIMIT ? OFFSET ?",
        rowan::select<Item>()
            .filter_by("n"_col = 1)
            .filter("name"_col == "x")
            .order_by("n"_col.desc(), rowan::col<&Item::id>)
            .limit(10)
            .offset(20)
            .sql(dialect));
}

TEST_CASE("ORDER BY puts NULLs first or last where the dialect has no words for it, too") {
    ORDER(("n"_col), R"("n")", R"("n")", "`n`");
    ORDER(("n"_col.asc()), R"("n")", R"("n")", "`n`");
    ORDER(("n"_col.nulls_first()), R"("n" NULLS FIRST)", R"("n" NULLS FIRST)",
          "`n` IS NULL DESC, `n`");
    ORDER(("n"_col.nulls_last()), R"("n" NULLS LAST)", R"("n" NULLS LAST)", "`n` IS NULL, `n`");
    ORDER(("n"_col.desc().nulls_first()), R"("n" DESC NULLS FIRST)", R"("n" DESC NULLS FIRST)",
          "`n` IS NULL DESC, `n` DESC");
    ORDER(("n"_col.desc().nulls_last(), "id"_col), R"("n" DESC NULLS LAST, "id")",
          R"("n" DESC NULLS LAST, "id")", "`n` IS NULL, `n` DESC, `id`");
    ORDER((("n"_col * 2 + "id"_col).desc()), R"("n" * ? + "id" DESC)", R"("n" * $1 + "id" DESC)",
          "`n` * ? + `id` DESC");
    ORDER((("n"_col + 2).nulls_last()), R"("n" + ? NULLS LAST)", R"("n" + $1 NULLS LAST)",
          "`n` + ? IS NULL, `n` + ?");
    ORDER(("n"_col.desc().nulls_last().nulls_first()), R"("n" DESC NULLS FIRST)",
          R"("n" DESC NULLS FIRST)", "`n` IS NULL DESC, `n` DESC");
}

TEST_CASE("a value of ORDER BY is bound as often as it is written") {
    auto indexes = [](const Dialect& dialect) {
        auto query = rowan::select<Item>().order_by("n"_col + 1, ("n"_col * 2 + 3).nulls_last(),
                                                    "n"_col - 4);
        std::vector<std::size_t> list;
        rowan::lang::each_order_value(query.clauses().order, dialect,
                                      [&](std::size_t i) { list.push_back(i); });
        return list;
    };
    CHECK(indexes(rowan::lang::sqlite) == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(indexes(rowan::lang::mysql) == std::vector<std::size_t>{0, 1, 2, 1, 2, 3});
}

TEST_CASE("OFFSET without LIMIT is spelled as each dialect wants it") {
    IN_EACH_DIALECT(R"(SELECT "id" FROM "lonely" LIMIT ?)", R"(SELECT "id" FROM "lonely" LIMIT $1)",
                    "SELECT `id` FROM `lonely` LIMIT ?",
                    rowan::select<Lonely>().limit(0).sql(dialect));
    IN_EACH_DIALECT(R"(SELECT "id" FROM "lonely" LIMIT -1 OFFSET ?)",
                    R"(SELECT "id" FROM "lonely" OFFSET $1)",
                    "SELECT `id` FROM `lonely` LIMIT 18446744073709551615 OFFSET ?",
                    rowan::select<Lonely>().offset(5).sql(dialect));
}

TEST_CASE("count and exists keep the limit and drop the order") {
    IN_EACH_DIALECT(R"(SELECT count(*) FROM "lonely" WHERE "id" = ?)",
                    R"(SELECT count(*) FROM "lonely" WHERE "id" = $1)",
                    "SELECT count(*) FROM `lonely` WHERE `id` = ?",
                    rowan::select<Lonely>()
                        .filter_by("id"_col = 1)
                        .order_by("id"_col)
                        .text_of(Verb::count, dialect));
    IN_EACH_DIALECT(
        R"(SELECT count(*) FROM (SELECT 1 AS one FROM "lonely" WHERE "id" = ? LIMIT ? OFFSET ?) AS limited)",
        R"(SELECT count(*) FROM (SELECT 1 AS one FROM "lonely" WHERE "id" = $1 LIMIT $2 OFFSET $3) AS limited)",
        "SELECT count(*) FROM (SELECT 1 AS one FROM `lonely` WHERE `id` = ? LIMIT ? OFFSET ?) AS "
        "limited",
        rowan::select<Lonely>()
            .filter_by("id"_col = 1)
            .limit(1)
            .offset(2)
            .text_of(Verb::count, dialect));
    IN_EACH_DIALECT(R"(SELECT EXISTS (SELECT 1 FROM "lonely" LIMIT -1 OFFSET ?))",
                    R"(SELECT EXISTS (SELECT 1 FROM "lonely" OFFSET $1))",
                    "SELECT EXISTS (SELECT 1 FROM `lonely` LIMIT 18446744073709551615 OFFSET ?)",
                    rowan::select<Lonely>().offset(3).text_of(Verb::exists, dialect));
}

TEST_CASE("UPDATE sets values and expressions, DELETE needs none") {
    IN_EACH_DIALECT(
        R"(UPDATE "shop"."item" SET "n" = "n" + ?, "name" = ? WHERE "id" = ?)",
        R"(UPDATE "shop"."item" SET "n" = "n" + $1, "name" = $2 WHERE "id" = $3)",
        "UPDATE `shop`.`item` SET `n` = `n` + ?, `name` = ? WHERE `id` = ?",
        rowan::select<Item>()
            .filter_by("id"_col = 1)
            .update_sql(dialect, "n"_col = "n"_col + 1, rowan::col<& Item::name> = "x"));
    IN_EACH_DIALECT(R"(UPDATE "shop"."item" SET "n" = ?)", R"(UPDATE "shop"."item" SET "n" = $1)",
                    "UPDATE `shop`.`item` SET `n` = ?",
                    rowan::select<Item>().update_sql(dialect, "n"_col = nullptr));
    IN_EACH_DIALECT(
        R"(DELETE FROM "shop"."item" WHERE "n" IS NULL)",
        R"(DELETE FROM "shop"."item" WHERE "n" IS NULL)",
        "DELETE FROM `shop`.`item` WHERE `n` IS NULL",
        rowan::select<Item>().filter("n"_col == nullptr).text_of(Verb::remove, dialect));
    IN_EACH_DIALECT(R"(DELETE FROM "lonely")", R"(DELETE FROM "lonely")", "DELETE FROM `lonely`",
                    rowan::select<Lonely>().text_of(Verb::remove, dialect));
}

TEST_CASE("statements about one row name its key and version") {
    IN_EACH_DIALECT(
        R"(INSERT INTO "line" ("order", "number", "revision", "state") VALUES (?, ?, ?, ?))",
        R"(INSERT INTO "line" ("order", "number", "revision", "state") VALUES ($1, $2, $3, $4))",
        "INSERT INTO `line` (`order`, `number`, `revision`, `state`) VALUES (?, ?, ?, ?)",
        row_text<Line>(Verb::insert, dialect));
    IN_EACH_DIALECT(R"(INSERT INTO "line" ("order", "number", "revision") VALUES (?, ?, ?))",
                    R"(INSERT INTO "line" ("order", "number", "revision") VALUES ($1, $2, $3))",
                    "INSERT INTO `line` (`order`, `number`, `revision`) VALUES (?, ?, ?)",
                    row_text<Line>(Verb::insert, dialect, 1));
    IN_EACH_DIALECT(R"(INSERT INTO "lonely" DEFAULT VALUES)",
                    R"(INSERT INTO "lonely" DEFAULT VALUES RETURNING "id")",
                    "INSERT INTO `lonely` () VALUES ()",
                    row_text<Lonely>(Verb::insert, dialect, 1));
    IN_EACH_DIALECT(
        R"(UPDATE "line" SET "revision" = ?, "state" = ? WHERE "order" = ? AND "number" = ? AND "revision" = ?)",
        R"(UPDATE "line" SET "revision" = $1, "state" = $2 WHERE "order" = $3 AND "number" = $4 AND "revision" = $5)",
        "UPDATE `line` SET `revision` = ?, `state` = ? WHERE `order` = ? AND `number` = ? AND "
        "`revision` = ?",
        row_text<Line>(Verb::update_row, dialect));
    IN_EACH_DIALECT(R"(UPDATE "lonely" SET "id" = "id" WHERE "id" = ?)",
                    R"(UPDATE "lonely" SET "id" = "id" WHERE "id" = $1)",
                    "UPDATE `lonely` SET `id` = `id` WHERE `id` = ?",
                    row_text<Lonely>(Verb::update_row, dialect));
    IN_EACH_DIALECT(
        R"(DELETE FROM "line" WHERE "order" = ? AND "number" = ? AND "revision" = ?)",
        R"(DELETE FROM "line" WHERE "order" = $1 AND "number" = $2 AND "revision" = $3)",
        "DELETE FROM `line` WHERE `order` = ? AND `number` = ? AND `revision` = ?",
        row_text<Line>(Verb::remove_row, dialect));
}

namespace {

template <typename Select>
constexpr bool one_row(const Select& query) {
    return rowan::lang::names_whole_key(
        {Verb::select, &rowan::meta::mapping<Line>, &query.clauses()});
}

} // namespace

TEST_CASE("a select by the whole key is known to find one row at most") {
    constexpr auto lines = rowan::select<Line>();
    static_assert(one_row(lines.filter_by("order"_col = 1, "number"_col = 2)));
    static_assert(one_row(lines.filter("number"_col == 2 && "order"_col == 1)));
    static_assert(one_row(lines.filter_by("order"_col = 1, "number"_col = 2, "state"_col = "x")));
    static_assert(!one_row(lines.filter_by("order"_col = 1)));
    static_assert(!one_row(lines.filter("order"_col == 1 || "number"_col == 2)));
    static_assert(!one_row(lines.filter("order"_col == 1, !("number"_col == 2))));
    static_assert(!one_row(lines.filter("order"_col == 1, "number"_col > 2)));
    static_assert(!one_row(lines.filter("order"_col == "number"_col, "number"_col == 2)));
    static_assert(!one_row(lines));
}

TEST_CASE("Firebird: names in upper case, OFFSET before FETCH, text sorted as text") {
    CHECK_SQL_IN(
        firebird, whole,
        R"(SELECT "ID", "NAME", "N" FROM "ITEM" WHERE "N" = ? ORDER BY CAST("NAME" AS VARCHAR(8191)), "N" OFFSET ? ROWS FETCH FIRST ? ROWS ONLY)",
        [](const Dialect& dialect) constexpr {
            return rowan::select<Item>()
                .filter_by("n"_col = 1)
                .order_by("name"_col, "n"_col)
                .limit(10)
                .offset(20)
                .sql(dialect);
        });
    CHECK_SQL_IN(
        firebird, whole, R"(SELECT "ID", "NAME", "N" FROM "ITEM" WHERE mod("N", "ID") = ?)",
        [](const Dialect& dialect) constexpr {
            return rowan::select<Item>().filter("n"_col % "id"_col == 1).sql(dialect);
        });
    CHECK_SQL_IN(
        firebird, whole,
        R"(INSERT INTO "ITEM" ("NAME", "N") VALUES (?, ?) RETURNING RDB$SET_CONTEXT('USER_SESSION', 'ROWAN_KEY', "ID"))",
        [](const Dialect& dialect) constexpr { return row_text<Item>(Verb::insert, dialect, 1); });
}
