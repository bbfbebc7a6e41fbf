// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/value.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using rowan::Dict;
using rowan::Filters;
using rowan::Value;
using rowan::types::Cell;

namespace {

template <typename Held>
bool holds(const Value& value, const Held& wanted) {
    return value.holds<Held>() && value.get<Held>() == wanted && value.get_if<Held>() == wanted;
}

std::vector<std::string> names_of(const Dict& dict) {
    std::vector<std::string> names;
    for (const auto& [name, value] : dict)
        names.push_back(name);
    return names;
}

static_assert(!std::is_constructible_v<Value, char>);
static_assert(!std::is_constructible_v<Value, void*>);

} // namespace

TEST_CASE("a value holds what it was made of") {
    CHECK(holds(Value(true), true));
    CHECK(holds(Value(5), std::int64_t{5}));
    CHECK(holds(Value(-5L), std::int64_t{-5}));
    CHECK(holds(Value(std::uint8_t{200}), std::int64_t{200}));
    CHECK(holds(Value(5u), std::int64_t{5}));
    CHECK(holds(Value(UINT64_MAX), UINT64_MAX));
    CHECK(holds(Value(std::uint64_t{INT64_MAX}), INT64_MAX));
    CHECK(holds(Value(1.5), 1.5));
    CHECK(holds(Value(1.5f), 1.5));
    CHECK(holds(Value("text"), std::string("text")));
    CHECK(holds(Value(std::string_view("a\0b", 3)), std::string("a\0b", 3)));
    CHECK(holds(Value(rowan::Blob{std::byte{1}}), rowan::Blob{std::byte{1}}));
    CHECK(holds(Value(rowan::Date(std::chrono::year(2024) / 2 / 29)),
                rowan::Date(std::chrono::year(2024) / 2 / 29)));
    CHECK(holds(Value(rowan::Time(5us)), rowan::Time(5us)));
    CHECK(holds(Value(rowan::DateTime(5us)), rowan::DateTime(5us)));
    CHECK(holds(Value(2s), std::chrono::microseconds(2s)));
}

TEST_CASE("nothing is NULL, however it is spelled") {
    CHECK(Value().is_null());
    CHECK(Value(nullptr).is_null());
    CHECK(Value(std::nullopt).is_null());
    CHECK(Value(std::optional<std::string>()).is_null());
    CHECK(Value(static_cast<const char*>(nullptr)).is_null());
    CHECK_FALSE(Value("").is_null());
    CHECK_FALSE(Value(0).is_null());
    CHECK(holds(Value(std::optional<int>(3)), std::int64_t{3}));
}

TEST_CASE("values are equal when kind and content are") {
    CHECK(Value(5) == Value(5L));
    CHECK(Value(5) == Value(std::uint64_t{5}));
    CHECK_FALSE(Value(5) == Value(5.0));
    CHECK_FALSE(Value(1) == Value(true));
    CHECK_FALSE(Value("5") == Value(5));
    CHECK(Value() == Value(nullptr));
}

TEST_CASE("a value is taken out only as what it is") {
    CHECK_FALSE(Value(5).get_if<std::string>());
    CHECK_FALSE(Value().get_if<std::int64_t>());
    CHECK_FALSE(Value(5).holds<std::uint64_t>());
    CHECK_THROWS_AS(Value(5).get<std::string>(), rowan::TypeMismatch);
    CHECK_THROWS_WITH(Value(5).get<std::string>(), "rowan: this Value holds integer, not text");
    CHECK(Value(5).kind() == rowan::types::CellKind::integer);
    CHECK_THROWS_AS(Value(rowan::Date(std::chrono::year(2026) / 2 / 30)), rowan::TypeMismatch);
}

TEST_CASE("a value goes into a cell and comes back") {
    for (const Value& value :
         {Value(), Value(false), Value(INT64_MIN), Value(UINT64_MAX), Value(-0.5), Value("text"),
          Value(std::string("\0", 1)), Value(rowan::Blob{std::byte{0}, std::byte{255}}),
          Value(rowan::Date(std::chrono::year(1) / 1 / 1)), Value(rowan::Time(24h - 1us)),
          Value(rowan::DateTime(-1us)), Value(std::chrono::microseconds(-7))}) {
        Cell cell;
        cell.set_text("what was there before");
        value.encode(cell);
        CHECK(Value(cell) == value);
    }
}

TEST_CASE("Filters are written as a list of names and values") {
    Filters filters{{"status", "running"}, {"user", nullptr}};
    CHECK(names_of(filters) == std::vector<std::string>{"status", "user"});
    filters["url"] = "https://stac.example";
    CHECK(filters.size() == 3);
    CHECK(holds(filters.at("url"), std::string("https://stac.example")));
    CHECK(filters.at("user").is_null());
    const Filters one{{"a", "b"}};
    CHECK(names_of(one) == std::vector<std::string>{"a"});
    CHECK(holds(one.at("a"), std::string("b")));
    CHECK(Filters{}.empty());
    const std::optional<std::string> maybe;
    const std::string name = "name";
    const Filters mixed{{name, 5}, {"b", maybe}, {"c", 1.5}, {"d", true}};
    CHECK(mixed.size() == 4);
}

TEST_CASE("a Dict keeps the order of insertion, one value for each name") {
    Dict dict{{"b", 1}, {"a", 2}, {"b", 3}};
    CHECK(names_of(dict) == std::vector<std::string>{"b", "a"});
    CHECK(holds(dict.at("b"), std::int64_t{3}));
    dict["c"];
    CHECK(dict.at("c").is_null());
    dict["a"] = "new";
    CHECK(names_of(dict) == std::vector<std::string>{"b", "a", "c"});
    CHECK(dict.contains("a"));
    CHECK_FALSE(dict.contains("A"));
    CHECK(dict.find("z") == nullptr);
    CHECK(dict.erase("b"));
    CHECK_FALSE(dict.erase("b"));
    CHECK(names_of(dict) == std::vector<std::string>{"a", "c"});
    CHECK_THROWS_AS(dict.at("b"), rowan::UnknownColumn);
    CHECK_THROWS_WITH(dict.at("b"), "rowan: no 'b' in this Dict");
    Dict copy = dict;
    CHECK(copy == dict);
    copy["a"] = nullptr;
    CHECK_FALSE(copy == dict);
    copy.clear();
    CHECK(copy.empty());
}
