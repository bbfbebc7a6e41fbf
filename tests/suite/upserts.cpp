// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <rowan/type/enumeration.hpp>

#include <algorithm>
#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::excluded;
using rowan::on_conflict;

namespace {

struct Visit : rowan::Model<Visit> {
    std::int64_t id = 0;
    std::string host;
    std::string path;
    std::int64_t visits = 0;
    std::optional<std::string> note;
    std::int64_t version = 1;

    static constexpr auto table = rowan::table(
        "visit", rowan::primary_key<&Visit::id>(), rowan::unique<&Visit::host, &Visit::path>(),
        rowan::column<&Visit::host>(rowan::type(rowan::Varchar{40})),
        rowan::column<&Visit::path>(rowan::type(rowan::Varchar{40})),
        rowan::version<&Visit::version>());
    friend bool operator==(const Visit&, const Visit&) = default;
};

/// Nothing but a key.
struct Word : rowan::Model<Word> {
    std::string text;
    static constexpr auto table =
        rowan::table("word", rowan::primary_key<&Word::text>(),
                     rowan::column<&Word::text>(rowan::type(rowan::Varchar{40})));
};

enum class Weather { calm, windy, storm };

/// With a type that is the database's own, where it has such.
struct Day : rowan::Model<Day> {
    std::int64_t id = 0;
    Weather weather = Weather::calm;
    std::optional<Weather> forecast;

    static constexpr auto table =
        rowan::table("forecast_day", rowan::primary_key<&Day::id>(),
                     rowan::column<&Day::weather>(rowan::native_enum("weather of days")),
                     rowan::column<&Day::forecast>(rowan::native_enum("weather of days")));
    friend bool operator==(const Day&, const Day&) = default;
};

Visit visit(std::string path, std::int64_t visits = 1,
            std::optional<std::string> note = std::nullopt) {
    Visit one;
    one.host = "example";
    one.path = std::move(path);
    one.visits = visits;
    one.note = std::move(note);
    return one;
}

struct Visits : Tables<Visit, Word> {
    Visits() {
        session.insert_all(std::vector<Visit>{visit("/", 3), visit("/a", 5, "first")});
        session.commit();
    }
    Visit of(std::string_view path) { return all<Visit>().filter_by("path"_col = path).one(); }
    static auto by_path() { return on_conflict<&Visit::host, &Visit::path>(); }
};

bool has_upserts() { return dialect().writing->on_conflict || dialect().writing->on_duplicate_key; }

} // namespace

TEST_CASE("an insert that does nothing where the key is taken") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts()) {
        CHECK_THROWS_AS(session.insert(visit("/"), visits.by_path().do_nothing()),
                        rowan::NotSupported);
        CHECK_THROWS_AS(session.insert(visit("/"), visits.by_path().do_update()),
                        rowan::NotSupported);
        return;
    }
    session.insert(visit("/", 9), visits.by_path().do_nothing());
    CHECK(visits.of("/").visits == 3);
    session.insert(visit("/b", 9), visits.by_path().do_nothing());
    CHECK(visits.of("/b").visits == 9);
    session.insert(visit("/b", 8), on_conflict<Visit>().do_nothing());
    CHECK(visits.of("/b").visits == 9);
    session.insert(Word{{}, "a"}, on_conflict<&Word::text>().do_nothing());
    session.insert(Word{{}, "a"}, on_conflict<&Word::text>().do_nothing());
    CHECK(visits.count<Word>() == 1);
    CHECK(visits.count<Visit>() == 3);
}

TEST_CASE("an insert that updates where the key is taken") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts())
        return;
    const auto counted = visits.by_path().do_update(
        "visits"_col = "visits"_col + excluded("visits"_col), "note"_col = excluded("note"_col));
    session.insert(visit("/a", 2, "second"), counted);
    CHECK(visits.of("/a").visits == 7);
    CHECK(visits.of("/a").note == "second");
    session.insert(visit("/c", 4, "new"), counted);
    CHECK(visits.of("/c").visits == 4);
    session.insert(visit("/c", 1), counted);
    CHECK(visits.of("/c").visits == 5);
    CHECK(visits.of("/c").note == std::nullopt);
    const std::string text = "it's; -- \"`";
    session.insert(visit("/c"), visits.by_path().do_update("note"_col = text, "visits"_col = 77));
    CHECK(visits.of("/c").note == text);
    CHECK(visits.of("/c").visits == 77);
    CHECK(visits.count<Visit>() == 3);
    // The key by which it is known stays.
    const Visit before = visits.of("/c");
    Visit other = visit("elsewhere", 1);
    other.id = before.id;
    session.insert(other, on_conflict<&Visit::id>().do_update("path"_col = excluded("path"_col)));
    CHECK(visits.of("elsewhere").id == before.id);
    CHECK(visits.of("elsewhere").visits == 77);
    session.commit();
}

