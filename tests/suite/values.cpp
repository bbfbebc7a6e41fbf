// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

using namespace rowan::literals;
using namespace rowan_test;
using namespace std::chrono_literals;

namespace {

enum class Level { low, high };

struct Name {
    std::string text;
    operator std::string_view() const { return text; }
};

struct Thing : rowan::Model<Thing> {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::string> note;
    bool flag = false;
    std::int8_t tiny = 0;
    std::int32_t number = 0;
    std::uint8_t byte = 0;
    std::uint64_t large = 0;
    float ratio = 0;
    double real = 0;
    Level level = Level::low;
    rowan::DateTime moment;
    rowan::Date day = 1970y / 1 / 1;
    std::chrono::minutes lasting{};
    rowan::Decimal price;

    static constexpr auto table = rowan::table(rowan::primary_key<&Thing::id>());
};

struct Things : Tables<Thing> {
    void add(Thing thing) { session.insert(thing); }
    rowan::Query<Thing> all() { return Tables::all<Thing>(); }
};

Thing with_text(std::string text) {
    Thing thing;
    thing.text = std::move(text);
    return thing;
}

} // namespace

TEST_CASE("text is a value, whatever it looks like") {
    Things things;
    std::vector<std::string> texts = {"'",
                                      "''",
                                      "\"",
                                      "`",
                                      "\\",
                                      "\\'",
                                      "'; drop table thing; --",
                                      "' or '1'='1",
                                      "?",
                                      "$1",
                                      ":p1",
                                      "%",
                                      "_",
                                      "/",
                                      "%s",
                                      "NULL",
                                      "",
                                      " ",
                                      "a\nb",
                                      "réve🐍",
                                      std::string(100'000, '\''),
                                      std::string(47, 'a'),
                                      std::string(48, 'a'),
                                      std::string(49, 'a')};
    if (dialect().pads_text)
        std::erase(texts, " "); // The same as "".
    for (const auto& text : texts)
        things.add(with_text(text));
    for (const auto& text : texts) {
        INFO(text.substr(0, 60));
        CHECK(Thing::get(things.session, "text"_col = text).one().text == text);
        CHECK(things.all().filter("text"_col == text).count() == 1);
        CHECK(things.all().filter("text"_col.in({text})).count() == 1);
        CHECK(Thing::get(things.session, rowan::Filters{{"text", text}}).one().text == text);
        CHECK(things.all().filter("text"_col == text).update("note"_col = text) == 1);
        CHECK(Thing::get(things.session, "note"_col = text).one().text == text);
    }
    CHECK(things.all().count() == static_cast<std::int64_t>(std::size(texts)));
}

TEST_CASE("helpers of LIKE find their text as it is written") {
    Things things;
    for (const char* text : {"50%/_x/", "50x//xx/", "50%", "%50", "a_b", "axb", "/", "//", "é%ö"})
        things.add(with_text(text));
    auto count = [&](const auto& condition) { return things.all().filter(condition).count(); };
    CHECK(count("text"_col.contains("50%/_x/")) == 1);
    CHECK(count("text"_col.starts_with("50%")) == 2);
    CHECK(count("text"_col.starts_with("50")) == 3);
    CHECK(count("text"_col.ends_with("%50")) == 1);
    CHECK(count("text"_col.ends_with("/")) == 4);
    CHECK(count("text"_col.contains("_")) == 2);
    CHECK(count("text"_col.like("a_b")) == 2);
    CHECK(count("text"_col.contains("/")) == 4);
    CHECK(count("text"_col.contains("//")) == 2);
    CHECK(count("text"_col.contains("")) == 9);
    CHECK(count("text"_col.contains("é%")) == 1);
    CHECK(count("text"_col.contains(std::string(200, '%'))) == 0);
}

TEST_CASE("text may come as any kind of text") {
    Things things;
    things.add(with_text("abc"));
    const std::string string = "abc";
    const std::string_view view = string;
    const char* pointer = string.c_str();
    const char array[] = "abc";
    char buffer[4] = {'a', 'b', 'c', 0};
    auto found = [&](const auto& condition) { return things.all().filter(condition).exists(); };
    CHECK(found("text"_col == string));
    CHECK(found("text"_col == std::string("abc")));
    CHECK(found("text"_col == view));
    CHECK(found("text"_col == pointer));
    CHECK(found("text"_col == array));
    CHECK(found("text"_col == buffer));
    CHECK(found("text"_col == "abc"));
    CHECK(found("text"_col == std::optional(view)));
    CHECK(found("text"_col == std::optional(pointer)));
    CHECK(found("text"_col == Name{"abc"}));
    CHECK(found(view == "text"_col));
    CHECK(found("text"_col == view.substr(0, 3)));
    CHECK_FALSE(found("text"_col == view.substr(0, 2)));
    CHECK(things.all().update("note"_col = view.substr(1)) == 1);
    CHECK(found("note"_col == "bc"));
    CHECK(Thing::make("text"_col = view, "note"_col = pointer).note == "abc");
    const char* nothing = nullptr;
    CHECK_THROWS_AS("text"_col == nothing, rowan::InvalidQuery);

    auto stored = "text"_col == buffer;
    buffer[0] = 'x';
    CHECK(found(stored));
}

