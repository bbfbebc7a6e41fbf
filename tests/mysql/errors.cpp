// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Each kind of error that the server can be made to give, by the server itself.
#include "tests/mysql/server_fleet.hpp"
#include "tests/support/catch.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// A table whose columns the tests choose by hand.
struct Short : rowan::Model<Short> {
    std::int64_t id = 0;
    std::string text;
    std::int32_t number = 0;

    static constexpr auto table =
        rowan::table("short", rowan::primary_key<&Short::id>(),
                     rowan::column<&Short::text>(rowan::type(rowan::Varchar{3})));
};

/// The error of a call, which must be of this very type and code.
template <typename Error, typename Call>
std::string code_of(int code, Call call) {
    try {
        call();
    } catch (const Error& error) {
        INFO(error.what());
        CHECK(error.code() == code);
        return error.what();
    }
    FAIL("nothing was thrown");
    return "";
}

/// The number of a session's connection on the server.
std::string connection_of(Session& session, ServerFleet& fleet, const std::string& mark) {
    session.execute_unchecked("SET @mark = '" + mark + "'");
    session.execute_unchecked("INSERT INTO port (code) VALUES (CONCAT('#', CONNECTION_ID()))");
    session.commit();
    std::string id = fleet.database.raw().value("SELECT SUBSTR(code, 2) FROM port "
                                                "WHERE code LIKE '#%'");
    fleet.database.raw().run("DELETE FROM port WHERE code LIKE '#%'");
    return id;
}

} // namespace

TEST_CASE("each kind of constraint has its error, which names it and not the value") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(Port{{}, "OSL", {}});
    Ship good{{}, 0, "Ra", "OSL", 1};
    session.insert(good);
    session.commit();
    std::string text = code_of<rowan::UniqueViolation>(1062, [&] { session.insert(ship("Ra")); });
    CHECK(text.find("uq_ship_name") != std::string::npos);
    CHECK(text.find("INSERT INTO `ship`") != std::string::npos);
    code_of<rowan::UniqueViolation>(1062, [&] { session.insert(Port{{}, "OSL", {}}); });
    code_of<rowan::ForeignKeyViolation>(1452, [&] {
        session.insert(Ship{{}, 0, "Kon-Tiki", "LIM", 6});
    });
    code_of<rowan::ForeignKeyViolation>(1451, [&] { session.remove(Port{{}, "OSL", {}}); });
    text = code_of<rowan::CheckViolation>(4025, [&] {
        session.insert(Ship{{}, 0, "Dutchman", {}, 0});
    });
    CHECK(text.find("ck_ship_crew") != std::string::npos);
    code_of<rowan::NotNullViolation>(
        1048, [&] { session.execute_unchecked("INSERT INTO ship (name, crew) VALUES (NULL, 1)"); });
    code_of<rowan::NotNullViolation>(
        1364, [&] { session.execute_unchecked("INSERT INTO ship (crew) VALUES (1)"); });
    // The transaction goes on after each of them.
    CHECK(session.in_transaction());
    session.insert(ship("Fram"));
    session.commit();
    CHECK(fleet.ships() == "2");
}

TEST_CASE("a deadlock ends the whole transaction, which can't be committed any more") {
    ServerFleet fleet;
    Session one(fleet.engine), other(fleet.engine);
    one.insert_all(ships("s", 2));
    one.commit();
    auto rename = [](Session& session, std::int64_t id, const char* name) {
        Ship::get(session, "id"_col = id).update("name"_col = name);
    };
    one.insert(ship("of one"));
    rename(one, 1, "one 1");
    // The other has changed more, so that the server gives up the first.
    other.insert_all(ships("of other", 20));
    rename(other, 2, "other 2");
    std::jthread waiting([&] { rename(other, 1, "other 1"); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::string text = code_of<rowan::Deadlock>(1213, [&] { rename(one, 2, "one 2"); });
    CHECK(text.find("UPDATE `ship`") != std::string::npos);
    waiting.join();
    CHECK_FALSE(one.in_transaction());
    CHECK_THROWS_AS(one.commit(), rowan::OperationalError);
    CHECK_THROWS_AS(one.insert(ship("after")), rowan::OperationalError);
    CHECK_THROWS_AS(Ship::count(one), rowan::OperationalError);
    one.rollback();
    other.commit();
    CHECK(Ship::get(one, "name"_col = "of one").count() == 0);
    CHECK(Ship::get(one, "name"_col = "other 1").count() == 1);
    one.insert(ship("after"));
    one.commit();
    CHECK(fleet.ships() == "23");
}

TEST_CASE("a lock that another session holds ends the statement, not the transaction") {
    ServerFleet fleet;
    Session one(fleet.engine), other(fleet.engine);
    other.insert(ship("of other"));
    one.execute_unchecked("SET innodb_lock_wait_timeout = 1");
    one.insert(ship("first"));
    code_of<rowan::LockTimeout>(1205, [&] { one.insert(ship("of other")); });
    CHECK(one.in_transaction());
    other.rollback();
    one.insert(ship("of other"));
    one.commit();
    CHECK(fleet.ships() == "2");
}

TEST_CASE("a statement that runs too long is StatementTimeout") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.insert(ship("Ra"));
    auto started = std::chrono::steady_clock::now();
    code_of<rowan::StatementTimeout>(1969, [&] {
        session.execute_unchecked(
            "SET STATEMENT max_statement_time = 0.1 FOR "
            "SELECT SUM(SQRT(a.seq * b.seq)) FROM seq_1_to_1000000 a, seq_1_to_1000000 b");
    });
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(20));
    CHECK(session.in_transaction());
    session.commit();
    CHECK(fleet.ships() == "1");
}

