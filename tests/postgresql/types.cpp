// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/schema.hpp"
#include "tests/support/carrier.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/sample_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

/// Writes values in one session and reads them in another.
class ThroughServer : Schema, public Carrier {
  public:
    ThroughServer() : Carrier(url()) {}
};

/// The samples that PostgreSQL can hold: its text has no character 0 and is UTF-8.
template <typename Member>
std::vector<Member> kept_values() {
    std::vector<Member> values = sample_values<Member>();
    if constexpr (std::is_same_v<Member, std::string>)
        std::erase_if(values, [](const std::string& text) {
            return text.find('\0') != std::string::npos || text.starts_with("\xff");
        });
    if constexpr (std::is_same_v<Member, std::uint64_t> ||
                  std::is_same_v<Member, unsigned long long>)
        values.insert(values.end(), {UINT64_MAX, UINT64_MAX - 1, Member(1) << 63});
    if constexpr (std::is_same_v<Member, rowan::Decimal>)
        for (const char* text :
             {"12345678901234567890123456789012345678", "-0.12345678901234567890123456789012345678",
              "1234567890123456789.0123456789012345678", "10000", "0.0001", "10000.0001", "9999",
              "99990000", "0.00000001", "-1e100", "1e-100"})
            values.push_back(rowan::Decimal(text));
    if constexpr (std::is_same_v<Member, std::chrono::microseconds>)
        values.insert(values.end(), {Member::max(), Member::min()});
    if constexpr (std::is_floating_point_v<Member>)
        values.insert(values.end(), {std::numeric_limits<Member>::infinity(),
                                     -std::numeric_limits<Member>::infinity()});
    return values;
}

struct Wide {
    std::int64_t id = 0;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::int64_t large = 0;
    float single = 0;
    double real = 0;
    rowan::Decimal exact;
    rowan::Date day{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(22)};
    static constexpr auto table = rowan::table("wide", rowan::primary_key<&Wide::id>());
};

struct Moments {
    std::int64_t id = 0;
    std::optional<rowan::DateTime> moment;
    std::optional<rowan::DateTime> zoned;
    std::optional<rowan::Date> day;
    std::optional<rowan::Time> clock;
    std::optional<std::chrono::microseconds> lasting;
    std::optional<double> number;
    std::optional<rowan::Decimal> exact;
    static constexpr auto table = rowan::table(
        "moments", rowan::primary_key<&Moments::id>(),
        rowan::column<&Moments::zoned>(rowan::type(rowan::Timestamp{.with_time_zone = true})));
};

/// Columns whose binary form Rowan doesn't know, or that are text in the program.
struct Foreign {
    std::int64_t id = 0;
    std::optional<std::string> mood;
    std::optional<std::string> place;
    std::optional<std::string> tags;
    std::optional<std::string> key;
    std::optional<std::string> document;
    std::optional<std::string> padded;
    static constexpr auto table = rowan::table("foreign_types", rowan::primary_key<&Foreign::id>());
};

} // namespace

TEMPLATE_TEST_CASE("every type keeps its values", "", ROWAN_TEST_TYPES) {
    ThroughServer carrier;
    carrier.create<TestType>();
    const std::vector<TestType> values = kept_values<TestType>();
    rowan_test::laws<TestType>(values, carrier);
    // JSON has no operator =.
    if constexpr (!std::is_same_v<TestType, boost::json::value>)
        for (const TestType& value : values)
            CHECK(carrier.found(std::optional(value)) >= 1);
}

TEST_CASE("numbers are kept to the last bit") {
    ThroughServer carrier;
    carrier.create<double>();
    for (double value : {0.1 + 0.2, 1.0 / 3, 5e-324, 1.7976931348623157e308, -0.0})
        CHECK(std::signbit(carrier(value)) == std::signbit(value));
    CHECK(carrier(0.1 + 0.2) == 0.1 + 0.2);
    CHECK(std::isnan(carrier(std::numeric_limits<double>::quiet_NaN())));
    CHECK(std::isnan(*carrier(std::optional(std::numeric_limits<double>::quiet_NaN()))));
}

