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