TEST_CASE("a statement that another one kills is StatementTimeout too") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::string id = connection_of(session, fleet, "slow");
    std::jthread killer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        fleet.database.raw().run("KILL QUERY " + id);
    });
    code_of<rowan::StatementTimeout>(1317, [&] {
        session.execute_unchecked(
            "SELECT SUM(SQRT(a.seq * b.seq)) FROM seq_1_to_1000000 a, seq_1_to_1000000 b");
    });
    killer.join();
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("a transaction or server that may only be read is ReadOnly to writers") {
    ServerFleet fleet;
    Session session(fleet.engine);
    session.execute_unchecked("SET SESSION TRANSACTION READ ONLY");
    session.commit();
    code_of<rowan::ReadOnly>(1792, [&] { session.insert(ship("Ra")); });
    session.rollback();
    CHECK(Ship::count(session) == 0);

    const std::string user = fleet.database.name() + "_u";
    RawClient& raw = fleet.database.raw();
    raw.run("CREATE USER " + user + " IDENTIFIED BY 'p''w\\\\ \"'");
    raw.run("GRANT SELECT, INSERT ON " + fleet.database.name() + ".* TO " + user);
    {
        Engine plain(fleet.database.url_of(user, "p'w\\ \""));
        Session limited(plain);
        CHECK(Ship::count(limited) == 0);
        raw.run("SET GLOBAL read_only = ON");
        try {
            code_of<rowan::ReadOnly>(1290, [&] { limited.insert(ship("Ra")); });
        } catch (...) {
            raw.run("SET GLOBAL read_only = OFF");
            throw;
        }
        raw.run("SET GLOBAL read_only = OFF");
        code_of<rowan::ProgrammingError>(1142,
                                         [&] { Ship::query(limited).remove(); }); // not granted
    }
    raw.run("DROP USER " + user);
    CHECK(fleet.ships() == "0");
}

TEST_CASE("a connection that is gone is ConnectionLost, its work is undone, the next one is new") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::string id = connection_of(session, fleet, "lost");
    session.insert(ship("lost"));
    fleet.database.raw().run("KILL " + id);
    CHECK_THROWS_AS(session.insert(ship("after")), rowan::ConnectionLost);
    CHECK_FALSE(session.in_transaction());
    CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
    session.rollback();
    CHECK(Ship::count(session) == 0);
    session.insert(ship("new"));
    session.commit();
    CHECK(fleet.ships() == "1");
}

