// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/support/catch.hpp"

#include <boost/hana/define_struct.hpp>
#include <rowan/orm/stateful.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Parcel : rowan::StatefulModel<Parcel> {
    std::int64_t id = 0;
    std::string name;
    std::string state = "active";

    static constexpr auto table = rowan::table("parcel", rowan::primary_key<&Parcel::id>());
};

enum class Condition { active, deleted, draft };

struct Letter : rowan::StatefulModel<Letter> {
    std::int64_t id = 0;
    std::optional<Condition> condition;

    static constexpr auto table = rowan::table("letter", rowan::primary_key<&Letter::id>(),
                                               rowan::column<&Letter::condition>("state"));
};

struct Card : rowan::StatefulModel<Card> {
    BOOST_HANA_DEFINE_STRUCT(Card, (std::int64_t, id), (std::string, state));

    static constexpr auto table = rowan::table("card", rowan::primary_key<&Card::id>());
};

} // namespace

TEST_CASE("rows of a stateful model are marked as deleted, and taken back") {
    Tables<Parcel> tables;
    rowan::Session& session = tables.session;
    auto one = Parcel::make("name"_col = "one"), two = Parcel::make("name"_col = "two");
    session.insert(one);
    session.insert(two);
    one.mark_deleted(session);
    CHECK(one.is_deleted());
    CHECK_FALSE(one.is_active());
    CHECK(Parcel::active(session).one().name == "two");
    CHECK(Parcel::deleted(session).one().name == "one");
    CHECK(Parcel::deleted(session, "name"_col = "two").count() == 0);
    CHECK(Parcel::count(session) == 2);
    session.commit();
    one.undelete(session);
    CHECK(one.is_active());
    CHECK(Parcel::active(session, "name"_col = "one").exists());
    // What is neither is neither.
    two.state = "draft";
    session.update(two);
    CHECK_FALSE(two.is_active());
    CHECK_FALSE(two.is_deleted());
    CHECK(Parcel::active(session).one().name == "one");
    CHECK(Parcel::deleted(session).count() == 0);
    // remove() is what it is for all models.
    two.remove(session);
    CHECK(Parcel::count(session) == 1);
    // A row that is gone leaves the object as it was.
    CHECK_THROWS_AS(two.mark_deleted(session), rowan::StaleData);
    CHECK(two.state == "draft");
}

TEST_CASE("a state can be an enum, have another member's name, and be NULL") {
    Tables<Letter> tables;
    rowan::Session& session = tables.session;
    Letter letter;
    session.insert(letter);
    CHECK(letter.is_active());
    CHECK(Letter::active(session).count() == 1);
    letter.mark_deleted(session);
    CHECK(letter.condition == Condition::deleted);
    CHECK(Letter::active(session).count() == 0);
    CHECK(Letter::deleted(session).one().id == letter.id);
    letter.undelete(session);
    CHECK(Letter::active(session).one().condition == Condition::active);
}

TEST_CASE("tracked objects and structs by Hana's macro are stateful, too") {
    Tables<Parcel, Card> tables;
    rowan::Session& session = tables.session;
    auto parcel = std::make_shared<Parcel>();
    parcel->name = "tracked";
    session.add(parcel);
    session.commit();
    parcel->mark_deleted(session);
    CHECK(Parcel::deleted(session).tracked().one() == parcel);
    session.rollback();
    CHECK(parcel->is_active());
    Card card;
    card.state = "active";
    session.insert(card);
    card.mark_deleted(session);
    CHECK(Card::deleted(session).count() == 1);
}
