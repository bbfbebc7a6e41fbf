// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/uuid/uuid.hpp>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

/// Rows of a table that belong to rows of the same table.
struct Node : rowan::Model<Node> {
    std::int64_t id = 0;
    std::optional<std::int64_t> parent_id;
    rowan::BelongsTo<Node> parent;
    rowan::HasMany<Node> children;

    static constexpr auto table =
        rowan::table("node", rowan::primary_key<&Node::id>(),
                     rowan::foreign_key<&Node::parent_id>(rowan::references<&Node::id>()),
                     rowan::relation<&Node::children>().back_populates<&Node::parent>());
};

/// A key of two columns, one of them of a type that no database has.
enum class Region { north, south };
struct Line;
struct Shop : rowan::Model<Shop> {
    Region region = Region::north;
    std::int32_t number = 0;
    rowan::HasMany<Line> lines;

    static constexpr auto table =
        rowan::table("shop", rowan::primary_key<&Shop::region, &Shop::number>());
};
struct Line : rowan::Model<Line> {
    std::int64_t id = 0;
    std::optional<Region> shop_region;
    std::optional<std::int32_t> shop_number;
    rowan::BelongsTo<Shop> shop;

    static constexpr auto table =
        rowan::table("line", rowan::primary_key<&Line::id>(),
                     rowan::foreign_key<&Line::shop_region, &Line::shop_number>(
                         rowan::references<&Shop::region, &Shop::number>()));
};

/// Rows that a table connects with rows of the same table; the keys are UUIDs.
struct Friendship;
struct Person : rowan::Model<Person> {
    boost::uuids::uuid id{};
    std::string name;
    rowan::ManyToMany<Person, Friendship> friends;
    rowan::ManyToMany<Person, Friendship> fans;

    static constexpr auto table = rowan::table("person", rowan::primary_key<&Person::id>(),
                                               rowan::relation<&Person::friends>().by<"person">(),
                                               rowan::relation<&Person::fans>().to<"person">());
};
struct Friendship : rowan::Model<Friendship> {
    boost::uuids::uuid person{};
    boost::uuids::uuid other{};

    static constexpr auto table =
        rowan::table("friendship", rowan::primary_key<&Friendship::person, &Friendship::other>(),
                     rowan::foreign_key<&Friendship::person>(rowan::references<&Person::id>()),
                     rowan::foreign_key<&Friendship::other>(rowan::references<&Person::id>()));
};

/// Structs that Hana describes can have relations, too; a key that is not the primary one.
struct Town {
    BOOST_HANA_DEFINE_STRUCT(Town, (std::int64_t, id), (std::string, code));
};
struct House {
    BOOST_HANA_DEFINE_STRUCT(House, (std::int64_t, id), (std::string, town_code),
                             (rowan::BelongsTo<Town>, town));
};

boost::uuids::uuid uuid(std::uint8_t number) {
    boost::uuids::uuid id{};
    id.data[15] = number;
    return id;
}

} // namespace

template <>
inline constexpr auto rowan::table_of<Town> = rowan::table(
    "town", rowan::primary_key<&Town::id>(),
    rowan::column<&Town::code>(rowan::type(rowan::Varchar{20})), rowan::unique<&Town::code>());
template <>
inline constexpr auto rowan::table_of<House> =
    rowan::table("house", rowan::primary_key<&House::id>(),
                 rowan::column<&House::town_code>(rowan::type(rowan::Varchar{20})),
                 rowan::foreign_key<&House::town_code>(rowan::references<&Town::code>()));

TEST_CASE("rows that belong to rows of their own table") {
    Tables<Node> tables;
    const std::pair<std::int64_t, std::optional<std::int64_t>> nodes[] = {
        {1, std::nullopt}, {2, 1}, {3, 1}, {4, 3}, {5, 4}};
    for (auto [id, parent] : nodes)
        tables.session.insert(Node::make("id"_col = id, "parent_id"_col = parent));
    auto root = tables.all<Node>()
                    .filter("id"_col == 1)
                    .load<&Node::children, &Node::children, &Node::children>()
                    .load<&Node::children>([](auto rows) { return rows.order_by("id"_col); })
                    .one();
    REQUIRE(root.children.size() == 2);
    CHECK(root.children[0].children.empty());
    CHECK(root.children[1].children[0].children[0].id == 5);
    CHECK_THROWS_AS(root.children[1].children[0].children[0].children.size(), rowan::NotLoaded);
    auto leaf = tables.all<Node>().filter("id"_col == 5).load<&Node::parent, &Node::parent>().one();
    CHECK(leaf.parent->parent->id == 3);
    leaf =
        tables.all<Node>().filter("id"_col == 5).load_joined<&Node::parent, &Node::parent>().one();
    CHECK(leaf.parent->parent->id == 3);
    leaf = tables.all<Node>()
               .filter("id"_col == 5)
               .load<&Node::parent>([](auto rows) { return rows.filter("id"_col > 1); })
               .load_joined<&Node::parent, &Node::parent>()
               .one();
    CHECK(leaf.parent->parent->id == 3);
    root =
        tables.all<Node>().filter("id"_col == 1).load_joined<&Node::parent, &Node::parent>().one();
    CHECK_FALSE(root.parent);
}

