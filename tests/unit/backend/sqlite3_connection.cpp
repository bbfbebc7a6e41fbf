// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <string>

#include <unistd.h>

using namespace rowan_test;
using rowan::Engine;
using rowan::InvalidUrl;
using rowan::Session;

namespace {

/// What a pragma says: rowan reads no SQL text of its own, so a view is made of it.
struct Setting {
    std::string value;
    static constexpr auto table = rowan::table("setting", rowan::primary_key<&Setting::value>());
};

std::string pragma(const Engine& engine, const std::string& name) {
    Session session(engine);
    session.execute_unchecked("CREATE TEMP TABLE setting AS SELECT CAST(" + name +
                              " AS TEXT) AS value FROM pragma_" + name);
    return rowan::query<Setting>(session).one().value;
}

} // namespace

TEST_CASE("foreign keys are on unless the URL says otherwise") {
    CHECK(pragma(Engine("sqlite://"), "foreign_keys") == "1");
    CHECK(pragma(Engine("sqlite://?foreign_keys=off"), "foreign_keys") == "0");
    CHECK(pragma(Engine("sqlite://?foreign_keys=ON"), "foreign_keys") == "1");
}

TEST_CASE("the URL's options reach the connection") {
    TemporaryFile file;
    Engine engine(file.url("?journal_mode=WAL&synchronous=normal"));
    CHECK(pragma(engine, "journal_mode") == "wal");
    CHECK(pragma(engine, "synchronous") == "1");
}

TEST_CASE("options that SQLite does not have, or values that it does not, are refused at once") {
    for (const char* options :
         {"?busy_timeot=5", "?busy_timeout=x", "?busy_timeout=-1", "?busy_timeout=99999999999",
          "?journal_mode=fast", "?journal_mode=wal;DROP TABLE x", "?synchronous=4", "?mode=w",
          "?foreign_keys=maybe", "?pool_size=0", "?statement_cache=x", "?mode=ro&mode=rw"}) {
        INFO(options);
        CHECK_THROWS_AS(Engine("sqlite:///x.db" + std::string(options)), InvalidUrl);
    }
}

TEST_CASE("an SQLite URL has no host, port or login") {
    for (const char* url : {"sqlite://file.db", "sqlite://host/file.db", "sqlite://:5/file.db",
                            "sqlite://alice@/file.db", "sqlite://:hunter2@/file.db"}) {
        INFO(url);
        CHECK_THROWS_AS(Engine(url), InvalidUrl);
    }
}

TEST_CASE("mode=rw opens only a file that is there") {
    TemporaryFile file;
    Engine engine(file.url("?mode=rw"));
    Session session(engine);
    CHECK_THROWS_AS(Ship::count(session), rowan::OperationalError);
    CHECK_FALSE(file.exists());
    Engine creating(file.url());
    rowan::create_all<Port, Ship>(creating);
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("a relative path is that of the folder the engine was made in") {
    TemporaryFile file;
    const std::string folder = file.path().substr(0, file.path().rfind('/'));
    const std::string name = file.path().substr(folder.size() + 1);
    char before[4096];
    REQUIRE(::getcwd(before, sizeof before) != nullptr);
    REQUIRE(::chdir(folder.c_str()) == 0);
    Engine engine("sqlite:///" + name);
    CHECK(engine.url() == "sqlite:///" + name);
    REQUIRE(::chdir("/") == 0);
    rowan::create_all<Port, Ship>(engine);
    REQUIRE(::chdir(before) == 0);
    CHECK(file.exists());
}

TEST_CASE("a file's name may hold what a URL must encode") {
    TemporaryFile file;
    Engine engine(file.url() + "%20%3F%25%23%26");
    rowan::create_all<Port, Ship>(engine);
    const std::string path = file.path() + " ?%#&";
    CHECK(::access(path.c_str(), F_OK) == 0);
    std::remove(path.c_str());
}
