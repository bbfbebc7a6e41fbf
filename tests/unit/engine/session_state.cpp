// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;

TEST_CASE("nothing is kept without commit()") {
    Fleet fleet;
    {
        Session session(fleet.engine);
        session.insert(ship("Kon-Tiki"));
        CHECK(session.in_transaction());
        CHECK(Ship::count(session) == 1);
        CHECK(fleet.ships() == 0);
    }
    CHECK(fleet.ships() == 0);
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    session.rollback();
    CHECK_FALSE(session.in_transaction());
    CHECK(Ship::count(session) == 0);
    session.insert(ship("Ra II"));
    session.commit();
    CHECK_FALSE(session.in_transaction());
    CHECK(fleet.ships() == 1);
}

TEST_CASE("an exception that leaves the session's block rolls back") {
    Fleet fleet;
    try {
        Session session(fleet.engine);
        session.insert(ship("Kon-Tiki"));
        throw std::runtime_error("wreck");
    } catch (const std::runtime_error&) {
    }
    CHECK(fleet.ships() == 0);
}

TEST_CASE("commit() and rollback() without a transaction do nothing") {
    Fleet fleet;
    Session session(fleet.engine);
    session.commit();
    session.rollback();
    session.commit();
    CHECK(Ship::count(session) == 0);
    session.commit();
    CHECK_FALSE(session.in_transaction());
}

TEST_CASE("transaction() commits what its function did, or rolls back when it throws") {
    Fleet fleet;
    Session session(fleet.engine);
    CHECK(session.transaction([](Session& s) {
        s.insert(ship("Kon-Tiki"));
        return 7;
    }) == 7);
    CHECK(fleet.ships() == 1);
    CHECK_THROWS_AS(session.transaction([](Session& s) {
        s.insert(ship("Ra"));
        throw std::runtime_error("wreck");
    }),
                    std::runtime_error);
    CHECK_FALSE(session.in_transaction());
    CHECK(fleet.ships() == 1);
    int result = 0;
    int& reference = session.transaction([&](Session&) -> int& { return result; });
    CHECK(&reference == &result);
}

TEST_CASE("a failed statement leaves the transaction and what it held") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    CHECK_THROWS_AS(session.insert(ship("Ra")), rowan::UniqueViolation);
    CHECK(session.in_transaction());
    session.insert(ship("Ra II"));
    session.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("savepoints: kept by release(), undone by rollback() and by their end") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("before"));
    {
        auto point = session.savepoint();
        session.insert(ship("released"));
        point.release();
    }
    {
        auto point = session.savepoint();
        session.insert(ship("rolled back"));
        point.rollback();
        session.insert(ship("after it"));
    }
    {
        auto point = session.savepoint();
        session.insert(ship("left"));
    }
    session.commit();
    std::vector<std::string> names;
    for (auto& row : Ship::query(session).order_by(rowan::col<&Ship::id>))
        names.push_back(row.name);
    CHECK(names == std::vector<std::string>{"before", "released", "after it"});
}

TEST_CASE("a savepoint around others takes them with it") {
    Fleet fleet;
    Session session(fleet.engine);
    SECTION("rolled back") {
        auto outer = session.savepoint();
        session.insert(ship("outer"));
        {
            auto inner = session.savepoint();
            session.insert(ship("inner"));
            inner.release();
        }
        outer.rollback();
        CHECK(Ship::count(session) == 0);
    }
    SECTION("rolled back while the inner one is open") {
        auto outer = session.savepoint();
        session.insert(ship("outer"));
        auto inner = session.savepoint();
        session.insert(ship("inner"));
        outer.rollback();
        CHECK_THROWS_AS(inner.release(), rowan::Closed);
        CHECK(Ship::count(session) == 0);
    }
    SECTION("released while the inner one is open") {
        auto outer = session.savepoint();
        auto inner = session.savepoint();
        session.insert(ship("inner"));
        outer.release();
        CHECK_THROWS_AS(inner.rollback(), rowan::Closed);
        CHECK(Ship::count(session) == 1);
    }
    session.insert(ship("after"));
    session.commit();
}

