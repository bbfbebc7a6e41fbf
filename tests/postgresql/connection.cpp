// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/ask.hpp"
#include "tests/postgresql/fleet.hpp"

#include <rowan/engine/driver.hpp>

#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Engine;
using rowan::InvalidUrl;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// Ends the server's side of a session, as an administrator does.
void terminate(const Schema& schema, const std::string& pid) {
    Engine engine(schema.url());
    Session session(engine);
    session.execute_unchecked("SELECT pg_terminate_backend(" + pid + ", 5000)");
}

template <typename Error>
std::string refused(const std::string& url) {
    return error_of<Error>([&] {
               Engine engine(url);
               Session session(engine);
               session.execute_unchecked("SELECT 1");
           })
        .what();
}

} // namespace

TEST_CASE("a connection speaks UTF-8 and UTC, whatever the server is set to") {
    Schema schema;
    Engine engine(schema.url("&application_name=a%20b%27c%3D%5C&options=-c%20TimeZone%3DAsia/Tokyo"
                             "%20-c%20DateStyle%3DGerman"));
    CHECK(ask(engine, "current_setting('client_encoding')") == "UTF8");
    CHECK(ask(engine, "current_setting('TimeZone')") == "UTC");
    CHECK(ask(engine, "current_setting('DateStyle')").starts_with("ISO"));
    CHECK(ask(engine, "current_setting('application_name')") == "a b'c=\\");
    CHECK(ask(engine, "current_setting('search_path')") == schema.name());
    CHECK(ask(engine, "timestamptz '2026-11-22 12:00:00+02'") == "2026-11-22 10:00:00+00");
}

TEST_CASE("options of the URL reach the server") {
    Schema schema;
    Engine engine(schema.url("&statement_timeout=12345&lock_timeout=678&connect_timeout=10"
                             "&target_session_attrs=read-write&sslmode=prefer"));
    CHECK(ask(engine, "current_setting('statement_timeout')") == "12345ms");
    CHECK(ask(engine, "current_setting('lock_timeout')") == "678ms");
    Engine path(server_url() + "search_path=%22$user%22,%20" + schema.name() + ",pg_catalog");
    CHECK(ask(path, "current_setting('search_path')") ==
          "\"$user\", " + schema.name() + ", pg_catalog");
}

TEST_CASE("a URL that can't be understood is InvalidUrl and says why") {
    auto what = [](const std::string& url) {
        return std::string(error_of<InvalidUrl>([&] { Engine engine(url); }).what());
    };
    CHECK(what("postgres://localhost/x").find("postgresql://") != std::string::npos);
    CHECK(what("postgresql://localhost/x?statment_timeout=1").find("statement_timeout") !=
          std::string::npos);
    CHECK(what("postgresql://localhost/x?statement_timeout=soon").find("number") !=
          std::string::npos);
    CHECK(what("postgresql://localhost/x?target_session_attrs=best").find("read-write") !=
          std::string::npos);
    CHECK(what("postgresql://localhost/x?host=/tmp").find("twice") != std::string::npos);
    CHECK(what("postgresql://localhost:1/x?port=2").find("twice") != std::string::npos);
    CHECK(what("postgresql://localhost/x?port=a").find("number") != std::string::npos);
    CHECK(what("postgresql+pg8000://localhost/x").find("pg8000") != std::string::npos);
    CHECK_NOTHROW(Engine("postgresql+psycopg2://user:secret@localhost/x?pool_size=3"));
    CHECK_NOTHROW(Engine("postgresql+psycopg://localhost/x"));
}

TEST_CASE("a server that is not there is OperationalError") {
    std::string what =
        refused<rowan::OperationalError>("postgresql://nobody:hunter2@/x?host=/no/such/folder");
    CHECK(what.find("/no/such/folder") != std::string::npos);
    CHECK(what.find("hunter2") == std::string::npos);
    CHECK(refused<rowan::OperationalError>("postgresql://u@127.0.0.1:1/x?connect_timeout=5")
              .find("refused") != std::string::npos);
}

TEST_CASE("a database that is not there is OperationalError with its state") {
    std::string url = server_url();
    std::size_t name = url.find('/', url.find("://") + 3) + 1;
    url.replace(name, url.find('?') - name, "no%20such%20database");
    auto error = error_of<rowan::OperationalError>([&] {
        Engine engine(url);
        Session session(engine);
        session.execute_unchecked("SELECT 1");
    });
    CHECK(error.sqlstate() == "3D000");
    CHECK(std::string(error.what()).find("no such database") != std::string::npos);
}

