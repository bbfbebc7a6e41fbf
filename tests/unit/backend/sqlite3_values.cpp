// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/rowan.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

using namespace rowan_test;
using rowan::DataError;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct Sample {
    std::string key;
    std::string text = {};
    std::optional<std::string> more = {};
    std::int8_t tiny = 0;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::int64_t large = 0;
    std::uint32_t natural = 0;
    std::uint64_t huge = 0;
    double real = 0;
    bool flag = false;
    rowan::Date day{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(22)};
    std::optional<rowan::DateTime> moment = {};

    static constexpr auto table = rowan::table("sample", rowan::primary_key<&Sample::key>());
};

struct Fixture {
    TemporaryFile file;
    rowan::Engine engine{file.url("?synchronous=off")};
    Session session{engine};

    Fixture() { rowan::create_all<Sample>(engine); }

    Sample round_trip(const Sample& sample) {
        session.insert(sample);
        Sample back = rowan::query<Sample>(session).filter("key"_col == sample.key).one();
        session.rollback();
        return back;
    }
    /// Writes a row whose column holds an SQL value; the message of reading it.
    std::string reading(const std::string& column, const std::string& value) {
        session.insert(Sample{"k1"});
        session.execute_unchecked("UPDATE sample SET " + column + " = " + value);
        session.commit();
        std::string text;
        auto read = [&](auto call) {
            try {
                call();
                FAIL("was read");
            } catch (const DataError& error) {
                text = error.what();
            }
        };
        read([&] {
            for (auto& row : rowan::query<Sample>(session))
                FAIL(row.key);
        });
        read([&] { static_cast<void>(rowan::query<Sample>(session).all()); });
        read([&] { static_cast<void>(rowan::query<Sample>(session).first()); });
        read([&] { static_cast<void>(rowan::query<Sample>(session).one()); });
        CHECK(rowan::query<Sample>(session).count() == 1);
        CHECK(rowan::query<Sample>(session).remove() == 1);
        session.commit();
        return text;
    }
    /// The message of writing a value that can't be stored.
    std::string writing(const Sample& sample) {
        try {
            session.insert(sample);
        } catch (const DataError& error) {
            session.rollback();
            CHECK(rowan::query<Sample>(session).count() == 0);
            return error.what();
        }
        FAIL("was written");
        return "";
    }
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("NULL in a member that can't be empty names table, column and key") {
    TemporaryFile file;
    rowan::Engine engine(file.url());
    Session session(engine);
    session.execute_unchecked("CREATE TABLE sample (key TEXT PRIMARY KEY, text TEXT, more TEXT, "
                              "tiny INT, small INT, medium INT, large INT, natural INT, huge INT, "
                              "real REAL, flag INT, day TEXT, moment TEXT)");
    session.execute_unchecked("INSERT INTO sample VALUES ('k1', 't', NULL, 1, 1, 1, 1, 1, 1, 1, 1, "
                              "'2026-11-22', NULL)");
    CHECK(rowan::query<Sample>(session).one().text == "t");
    for (std::string column :
         {"text", "tiny", "small", "medium", "large", "natural", "huge", "real", "flag", "day"}) {
        INFO(column);
        auto point = session.savepoint();
        session.execute_unchecked("UPDATE sample SET " + column + " = NULL");
        try {
            static_cast<void>(rowan::query<Sample>(session).all());
            FAIL("was read");
        } catch (const DataError& error) {
            CHECK(holds(error.what(), "sample." + column + " of the row with key = 'k1'"));
            CHECK(holds(error.what(), "found NULL"));
        }
    }
    session.commit();
}

TEST_CASE("what does not fit the member is no value of it") {
    Fixture fixture;
    for (std::string column : {"tiny", "small", "medium", "large", "natural", "huge"}) {
        INFO(column);
        std::string text = fixture.reading(column, "'twelve'");
        CHECK(holds(text, "sample." + column + " of the row with key = 'k1'"));
        CHECK(holds(text, "found text"));
        CHECK_FALSE(holds(text, "twelve"));
    }
    CHECK(holds(fixture.reading("tiny", "128"), "sample.tiny"));
    CHECK(holds(fixture.reading("tiny", "-129"), "out of range"));
    CHECK(holds(fixture.reading("small", "32768"), "sample.small"));
    CHECK(holds(fixture.reading("small", "-32769"), "out of range"));
    CHECK(holds(fixture.reading("medium", "2147483648"), "sample.medium"));
    CHECK(holds(fixture.reading("medium", "-2147483649"), "out of range"));
    CHECK(holds(fixture.reading("natural", "4294967296"), "sample.natural"));
    CHECK(holds(fixture.reading("natural", "-1"), "out of range"));
    CHECK(holds(fixture.reading("huge", "-1"), "sample.huge"));
    CHECK(holds(fixture.reading("large", "9223372036854775808"), "sample.large"));
    CHECK(holds(fixture.reading("large", "1.5"), "sample.large"));
    CHECK(holds(fixture.reading("flag", "2"), "sample.flag"));
    CHECK(holds(fixture.reading("real", "'x'"), "sample.real"));
    CHECK(holds(fixture.reading("medium", "x'00'"), "sample.medium"));
}

TEST_CASE("a date that is none is no date") {
    Fixture fixture;
    for (const char* value :
         {"'2026-02-30'", "'yesterday'", "''", "'2026-13-01'", "20260101", "x'00'"}) {
        INFO(value);
        CHECK(holds(fixture.reading("day", value), "sample.day of the row with key = 'k1'"));
        CHECK(holds(fixture.reading("moment", value), "sample.moment of the row with key = 'k1'"));
    }
    CHECK(holds(fixture.reading("moment", "'2026-11-22 25:00:00'"), "sample.moment"));
}

TEST_CASE("the bounds of the integers are kept") {
    Fixture fixture;
    auto both = [&]<typename Member>(Member Sample::*member) {
        for (Member value :
             {std::numeric_limits<Member>::min(), std::numeric_limits<Member>::max()}) {
            Sample sample{"k"};
            sample.*member = value;
            CHECK(fixture.round_trip(sample).*member == value);
        }
    };
    both(&Sample::tiny);
    both(&Sample::small);
    both(&Sample::medium);
    both(&Sample::large);
    both(&Sample::natural);
    both(&Sample::real);
    Sample sample{"k"};
    sample.huge = INT64_MAX;
    CHECK(fixture.round_trip(sample).huge == std::uint64_t{INT64_MAX});
}

TEST_CASE("what SQLite can't hold is refused by the column's name") {
    Fixture fixture;
    Sample sample{"k"};
    sample.huge = std::uint64_t{INT64_MAX} + 1;
    CHECK(holds(fixture.writing(sample), "sample.huge"));
    sample = Sample{"k"};
    sample.real = std::numeric_limits<double>::quiet_NaN();
    CHECK(holds(fixture.writing(sample), "sample.real"));
    sample = Sample{"k"};
    sample.day = rowan::Date(std::chrono::year(10'000), std::chrono::month(1), std::chrono::day(1));
    CHECK(holds(fixture.writing(sample), "sample.day"));
    sample = Sample{"k"};
    sample.moment = rowan::DateTime::max();
    CHECK(holds(fixture.writing(sample), "sample.moment"));

    sample = Sample{"k"};
    sample.real = std::numeric_limits<double>::infinity();
    CHECK(fixture.round_trip(sample).real == sample.real);
    CHECK_THROWS_AS(rowan::query<Sample>(fixture.session)
                        .filter("huge"_col == std::uint64_t{INT64_MAX} + 1)
                        .count(),
                    DataError);
    CHECK(rowan::query<Sample>(fixture.session).count() == 0);
}

TEST_CASE("text is kept byte by byte") {
    Fixture fixture;
    const std::string with_nul("a\0b\0", 4), invalid("\xff\xfe\x80 \xc3\x28", 6), nul(1, '\0');
    for (const std::string& text :
         {with_nul, invalid, nul, std::string(), std::string("'\"\\%;--")}) {
        Sample sample{"key" + text, text, text};
        Sample back = fixture.round_trip(sample);
        CHECK(back.key == sample.key);
        CHECK(back.text == text);
        CHECK(back.more == text);
    }
    fixture.session.insert(Sample{"k", with_nul, invalid});
    auto query = rowan::query<Sample>(fixture.session);
    CHECK(query.filter("text"_col == with_nul).count() == 1);
    CHECK(query.filter("text"_col == std::string("a")).count() == 0);
    CHECK(query.filter("more"_col == invalid).exists());
    for (auto& row : query)
        CHECK(row.text == with_nul);
}

TEST_CASE("an empty text is not NULL") {
    Fixture fixture;
    CHECK(fixture.round_trip(Sample{"k", "", ""}).more == "");
    CHECK_FALSE(fixture.round_trip(Sample{"k", "", {}}).more.has_value());
}

TEST_CASE("a text of 100 MB is written and read") {
    Fixture fixture;
    Sample sample{"k", std::string(100'000'000, 'x')};
    sample.text[50'000'000] = '\0';
    sample.text.back() = 'y';
    CHECK(bool(fixture.round_trip(sample).text == sample.text));
}

TEST_CASE("a text longer than SQLite allows is refused, and the session goes on") {
    Fixture fixture;
    {
        const Sample sample{"k", std::string(1'000'000'001, 'x')};
        CHECK_THROWS_AS(fixture.session.insert(sample), DataError);
    }
    fixture.session.insert(Sample{"k", "short"});
    CHECK(rowan::query<Sample>(fixture.session).one().text == "short");
}