TEST_CASE("numbers are compared by value, whatever their width") {
    Things things;
    Thing thing;
    thing.tiny = -128;
    thing.number = INT32_MAX;
    thing.byte = 255;
    thing.large = INT64_MAX;
    thing.ratio = 0.5F;
    thing.real = 2;
    things.add(thing);
    auto found = [&](const auto& condition) { return things.all().filter(condition).exists(); };
    CHECK(found("tiny"_col == std::int8_t{-128}));
    CHECK(found("tiny"_col == -128L));
    CHECK(found("tiny"_col > -1000));
    CHECK(found("byte"_col == std::uint8_t{255}));
    CHECK(found("byte"_col == 255u));
    CHECK(found("byte"_col < std::uint64_t{256}));
    CHECK(found("number"_col == std::int16_t{0}) == false);
    CHECK(found("number"_col == 2147483647LL));
    CHECK(found("number"_col == 2147483647.0));
    CHECK(found("number"_col < 1e300));
    CHECK(found("large"_col == std::uint64_t{INT64_MAX}));
    CHECK(found("ratio"_col == 0.5));
    CHECK(found("ratio"_col == 0.5F));
    CHECK(found("real"_col == 2));
    CHECK(found("real"_col == 2u));
    CHECK(found("real"_col.between(1, 2.5)));
    CHECK(found("number"_col > std::optional<std::int16_t>(5)));
    CHECK(found("flag"_col == false));
    CHECK_FALSE(found("flag"_col == true));
    CHECK(found("flag"_col != true));
    CHECK(found("price"_col == 0));
    CHECK(found("price"_col < rowan::Decimal("0.01")));
    if (dialect().unsigned_integers)
        CHECK_FALSE(found("large"_col == UINT64_MAX));
    else
        CHECK_THROWS_AS(found("large"_col == UINT64_MAX), rowan::DataError);
}

TEST_CASE("a number that its member can't hold is written nowhere") {
    Things things;
    things.add({});
    const std::int64_t wide = 128;
    auto refused = [&](const auto& assignment) {
        CHECK_THROWS_AS(things.all().update(assignment), rowan::DataError);
        CHECK_THROWS_AS(static_cast<void>(Thing::make(assignment)), rowan::DataError);
    };
    refused("tiny"_col = wide);
    refused("tiny"_col = -129);
    refused("byte"_col = -1);
    refused("byte"_col = 256u);
    refused("number"_col = INT64_MAX);
    refused("large"_col = -1);
    CHECK(things.all().one() == Thing{});
    CHECK(things.all().update("tiny"_col = wide - 1, "byte"_col = 255, "ratio"_col = 1,
                              "real"_col = 1.5F) == 1);
    auto thing = things.all().one();
    CHECK((thing.tiny == 127 && thing.byte == 255 && thing.ratio == 1 && thing.real == 1.5));
    try {
        static_cast<void>(Thing::make("tiny"_col = 1000));
        FAIL();
    } catch (const rowan::DataError& error) {
        CHECK(std::string(error.what()).find("thing.tiny") != std::string::npos);
    }
}

TEST_CASE("enums, dates, lengths of time and decimals are values of their own types") {
    Things things;
    Thing thing;
    thing.level = Level::high;
    thing.day = 2024y / 2 / 29;
    thing.moment = std::chrono::sys_days(thing.day) + 12h;
    thing.lasting = 90min;
    thing.price = rowan::Decimal("9.5");
    things.add(thing);
    auto found = [&](const auto& condition) { return things.all().filter(condition).exists(); };
    CHECK(found("level"_col == Level::high));
    CHECK(found("level"_col.in({Level::low, Level::high})));
    CHECK_FALSE(found("level"_col == Level::low));
    CHECK(found("day"_col == 2024y / 2 / 29));
    CHECK(found("day"_col == std::chrono::sys_days(2024y / 2 / 29)));
    CHECK(found("day"_col < 2024y / 3 / 1));
    CHECK(found("moment"_col == thing.moment));
    CHECK(
        found("moment"_col == std::chrono::sys_seconds(thing.moment.time_since_epoch() / 1s * 1s)));
    CHECK(found("moment"_col > std::chrono::sys_days(thing.day)));
    CHECK(found("moment"_col.between(std::chrono::sys_days(thing.day), rowan::utcnow())));
    CHECK(found("lasting"_col == 90min));
    CHECK(found("lasting"_col > 1h));
    CHECK(found("price"_col == rowan::Decimal("9.50")));
    CHECK(found("price"_col > 9));
    CHECK_THROWS_AS(found("day"_col == 2023y / 2 / 29), rowan::DataError);
    CHECK_THROWS_AS(found("moment"_col < rowan::DateTime::max()), rowan::DataError);

    CHECK(things.all().update("level"_col = Level::low, "lasting"_col = 2h,
                              "moment"_col = std::chrono::sys_days(thing.day),
                              "price"_col = 3) == 1);
    auto changed = things.all().one();
    CHECK(changed.level == Level::low);
    CHECK(changed.lasting == 120min);
    CHECK(changed.moment == std::chrono::sys_days(thing.day));
    CHECK(changed.price == rowan::Decimal("3"));
}

TEST_CASE("make() sets what is said and leaves the rest to the members' initializers") {
    auto thing = Thing::make("text"_col = "x", "note"_col = std::optional<std::string>(),
                             rowan::col<& Thing::level> = Level::high, "lasting"_col = 3h,
                             "price"_col = rowan::Decimal("1.5"), "flag"_col = true);
    CHECK((thing.text == "x" && !thing.note && thing.level == Level::high && thing.flag));
    CHECK(thing.lasting == 180min);
    CHECK(thing.day == 1970y / 1 / 1);
    CHECK(Thing::make("note"_col = "x", "note"_col = nullptr).note == std::nullopt);
    CHECK(Thing::make() == Thing{});
}