TEST_CASE("a savepoint that outlives its transaction harms nothing") {
    Fleet fleet;
    Session session(fleet.engine);
    {
        auto point = session.savepoint();
        session.insert(ship("Kon-Tiki"));
        session.commit();
    }
    CHECK(fleet.ships() == 1);
    {
        auto point = session.savepoint();
        session.rollback();
        session.insert(ship("Ra"));
    }
    CHECK(session.in_transaction());
    CHECK(Ship::count(session) == 2);
    auto point = session.savepoint();
    session.rollback();
    CHECK_THROWS_AS(point.release(), rowan::Closed);
    CHECK_FALSE(session.in_transaction());
}

TEST_CASE("a session without a transaction holds no connection") {
    Fleet fleet("?pool_size=1&max_overflow=0&pool_timeout=0");
    Session one(fleet.engine), two(fleet.engine);
    CHECK(Ship::count(one) == 0);
    CHECK(Ship::count(two) == 0);
    one.insert(ship("Ra"));
    CHECK_THROWS_AS(Ship::count(two), rowan::OperationalError);
    one.commit();
    CHECK(Ship::count(two) == 1);
}

TEST_CASE("sessions of a thread share a database in memory and its transaction") {
    Engine engine("sqlite://");
    rowan::create_all<Port, Ship>(engine);
    std::optional<Session> one(std::in_place, engine), two(std::in_place, engine),
        three(std::in_place, engine);
    one->insert(ship("one"));
    CHECK(Ship::count(*two) == 1);
    two->insert(ship("two"));

    SECTION("one commits for all") {
        one->commit();
        two->commit();
        two->rollback();
        CHECK(Ship::count(*one) == 2);
    }
    SECTION("who loses its work by another's rollback is told") {
        one->rollback();
        CHECK_THROWS_AS(two->commit(), rowan::OperationalError);
        CHECK_THROWS_AS(two->insert(ship("two again")), rowan::OperationalError);
        two->rollback();
        two->insert(ship("two again"));
        two->commit();
        CHECK(Ship::count(*one) == 1);
    }
    SECTION("also when a later transaction was rolled back too") {
        one->rollback();
        one->insert(ship("one again"));
        one->rollback();
        CHECK_THROWS_AS(two->commit(), rowan::OperationalError);
    }
    SECTION("the end of a session that wrote rolls back") {
        two.reset();
        CHECK_THROWS_AS(one->commit(), rowan::OperationalError);
    }
    SECTION("the end of a session that only read does not") {
        CHECK(Ship::count(*three) == 2);
        three.reset();
        one->commit();
        CHECK(Ship::count(*two) == 2);
    }
    SECTION("their savepoints don't meet") {
        auto first = one->savepoint();
        one->insert(ship("in first"));
        auto second = two->savepoint();
        two->insert(ship("in second"));
        second.rollback();
        CHECK(Ship::count(*one) == 3);
        first.rollback();
        CHECK(Ship::count(*one) == 2);
    }
}

TEST_CASE("a closed engine refuses, but a transaction that runs may end") {
    for (bool memory : {false, true}) {
        TemporaryFile file;
        Engine engine(memory ? "sqlite://" : file.url());
        rowan::create_all<Port, Ship>(engine);
        Session running(engine), idle(engine);
        running.insert(ship("Ra"));
        engine.close();
        CHECK_THROWS_AS(Session(engine), rowan::Closed);
        CHECK_THROWS_AS(Ship::count(idle), rowan::Closed);
        CHECK_THROWS_AS(idle.insert(ship("Kon-Tiki")), rowan::Closed);
        CHECK_THROWS_AS((rowan::create_all<Port>(engine)), rowan::Closed);
        CHECK_NOTHROW(idle.rollback());
        CHECK_NOTHROW(engine.close());
        running.commit();
        CHECK_THROWS_AS(running.insert(ship("Ra II")), rowan::Closed);
        if (!memory)
            CHECK(Fleet{}.ships() == 0);
    }
}

TEST_CASE("a session may outlive its engine") {
    TemporaryFile file;
    auto engine = std::make_unique<Engine>(file.url());
    rowan::create_all<Port, Ship>(*engine);
    Session session(*engine);
    engine.reset();
    session.insert(ship("Ra"));
    session.commit();
    CHECK(Ship::count(session) == 1);
}
