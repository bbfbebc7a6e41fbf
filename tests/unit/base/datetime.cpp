// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/datetime.hpp>
#include <rowan/base/error.hpp>
#include <rowan/base/iso8601.hpp>

using namespace std::chrono_literals;
using rowan::Date;
using rowan::DateTime;
using rowan::Time;
using rowan::iso::try_parse;
using std::chrono::sys_days;

namespace {

constexpr DateTime moment(int year, unsigned month, unsigned day,
                          std::chrono::microseconds time = {}) {
    return DateTime(sys_days(std::chrono::year(year) / std::chrono::month(month) /
                             std::chrono::day(day))) +
           time;
}

static_assert(try_parse<DateTime>("2026-11-22T19:44:59.502303Z") ==
              moment(2026, 11, 22, 19h + 44min + 59s + 502303us));
static_assert(!try_parse<DateTime>("2026-11-31"));

} // namespace

TEST_CASE("a moment is written as ISO 8601 with microseconds and Z") {
    CHECK(rowan::to_string(moment(2026, 11, 22, 19h + 44min + 59s + 502303us)) ==
          "2026-11-22T19:44:59.502303Z");
    CHECK(rowan::to_string(moment(1970, 1, 1)) == "1970-01-01T00:00:00.000000Z");
    CHECK(rowan::to_string(moment(1969, 12, 31, 24h - 1us)) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("every moment can be written, also those no calendar of databases has") {
    CHECK(rowan::to_string(moment(1, 1, 1)) == "0001-01-01T00:00:00.000000Z");
    CHECK(rowan::to_string(moment(9999, 12, 31, 24h - 1us)) == "9999-12-31T23:59:59.999999Z");
    CHECK(rowan::to_string(moment(10000, 1, 1)) == "+10000-01-01T00:00:00.000000Z");
    CHECK(rowan::to_string(moment(0, 2, 29)) == "0000-02-29T00:00:00.000000Z");
    CHECK(rowan::to_string(moment(-1, 12, 31)) == "-0001-12-31T00:00:00.000000Z");
    CHECK(rowan::to_string(DateTime::max()) == "+294247-01-10T04:00:54.775807Z");
    CHECK(rowan::to_string(DateTime::min()) == "-290308-12-21T19:59:05.224192Z");
}

TEST_CASE("every day of twelve hundred years is written as <chrono> has it and read back") {
    for (auto day = sys_days(std::chrono::year(1400) / 1 / 1);
         day < sys_days(std::chrono::year(2600) / 1 / 1); day += std::chrono::days(1)) {
        const Date date(day);
        const std::string text = rowan::to_string(date);
        if (rowan::to_string(DateTime(day)).substr(0, 10) != text ||
            rowan::parse<Date>(text) != date)
            FAIL("at " << text);
    }
    SUCCEED();
}

TEST_CASE("what to_string() writes within the years 1 to 9999 parse() reads back") {
    for (DateTime value :
         {moment(1, 1, 1), moment(9999, 12, 31, 24h - 1us), moment(1970, 1, 1),
          moment(1969, 12, 31, 1us), moment(2024, 2, 29, 12h), moment(2000, 2, 29, 999999us),
          moment(1900, 2, 28, 23h + 59min + 59s + 999999us)})
        CHECK(rowan::parse<DateTime>(rowan::to_string(value)) == value);
    for (Time value : {Time(0us), Time(24h - 1us), Time(1us), Time(100ms), Time(12h)})
        CHECK(rowan::parse<Time>(rowan::to_string(value)) == value);
    for (Date value : {Date(std::chrono::year(1) / 1 / 1), Date(std::chrono::year(9999) / 12 / 31)})
        CHECK(rowan::parse<Date>(rowan::to_string(value)) == value);
}

TEST_CASE("leap days are days of leap years only") {
    CHECK(try_parse<Date>("2024-02-29"));
    CHECK(try_parse<Date>("2000-02-29"));
    CHECK_FALSE(try_parse<Date>("1900-02-29"));
    CHECK_FALSE(try_parse<Date>("2023-02-29"));
    CHECK_FALSE(try_parse<DateTime>("2023-02-29T00:00:00"));
}

TEST_CASE("a moment may be written with a blank, without seconds, without time of day") {
    const DateTime wanted = moment(2026, 11, 22, 19h + 44min);
    CHECK(rowan::parse<DateTime>("2026-11-22 19:44:00") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22t19:44z") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22T19:44") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22") == moment(2026, 11, 22));
}

TEST_CASE(
    "fractions of a second have any number of digits; what is finer than microseconds is cut") {
    const DateTime second = moment(2026, 11, 22, 19h + 44min + 59s);
    CHECK(rowan::parse<DateTime>("2026-11-22T19:44:59.5Z") == second + 500ms);
    CHECK(rowan::parse<DateTime>("2026-11-22T19:44:59,25Z") == second + 250ms);
    CHECK(rowan::parse<DateTime>("2026-11-22T19:44:59.000001") == second + 1us);
    CHECK(rowan::parse<DateTime>("2026-11-22T19:44:59.999999999999999") == second + 999999us);
    CHECK_FALSE(try_parse<DateTime>("2026-11-22T19:44:59."));
    CHECK_FALSE(try_parse<DateTime>("2026-11-22T19:44:59.Z"));
}

TEST_CASE("an offset from UTC is taken away") {
    const DateTime wanted = moment(2026, 11, 22, 12h);
    CHECK(rowan::parse<DateTime>("2026-11-22T14:00:00+02:00") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22T14:00:00+0200") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22T14:00:00+02") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22T06:30:00-05:30") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-22T12:00:00-00:00") == wanted);
    CHECK(rowan::parse<DateTime>("2026-11-23T01:00:00+13:00") == wanted);
    for (const char* text :
         {"2026-11-22T14:00:00+2", "2026-11-22T14:00:00+02:", "2026-11-22T14:00+24",
          "2026-11-22T14:00:00+02:60", "2026-11-22T14:00:00 +02:00", "2026-11-22T14:00:00+02:00:00",
          "2026-11-22T14:00:00ZZ"})
        CHECK_FALSE(try_parse<DateTime>(text));
}

