// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// Runs `body` in 16 threads at once; the texts of what they threw.
template <typename Body>
std::vector<std::string> in_threads(Body body) {
    std::vector<std::string> errors;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&, i] {
            try {
                body(i);
            } catch (const std::exception& error) {
                std::lock_guard lock(mutex);
                errors.emplace_back(error.what());
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    return errors;
}

} // namespace

TEST_CASE("an engine says its URL and dialect; copies are the same database") {
    Engine engine("sqlite://?busy_timeout=50");
    Engine copy = engine;
    CHECK(copy.url() == "sqlite://?busy_timeout=50");
    CHECK(copy.dialect().name == "sqlite");
    rowan::create_all<Port>(engine);
    Session session(copy);
    CHECK(Port::count(session) == 0);
}

TEST_CASE("each engine in memory is a database of its own") {
    Engine one("sqlite://"), other("sqlite://");
    rowan::create_all<Port>(one);
    Session session(other);
    CHECK_THROWS_AS(Port::count(session), rowan::ProgrammingError);
}

TEST_CASE("a database in memory outlives its sessions") {
    Engine engine("sqlite:///:memory:");
    rowan::create_all<Port, Ship>(engine);
    {
        Session session(engine);
        session.insert(ship("Ra"));
        session.commit();
    }
    Session session(engine);
    CHECK(Ship::count(session) == 1);
}

TEST_CASE("16 threads write one file with a write-ahead log") {
    Fleet fleet("?journal_mode=wal&synchronous=off&busy_timeout=60000");
    auto errors = in_threads([&](int thread) {
        for (int i = 0; i < 10; ++i) {
            Session session(fleet.engine);
            session.insert(ship(std::to_string(thread) + "/" + std::to_string(i)));
            session.commit();
            if (!Ship::get(session, "name"_col = std::to_string(thread) + "/0").exists())
                throw std::runtime_error("the row is not there");
        }
    });
    CHECK(errors.empty());
    CHECK(fleet.ships() == 160);
}

TEST_CASE("16 threads see one database in memory and wait for each other") {
    Engine engine("sqlite://");
    rowan::create_all<Port, Ship>(engine);
    auto errors = in_threads([&](int thread) {
        for (int i = 0; i < 20; ++i) {
            Session session(engine);
            session.transaction([&](Session& s) {
                s.insert(ship(std::to_string(thread) + "/" + std::to_string(i)));
                std::this_thread::yield();
                s.insert(ship(std::to_string(thread) + "/" + std::to_string(i) + " too"));
            });
        }
    });
    CHECK(errors.empty());
    Session session(engine);
    CHECK(Ship::count(session) == 16 * 20 * 2);
}

TEST_CASE("16 threads open the same new file at once") {
    TemporaryFile file;
    Engine engine(file.url("?journal_mode=wal&busy_timeout=60000&synchronous=off"));
    auto errors = in_threads([&](int) { rowan::create_all<Port, Ship>(engine); });
    CHECK(errors == std::vector<std::string>{});
}

TEST_CASE("an engine that is closed while 16 threads use it stops them with Closed") {
    Fleet fleet("?journal_mode=wal&synchronous=off&busy_timeout=60000");
    std::atomic<int> closed = 0;
    std::thread closing([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        fleet.engine.close();
    });
    auto errors = in_threads([&](int thread) {
        try {
            for (int i = 0;; ++i) {
                Session session(fleet.engine);
                session.insert(ship(std::to_string(thread) + "/" + std::to_string(i)));
                session.commit();
            }
        } catch (const rowan::Closed&) {
            ++closed;
        }
    });
    closing.join();
    CHECK(errors == std::vector<std::string>{});
    CHECK(closed == 16);
}

TEST_CASE("the echo may be set and ended while statements run") {
    Engine engine("sqlite://");
    rowan::create_all<Port, Ship>(engine);
    std::atomic<int> told = 0;
    auto errors = in_threads([&](int thread) {
        for (int i = 0; i < 20; ++i)
            if (thread == 0)
                i % 2 ? engine.set_echo(nullptr)
                      : engine.set_echo([&](const rowan::StatementEvent&) { ++told; });
            else {
                Session session(engine);
                static_cast<void>(Ship::count(session));
            }
    });
    CHECK(errors.empty());
}
