// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_backend.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace std::chrono_literals;
using engine::ErrorKind;
using rowan::Session;

namespace {

struct Row {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table("row", rowan::primary_key<&Row::id>());
};

constexpr rowan::RetryOptions fast{.attempts = 5, .first_pause = 1ms, .longest_pause = 2ms};

/// A database whose statements of this beginning fail so many times.
struct Failing : FakeDatabase {
    int runs = 0;

    Failing(const char* beginning, ErrorKind kind, int times) : FakeDatabase("x/postgresql") {
        log.failing = beginning;
        log.failing_kind = kind;
        log.failures = times;
        log.failing_rolls_back = true;
    }
    int count(const char* text) {
        int found = 0;
        for (const std::string& one : log.taken())
            found += one == text ? 1 : 0;
        return found;
    }
    auto unit() {
        return [this](Session& session) {
            session.insert(Row{});
            return ++runs;
        };
    }
};

} // namespace

TEST_CASE("a unit that the database gave up for others runs again as a whole") {
    for (ErrorKind kind : {ErrorKind::serialization, ErrorKind::deadlock})
        for (const char* where : {"INSERT", "COMMIT"}) {
            Failing database(where, kind, 3);
            CHECK(rowan::retry(database.engine, database.unit(), fast) ==
                  (std::string(where) == "COMMIT" ? 4 : 1));
            auto texts = database.log.taken();
            CHECK(std::count(texts.begin(), texts.end(), "BEGIN") == 4);
            CHECK(texts.back() == "COMMIT");
        }
}

TEST_CASE("the last error is thrown when the attempts are used up") {
    Failing database("COMMIT", ErrorKind::deadlock, 1000);
    CHECK_THROWS_AS(rowan::retry(database.engine, database.unit(), fast), rowan::Deadlock);
    CHECK(database.runs == 5);
    Failing once("COMMIT", ErrorKind::serialization, 1000);
    CHECK_THROWS_AS(rowan::retry(once.engine, once.unit(), {.attempts = 1}),
                    rowan::SerializationFailure);
    CHECK(once.runs == 1);
}

TEST_CASE("nothing else is repeated") {
    for (ErrorKind kind : {ErrorKind::unique, ErrorKind::lock_timeout, ErrorKind::operational}) {
        Failing database("COMMIT", kind, 1);
        CHECK_THROWS_AS(rowan::retry(database.engine, database.unit(), fast), rowan::DatabaseError);
        CHECK(database.runs == 1);
    }
    Failing lost("COMMIT", ErrorKind::connection_lost, 1);
    CHECK_THROWS_AS(rowan::retry(lost.engine, lost.unit(), fast), rowan::CommitUnknown);
    CHECK(lost.runs == 1);
    FakeDatabase database;
    CHECK_THROWS_AS(rowan::retry(
                        database.engine, [](Session&) { throw 7; }, fast),
                    int);
}

TEST_CASE("a unit that has committed part of its work is not repeated") {
    Failing database("INSERT", ErrorKind::deadlock, 0);
    int runs = 0;
    auto unit = [&](Session& session) {
        ++runs;
        session.insert(Row{});
        session.commit();
        database.log.failures = 1;
        session.insert(Row{});
    };
    CHECK_THROWS_AS(rowan::retry(database.engine, unit, fast), rowan::Deadlock);
    CHECK(runs == 1);
}

TEST_CASE("each attempt is a transaction of the kind asked for") {
    Failing database("COMMIT", ErrorKind::serialization, 1);
    auto unit = [](Session& session) { static_cast<void>(rowan::query<Row>(session).count()); };
    rowan::retry(
        database.engine, unit,
        {.first_pause = 0ms, .transaction = {.isolation = rowan::Isolation::serializable}});
    CHECK(database.count("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE") == 2);
}

TEST_CASE("pauses grow up to their bound and are shorter than it") {
    rowan::engine::BackOff pause({.attempts = 4, .first_pause = 4ms, .longest_pause = 5ms});
    auto started = std::chrono::steady_clock::now();
    int attempts = 1;
    while (pause.again()) {
        pause.wait();
        ++attempts;
    }
    CHECK(attempts == 4);
    CHECK(std::chrono::steady_clock::now() - started < 500ms);
}
