// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_backend.hpp"
#include "tests/support/fleet.hpp"

#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace rowan_test;
using rowan::Session;
using rowan::StatementEvent;
using namespace rowan::literals;
using Texts = std::vector<std::string>;

namespace {

struct Row {
    std::int64_t id = 0;
    std::int64_t number = 0;

    static constexpr auto table = rowan::table("row", rowan::primary_key<&Row::id>());
};

struct Fake : FakeDatabase {
    Session session;
    int before = log.prepared;

    explicit Fake(const std::string& options = "") : FakeDatabase(options), session(engine) {}
    int prepared() { return log.prepared - std::exchange(before, log.prepared); }
};

/// What a sink was told.
struct Told {
    std::string sql, parameters, error;
    std::int64_t rows;
    bool timed;
};
struct Listener {
    std::vector<Told> events;
    std::mutex mutex;

    explicit Listener(rowan::Engine& engine) {
        engine.set_echo([this](const StatementEvent& event) {
            std::lock_guard lock(mutex);
            events.push_back({std::string(event.sql), std::string(event.parameters),
                              std::string(event.error), event.rows, event.duration.count() >= 0});
        });
    }
    Texts texts() const {
        Texts list;
        for (const Told& told : events)
            list.push_back(told.sql);
        return list;
    }
};

} // namespace

TEST_CASE("a statement is prepared once for each shape and connection") {
    Fake fake;
    for (std::int64_t i = 0; i < 10; ++i) {
        auto rows = rowan::query<Row>(fake.session).filter("number"_col > i).all();
        CHECK(rows.size() == 3);
    }
    CHECK(fake.prepared() == 1);
    for (std::int64_t i = 0; i < 10; ++i) {
        auto query = rowan::query<Row>(fake.session).filter("number"_col > i);
        static_cast<void>(query.limit(i).all());
        static_cast<void>(query.count());
    }
    CHECK(fake.prepared() == 2);
    for (std::int64_t i = 1; i < 10; ++i) {
        fake.session.insert(Row{i, 1});
        fake.session.update(Row{i, 2});
        fake.session.remove(Row{i, 3});
    }
    CHECK(fake.prepared() == 3);
    fake.session.insert_all(std::vector<Row>(5, Row{1, 1}));
    CHECK(fake.prepared() == 0);
    fake.session.commit();
}

TEST_CASE("two open loops of one shape have a statement each; the second is not kept") {
    Fake fake;
    int alive = fake.log.alive;
    auto query = rowan::query<Row>(fake.session);
    for (int turn = 0; turn < 3; ++turn)
        for (auto& outer : query) {
            static_cast<void>(outer);
            for (auto& inner : query)
                static_cast<void>(inner);
        }
    CHECK(fake.prepared() == 1 + 3 * 3);
    CHECK(fake.log.alive == alive + 1);
}

TEST_CASE("statement_cache=0 prepares each time, and keeps nothing") {
    Fake fake("?statement_cache=0");
    int alive = fake.log.alive;
    for (int i = 0; i < 5; ++i)
        static_cast<void>(rowan::query<Row>(fake.session).count());
    CHECK(fake.prepared() == 5);
    CHECK(fake.log.alive == alive);
}

TEST_CASE("a statement that failed is prepared anew") {
    Fake fake;
    fake.session.insert(Row{1, 1});
    fake.log.failing = "INSERT";
    CHECK_THROWS_AS(fake.session.insert(Row{1, 1}), rowan::OperationalError);
    fake.log.failing.clear();
    CHECK(fake.prepared() == 1);
    fake.session.insert(Row{1, 1});
    CHECK(fake.prepared() == 1);
    fake.session.rollback();
}

TEST_CASE("a transaction begins before the first write, not before a read") {
    Fake fake;
    static_cast<void>(rowan::query<Row>(fake.session).count());
    CHECK_FALSE(fake.session.in_transaction());
    fake.log.taken();
    fake.session.insert(Row{1, 1});
    fake.session.insert(Row{2, 2});
    fake.session.commit();
    Texts texts = fake.log.taken();
    REQUIRE(texts.size() == 4);
    CHECK(texts[0] == "BEGIN");
    CHECK(texts[3] == "COMMIT");
}

TEST_CASE("when the database has rolled back by itself nothing is done before rollback()") {
    Fake fake;
    fake.session.insert(Row{1, 1});
    fake.log.failing = "INSERT";
    fake.log.failing_rolls_back = true;
    SECTION("in an insert") {
        CHECK_THROWS_AS(fake.session.insert(Row{2, 2}), rowan::OperationalError);
    }
    SECTION("in insert_all()") {
        CHECK_THROWS_AS(fake.session.insert_all(std::vector<Row>(3, Row{1, 1})),
                        rowan::OperationalError);
    }
    SECTION("in a commit") {
        fake.log.failing = "COMMIT";
        CHECK_THROWS_AS(fake.session.commit(), rowan::OperationalError);
    }
    SECTION("in SQL of the user's own") {
        CHECK_THROWS_AS(fake.session.execute_unchecked("INSERT"), rowan::OperationalError);
    }
    fake.log.failing.clear();
    fake.log.taken();
    CHECK_FALSE(fake.session.in_transaction());
    CHECK_THROWS_AS(fake.session.commit(), rowan::OperationalError);
    CHECK_THROWS_AS(fake.session.insert(Row{3, 3}), rowan::OperationalError);
    CHECK_THROWS_AS(rowan::query<Row>(fake.session).count(), rowan::OperationalError);
    CHECK_THROWS_AS(fake.session.savepoint(), rowan::OperationalError);
    CHECK(fake.log.taken().empty());
    fake.session.rollback();
    fake.session.insert(Row{3, 3});
    fake.session.commit();
    CHECK(fake.log.taken().size() == 3);
}

