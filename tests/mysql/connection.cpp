// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/server_fleet.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <set>
#include <string>

using namespace rowan_test;
using rowan::Engine;
using rowan::InvalidUrl;
using rowan::Session;

namespace {

/// What an expression is on a connection of this URL.
std::string told(ServerFleet& fleet, const std::string& expression) {
    Session session(fleet.engine);
    session.execute_unchecked("CREATE OR REPLACE TABLE told AS SELECT CAST(" + expression +
                              " AS CHAR(1000)) AS v");
    return fleet.database.raw().value("SELECT v FROM told");
}

} // namespace

TEST_CASE("a connection is strict, in UTC and UTF-8, whatever the server has as its own") {
    ServerFleet fleet;
    std::string modes = told(fleet, "@@sql_mode");
    for (const char* mode : {"STRICT_ALL_TABLES", "STRICT_TRANS_TABLES", "NO_ZERO_DATE"})
        CHECK(modes.find(mode) != std::string::npos);
    CHECK(modes.find("ANSI_QUOTES") == std::string::npos);
    CHECK(modes.find("NO_BACKSLASH_ESCAPES") == std::string::npos);
    CHECK(told(fleet, "@@time_zone") == "+00:00");
    CHECK(told(fleet, "@@autocommit") == "ON");
    CHECK(told(fleet, "@@character_set_client") == "utf8mb4");
    CHECK(told(fleet, "@@character_set_connection") == "utf8mb4");
    CHECK(told(fleet, "@@character_set_results") == "utf8mb4");
}

TEST_CASE("MySQL's URLs may name MariaDB and the drivers of Python") {
    ServerFleet fleet;
    for (const char* scheme : {"mysql", "mariadb", "mysql+pymysql", "mysql+mysqldb",
                               "mariadb+mariadbconnector", "mysql+native"}) {
        INFO(scheme);
        Engine engine(fleet.database.with_scheme(scheme));
        Session session(engine);
        CHECK(Ship::count(session) == 0);
    }
    CHECK_THROWS_AS(Engine("mysql+odbc://rowan@/rowan"), InvalidUrl);
}

TEST_CASE("options that MySQL does not have, or values that it does not, are refused at once") {
    for (const char* options :
         {"?charset=latin1", "?charset=utf8", "?local_infile=1", "?local_infile=0",
          "?connect_timeout=0", "?connect_timeout=x", "?read_timeout=-1", "?write_timeout=99999999",
          "?ssl_cert=x", "?ssl_key=x", "?unix_sockt=/x", "?pool_size=0", "?busy_timeout=5"}) {
        INFO(options);
        CHECK_THROWS_AS(Engine("mysql://rowan@/rowan" + std::string(options)), InvalidUrl);
    }
}

TEST_CASE("the URL's options reach the connection") {
    ServerFleet fleet("&connect_timeout=5&read_timeout=1&write_timeout=5");
    Session session(fleet.engine);
    CHECK_THROWS_AS(session.execute_unchecked("SELECT SLEEP(5)"), rowan::ConnectionLost);
    session.rollback();
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("a connection that should be encrypted is, or it is not made") {
    ServerFleet fleet;
    for (const char* authority : {"/etc/ssl/certs/ca-certificates.crt", "/no/such/file.pem"}) {
        Engine engine(fleet.database.url("&ssl_ca=" + std::string(authority)));
        Session session(engine);
        CHECK_THROWS_AS(Ship::count(session), rowan::OperationalError);
    }
}

TEST_CASE("the server can't ask for files of this machine") {
    ServerFleet fleet;
    fleet.database.raw().run("CREATE TABLE stolen (line TEXT)");
    Session session(fleet.engine);
    CHECK_THROWS_AS(
        session.execute_unchecked("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE stolen"),
        rowan::DatabaseError);
    session.rollback();
    CHECK(fleet.database.raw().value("SELECT COUNT(*) FROM stolen") == "0");
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("sessions share the connections of the pool") {
    ServerFleet fleet("&pool_size=2&max_overflow=0&pool_timeout=1");
    std::set<std::string> ids;
    for (int i = 0; i < 10; ++i)
        ids.insert(told(fleet, "CONNECTION_ID()"));
    CHECK(ids.size() == 1);
    Session one(fleet.engine), other(fleet.engine), third(fleet.engine);
    one.insert(ship("one"));
    other.insert(ship("other"));
    CHECK_THROWS_AS(Ship::count(third), rowan::OperationalError);
}

TEST_CASE("a session that ends without commit leaves nothing to the next one") {
    ServerFleet fleet("&pool_size=1&max_overflow=0");
    {
        Session doomed(fleet.engine);
        doomed.insert(ship("doomed"));
    }
    Session next(fleet.engine);
    CHECK(Ship::count(next) == 0);
    next.commit();
    CHECK(fleet.ships() == "0");
}