TEST_CASE("keys of several columns, and of types that are stored otherwise") {
    Tables<Shop, Line> tables;
    for (int i = 0; i < 600; ++i)
        tables.session.insert(Shop{{}, i % 2 ? Region::south : Region::north, i / 2, {}});
    std::int64_t id = 0;
    auto add = [&](std::optional<Region> region, std::optional<std::int32_t> number) {
        tables.session.insert(Line{{}, ++id, region, number, {}});
    };
    add(Region::north, 7);
    add(Region::south, 7);
    add(Region::south, 7);
    add(std::nullopt, 7);
    add(Region::south, std::nullopt);
    add(Region::south, 299);
    auto shops = tables.all<Shop>().order_by("number"_col, "region"_col).load<&Shop::lines>().all();
    REQUIRE(shops.size() == 600);
    std::size_t north = 0, south = 0, last = 0, all = 0;
    for (const Shop& shop : shops) {
        all += shop.lines.size();
        if (shop.number == 7)
            (shop.region == Region::north ? north : south) += shop.lines.size();
        if (shop.number == 299)
            last += shop.lines.size();
    }
    CHECK((north == 1 && south == 2 && last == 1 && all == 4));
    auto lines = tables.all<Line>().order_by("id"_col).load<&Line::shop>().all();
    CHECK(lines[0].shop->region == Region::north);
    CHECK(lines[1].shop->number == 7);
    CHECK(&*lines[1].shop == &*lines[2].shop);
    CHECK_FALSE(lines[3].shop);
    CHECK_FALSE(lines[4].shop);
    lines = tables.all<Line>().order_by("id"_col).load_joined<&Line::shop>().all();
    CHECK(lines[5].shop->number == 299);
    CHECK_FALSE(lines[3].shop);
    auto few = tables.all<Shop>()
                   .filter("number"_col == 7)
                   .order_by("region"_col)
                   .load<&Shop::lines>([](auto rows) { return rows.order_by("id"_col).limit(1); })
                   .all();
    CHECK(few[0].lines[0].id == 1);
    CHECK(few[1].lines[0].id == 2);
}

TEST_CASE("many-to-many among the rows of one table") {
    Tables<Person, Friendship> tables;
    for (std::uint8_t i = 1; i <= 3; ++i)
        tables.session.insert(
            Person::make("id"_col = uuid(i), "name"_col = std::string(1, "?abc"[i])));
    tables.session.insert(Friendship{{}, uuid(1), uuid(2)});
    tables.session.insert(Friendship{{}, uuid(1), uuid(3)});
    auto people = tables.all<Person>()
                      .order_by("name"_col)
                      .load<&Person::friends>([](auto rows) { return rows.order_by("name"_col); })
                      .load<&Person::fans>()
                      .all();
    REQUIRE(people[0].friends.size() == 2);
    CHECK(people[0].friends[0].name == "b");
    CHECK(people[0].friends[1].name == "c");
    CHECK(people[0].fans.empty());
    CHECK(people[2].friends.empty());
    REQUIRE(people[2].fans.size() == 1);
    CHECK(people[2].fans[0].name == "a");
    people = tables.all<Person>()
                 .order_by("name"_col)
                 .load<&Person::friends>(
                     [](auto rows) { return rows.order_by("name"_col.desc()).limit(1); })
                 .all();
    REQUIRE(people[0].friends.size() == 1);
    CHECK(people[0].friends[0].name == "c");
}

TEST_CASE("a key that is not the primary one, of structs that Hana describes") {
    Tables<Town, House> tables;
    tables.session.insert(Town{1, "N"});
    tables.session.insert(Town{2, "S"});
    tables.session.insert(House{1, "S", {}});
    auto house = tables.all<House>().one();
    auto message = error_of<rowan::NotLoaded>(tables.session, [&] { return house.town->id; });
    CHECK(has(message, "House::town"));
    house = tables.all<House>().load<&House::town>().one();
    CHECK(house.town->id == 2);
}