TEST_CASE("text keeps each character, and a character 0 is refused before it is sent") {
    ThroughServer carrier;
    carrier.create<std::string>();
    std::string all;
    for (int c = 1; c < 128; ++c)
        all += static_cast<char>(c);
    CHECK(carrier(all) == all);
    const std::string four_bytes = "\xf0\x9f\x90\x8d\xf4\x8f\xbf\xbf";
    CHECK(carrier(four_bytes) == four_bytes);
    rowan::Session session(carrier.engine());
    session.insert(Single<std::string>{1000, "kept"});
    auto error = error_of<rowan::DataError>([&] {
        session.insert(Single<std::string>{1001, std::string("hunter2\0x", 9)});
    });
    const std::string what = error.what();
    CHECK(what.find("single.value") != std::string::npos);
    CHECK(what.find("hunter2") == std::string::npos);
    CHECK_THROWS_AS(session.insert(Single<std::optional<std::string>>{1, std::string(1, '\0')}),
                    rowan::DataError);
    CHECK_THROWS_AS(rowan::query<Single<std::string>>(session)
                        .filter_by("value"_col = std::string("\0", 1))
                        .count(),
                    rowan::DataError);
    // The server has seen nothing of it: the transaction goes on.
    session.commit();
    CHECK(carrier.found(std::string("kept")) == 1);
    auto invalid = error_of<rowan::DataError>([&] {
        session.insert(Single<std::string>{1002, "\xff hunter2"});
    });
    CHECK(invalid.sqlstate() == "22021");
}

TEST_CASE("64 MB of text and of bytes come back as they were") {
    ThroughServer carrier;
    carrier.create<std::string>();
    std::string text(64 << 20, 'x');
    for (std::size_t i = 0; i < text.size(); i += 4096)
        text[i] = static_cast<char>('a' + i / 4096 % 26);
    CHECK(bool(carrier(text) == text));
    ThroughServer bytes;
    bytes.create<rowan::Blob>();
    rowan::Blob blob(64 << 20);
    for (std::size_t i = 0; i < blob.size(); ++i)
        blob[i] = static_cast<std::byte>(i * 7 >> 3);
    CHECK(bool(bytes(blob) == blob));
}

