// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace rowan::literals;

namespace {

/// No base, no name, one column.
struct LoneKey {
    std::string key;
    static constexpr auto table = rowan::table(rowan::primary_key<&LoneKey::key>());
};

struct Position {
    double longitude = 0;
    std::optional<double> latitude;
};
struct Place {
    std::string street;
    Position at;
};
/// Structs in structs, renamed columns, a key of two columns.
struct Shop : rowan::Model<Shop> {
    std::string town;
    std::int32_t number = 0;
    Place place;
    std::string label;

    static constexpr auto table =
        rowan::table("the shops", rowan::primary_key<&Shop::town, &Shop::number>(),
                     rowan::column<&Shop::label>("select"), rowan::column<&Shop::number>("no."));
};

struct Defined {
    BOOST_HANA_DEFINE_STRUCT(Defined, (std::int64_t, id), (std::optional<std::string>, name));
};
struct DefinedModel : rowan::Model<DefinedModel> {
    BOOST_HANA_DEFINE_STRUCT(DefinedModel, (std::int64_t, id), (std::string, name));
    static constexpr auto table =
        rowan::table("defined_model", rowan::primary_key<&DefinedModel::id>());
};

} // namespace

namespace elsewhere {

struct Adapted {
    Adapted() = default;
    Adapted(std::int64_t i, std::string n) : id(i), name(std::move(n)) {}
    std::int64_t id = 0;
    std::string name;
    std::string not_stored = "kept";
};

} // namespace elsewhere

BOOST_HANA_ADAPT_STRUCT(elsewhere::Adapted, id, name);

template <>
inline constexpr auto rowan::table_of<Defined> = rowan::table("defined",
                                                              rowan::primary_key<&Defined::id>());
template <>
inline constexpr auto rowan::table_of<elsewhere::Adapted> =
    rowan::table("adapted", rowan::primary_key<&elsewhere::Adapted::id>(),
                 rowan::column<&elsewhere::Adapted::name>("label"));

namespace {

template <typename Entity>
struct Database : rowan_test::Tables<Entity> {
    rowan::Query<Entity> all() { return rowan::query<Entity>(this->session); }
};

} // namespace

TEST_CASE("a struct of one column is a table") {
    Database<LoneKey> db;
    db.session.insert(LoneKey{"a"});
    db.session.insert_all(std::vector<LoneKey>{{"b"}, {"c"}});
    db.session.update(LoneKey{"a"});
    db.session.save(LoneKey{"b"});
    db.session.save(LoneKey{"d"});
    CHECK(db.all().count() == 4);
    CHECK(db.all().filter("key"_col > "b").order_by("key"_col.desc()).first()->key == "d");
    CHECK(db.all().filter("key"_col == "a").update("key"_col = "z") == 1);
    db.session.remove(LoneKey{"z"});
    CHECK(db.all().all().size() == 3);
    CHECK(db.all().sql() ==
          "SELECT " + rowan_test::quoted("key") + " FROM " + rowan_test::quoted("lone_key"));
}

TEST_CASE("embedded structs and renamed columns are found by their columns' names") {
    Database<Shop> db;
    Shop shop{{}, "Linz", 4, {"Main", {14.3, 48.3}}, "best"};
    db.session.insert(shop);
    db.session.insert(Shop{{}, "Linz", 5, {"Side", {14.2, std::nullopt}}, "other"});
    auto found = Shop::get(db.session, "town"_col = "Linz", "number"_col = 4).one();
    CHECK((found.place.street == "Main" && found.place.at.latitude == 48.3));
    CHECK(found.label == "best");
    CHECK(Shop::get(db.session, "no."_col = 5, "select"_col = "other").exists());
    CHECK(Shop::get(db.session, "label"_col = "other").exists());
    CHECK(Shop::get(db.session, "place_street"_col = "Side").one().number == 5);
    CHECK(Shop::get(db.session, "place_at_latitude"_col = nullptr).one().number == 5);
    CHECK(db.all().filter("place_at_longitude"_col > 14.25).one().number == 4);
    CHECK(db.all().filter(rowan::col<&Shop::label>.starts_with("b")).one().number == 4);
    CHECK(Shop::get(db.session, rowan::Filters{{"place_street", "Main"}, {"number", 4}}).exists());
    CHECK(db.all().update("place_at_latitude"_col = "place_at_longitude"_col * 2) == 2);
    CHECK(Shop::get(db.session, "number"_col = 5).one().place.at.latitude == 28.4);
    auto made = Shop::make("place_street"_col = "New", "place_at_latitude"_col = 1,
                           "select"_col = "made", "number"_col = 6);
    CHECK((made.place.street == "New" && made.place.at.latitude == 1.0 && made.label == "made"));
    found.label = "changed";
    found.save(db.session);
    CHECK(Shop::get(db.session, "select"_col = "changed").one().number == 4);
    std::string names;
    for (const auto& [name, value] : found.as_dict())
        names += name + ",";
    CHECK(names == "town,no.,place_street,place_at_longitude,place_at_latitude,select,");
}

TEST_CASE("structs described by Hana's macros are tables like others") {
    Database<Defined> defined;
    defined.session.insert(Defined{1, "one"});
    defined.session.insert(Defined{2, std::nullopt});
    CHECK(defined.all().filter(rowan::col<&Defined::name> == nullptr).one().id == 2);
    CHECK(defined.all().filter_by("name"_col = "one").one().id == 1);
    for (const Defined& row : defined.all())
        CHECK(row.name.has_value() == (row.id == 1));

    defined.session.commit();
    Database<DefinedModel> model;
    auto made = DefinedModel::make("name"_col = "x");
    made.save(model.session);
    CHECK(DefinedModel::get(model.session, "id"_col = made.id).one().name == "x");
    CHECK(made.as_dict().at("name") == rowan::Value("x"));

    model.session.commit();
    Database<elsewhere::Adapted> adapted;
    elsewhere::Adapted one(7, "seven");
    adapted.session.insert(one);
    auto found = adapted.all().filter("label"_col == "seven", "name"_col == "seven").one();
    CHECK((found.id == 7 && found.not_stored == "kept"));
    one.name = "changed";
    adapted.session.update(one);
    CHECK(adapted.all().filter(rowan::col<&elsewhere::Adapted::name> == "changed").exists());
}