TEST_CASE("a commit whose connection is gone is one whose outcome nobody knows") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::string id = connection_of(session, fleet, "lost");
    session.insert(ship("lost"));
    fleet.database.raw().run("KILL " + id);
    CHECK_THROWS_AS(session.commit(), rowan::CommitUnknown);
    CHECK_FALSE(session.in_transaction());
    CHECK(fleet.ships() == "0");
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("a connection that is killed at work is ConnectionLost") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::string id = connection_of(session, fleet, "busy");
    std::jthread killer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        fleet.database.raw().run("KILL " + id);
    });
    CHECK_THROWS_AS(
        session.execute_unchecked(
            "SELECT SUM(SQRT(a.seq * b.seq)) FROM seq_1_to_1000000 a, seq_1_to_1000000 b"),
        rowan::ConnectionLost);
    killer.join();
    session.rollback();
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("an idle connection that the server has closed costs one error, and is replaced") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::string id = connection_of(session, fleet, "idle");
    fleet.database.raw().run("KILL " + id);
    CHECK_THROWS_AS(Ship::count(session), rowan::ConnectionLost);
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("what keeps a connection from being made is OperationalError, without the password") {
    ServerFleet fleet;
    auto error = [](int code, const std::string& url) {
        Engine engine(url);
        Session session(engine);
        std::string text =
            code_of<rowan::OperationalError>(code, [&] { return Ship::count(session); });
        CHECK(text.find("hunter2") == std::string::npos);
        return text;
    };
    error(1045, fleet.database.url_of("rowan", "hunter2"));
    CHECK(error(1049, fleet.database.with_database("no_such_database")).find("no_such_database") !=
          std::string::npos);
    CHECK(error(2002, "mysql://rowan:hunter2@/rowan?unix_socket=/no/such/my.sock")
              .find("/no/such/my.sock") != std::string::npos);

    const std::string user = fleet.database.name() + "_u";
    RawClient& raw = fleet.database.raw();
    raw.run("CREATE USER " + user + " IDENTIFIED BY 'hunter2' WITH MAX_USER_CONNECTIONS 1");
    raw.run("GRANT ALL ON " + fleet.database.name() + ".* TO " + user);
    {
        Engine engine(fleet.database.url_of(user, "hunter2"));
        Session first(engine), second(engine);
        first.insert(ship("Ra"));
        code_of<rowan::OperationalError>(1226, [&] { return Ship::count(second); });
        first.rollback();
        CHECK(Ship::count(second) == 0);
    }
    raw.run("DROP USER " + user);
}

TEST_CASE("what a column can't hold is DataError, and nothing is cut") {
    ServerFleet fleet;
    rowan::create_all<Short>(fleet.engine);
    fleet.database.raw().run("ALTER TABLE short MODIFY number TINYINT NOT NULL, "
                             "ADD flag ENUM('a', 'b'), ADD day DATE");
    Session session(fleet.engine);
    code_of<rowan::DataError>(1406, [&] { session.insert(Short{{}, 0, "long", 0}); });
    code_of<rowan::DataError>(1264, [&] { session.insert(Short{{}, 0, "x", 128}); });
    code_of<rowan::DataError>(1366, [&] { session.insert(Short{{}, 0, "\xff", 0}); });
    auto set = [&](const char* what) {
        return [&session, what] {
            session.execute_unchecked("UPDATE short SET " + std::string(what));
        };
    };
    session.insert(Short{{}, 0, "ok", 127});
    code_of<rowan::DataError>(1265, set("flag = 'c'"));
    code_of<rowan::DataError>(1292, set("day = '2026-02-30'"));
    code_of<rowan::DataError>(1292, set("day = '0000-00-00'"));
    code_of<rowan::DataError>(1365, set("number = 1 / 0"));
    code_of<rowan::DataError>(1690, set("number = id - 9223372036854775807 - 100"));
    session.commit();
    CHECK(fleet.database.raw().rows("SELECT text, number, flag FROM short") ==
          std::vector<std::string>{"ok|127|NULL"});
}

TEST_CASE("a statement that makes no sense here is ProgrammingError") {
    ServerFleet fleet;
    Session session(fleet.engine);
    code_of<rowan::ProgrammingError>(1064, [&] { session.execute_unchecked("SELEC 1"); });
    code_of<rowan::ProgrammingError>(1064,
                                     [&] { session.execute_unchecked("DO 1; DROP TABLE ship"); });
    code_of<rowan::ProgrammingError>(
        1054, [&] { session.execute_unchecked("SELECT nothing FROM ship"); });
    std::string text =
        code_of<rowan::ProgrammingError>(1146, [&] { return Short::query(session).all(); });
    CHECK(text.find("[SQL: SELECT") != std::string::npos);
    CHECK(Ship::count(session) == 0);
}

TEST_CASE(
    "a row that has changed since the snapshot is SerializationFailure where it is asked for") {
    ServerFleet fleet;
    Session one(fleet.engine, {.isolation = rowan::Isolation::repeatable_read});
    Session other(fleet.engine);
    one.insert(ship("Ra"));
    one.commit();
    try {
        one.execute_unchecked("SET innodb_snapshot_isolation = ON");
    } catch (const rowan::ProgrammingError&) {
        SUCCEED("this server doesn't have it");
        return;
    }
    one.commit();
    CHECK(Ship::count(one) == 1);
    Ship::query(other).update("crew"_col = 2);
    other.commit();
    code_of<rowan::SerializationFailure>(1020, [&] { Ship::query(one).update("crew"_col = 3); });
    one.rollback();
    CHECK(Ship::query(one).one().crew == 2);
}
