// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Engines on a real database: echo, statement cache, pool, threads.
#include "tests/suite/fleet.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;
using rowan::Session;
using rowan::StatementEvent;

namespace {

struct Heard {
    std::string sql, parameters, error;
    std::int64_t rows;
};

/// The statements of an engine, while this lives.
struct Listener {
    rowan::Engine engine;
    std::vector<Heard> heard;
    std::mutex mutex;

    explicit Listener(const rowan::Engine& of) : engine(of) {
        engine.set_echo([this](const StatementEvent& event) {
            std::lock_guard lock(mutex);
            heard.push_back({std::string(event.sql), std::string(event.parameters),
                             std::string(event.error), event.rows});
        });
    }
    ~Listener() { engine.set_echo(nullptr); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Those that begin with a verb.
    std::vector<Heard> of(const std::string& verb) const {
        std::vector<Heard> list;
        for (const Heard& one : heard)
            if (one.sql.starts_with(verb))
                list.push_back(one);
        return list;
    }
};

} // namespace

TEST_CASE("the echo tells text, rows and errors, and of values only kind and size") {
    Fleet fleet;
    Listener listener(fleet.engine);
    Session& session = fleet.session;
    session.insert(ship("hunter2"));
    CHECK(Ship::get(session, "name"_col = "hunter2").all().size() == 1);
    CHECK_FAILS(session, rowan::UniqueViolation, session.insert(ship("hunter2")));
    CHECK(Ship::get(session, "name"_col = "hunter2").update("crew"_col = 5) == 1);
    for (const Ship& row : Ship::query(session))
        CHECK(row.crew == 5);
    auto selects = listener.of("SELECT"), inserts = listener.of("INSERT");
    REQUIRE(selects.size() == 2);
    CHECK(selects[0].parameters == "text(7)");
    CHECK(selects[0].rows == 1);
    CHECK(selects[1].rows == 1);
    REQUIRE(inserts.size() == 2);
    CHECK(inserts[0].parameters == "text(7), NULL, integer");
    CHECK(inserts[0].error.empty());
    CHECK_FALSE(inserts[1].error.empty());
    REQUIRE(listener.of("UPDATE").size() == 1);
    CHECK(listener.of("UPDATE")[0].rows == 1);
    for (const Heard& one : listener.heard)
        CHECK_FALSE(has(one.sql + one.parameters + one.error, "hunter2"));
}

// Not on Firebird: statements in the cache keep their tables from being dropped.
TEST_CASE("statements give the same results with a small cache and with none", "[not_firebird]") {
    for (const char* options : {"statement_cache=0", "statement_cache=1", "statement_cache=512"}) {
        INFO(options);
        Fleet fleet(options);
        Session& session = fleet.session;
        for (int i = 0; i < 30; ++i) {
            session.insert(ship("s" + std::to_string(i)));
            CHECK(Ship::count(session) == i + 1);
            CHECK(Ship::get(session, "name"_col = "s" + std::to_string(i)).one().crew == 1);
            CHECK(Ship::query(session).filter("crew"_col > i).count() == (i < 1 ? i + 1 : 0));
        }
        session.commit();
        CHECK(fleet.ships() == 30);
    }
}

TEST_CASE("a cached statement binds the values of each run anew") {
    Fleet fleet;
    Session& session = fleet.session;
    session.insert_all(ships("s", 5));
    std::vector<Ship> rows = Ship::query(session).order_by("id"_col).all();
    for (int turn = 0; turn < 3; ++turn)
        for (const Ship& row : rows) {
            CHECK(Ship::get(session, "id"_col = row.id).one().name == row.name);
            CHECK(Ship::get(session, "name"_col = row.name, "id"_col = row.id).count() == 1);
            CHECK_FALSE(Ship::get(session, "id"_col = row.id + 1000).first());
        }
}

TEST_CASE("who finds no free connection is told so after pool_timeout", "[connections]") {
    Fleet fleet;
    fleet.session.insert(ship("Ra"));
    fleet.session.commit();
    rowan::Engine engine = open_engine("pool_size=1&max_overflow=1&pool_timeout=0");
    Session one(engine), two(engine), three(engine);
    auto first = Ship::query(one).begin();
    auto second = Ship::query(two).begin();
    CHECK_THROWS_AS(Ship::count(three), rowan::OperationalError);
    second = {};
    two.rollback();
    CHECK(Ship::count(three) == 1);
    CHECK(first->name == "Ra");
}

TEST_CASE("threads write through one engine", "[connections]") {
    Fleet fleet("pool_size=4&max_overflow=0");
    constexpr int threads = 8, rounds = 10;
    std::vector<std::string> errors;
    std::mutex mutex;
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            try {
                for (int i = 0; i < rounds; ++i) {
                    Session session(fleet.engine);
                    Ship made = ship(std::to_string(thread) + "/" + std::to_string(i));
                    session.insert(made);
                    session.commit();
                    if (Ship::get(session, "id"_col = made.id).one().name != made.name)
                        throw rowan::Error("another thread's row");
                }
            } catch (const std::exception& error) {
                std::lock_guard lock(mutex);
                errors.emplace_back(error.what());
            }
        });
    for (std::thread& thread : running)
        thread.join();
    CHECK(errors == std::vector<std::string>{});
    CHECK(fleet.ships() == threads * rounds);
}

TEST_CASE("an unknown option of an engine's URL is refused before anything is sent") {
    CHECK_THROWS_AS(open_engine("pool_size=0"), rowan::InvalidUrl);
    CHECK_THROWS_AS(open_engine("pool_sise=5"), rowan::InvalidUrl);
    CHECK_THROWS_AS(open_engine("statement_cache=x"), rowan::InvalidUrl);
}

TEST_CASE("an engine never shows its password") { CHECK_FALSE(has(open_engine().url(), ":pw@")); }
