// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <optional>
#include <stdexcept>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct FullFleet : Fleet {
    explicit FullFleet(const std::string& options = "") : Fleet(options) {
        Session session(engine);
        session.insert_all(rowan_test::ships("s", 10));
        session.commit();
    }
};

} // namespace

TEST_CASE("a loop that is left early gives its locks back") {
    FullFleet fleet("?busy_timeout=0");
    Session reader(fleet.engine);
    for (auto& row : Ship::query(reader)) {
        CHECK(row.id == 1);
        Session writer(fleet.engine);
        writer.insert(ship("Ra"));
        CHECK_THROWS_AS(writer.commit(), rowan::LockTimeout);
        break;
    }
    Session writer(fleet.engine);
    writer.insert(ship("Ra"));
    writer.commit();
    try {
        for (auto& row : Ship::query(reader))
            throw std::runtime_error(row.name);
    } catch (const std::runtime_error&) {
    }
    writer.insert(ship("Ra II"));
    writer.commit();
    CHECK(Ship::count(reader) == 12);
}

TEST_CASE("a query that finds one row at most gives its locks back too") {
    FullFleet fleet("?busy_timeout=0");
    Session reader(fleet.engine), writer(fleet.engine);
    CHECK(Ship::get(reader, "id"_col = 1).one().name == "s0");
    CHECK(Ship::query(reader).first()->name == "s0");
    CHECK(Ship::query(reader).exists());
    CHECK_THROWS_AS(Ship::query(reader).one(), rowan::MultipleResultsFound);
    writer.insert(ship("Ra"));
    writer.commit();
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
