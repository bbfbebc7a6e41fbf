// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <rowan/type/enumeration.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

enum class Weather { calm, windy, storm };
enum class Sail { up, down };

struct Day : rowan::Model<Day> {
    std::int64_t id = 0;
    Weather weather = Weather::calm;
    std::optional<Weather> forecast;
    Sail sail = Sail::up;

    static constexpr auto table =
        rowan::table("day", rowan::primary_key<&Day::id>(),
                     rowan::column<&Day::weather>(rowan::native_enum("kind of weather")),
                     rowan::column<&Day::forecast>(rowan::native_enum("kind of weather")),
                     rowan::column<&Day::sail>(rowan::native_enum()));
};

} // namespace

TEST_CASE("enums can be types of the database: created, written, compared, sorted, dropped") {
    Tables<Day> tables;
    rowan::create_all<Day>(tables.engine); // they are there already
    tables.session.insert(Day{{}, 0, Weather::storm, Weather::calm, Sail::down});
    tables.session.insert(Day{{}, 0, Weather::calm, {}, Sail::up});
    std::vector<Day> more(10, Day{{}, 0, Weather::windy, Weather::storm, Sail::up});
    tables.session.insert_all(more);
    CHECK(Day::get(tables.session, "weather"_col = Weather::windy).count() == 10);
    auto days = tables.all<Day>()
                    .filter("weather"_col.in({Weather::storm, Weather::calm}))
                    .order_by("id"_col)
                    .all();
    REQUIRE(days.size() == 2);
    CHECK(days[0].weather == Weather::storm);
    CHECK(days[0].forecast == Weather::calm);
    CHECK(days[0].sail == Sail::down);
    CHECK_FALSE(days[1].forecast);
    days[1].forecast = Weather::windy;
    tables.session.update(days[1]);
    tables.session.commit();
    CHECK(Day::get(tables.session, "forecast"_col = Weather::windy).one().id == days[1].id);
    // What is no name is refused by the database, or at the latest when it is read.
    const std::string text = "UPDATE " + quoted("day") + " SET " + quoted("sail") + " = 'torn'";
    if (dialect().ddl->types.native_enumerations || dialect().ddl->types.inline_enumerations)
        CHECK_FAILS(tables.session, rowan::DataError, tables.session.execute_unchecked(text));
    // Sorted as the database has them: in their own order where they are types of it.
    if (dialect().ddl->types.native_enumerations)
        CHECK(tables.all<Day>().order_by("weather"_col.desc()).first()->weather == Weather::storm);
    tables.session.rollback();
    rowan::drop_all<Day>(tables.engine);
    rowan::drop_all<Day>(tables.engine);
    rowan::create_all<Day>(tables.engine);
    CHECK(tables.count<Day>() == 0);
}