TEST_CASE("a condition's value may be wider than its column") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Wide>(engine);
    rowan::Session session(engine);
    session.insert(Wide{1, 100, 100, 100, 1.5F, 1.5, rowan::Decimal("1.5")});
    session.insert(Wide{2, 30000, 2000000000, INT64_MAX, 0.1F, 0.1, rowan::Decimal("0.1")});
    auto count = [&](auto condition) {
        return rowan::query<Wide>(session).filter(condition).count();
    };
    for (int again = 0; again < 2; ++again) {
        CHECK(count("small"_col < 70000) == 2);
        CHECK(count("small"_col < 100) == 0);
        CHECK(count("medium"_col > std::int64_t{5'000'000'000}) == 0);
        CHECK(count("medium"_col > std::int64_t{-5'000'000'000}) == 2);
        CHECK(count("medium"_col > 99.5) == 2);
        CHECK(count("medium"_col > 100.5) == 1);
        CHECK(count("medium"_col == 100.0) == 1);
        CHECK(count("large"_col < UINT64_MAX) == 2);
        CHECK(count("large"_col == 1e300) == 0);
        CHECK(count("real"_col > 1) == 1);
        CHECK(count("real"_col == 1.5) == 1);
        CHECK(count("exact"_col == rowan::Decimal("0.1")) == 1);
        CHECK(count("exact"_col < rowan::Decimal(1)) == 1);
    }
    CHECK_THROWS_AS(count("real"_col == INT64_MAX), rowan::DataError);
    CHECK(session.in_transaction());
}

TEST_CASE("the years 1 to 9999 are read, what is beyond is an error that names the column") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Moments>(engine);
    rowan::Session session(engine);
    auto read = [&](const std::string& column, const std::string& value) {
        session.rollback();
        session.execute_unchecked("INSERT INTO moments (id, " + column + ") VALUES (7, " + value +
                                  ")");
        return rowan::query<Moments>(session).one();
    };
    auto message = [&](const std::string& column, const std::string& value) {
        return std::string(error_of<rowan::DataError>([&] { read(column, value); }).what());
    };
    for (const char* column : {"moment", "zoned"}) {
        for (const char* value : {"'infinity'", "'-infinity'"}) {
            std::string text = message(column, value);
            CHECK(text.find("moments." + std::string(column)) != std::string::npos);
            CHECK(text.find("id = 7") != std::string::npos);
            CHECK(text.find("infinite") != std::string::npos);
        }
        CHECK(message(column, "'0001-12-31 23:59:59 BC'").find("years 1 to 9999") !=
              std::string::npos);
        CHECK(message(column, "'10000-01-01'").find("years 1 to 9999") != std::string::npos);
    }
    CHECK(message("day", "'infinity'").find("infinite") != std::string::npos);
    CHECK(message("day", "'4713-01-01 BC'").find("years 1 to 9999") != std::string::npos);
    CHECK(message("day", "'5874897-12-31'").find("years 1 to 9999") != std::string::npos);
    CHECK(message("clock", "'24:00:00'").find("24:00:00") != std::string::npos);
    CHECK(message("lasting", "'1 month'").find("months") != std::string::npos);
    CHECK(message("lasting", "'100000000 days 900000000 hours'").find("range") !=
          std::string::npos);
    CHECK(message("exact", "'NaN'").find("moments.exact") != std::string::npos);
    using namespace std::chrono;
    CHECK(read("lasting", "'-3 days 1 hour 2.5 seconds'").lasting ==
          -days(3) + hours(1) + milliseconds(2500));
    CHECK(read("zoned", "'2026-11-22 12:00:00+02'").zoned ==
          rowan::DateTime(sys_days(year(2026) / 11 / 22)) + hours(10));
    CHECK(read("moment", "timestamptz '2026-11-22 12:00:00+02'").moment ==
          rowan::DateTime(sys_days(year(2026) / 11 / 22)) + hours(10));
    CHECK(read("exact", "'1e40'").exact == rowan::Decimal("1e40"));
}

TEST_CASE("native enums and types that Rowan doesn't know are read and written as text") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::Session session(engine);
    session.execute_unchecked("CREATE TYPE mood AS ENUM ('calm', 'wild')");
    session.execute_unchecked(
        "CREATE TABLE foreign_types (id BIGINT PRIMARY KEY, mood mood, place POINT, tags TEXT[], "
        "key UUID, document JSONB, padded CHAR(5))");
    session.commit();
    for (std::int64_t id : {3, 1, 2})
        session.insert(Foreign{id, "wild", "(1.5,2)", "{a,\"b c\"}",
                               "01234567-89ab-cdef-0123-456789abcdef", "{\"a\": [1, 2]}", "ab"});
    session.insert(Foreign{4, {}, {}, {}, {}, {}, {}});
    auto rows = rowan::query<Foreign>(session).order_by("id"_col.desc()).all();
    REQUIRE(rows.size() == 4);
    CHECK_FALSE(rows[0].mood);
    CHECK_FALSE(rows[0].place);
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK(rows[i].id == 4 - static_cast<std::int64_t>(i));
        CHECK(rows[i].mood == "wild");
        CHECK(rows[i].place == "(1.5,2)");
        CHECK(rows[i].tags == "{a,\"b c\"}");
        CHECK(rows[i].key == "01234567-89ab-cdef-0123-456789abcdef");
        CHECK(rows[i].document == "{\"a\": [1, 2]}");
        CHECK(rows[i].padded == "ab   ");
    }
    CHECK(rowan::query<Foreign>(session).filter_by("mood"_col = "wild").count() == 3);
    std::size_t streamed = 0;
    for (const Foreign& row : rowan::query<Foreign>(session).order_by("id"_col))
        streamed += row.id == static_cast<std::int64_t>(++streamed) ? 0 : 100;
    CHECK(streamed == 4);
    session.commit();
    auto wrong = error_of<rowan::DataError>([&] {
        session.insert(Foreign{9, "hunter2", {}, {}, {}, {}, {}});
    });
    CHECK(wrong.sqlstate() == "22P02");
    CHECK(std::string(wrong.what()).find("hunter2") == std::string::npos);
    session.rollback();
    auto uuid = error_of<rowan::DataError>([&] {
        session.insert(Foreign{9, {}, {}, {}, "no uuid", {}, {}});
    });
    CHECK(std::string(uuid.what()).find("foreign_types.key") != std::string::npos);
}