TEST_CASE("an insert that makes the row that is there what it would have inserted") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts())
        return;
    const Visit before = visits.of("/a");
    session.insert(visit("/a", 40, "again"), visits.by_path().do_update());
    const Visit after = visits.of("/a");
    CHECK(after.id == before.id);
    CHECK(after.visits == 40);
    CHECK(after.note == "again");
    CHECK(after.version == before.version + 1);
    session.insert(Word{{}, "a"}, on_conflict<&Word::text>().do_update());
    session.insert(Word{{}, "a"}, on_conflict<&Word::text>().do_update());
    CHECK(visits.count<Word>() == 1);
}

TEST_CASE("a condition of the update") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts())
        return;
    const auto larger = visits.by_path()
                            .do_update("visits"_col = excluded("visits"_col))
                            .where("visits"_col < excluded("visits"_col), "path"_col != "/never");
    if (!dialect().writing->on_conflict) {
        CHECK_THROWS_AS(session.insert(visit("/a", 9), larger), rowan::NotSupported);
        return;
    }
    session.insert(visit("/a", 4), larger);
    CHECK(visits.of("/a").visits == 5);
    session.insert(visit("/a", 6), larger);
    CHECK(visits.of("/a").visits == 6);
}

TEST_CASE("many rows that are inserted or updated, all or none") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts())
        return;
    std::vector<Visit> list{visit("/", 10), visit("/x", 1, "x"), visit("/x", 2), visit("/a", 1)};
    const auto add =
        visits.by_path().do_update("visits"_col = "visits"_col + excluded("visits"_col));
    session.insert_all(list, add);
    CHECK(visits.of("/").visits == 13);
    CHECK(visits.of("/x").visits == 3);
    CHECK(visits.of("/a").visits == 6);
    CHECK(visits.count<Visit>() == 3);
    session.commit();
    Visit taken = visit("/new", 1);
    taken.id = visits.of("/").id;
    list = {visit("/", 10), taken};
    if (dialect().writing->on_conflict) {
        CHECK_THROWS_AS(session.insert_all(list, add), rowan::UniqueViolation);
        CHECK(visits.of("/").visits == 13);
    }
    session.insert_all(std::vector<Visit>(), add);
    session.insert_all(list, on_conflict<Visit>().do_nothing());
    CHECK(visits.count<Visit>() == 3);
}

TEST_CASE("an insert returns columns of its row") {
    Visits visits;
    auto& session = visits.session;
    if (!dialect().writing->returning) {
        CHECK_THROWS_AS(session.insert(visit("/r"), rowan::returning("id"_col)),
                        rowan::NotSupported);
        CHECK_THROWS_AS(visits.all<Visit>().returning().remove(), rowan::NotSupported);
        return;
    }
    const std::int64_t id = session.insert(visit("/r", 6, "n"), rowan::returning("id"_col));
    CHECK(visits.of("/r").id == id);
    const std::tuple<std::optional<std::string>, std::int64_t> two =
        session.insert(visit("/s", 7), rowan::returning("note"_col, rowan::col<&Visit::visits>));
    CHECK(two == std::tuple(std::optional<std::string>(), std::int64_t{7}));
    const Visit whole = session.insert(visit("/t", 8, "t"), rowan::returning());
    CHECK(whole == visits.of("/t"));
    // The same columns, once as a struct and once as a tuple.
    const auto all =
        session.insert(visit("/u", 8), rowan::returning("id"_col, "host"_col, "path"_col,
                                                        "visits"_col, "note"_col, "version"_col));
    CHECK(std::get<2>(all) == "/u");
    CHECK(std::get<5>(all) == 1);
    CHECK(session.insert(visit("/v", 8), rowan::returning()).path == "/v");
}

