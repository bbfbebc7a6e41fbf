// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/fleet.hpp"

#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

TEST_CASE("a transaction in which a statement failed can't be committed, only rolled back") {
    Shipyard yard;
    Session session(yard.engine);
    session.insert(vessel("first"));
    CHECK_THROWS_AS(session.insert(vessel("first")), rowan::UniqueViolation);
    CHECK(session.in_transaction());
    // Every statement until the rollback is refused by the server.
    auto later = error_of<rowan::OperationalError>([&] { session.insert(vessel("second")); });
    CHECK(later.sqlstate() == "25P02");
    CHECK_THROWS_AS(Vessel::count(session), rowan::OperationalError);
    auto commit = error_of<rowan::OperationalError>([&] { session.commit(); });
    CHECK(commit.sqlstate() == "25P02");
    CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
    session.rollback();
    CHECK(yard.vessels() == 0);
    session.insert(vessel("third"));
    session.commit();
    CHECK(yard.vessels() == 1);
}

TEST_CASE("COMMIT as SQL text does not hide a failed transaction either") {
    Shipyard yard;
    Session session(yard.engine);
    session.insert(vessel("first"));
    CHECK_THROWS_AS(session.execute_unchecked("no SQL"), rowan::ProgrammingError);
    CHECK_THROWS_AS(session.execute_unchecked("  commit"), rowan::OperationalError);
    session.rollback();
    CHECK(yard.vessels() == 0);
}

TEST_CASE("a savepoint saves the transaction from an error") {
    Shipyard yard;
    Session session(yard.engine);
    session.insert(vessel("first"));
    {
        rowan::Savepoint point = session.savepoint();
        CHECK_THROWS_AS(session.insert(vessel("first")), rowan::UniqueViolation);
        point.rollback();
    }
    try {
        rowan::Savepoint point = session.savepoint();
        session.insert(vessel("undone"));
        session.insert(vessel("first"));
        point.release();
    } catch (const rowan::UniqueViolation&) {
    }
    CHECK_THROWS_AS(session.insert_all(std::vector{vessel("undone"), vessel("first")}),
                    rowan::UniqueViolation);
    session.insert(vessel("second"));
    session.commit();
    CHECK(yard.vessels() == 2);
}

TEST_CASE("a pooled connection is handed on without the failed transaction of another") {
    Shipyard yard("&pool_size=1&max_overflow=0");
    {
        Session session(yard.engine);
        session.insert(vessel("lost"));
        CHECK_THROWS_AS(session.insert(vessel("lost")), rowan::UniqueViolation);
    }
    Session next(yard.engine);
    CHECK(Vessel::count(next) == 0);
    next.insert(vessel("kept"));
    next.commit();
    CHECK(yard.vessels() == 1);
}

TEST_CASE("generated keys come back with the insert") {
    Shipyard yard;
    Session session(yard.engine);
    Vessel one = vessel("one"), given{{}, 1000, "given", {}, 1};
    std::vector<std::string> texts;
    yard.engine.set_echo(
        [&](const rowan::StatementEvent& event) { texts.emplace_back(event.sql); });
    session.insert(one);
    session.insert(given);
    yard.engine.set_echo(nullptr);
    CHECK(one.id == 1);
    CHECK(given.id == 1000);
    REQUIRE(texts.size() == 3);
    CHECK(texts[1].find("RETURNING \"id\"") != std::string::npos);
    auto list = vessels("v", 50);
    session.insert_all(list);
    for (std::size_t i = 0; i < list.size(); ++i)
        CHECK(Vessel::get(session, "id"_col = list[i].id).one().name == list[i].name);
    CHECK_THROWS_AS(session.insert_all(std::vector{vessel("w"), vessel("one")}),
                    rowan::UniqueViolation);
    session.commit();
    CHECK(yard.vessels() == 52);
}