TEST_CASE("the years are 1 to 9999, also after the offset is taken away") {
    CHECK_FALSE(try_parse<Date>("0000-12-31"));
    CHECK_FALSE(try_parse<Date>("10000-01-01"));
    CHECK_FALSE(try_parse<Date>("-0001-01-01"));
    CHECK_FALSE(try_parse<DateTime>("0001-01-01T00:00:00+00:01"));
    CHECK_FALSE(try_parse<DateTime>("9999-12-31T23:59:59-00:01"));
    CHECK(rowan::iso::is_storable(moment(1, 1, 1)));
    CHECK_FALSE(rowan::iso::is_storable(moment(1, 1, 1) - 1us));
    CHECK(rowan::iso::is_storable(moment(9999, 12, 31, 24h - 1us)));
    CHECK_FALSE(rowan::iso::is_storable(moment(10000, 1, 1)));
    CHECK_FALSE(rowan::iso::is_storable(Date(std::chrono::year(2026) / 2 / 30)));
}

TEST_CASE("other text is neither a date nor a time nor a moment") {
    for (const char* text : {"",
                             " ",
                             "2026",
                             "2026-11",
                             "2026-1-2",
                             "2026/11/22",
                             "26-11-22",
                             "2026-00-10",
                             "2026-13-01",
                             "2026-11-00",
                             "2026-11-31",
                             " 2026-11-22",
                             "2026-11-22 ",
                             "2026-11-22T",
                             "2026-11-22x10:00",
                             "0000-00-00 00:00:00",
                             "2026-11-22T24:00:00",
                             "2026-11-22T23:60:00",
                             "2026-11-22T23:59:60",
                             "2026-11-22T7:00:00",
                             "2026-11-22T+7:00:00",
                             "now",
                             "1700000000",
                             "２０２６-11-22",
                             "2026-11-2a"}) {
        INFO(text);
        CHECK_FALSE(try_parse<DateTime>(text));
    }
    for (const char* text : {"", "1", "10", "10:", "10:0", "24:00", "-1:00", "10:00:00Z",
                             "10:00+02", "10:00:00.1x", "10.00"}) {
        INFO(text);
        CHECK_FALSE(try_parse<Time>(text));
    }
    CHECK_FALSE(try_parse<Date>("2026-11-22T10:00:00"));
    CHECK_FALSE(try_parse<Date>(std::string_view("2026-11-22\0", 11)));
}

TEST_CASE("moments in the form they are stored in are read at their places, and nothing else is") {
    const std::string stored = "2026-11-22 07:08:09.012345";
    CHECK(rowan::to_string(try_parse<DateTime>(stored).value()) == "2026-11-22T07:08:09.012345Z");
    CHECK(try_parse<DateTime>("0001-01-01 00:00:00.000000") == rowan::iso::earliest);
    CHECK(try_parse<DateTime>("9999-12-31 23:59:59.999999") == rowan::iso::latest);
    for (std::size_t at = 0; at < stored.size(); ++at)
        for (char wrong : {'x', '/', ';', '\0', '.'}) {
            std::string text = stored;
            text[at] = static_cast<char>(wrong);
            if (text[at] == stored[at])
                continue;
            INFO(text);
            CHECK_FALSE(try_parse<DateTime>(text));
        }
    for (const char* text : {"2026-02-30 07:08:09.012345", "2026-11-22 24:08:09.012345",
                             "2026-11-22 07:60:09.012345", "2026-11-22 07:08:60.012345",
                             "0000-11-22 07:08:09.012345", "2026-13-22 07:08:09.012345"}) {
        INFO(text);
        CHECK_FALSE(try_parse<DateTime>(text));
    }
}

TEST_CASE("parse() says what the text is not, and quotes no more than its beginning") {
    CHECK_THROWS_WITH(rowan::parse<Date>("tomorrow"), "rowan: 'tomorrow' is not an ISO 8601 date");
    CHECK_THROWS_WITH(rowan::parse<Time>("noon"), "rowan: 'noon' is not an ISO 8601 time");
    CHECK_THROWS_AS(rowan::parse<DateTime>("now"), rowan::Error);
    try {
        (void)rowan::parse<DateTime>(std::string(100000, 'x'));
        FAIL("no error");
    } catch (const rowan::Error& error) {
        CHECK(std::string_view(error.what()).size() < 120);
    }
}

TEST_CASE("utcnow() is now, in whole microseconds") {
    const auto before =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const DateTime now = rowan::utcnow();
    CHECK(now >= before);
    CHECK(now <= std::chrono::system_clock::now());
}