TEST_CASE("an insert that meets a row returns what it is then") {
    Visits visits;
    auto& session = visits.session;
    if (!has_upserts() || !dialect().writing->returning)
        return;
    const auto add = visits.by_path()
                         .do_update("visits"_col = "visits"_col + excluded("visits"_col))
                         .returning("id"_col, "visits"_col);
    CHECK(session.insert(visit("/a", 2), add) == std::tuple(visits.of("/a").id, std::int64_t{7}));
    CHECK(std::get<1>(session.insert(visit("/n", 2), add).value()) == 2);
    const auto rows =
        session.insert_all(std::vector<Visit>{visit("/a", 1), visit("/n", 1), visit("/o", 1)}, add);
    REQUIRE(rows.size() == 3);
    CHECK(std::get<1>(rows[0]) == 8);
    CHECK(std::get<1>(rows[1]) == 3);
    CHECK(std::get<0>(rows[2]) == visits.of("/o").id);
    const auto nothing = visits.by_path().do_nothing().returning();
    if (dialect().writing->on_duplicate_key) {
        CHECK_THROWS_AS(session.insert(visit("/a"), nothing), rowan::NotSupported);
        return;
    }
    CHECK(session.insert(visit("/a"), nothing) == std::nullopt);
    CHECK(session.insert(visit("/p"), nothing).value().path == "/p");
}

TEST_CASE("an update returns its rows") {
    Jobs jobs;
    auto some = jobs.all().filter("id"_col < 4);
    if (!dialect().writing->update_returning) {
        CHECK_THROWS_AS(some.returning().update("status"_col = "x"), rowan::NotSupported);
        return;
    }
    auto found = some.returning("id"_col).update("status"_col = "taken");
    std::sort(found.begin(), found.end());
    CHECK(found == Ids{1, 2, 3});
    CHECK(jobs.session.in_transaction());
    const auto rows = some.filter("id"_col == 2)
                          .returning("status"_col, "records"_col)
                          .update("records"_col = "records"_col + 1, "status"_col = "late");
    CHECK(rows == std::vector{std::tuple(std::string("late"), std::optional<std::int64_t>(21))});
    const auto whole = some.filter("id"_col == 1).returning().update("user"_col = nullptr);
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].as_dict() == jobs.all().filter_by("id"_col = 1).one().as_dict());
    CHECK(some.filter("id"_col > 90).returning("id"_col).update("status"_col = "x").empty());
}

TEST_CASE("a delete returns its rows") {
    Jobs jobs;
    if (!dialect().writing->returning)
        return;
    auto gone = jobs.all().filter("id"_col < 4).returning("id"_col).remove();
    std::sort(gone.begin(), gone.end());
    CHECK(gone == Ids{1, 2, 3});
    CHECK(jobs.all().count() == 9);
    const auto users = jobs.all().filter("id"_col == 6).returning("user"_col).remove();
    CHECK(users == std::vector<std::optional<std::string>>{std::nullopt});
    CHECK_THROWS_AS(jobs.all().limit(1).returning(), rowan::InvalidQuery);
    CHECK_THROWS_AS(jobs.all().order_by("id"_col).returning(), rowan::InvalidQuery);
    CHECK_THROWS_AS(jobs.all().for_update().returning(), rowan::InvalidQuery);
}

TEST_CASE("types of the database's own are returned") {
    Tables<Day> tables;
    auto& session = tables.session;
    if (!dialect().writing->returning)
        return;
    Day day{{}, 1, Weather::storm, {}};
    CHECK(session.insert(day, rowan::returning()) == day);
    CHECK(session.insert(Day{{}, 2, Weather::calm, Weather::windy},
                         rowan::returning("forecast"_col)) == Weather::windy);
    day.forecast = Weather::calm;
    if (has_upserts())
        CHECK(session.insert(day, on_conflict<&Day::id>().do_update().returning()) == day);
    if (dialect().writing->update_returning)
        CHECK(tables.all<Day>().returning("id"_col).update("weather"_col = Weather::windy).size() ==
              2);
    CHECK(tables.all<Day>()
              .filter("forecast"_col == Weather::windy)
              .returning("weather"_col, "id"_col)
              .remove()
              .size() == 1);
}
