// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/orm/model.hpp>
#include <rowan/orm/relation.hpp>
#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>

#include <optional>
#include <string>
#include <vector>

using rowan::meta::column_count;
using rowan::meta::column_offsets;
using rowan::meta::leaf_of_member;
using rowan::meta::mapping;

namespace {

struct Point {
    double x;
    double y;
};
struct Place {
    Point point;
    std::optional<std::string> name;
    struct Nothing {
    } nothing;
};
struct Owner : rowan::Model<Owner> {
    std::string id;
    [[maybe_unused]] static constexpr auto table = rowan::table(rowan::primary_key<&Owner::id>());
};
struct Visit;
struct House : rowan::Model<House> {
    Place place;
    rowan::BelongsTo<Owner> owner;
    std::string id;
    rowan::HasMany<Visit> visits;
    std::int32_t rooms;
    Point door_at;
    rowan::HasOne<Visit> last_visit;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&House::id>(), rowan::column<&House::rooms>("room_count"));
};
struct Visit : rowan::Model<Visit> {
    std::string id;
    rowan::BelongsTo<House> house;
    static constexpr auto table = rowan::table(rowan::primary_key<&Visit::id>());
};

template <typename Entity>
std::vector<std::string> columns_of() {
    std::vector<std::string> names;
    for (const auto& column : mapping<Entity>.columns)
        names.emplace_back(column.name);
    return names;
}

using Names = std::vector<std::string>;

template <typename Member>
std::string snake_case(Member) {
    return std::string(rowan::meta::snake_case_name<Member>.view());
}

struct A {};
struct User2 {};
struct StacHarvester {};
struct HTTPServerLog {};
struct Already_snake {};
struct Page404Hit {};
struct lower {};

} // namespace

struct Described {
    BOOST_HANA_DEFINE_STRUCT(Described, (std::string, id), (Place, place), (Point, at));
};
template <>
inline constexpr auto
    rowan::table_of<Described> = rowan::table(rowan::primary_key<&Described::id>());

TEST_CASE("embedded structs become columns named after both, at any depth; relations none") {
    CHECK(columns_of<House>() == Names{"place_point_x", "place_point_y", "place_name", "id",
                                       "room_count", "door_at_x", "door_at_y"});
    CHECK(columns_of<Visit>() == Names{"id"});
    CHECK(columns_of<Described>() ==
          Names{"id", "place_point_x", "place_point_y", "place_name", "at_x", "at_y"});
    STATIC_REQUIRE(column_count<House> == 7);
}

TEST_CASE("the column of a member counts the columns of embedded structs before it") {
    STATIC_REQUIRE(leaf_of_member<House>(0) == 0);
    STATIC_REQUIRE(leaf_of_member<House>(2) == 3);
    STATIC_REQUIRE(leaf_of_member<House>(4) == 4);
    STATIC_REQUIRE(leaf_of_member<House>(5) == 5);
    CHECK(mapping<House>.key.size() == 1);
    CHECK(mapping<House>.key[0] == 3);
}

TEST_CASE("offsets lead to the members of embedded structs") {
    House house{};
    const auto* start = reinterpret_cast<const char*>(&house);
    const auto at = [&](std::size_t column) { return start + column_offsets<House>[column]; };
    CHECK(at(0) == reinterpret_cast<const char*>(&house.place.point.x));
    CHECK(at(1) == reinterpret_cast<const char*>(&house.place.point.y));
    CHECK(at(2) == reinterpret_cast<const char*>(&house.place.name));
    CHECK(at(3) == reinterpret_cast<const char*>(&house.id));
    CHECK(at(4) == reinterpret_cast<const char*>(&house.rooms));
    CHECK(at(6) == reinterpret_cast<const char*>(&house.door_at.y));
}

TEST_CASE("each column has the codec of its member") {
    const auto& columns = mapping<House>.columns;
    CHECK(columns[0].codec == &rowan::types::codec<double>);
    CHECK(columns[2].codec == &rowan::types::codec<std::optional<std::string>>);
    CHECK(columns[4].codec == &rowan::types::codec<std::int32_t>);
}

TEST_CASE("a table's name is the struct's in snake case") {
    CHECK(snake_case(A{}) == "a");
    CHECK(snake_case(User2{}) == "user2");
    CHECK(snake_case(StacHarvester{}) == "stac_harvester");
    CHECK(snake_case(HTTPServerLog{}) == "http_server_log");
    CHECK(snake_case(Already_snake{}) == "already_snake");
    CHECK(snake_case(Page404Hit{}) == "page404_hit");
    CHECK(snake_case(lower{}) == "lower");
    CHECK(mapping<House>.table == "house");
    CHECK(mapping<House>.entity == "House");
}
