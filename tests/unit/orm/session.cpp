// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <thread>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

TEST_CASE("default_session() is this thread's, on the engine that was set last") {
    Fleet first, second;
    rowan::set_default_engine(first.engine);
    Session* mine = &rowan::default_session();
    CHECK(&rowan::default_session() == mine);
    Session* theirs = nullptr;
    std::thread([&] {
        theirs = &rowan::default_session();
        rowan::default_session().insert(ship("of another thread"));
        rowan::default_session().commit();
    }).join();
    CHECK(theirs != nullptr);
    CHECK(Ship::count() == 1);
    ship("not kept").save();
    CHECK(Ship::count() == 2);
    rowan::set_default_engine(second.engine);
    CHECK(Ship::count() == 0);
    CHECK(first.ships() == 1);
    ship("kept").save();
    rowan::default_session().commit();
    CHECK(second.ships() == 1);
    CHECK(Ship::get("name"_col = "kept").one().id == 1);
    second.engine.close();
    CHECK_THROWS_AS(Ship::count(), rowan::Closed);
}

TEST_CASE(
    "all() makes room for as many rows as its query found last time, once an eighth has come") {
    Fleet fleet;
    Session session(fleet.engine);
    auto build_1000 = [&](const std::string& series) {
        std::vector<Ship> ships;
        for (int i = 0; i < 1000; ++i)
            ships.push_back(ship(series + std::to_string(i)));
        session.insert_all(ships);
    };
    build_1000("first ");
    auto all = [&] { return Ship::get(session).filter("id"_col > 0).all(); };
    CHECK(all().capacity() >= 1000);
    CHECK(all().capacity() == 1062);
    build_1000("second ");
    std::vector<Ship> twice = all();
    REQUIRE(twice.size() == 2000);
    CHECK(twice.back().name == "second 999");
    Ship::get(session).filter("id"_col > 10).remove();
    std::vector<Ship> few = all();
    CHECK(few.size() == 10);
    CHECK(few.capacity() < 100);
}