TEST_CASE("a wrong password is OperationalError with its state and without the password") {
    Schema schema;
    Engine engine(schema.url());
    Session session(engine);
    session.execute_unchecked("DO $$ BEGIN CREATE ROLE locked LOGIN PASSWORD 'right /:@ one'; "
                              "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    session.commit();
    if (ask(session, "SELECT count(*) FROM pg_hba_file_rules WHERE 'locked' = ANY(user_name)") ==
        "0") {
        WARN("this server asks the role for no password");
        return;
    }
    session.rollback();
    auto log_in = [&](const std::string& password) {
        Engine other(url_as("locked", password));
        Session login(other);
        login.execute_unchecked("SELECT 1");
    };
    auto error = error_of<rowan::OperationalError>([&] { log_in("hunter2"); });
    CHECK(error.sqlstate() == "28P01");
    CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
    CHECK_NOTHROW(log_in("right%20%2F%3A%40%20one"));
}

TEST_CASE("one connection too many is OperationalError with its state") {
    Schema schema;
    Engine engine(schema.url());
    std::string role = schema.name() + "_few";
    {
        Session session(engine);
        session.execute_unchecked("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1");
        session.commit();
    }
    {
        Engine few(url_as(role));
        Session one(few), two(few);
        one.execute_unchecked("SELECT 1");
        auto error = error_of<rowan::OperationalError>([&] { two.execute_unchecked("SELECT 1"); });
        CHECK(error.sqlstate() == "53300");
        one.rollback();
        two.execute_unchecked("SELECT 1"); // Has the connection that is free now.
    }
    Session session(engine);
    session.execute_unchecked("DROP ROLE " + role);
    session.commit();
}

TEST_CASE("notices are not printed") {
    Schema schema;
    Engine engine(schema.url());
    Session session(engine);
    session.execute_unchecked("DROP TABLE IF EXISTS nothing_of_this_name");
    session.execute_unchecked("DO $$ BEGIN RAISE WARNING 'not to be seen'; END $$");
    session.commit();
}

TEST_CASE("a connection that is lost ends the transaction and leaves the pool") {
    Shipyard yard("&pool_size=1&max_overflow=0");
    Session session(yard.engine);
    std::string pid = ask(session, "pg_backend_pid()");
    session.commit();
    session.insert(vessel("lost"));
    terminate(yard.schema, pid);
    auto error = error_of<rowan::ConnectionLost>([&] { session.insert(vessel("more")); });
    // What the server said last is not always still read.
    CHECK((error.sqlstate() == "57P01" || error.sqlstate() == "08006"));
    CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
    CHECK_THROWS_AS(Vessel::count(session), rowan::OperationalError);
    session.rollback();
    CHECK(Vessel::count(session) == 0);
    CHECK(ask(session, "pg_backend_pid()") != pid);
    session.insert(vessel("new"));
    session.commit();
    CHECK(yard.vessels() == 1);
}

TEST_CASE("a connection that is lost in the pool is replaced after one error") {
    Shipyard yard("&pool_size=1&max_overflow=0");
    Session session(yard.engine);
    std::string pid = ask(session, "pg_backend_pid()");
    session.commit();
    terminate(yard.schema, pid);
    CHECK_THROWS_AS(Vessel::count(session), rowan::ConnectionLost);
    CHECK_FALSE(session.in_transaction());
    CHECK(Vessel::count(session) == 0);
}

TEST_CASE("a connection that is lost in a loop ends the loop") {
    Shipyard yard("&pool_size=1&max_overflow=0");
    Session session(yard.engine);
    std::string pid = ask(session, "pg_backend_pid()");
    session.insert_all(vessels("v", 1000));
    session.commit();
    std::size_t rows = 0;
    auto loop = [&] {
        for (const Vessel& row : Vessel::query(session)) {
            rows += row.crew > 0;
            if (rows == 1)
                terminate(yard.schema, pid);
        }
    };
    CHECK_THROWS_AS(loop(), rowan::ConnectionLost);
    CHECK(rows < 1000);
    session.rollback();
    CHECK(Vessel::count(session) == 1000);
}

TEST_CASE("statements that are given up are deallocated, not in a failed transaction") {
    Shipyard yard("&statement_cache=4");
    Session session(yard.engine);
    auto prepared = [&] {
        return std::stoi(ask(session, "SELECT count(*) FROM pg_prepared_statements"));
    };
    for (int round = 0; round < 5; ++round) {
        for (std::size_t length = 1; length < 30; ++length)
            CHECK(Vessel::query(session)
                      .filter("id"_col.in(std::vector<std::int64_t>(length, 1)))
                      .count() == 0);
        session.insert(vessel("v"));
        CHECK_THROWS_AS(session.insert(vessel("v")), rowan::UniqueViolation);
        session.rollback();
    }
    CHECK(prepared() < 60);
}
