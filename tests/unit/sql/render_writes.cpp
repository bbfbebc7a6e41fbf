// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/rowan.hpp>
#include <rowan/sql/render.hpp>
#include <rowan/sql/select.hpp>

#include <string>

using namespace rowan::literals;
namespace lang = rowan::lang;

namespace {

struct Visit : rowan::Model<Visit> {
    std::int64_t id = 0;
    std::string path;
    std::optional<std::string> note;
    std::int64_t version = 1;

    static constexpr auto table =
        rowan::table("visit", rowan::schema("web"), rowan::primary_key<&Visit::id>(),
                     rowan::unique<&Visit::path>(), rowan::version<&Visit::version>());
};

std::string text_of(const lang::Statement& statement, const lang::Dialect& dialect) {
    lang::Text text(dialect);
    lang::render(text, statement);
    return std::string(text.view());
}
template <typename Columns>
std::string text_of(const rowan::Conflict<Visit, Columns>& conflict, const lang::Dialect& dialect) {
    // The key is left to the database.
    return text_of({lang::Verb::insert, &rowan::meta::mapping<Visit>, &conflict.clauses(), 1},
                   dialect);
}
std::string locked(std::uint8_t lock, const lang::Dialect& dialect) {
    lang::Clauses clauses;
    clauses.lock = lock;
    return text_of({lang::Verb::select, &rowan::meta::mapping<Visit>, &clauses}, dialect);
}

const std::string row = R"(INSERT INTO "web"."visit" ("path", "note", "version") VALUES )";
const std::string mysql_row = "INSERT INTO `web`.`visit` (`path`, `note`, `version`) VALUES ";

} // namespace

TEST_CASE("an insert that meets a row, in each dialect") {
    const auto nothing = rowan::on_conflict<&Visit::path>().do_nothing();
    CHECK(text_of(nothing, lang::sqlite) == row + R"((?, ?, ?) ON CONFLICT ("path") DO NOTHING)");
    CHECK(text_of(nothing, lang::postgresql) ==
          row + R"(($1, $2, $3) ON CONFLICT ("path") DO NOTHING)");
    CHECK(text_of(nothing, lang::mysql) ==
          mysql_row + "(?, ?, ?) ON DUPLICATE KEY UPDATE `path` = `path`");
    CHECK_THROWS_AS(text_of(nothing, lang::firebird), rowan::NotSupported);
    const auto any = rowan::on_conflict<Visit>().do_nothing();
    CHECK(text_of(any, lang::sqlite) == row + "(?, ?, ?) ON CONFLICT DO NOTHING");
    CHECK(text_of(any, lang::mysql) == mysql_row + "(?, ?, ?) ON DUPLICATE KEY UPDATE `id` = `id`");

    const auto update = rowan::on_conflict<&Visit::path>().do_update(
        "note"_col = "note"_col + rowan::excluded("note"_col), "version"_col = 5);
    CHECK(text_of(update, lang::sqlite) ==
          row + R"((?, ?, ?) ON CONFLICT ("path") DO UPDATE SET "note" = "visit"."note" || )"
                R"(excluded."note", "version" = ?)");
    CHECK(text_of(update, lang::mysql) ==
          mysql_row + "(?, ?, ?) ON DUPLICATE KEY UPDATE `note` = concat(`visit`.`note`, "
                      "VALUES(`note`)), `version` = ?");
    const auto narrow = update.where("version"_col < rowan::excluded("version"_col),
                                     "note"_col != nullptr || "id"_col == 3);
    CHECK(text_of(narrow, lang::postgresql)
              .ends_with(R"( WHERE "visit"."version" < excluded."version" AND )"
                         R"(("visit"."note" IS NOT NULL OR "visit"."id" = $5))"));
    CHECK_THROWS_AS(text_of(narrow, lang::mysql), rowan::NotSupported);

    const auto whole = rowan::on_conflict<&Visit::path>().do_update().returning("id"_col);
    CHECK(text_of(whole, lang::sqlite) ==
          row + R"((?, ?, ?) ON CONFLICT ("path") DO UPDATE SET "note" = excluded."note", )"
                R"("version" = "visit"."version" + ? RETURNING "id")");
}

TEST_CASE("an update of several rows, in each dialect") {
    auto rows = [](const lang::Dialect& dialect) {
        return text_of({lang::Verb::update_rows, &rowan::meta::mapping<Visit>, nullptr, 2},
                       dialect);
    };
    CHECK(rows(lang::postgresql) ==
          R"(UPDATE "web"."visit" AS a SET "path" = b.c0, "note" = b.c1, "version" = )"
          R"("a"."version" + 1 FROM (SELECT "path" AS c0, "note" AS c1, "id" AS c2, "version" AS )"
          R"(c3 FROM "web"."visit" WHERE 1 = 0 UNION ALL SELECT $1, $2, $3, $4 UNION ALL SELECT )"
          R"($5, $6, $7, $8) AS b WHERE "a"."id" = b.c2 AND "a"."version" = b.c3)");
    CHECK(rows(lang::mysql) ==
          "UPDATE `web`.`visit` AS a JOIN (SELECT `path` AS c0, `note` AS c1, `id` AS c2, "
          "`version` AS c3 FROM `web`.`visit` WHERE 1 = 0 UNION ALL SELECT ?, ?, ?, ? UNION ALL "
          "SELECT ?, ?, ?, ?) AS b ON `a`.`id` = b.c2 AND `a`.`version` = b.c3 SET a.`path` = "
          "b.c0, a.`note` = b.c1, a.`version` = `a`.`version` + 1");
}

TEST_CASE("locks of rows, in each dialect") {
    constexpr std::uint8_t update = lang::lock_update, share = lang::lock_share;
    CHECK(locked(update, lang::postgresql).ends_with(R"("visit" FOR UPDATE)"));
    CHECK(locked(share | lang::lock_own | lang::lock_skip, lang::postgresql)
              .ends_with(R"( FOR SHARE OF "visit" SKIP LOCKED)"));
    CHECK(locked(share | lang::lock_nowait, lang::mysql).ends_with(" LOCK IN SHARE MODE NOWAIT"));
    CHECK(locked(update, lang::firebird).ends_with(" WITH LOCK"));
    CHECK_THROWS_AS(locked(update, lang::sqlite), rowan::NotSupported);
    CHECK_THROWS_AS(locked(share, lang::firebird), rowan::NotSupported);
    CHECK_THROWS_AS(locked(update | lang::lock_nowait, lang::firebird), rowan::NotSupported);
    CHECK_THROWS_AS(locked(update | lang::lock_own, lang::mysql), rowan::NotSupported);
}

TEST_CASE("conditions that are switched off leave no word") {
    const std::optional<int> none;
    const rowan::Condition<Visit> empty;
    auto where = [](const auto&... conditions) {
        return std::string(
            rowan::select<Visit>().filter(conditions...).sql(lang::sqlite).view().substr(57));
    };
    CHECK(where() == "");
    CHECK(where(empty, rowan::when(false, "id"_col == 1), "id"_col == rowan::if_set(none)) == "");
    CHECK(where(!(empty || !("id"_col == rowan::if_set(none)))) == "");
    CHECK(where("id"_col == 1 || empty, !rowan::when(true, "id"_col == 2)) ==
          R"( WHERE "id" = ? AND NOT "id" = ?)");
    CHECK(where(("id"_col == 1 || ("id"_col == 2 || "id"_col == 3)) && "id"_col == 4) ==
          R"( WHERE ("id" = ? OR "id" = ? OR "id" = ?) AND "id" = ?)");
}
