// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_backend.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Isolation;
using rowan::Session;
using Texts = std::vector<std::string>;

namespace {

struct Row {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table("row", rowan::primary_key<&Row::id>());
};

/// What is sent before the first read.
Texts sent(const std::string& dialect, const rowan::TransactionOptions& options) {
    FakeDatabase database("x/" + dialect);
    Session session(database.engine, options);
    static_cast<void>(rowan::query<Row>(session).count());
    Texts texts = database.log.taken();
    texts.pop_back();
    return texts;
}

} // namespace

TEST_CASE("a transaction's isolation is set where the database wants it") {
    CHECK(sent("postgresql", {}) == Texts{});
    CHECK(sent("postgresql", {.isolation = Isolation::serializable}) ==
          Texts{"BEGIN", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"});
    CHECK(sent("postgresql", {.isolation = Isolation::repeatable_read, .read_only = true}) ==
          Texts{"BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"});
    CHECK(sent("mysql", {.isolation = Isolation::read_committed}) ==
          Texts{"SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "BEGIN"});
    CHECK(sent("mysql", {.isolation = Isolation::read_uncommitted}) ==
          Texts{"SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED", "BEGIN"});
    CHECK(sent("mysql", {.read_only = true}) == Texts{"SET TRANSACTION READ ONLY", "BEGIN"});
}

TEST_CASE(
    "SQLite's transactions are serializable; one that is asked for begins with the first read") {
    CHECK(sent("sqlite", {}) == Texts{});
    CHECK(sent("sqlite", {.isolation = Isolation::serializable}) == Texts{"BEGIN"});
    CHECK(sent("sqlite", {.read_only = true}) == Texts{"BEGIN"});
}

TEST_CASE("a session that reads only refuses a write before it is sent") {
    FakeDatabase database;
    Session session(database.engine, {.read_only = true});
    CHECK_THROWS_AS(session.insert(Row{}), rowan::ReadOnly);
    CHECK_THROWS_AS(session.execute_unchecked("DELETE FROM row"), rowan::ReadOnly);
    CHECK_THROWS_AS(rowan::query<Row>(session).remove(), rowan::ReadOnly);
    CHECK(database.log.taken().empty());
    CHECK(rowan::query<Row>(session).count() > 0);
}

TEST_CASE("a snapshot in SQLite keeps what it saw first") {
    TemporaryFile file;
    rowan::Engine engine("sqlite:///" + file.path() + "?journal_mode=wal");
    rowan::create_all<Row>(engine);
    Session reader(engine, {.isolation = Isolation::serializable});
    std::int64_t before = rowan::query<Row>(reader).count();
    {
        Session writer(engine);
        writer.insert(Row{});
        writer.commit();
    }
    CHECK(rowan::query<Row>(reader).count() == before);
    reader.commit();
    CHECK(rowan::query<Row>(reader).count() == before + 1);
}

TEST_CASE("a connection that breaks during COMMIT leaves the outcome unknown") {
    FakeDatabase database("x/postgresql");
    database.log.failing = "COMMIT";
    database.log.failing_kind = engine::ErrorKind::connection_lost;
    int opened = database.log.opened;
    Session session(database.engine);
    session.insert(Row{});
    CHECK_THROWS_AS(session.commit(), rowan::CommitUnknown);
    CHECK_FALSE(session.in_transaction());
    database.log.failing.clear();
    session.insert(Row{});
    session.commit();
    CHECK(database.log.opened == opened + 2);
    CHECK(database.log.taken().back() == "COMMIT");
}

TEST_CASE("a connection that breaks before COMMIT has kept nothing, and says so") {
    FakeDatabase database("x/postgresql");
    database.log.failing = "INSERT";
    database.log.failing_kind = engine::ErrorKind::connection_lost;
    Session session(database.engine);
    static_cast<void>(rowan::query<Row>(session).count());
    CHECK_THROWS_AS(session.insert(Row{}), rowan::ConnectionLost);
    CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
    session.rollback();
    database.log.failing.clear();
    session.insert(Row{});
    session.commit();
    Texts texts = database.log.taken();
    CHECK(std::count(texts.begin(), texts.end(), "ROLLBACK") == 0);
    CHECK(database.engine.pool_status().idle == 1);
}
