// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/fleet.hpp"
#include "tests/support/catch.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

TEST_CASE("nothing is kept without commit()", "[connections]") {
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

TEST_CASE("who asks for causal reads where there is no cluster is told so") {
    Fleet fleet;
    {
        Session session(
            fleet.engine,
            {.isolation = rowan::Isolation::serializable, .read_only = true, .causal = true});
        CHECK_THROWS_AS(Ship::count(session), rowan::ProgrammingError);
        CHECK_THROWS_AS(session.insert(ship("Ra")), rowan::DatabaseError);
    }
    Session session(fleet.engine); // Nothing of it is left on the connection.
    session.insert(ship("Ra"));
    session.commit();
    CHECK(fleet.ships() == 1);
}

TEST_CASE("after a failed statement the transaction goes on, or its loss is told") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    CHECK_THROWS_AS(session.insert(ship("Ra")), rowan::UniqueViolation);
    CHECK(session.in_transaction());
    if (dialect().errors_end_transactions) {
        CHECK_THROWS_AS(session.insert(ship("Ra II")), rowan::DatabaseError);
        CHECK_THROWS_AS(Ship::count(session), rowan::DatabaseError);
        CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
        session.rollback();
        CHECK(fleet.ships() == 0);
        session.insert(ship("Ra"));
    }
    session.insert(ship("Ra II"));
    session.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("a statement that fails inside a savepoint leaves what was done before it") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    {
        auto point = session.savepoint();
        session.insert(ship("Tigris"));
        CHECK_THROWS_AS(session.insert(ship("Ra")), rowan::UniqueViolation);
    }
    session.insert(ship("Ra II"));
    {
        auto point = session.savepoint();
        CHECK_THROWS_AS(session.execute_unchecked("this is no SQL"), rowan::ProgrammingError);
        point.rollback();
    }
    session.commit();
    CHECK(fleet.ships() == 2);
    CHECK_FALSE(Ship::get(session, rowan::Filters{{"name", "Tigris"}}).exists());
}

TEST_CASE("a session is used for one transaction after the other") {
    Fleet fleet;
    Session session(fleet.engine);
    for (int i = 0; i < 20; ++i) {
        session.insert(ship("s" + std::to_string(i)));
        if (i % 4 == 3)
            CHECK_THROWS_AS(session.insert(ship("s0")), rowan::UniqueViolation);
        i % 2 ? session.rollback() : session.commit();
    }
    CHECK(fleet.ships() == 10);
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

TEST_CASE("a session without a transaction holds no connection", "[connections]") {
    Fleet fleet("pool_size=1&max_overflow=0&pool_timeout=0");
    Session one(fleet.engine), two(fleet.engine);
    CHECK(Ship::count(one) == 0);
    one.commit();
    CHECK(Ship::count(two) == 0);
    two.commit();
    one.insert(ship("Ra"));
    CHECK_THROWS_AS(Ship::count(two), rowan::OperationalError);
    one.commit();
    CHECK(Ship::count(two) == 1);
}

TEST_CASE("a closed engine refuses, but a transaction that runs may end") {
    Fleet fleet;
    Engine engine = fleet.engine;
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
}

TEST_CASE("what was committed before an engine was closed is there", "[connections]") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    fleet.engine.close();
    session.commit();
    Session other(open_engine());
    CHECK(Ship::count(other) == 1);
}

TEST_CASE("a session may outlive its engine") {
    Fleet fleet;
    auto engine = std::make_unique<Engine>(fleet.engine);
    Session session(*engine);
    engine.reset();
    session.insert(ship("Ra"));
    session.commit();
    CHECK(Ship::count(session) == 1);
}

TEST_CASE("a read before the first write is no transaction: it sees what is committed, and holds "
          "nothing",
          "[connections]") {
    Fleet fleet("pool_size=1&max_overflow=0");
    fleet.session.rollback();
    Session reader(fleet.engine), writer(fleet.engine);
    CHECK(Ship::count(reader) == 0);
    CHECK_FALSE(reader.in_transaction());
    CHECK(fleet.engine.pool_status().in_use == 0);
    writer.insert(ship("Ra"));
    writer.commit();
    CHECK(Ship::count(reader) == 1);
    for (auto& row : Ship::query(reader))
        CHECK(row.name == "Ra");
    CHECK(rowan::select(reader, rowan::col<&Ship::name>).one() == "Ra");
    CHECK_FALSE(reader.in_transaction());
    CHECK(fleet.engine.pool_status().in_use == 0);
    reader.insert(ship("Ra II"));
    CHECK(Ship::count(reader) == 2);
    CHECK(reader.in_transaction());
    CHECK(fleet.engine.pool_status().in_use == 1);
    for (auto& row : Ship::query(reader))
        row.crew = 2;
    CHECK(reader.in_transaction());
    reader.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("a session with an isolation of its own reads in one transaction", "[connections]") {
    Fleet fleet(database_url().starts_with("sqlite") ? "journal_mode=wal" : "");
    rowan::TransactionOptions options;
    options.isolation = rowan::Isolation::repeatable_read;
    Session reader(fleet.engine, options), writer(fleet.engine);
    CHECK(Ship::count(reader) == 0);
    CHECK(reader.in_transaction());
    writer.insert(ship("Ra"));
    writer.commit();
    CHECK(Ship::count(reader) == 0);
    reader.commit();
    CHECK(Ship::count(reader) == 1);
}

TEST_CASE("a loop that writes nothing ends no transaction of the session's and leaves none",
          "[connections]") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert_all(rowan_test::ships("s", 5));
    session.commit();
    for (auto& row : Ship::query(session)) {
        for (auto& inner : Ship::query(session))
            CHECK(inner.crew == row.crew);
        break;
    }
    CHECK_FALSE(session.in_transaction());
    for (auto& row : Ship::query(session).order_by("id"_col)) {
        row.crew = 7;
        session.update(row);
        break;
    }
    CHECK(session.in_transaction());
    session.commit();
    CHECK(Ship::get(session, "crew"_col = 7).count() == 1);
    try {
        for (auto& row : Ship::query(session))
            throw std::runtime_error(row.name);
    } catch (const std::runtime_error&) {
    }
    CHECK_FALSE(session.in_transaction());
    CHECK(Ship::count(session) == 5);
}
