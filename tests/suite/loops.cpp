// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/fleet.hpp"
#include "tests/support/catch.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct FullFleet : Fleet {
    FullFleet() {
        session.insert_all(rowan_test::ships("s", 10));
        session.commit();
    }
};

} // namespace

TEST_CASE("two loops over queries of one shape don't disturb each other") {
    FullFleet fleet;
    Session session(fleet.engine);
    int pairs = 0;
    for (auto& outer : Ship::query(session).order_by("id"_col)) {
        std::int64_t expected = 1;
        for (auto& inner : Ship::query(session).order_by("id"_col)) {
            CHECK(inner.id == expected++);
            ++pairs;
        }
        CHECK(outer.id * 10 == pairs);
    }
    CHECK(pairs == 100);
}

TEST_CASE("each loop runs the query again, with its own values") {
    FullFleet fleet;
    Session session(fleet.engine);
    auto query = Ship::query(session).filter("id"_col > 5);
    int rows = 0;
    for (auto& row : query) {
        static_cast<void>(row);
        if (++rows == 1)
            session.insert(ship("late"));
    }
    CHECK(rows >= 5);
    rows = 0;
    for (auto& row : query) {
        CHECK(row.id > 5);
        ++rows;
    }
    CHECK(rows == 6);
}

TEST_CASE("rows may be written while a loop reads") {
    FullFleet fleet;
    Session session(fleet.engine);
    int rows = 0;
    for (auto& row : Ship::get(session, "crew"_col = 1).order_by("id"_col)) {
        Port port{{}, "P" + std::to_string(row.id), {}};
        session.insert(port);
        row.home = port.code;
        session.update(row);
        ++rows;
    }
    session.commit();
    CHECK(rows == 10);
    CHECK(Ship::query(session).filter("home"_col.is_not_null()).count() == 10);
}

TEST_CASE("a commit in the middle of a loop changes nothing for the loop or ends it by an error") {
    FullFleet fleet;
    Session session(fleet.engine);
    int rows = 0;
    auto loop = [&] {
        for (auto& row : Ship::query(session).order_by("id"_col)) {
            CHECK(row.id == ++rows);
            session.insert(Port{{}, "P" + std::to_string(row.id), {}});
            session.commit();
        }
    };
    if (dialect().commits_end_loops)
        CHECK_THROWS_AS(loop(), rowan::DatabaseError);
    else
        loop();
    const int all = dialect().commits_end_loops ? 1 : 10;
    session.rollback();
    CHECK(rows == all);
    CHECK(Port::count(session) == all);
}

TEST_CASE("a rollback in the middle of a loop ends it with an error, and the session goes on") {
    FullFleet fleet;
    Session session(fleet.engine);
    int rows = 0;
    auto loop = [&] {
        for (auto& row : Ship::query(session)) {
            session.insert(Port{{}, row.name, {}});
            if (++rows == 3)
                session.rollback();
        }
    };
    CHECK_THROWS_AS(loop(), rowan::Closed);
    CHECK(rows == 3);
    CHECK(Port::count(session) == 0);
    session.insert(Port{{}, "P", {}});
    session.commit();
    CHECK(Port::count(session) == 1);
}

TEST_CASE("a loop whose session ends before it stops with an error") {
    FullFleet fleet;
    std::optional<Session> session(std::in_place, fleet.engine);
    auto query = Ship::query(*session);
    auto at = query.begin();
    CHECK(at->name == "s0");
    session.reset();
    CHECK_THROWS_AS(++at, rowan::Closed);
}

// Not on Firebird: a table can't be dropped while a loop over it is open.
TEST_CASE("a cursor may be destroyed after its session and its engine", "[not_firebird]") {
    auto fleet = std::make_unique<FullFleet>();
    auto session = std::make_unique<Session>(fleet->engine);
    auto at = Ship::query(*session).begin();
    session.reset();
    fleet->engine.close();
    fleet.reset();
    CHECK(at->name == "s0");
}

TEST_CASE("a loop over no rows has none") {
    Fleet fleet;
    Session session(fleet.engine);
    for (auto& row : Ship::query(session))
        FAIL(row.name);
    CHECK(Ship::query(session).all().empty());
    CHECK_FALSE(Ship::query(session).first());
    CHECK_FALSE(Ship::query(session).one_or_none());
    CHECK_THROWS_AS(Ship::query(session).one(), rowan::NoResultFound);
    session.insert_all(std::vector<Ship>{});
    CHECK_FALSE(session.in_transaction());
    CHECK(Ship::query(session).remove() == 0);
}
