// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/suite/everything.hpp"
#include "tests/support/catch.hpp"

#include <rowan/orm/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Note : rowan::Model<Note> {
    std::int64_t id = 0;
    std::optional<boost::json::value> extra;
    boost::json::value always;
    static constexpr auto table = rowan::table("note", rowan::primary_key<&Note::id>());
};

Everything full() {
    Everything one;
    one.id = "one";
    one.flag = true;
    one.i8 = -128;
    one.i64 = std::numeric_limits<std::int64_t>::min();
    one.u64 = std::numeric_limits<std::uint64_t>::max();
    one.f32 = 0.1F;
    one.f64 = 0.1;
    one.text = std::string("r\xC3\xA9veill\xC3\xA9 \"quoted\" \\ and") + '\0' + "zero";
    one.bytes = {std::byte{0}, std::byte{255}, std::byte{16}};
    one.day = std::chrono::year(2024) / 2 / 29;
    one.clock = rowan::parse<rowan::Time>("23:59:59.999999");
    one.moment = rowan::parse<rowan::DateTime>("2012-10-15 12:57:18.039642");
    one.lasting = std::chrono::seconds(90);
    one.exact = rowan::Decimal("319438950232418390.273596");
    one.colour = Colour::ultramarine;
    one.document = boost::json::parse(R"({"a": [1, null, "x"]})");
    one.line = "a line";
    one.price = rowan::Decimal("1.50");
    one.maybe = "";
    one.maybe_number = 7;
    one.maybe_real = -2.5;
    one.maybe_flag = false;
    one.maybe_moment = one.moment;
    one.maybe_bytes = one.bytes;
    return one;
}

} // namespace

TEST_CASE("an object goes to JSON text and back, whatever its types") {
    for (const Everything& one : {full(), Everything{}}) {
        std::string text = boost::json::serialize(rowan::to_json(one));
        Everything other = full();
        other.id = "another";
        other.maybe = "to go";
        auto report = rowan::from_json(other, boost::json::parse(text));
        CHECK(report.skipped.empty());
        CHECK(other.as_dict() == one.as_dict());
        CHECK(boost::json::serialize(rowan::to_json(other)) == text);
    }
    auto json = rowan::to_json(full());
    CHECK(json.at("bytes") == "00ff10");
    CHECK(json.at("moment").as_string().starts_with("2012-10-15T12:57:18.039642"));
    CHECK(json.at("colour") == "ultramarine");
    CHECK(json.at("document").at("a").at(2) == "x");
    CHECK(json.at("price") == "1.5");
    CHECK(json.at("lasting") == 90'000'000);
    CHECK(rowan::to_json(Everything{}).at("maybe").is_null());
}

TEST_CASE("JSON that an object can't hold leaves it as it was") {
    Everything one = full();
    auto before = one.as_dict();
    auto fails = [&](const char* text) {
        std::string message;
        try {
            rowan::from_json(one, boost::json::parse(text));
        } catch (const rowan::Error& error) {
            message = error.what();
        }
        CHECK(one.as_dict() == before);
        return message;
    };
    CHECK(has(fails(R"({"line": "new", "i8": 300})"), "i8"));
    CHECK(has(fails(R"({"line": "new", "i8": "text"})"), "i8"));
    CHECK(has(fails(R"({"line": "new", "text": [1]})"), "Everything.text"));
    CHECK(has(fails(R"({"line": "new", "bytes": "xyz"})"), "Everything.bytes"));
    CHECK(has(fails(R"({"line": "new", "day": "2023-02-29"})"), "day"));
    CHECK(has(fails(R"({"line": "new", "id": null})"), "id"));
    CHECK(has(fails(R"([1])"), "Everything"));
    auto report =
        rowan::from_json(one, boost::json::parse(R"({"line": "new", "stranger": 1, "i8": -128})"));
    CHECK(report.changed == std::vector<std::string>{"line"});
    CHECK(report.skipped == std::vector<std::string>{"stranger"});
    CHECK(one.line == "new");
    one.f64 = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(rowan::to_json(one), rowan::DataError);
}

TEST_CASE("null of JSON is NULL where the column has one") {
    Tables<Note> tables;
    Note note;
    note.id = 1;
    note.extra = boost::json::parse("[1]");
    note.always = 1;
    auto report = rowan::from_json(note, boost::json::parse(R"({"extra": null, "always": null})"));
    CHECK(report.changed == std::vector<std::string>{"extra", "always"});
    CHECK_FALSE(note.extra);
    CHECK(note.always.is_null());
    tables.session.insert(note);
    auto found = Note::get(tables.session, "extra"_col = nullptr).one();
    CHECK_FALSE(found.extra);
    CHECK(found.always.is_null());
    CHECK(boost::json::serialize(rowan::to_json(found)) ==
          R"({"id":1,"extra":null,"always":null})");
    rowan::from_json(note, boost::json::parse(R"({"extra": {"a": null}})"));
    REQUIRE(note.extra);
    CHECK(note.extra->at("a").is_null());
}

TEST_CASE("numbers of JSON above the largest signed one") {
    Everything one = full();
    rowan::from_json(one, boost::json::parse(R"({"f32": 9223372036854775808,
        "f64": 18446744073709551615, "maybe_real": 9223372036854775809,
        "u64": 18446744073709551615, "exact": 18446744073709551615})"));
    CHECK(one.f32 == 0x1p63F);
    CHECK(one.f64 == 0x1p64);
    CHECK(one.maybe_real == 0x1p63);
    CHECK(one.u64 == std::numeric_limits<std::uint64_t>::max());
    CHECK(one.exact == rowan::Decimal("18446744073709551615"));
    for (const char* text :
         {R"({"i64": 9223372036854775808})", R"({"i8": 9223372036854775808})",
          R"({"maybe_number": 9223372036854775808})", R"({"lasting": 9223372036854775808})"})
        CHECK_THROWS_AS(rowan::from_json(one, boost::json::parse(text)), rowan::Error);
}
