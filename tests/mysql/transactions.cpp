// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/server_fleet.hpp"
#include "tests/support/catch.hpp"

#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

TEST_CASE("DDL ends the transaction on MySQL, and the session knows") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(ship("before"));
    auto point = session.savepoint();
    CHECK(session.in_transaction());
    session.execute_unchecked("CREATE TABLE side (a INT)");
    CHECK_FALSE(session.in_transaction());
    CHECK_THROWS_AS(point.rollback(), rowan::Closed);
    session.rollback();
    CHECK(fleet.ships() == "1");
    session.insert(ship("after"));
    CHECK(session.in_transaction());
    session.rollback();
    CHECK(fleet.ships() == "1");
}

TEST_CASE("a COMMIT in the program's own text ends the session's transaction") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(ship("kept"));
    session.execute_unchecked("COMMIT");
    CHECK_FALSE(session.in_transaction());
    session.insert(ship("not kept"));
    session.rollback();
    CHECK(fleet.ships() == "1");
}

TEST_CASE("a failed statement undoes itself alone; insert_all all of its rows") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(ship("s1"));
    std::vector<Ship> three = ships("s", 3);
    CHECK_THROWS_AS(session.insert_all(three), rowan::UniqueViolation);
    CHECK(three[0].id == 0);
    CHECK(Ship::count(session) == 1);
    session.commit();
    CHECK(fleet.ships() == "1");
}

TEST_CASE("an update that changes nothing counts the rows that it matched") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::vector<Ship> list = ships("s", 3);
    session.insert_all(list);
    CHECK(Ship::query(session).update("crew"_col = 1) == 3);
    session.update(list[0]);
    session.save(list[1]);
    CHECK(Ship::count(session) == 3);
    CHECK(Ship::get(session, "crew"_col = 9).update("crew"_col = 1) == 0);
    CHECK(Ship::get(session, "name"_col = "s1").remove() == 1);
}

TEST_CASE("generated keys are written into the objects, given ones are kept") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::vector<Ship> list = ships("s", 3);
    list[1].id = 1000;
    session.insert_all(list);
    CHECK(list[0].id == 1);
    CHECK(list[1].id == 1000);
    CHECK(list[2].id == 1001);
    Ship last = ship("last");
    session.insert(last);
    CHECK(last.id == 1002);
    CHECK(Ship::get(session, "id"_col = 1002).one().name == "last");
}

TEST_CASE("a table that is altered between two runs is read as it is now") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    session.commit();
    CHECK(Ship::query(session).one().crew == 1);
    session.commit();
    fleet.database.raw().run("ALTER TABLE ship MODIFY crew BIGINT UNSIGNED NOT NULL");
    CHECK(Ship::query(session).one().crew == 1);
    session.commit();
    fleet.database.raw().run("ALTER TABLE ship DROP CONSTRAINT ck_ship_crew, "
                             "MODIFY crew VARCHAR(20) NOT NULL");
    CHECK_THROWS_AS(Ship::query(session).one(), rowan::DataError);
}