TEST_CASE("where insert_all() can't undo its part the whole transaction is given up") {
    Fake fake;
    fake.session.insert(Row{1, 1});
    struct Rows { // ends with an error, when ROLLBACK TO does not work either
        FakeLog& log;
        std::vector<Row> rows{{1, 1}, {2, 2}};

        struct Iterator {
            Rows* range;
            std::size_t at;
            Row& operator*() const { return range->rows[at]; }
            Iterator& operator++() {
                if (++at == 2) {
                    range->log.failing = "ROLLBACK TO";
                    throw 7;
                }
                return *this;
            }
            bool operator==(const Iterator& other) const { return at == other.at; }
        };
        Iterator begin() { return {this, 0}; }
        Iterator end() { return {this, 9}; }
    } rows{fake.log};
    CHECK_THROWS_AS(fake.session.insert_all(rows), int);
    fake.log.failing.clear();
    CHECK_FALSE(fake.session.in_transaction());
    CHECK_THROWS_AS(fake.session.commit(), rowan::OperationalError);
    fake.session.rollback();
    fake.session.insert(Row{1, 1});
    fake.session.commit();
}

TEST_CASE("a rollback that fails is told, and its connection is not used again") {
    Fake fake;
    fake.session.insert(Row{1, 1});
    int opened = fake.log.opened;
    fake.log.failing = "ROLLBACK";
    CHECK_THROWS_AS(fake.session.rollback(), rowan::OperationalError);
    fake.log.failing.clear();
    CHECK_FALSE(fake.session.in_transaction());
    fake.session.insert(Row{1, 1});
    CHECK(fake.log.opened == opened + 1);
    fake.log.failing = "ROLLBACK";
    CHECK_THROWS_AS(fake.session.transaction([](Session&) { throw 7; }), int);
    fake.log.failing.clear();
}

TEST_CASE("errors carry the SQL, the code, and of the values only kind and size") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("hunter2"));
    Ship twin{{}, 0, "hunter2", {}, 3};
    try {
        session.insert(twin);
        FAIL("was written");
    } catch (const rowan::UniqueViolation& error) {
        CHECK(error.sql() == R"(INSERT INTO "ship" ("name", "home", "crew") VALUES (?, ?, ?))");
        CHECK(error.parameters() == "text(7), NULL, integer");
        CHECK(error.code() == 2067);
        CHECK(error.sqlstate().empty());
        CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
        CHECK(std::string(error.what()).find("ship.name") != std::string::npos);
    }
    session.rollback();
    try {
        session.execute_unchecked("SELEC 1");
        FAIL("was understood");
    } catch (const rowan::ProgrammingError& error) {
        CHECK(error.sql() == "SELEC 1");
        CHECK(error.code() == 1);
    }
}

TEST_CASE("the echo is told each statement: text, redacted values, rows, time") {
    Fleet fleet;
    Listener listener(fleet.engine);
    Session session(fleet.engine);
    session.insert_all(ships("hunter2-", 3));
    session.commit();
    CHECK(listener.texts() ==
          Texts{"BEGIN", "SAVEPOINT rowan_1",
                R"(INSERT INTO "ship" ("name", "home", "crew") VALUES (?, ?, ?))",
                "RELEASE SAVEPOINT rowan_1", "COMMIT"});
    CHECK(listener.events[2].rows == 3);
    listener.events.clear();

    auto query = Ship::get(session, "name"_col = "hunter2-1");
    CHECK(query.all().size() == 1);
    CHECK(query.limit(5).count() == 1);
    CHECK(Ship::query(session).filter("crew"_col < 9).update("crew"_col = 4) == 3);
    session.rollback();
    REQUIRE(listener.events.size() == 5);
    for (const Told& told : listener.events) {
        CHECK(told.sql.find("hunter2") == std::string::npos);
        CHECK(told.parameters.find("hunter2") == std::string::npos);
        CHECK(told.error.empty());
        CHECK(told.timed);
    }
    CHECK(listener.events[0].parameters == "text(9)");
    CHECK(listener.events[0].rows == 1);
    CHECK(listener.events[1].parameters == "text(9), integer");
    CHECK(listener.events[3].rows == 3);
    CHECK(listener.events[4].sql == "ROLLBACK");

    fleet.engine.set_echo(nullptr);
    static_cast<void>(query.all());
    CHECK(listener.events.size() == 5);
}

TEST_CASE("the echo is told loops once: when they end, are left or fail") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert_all(ships("s", 5));
    session.commit();
    Listener listener(fleet.engine);
    for (auto& row : Ship::query(session))
        static_cast<void>(row);
    for (auto& row : Ship::query(session))
        if (row.id == 2)
            break;
    REQUIRE(listener.events.size() == 2);
    CHECK(listener.events[0].rows == 5);
    CHECK(listener.events[1].rows == 2);
}

TEST_CASE("the echo is told what failed, in preparing and in running") {
    Fleet fleet;
    Listener listener(fleet.engine);
    Session session(fleet.engine);
    CHECK_THROWS_AS(rowan::query<Row>(session).count(), rowan::ProgrammingError);
    REQUIRE(listener.events.size() == 1);
    CHECK(listener.events[0].sql == R"(SELECT count(*) FROM "row")");
    CHECK(listener.events[0].error.find("no such table") != std::string::npos);
    Ship nobody = ship("Ra");
    nobody.crew = 0;
    CHECK_THROWS_AS(session.insert(nobody), rowan::CheckViolation);
    REQUIRE(listener.events.size() == 3);
    CHECK(listener.events[2].error.find("ck_ship_crew") != std::string::npos);
    CHECK(listener.events[2].parameters == "text(2), NULL, integer");
}
