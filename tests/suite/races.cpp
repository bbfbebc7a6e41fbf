// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/fleet.hpp"
#include "tests/support/catch.hpp"

#include <chrono>
#include <future>
#include <thread>
#include <vector>

using namespace rowan_test;
using rowan::Isolation;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// Runs a function in threads, which are told their numbers; throws what one of them has thrown.
template <typename Function>
void in_threads(int count, Function function) {
    std::vector<std::future<void>> threads;
    for (int i = 0; i < count; ++i)
        threads.push_back(std::async(std::launch::async, function, i));
    for (std::future<void>& thread : threads)
        thread.wait();
    for (std::future<void>& thread : threads)
        thread.get();
}

/// Nobody gives up before the test does.
rowan::RetryOptions patient() {
    rowan::RetryOptions options;
    options.attempts = 1000;
    options.first_pause = std::chrono::milliseconds(1);
    options.longest_pause = std::chrono::milliseconds(50);
    return options;
}

} // namespace

// Not on ODBC: SQLite's driver repeats what SQLite refuses for good, until its timeout.
TEST_CASE("200 increments that race as read and write end at exactly 200 more",
          "[connections][not_odbc]") {
    Fleet fleet;
    {
        Session session(fleet.engine);
        session.insert(ship("counter")); // of 1
        session.commit();
    }
    rowan::RetryOptions options = patient();
    options.transaction.isolation = Isolation::serializable;
    in_threads(4, [&](int) {
        for (int i = 0; i < 50; ++i)
            rowan::retry(
                fleet.engine,
                [](Session& session) {
                    Ship counter = Ship::get(session, "name"_col = "counter").one();
                    ++counter.crew;
                    session.update(counter);
                },
                options);
    });
    Session session(fleet.engine);
    CHECK(Ship::get(session, "name"_col = "counter").one().crew == 201);
}

// Not on Firebird, which takes ten seconds to see a deadlock.
TEST_CASE("units that lock rows crosswise all end, each of them once",
          "[connections][not_firebird]") {
    Fleet fleet;
    {
        Session session(fleet.engine);
        session.insert(ship("one"));
        session.insert(ship("two"));
        session.commit();
    }
    in_threads(4, [&](int number) {
        for (int i = 0; i < 10; ++i)
            rowan::retry(
                fleet.engine,
                [&](Session& session) {
                    const char* first = number % 2 == 0 ? "one" : "two";
                    const char* second = number % 2 == 0 ? "two" : "one";
                    for (const char* name : {first, second}) {
                        auto row = Ship::get(session, "name"_col = name);
                        row.update("crew"_col = "crew"_col + 1);
                        std::this_thread::yield();
                    }
                },
                patient());
    });
    Session session(fleet.engine);
    CHECK(Ship::get(session, "name"_col = "one").one().crew == 41);
    CHECK(Ship::get(session, "name"_col = "two").one().crew == 41);
}
