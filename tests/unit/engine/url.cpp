// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/url.hpp>

using rowan::InvalidUrl;
using rowan::engine::parse_url;
using rowan::engine::Url;

namespace {

std::string refusal(const std::string& url) {
    try {
        static_cast<void>(parse_url(url));
    } catch (const InvalidUrl& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a URL is taken apart as SQLAlchemy takes it apart") {
    Url url =
        parse_url("postgresql+psycopg2://alice:secret@db.example.org:6543/portal?sslmode=require"
                  "&application_name=my+harvester");
    CHECK(url.scheme == "postgresql");
    CHECK(url.driver == "psycopg2");
    CHECK(url.user == "alice");
    CHECK(url.password == "secret");
    CHECK(url.host == "db.example.org");
    CHECK(url.port == 6543);
    CHECK(url.database == "portal");
    REQUIRE(url.options.size() == 2);
    CHECK(*url.option("sslmode") == "require");
    CHECK(*url.option("application_name") == "my harvester");
    CHECK(url.option("other") == nullptr);
}

TEST_CASE("three slashes are a relative SQLite file, four an absolute one, two none") {
    CHECK(parse_url("sqlite:///portal.db").database == "portal.db");
    CHECK(parse_url("sqlite:////var/lib/portal.db").database == "/var/lib/portal.db");
    CHECK(parse_url("sqlite:///:memory:").database == ":memory:");
    CHECK(parse_url("sqlite://").database.empty());
    CHECK(parse_url("sqlite://?busy_timeout=50").database.empty());
    CHECK(parse_url("sqlite:///with@at:colon.db").database == "with@at:colon.db");
    CHECK(parse_url("sqlite:///with@at:colon.db").host.empty());
}

TEST_CASE("every part may be percent-encoded, a plus is a space in options only") {
    Url url = parse_url("mysql://al%40ice:p%2Fa%3As%23@h%2Dost/my%20db?a%26b=c%3Dd");
    CHECK(url.user == "al@ice");
    CHECK(url.password == "p/a:s#");
    CHECK(url.host == "h-ost");
    CHECK(url.database == "my db");
    CHECK(*url.option("a&b") == "c=d");
    CHECK(parse_url("mysql://a:p+q@h/d+e").password == "p+q");
    CHECK(parse_url("mysql://a:p+q@h/d+e").database == "d+e");
}

TEST_CASE("a password may hold at signs, slashes, question marks and colons as they are") {
    for (const char* password : {"p@ss", "p/ss", "p?ss", "p:ss", "pa/ss?wo:rd", "12/34"}) {
        INFO(password);
        Url url =
            parse_url("postgresql://alice:" + std::string(password) + "@host:5432/portal?a=b");
        CHECK(url.user == "alice");
        CHECK(url.password == password);
        CHECK(url.host == "host");
        CHECK(url.port == 5432);
        CHECK(url.database == "portal");
        CHECK(*url.option("a") == "b");
    }
}

TEST_CASE("hosts: IPv6 in brackets, none, one without a login") {
    Url url = parse_url("postgresql://[::1]:5432/portal?user=a@b");
    CHECK(url.host == "::1");
    CHECK(url.port == 5432);
    CHECK(url.user.empty());
    CHECK(parse_url("postgresql:///portal").host.empty());
    CHECK(parse_url("postgresql://host").host == "host");
    CHECK(parse_url("postgresql://alice@/portal").user == "alice");
    CHECK(parse_url("postgresql://alice@/portal").host.empty());
}

TEST_CASE("what is no URL is refused") {
    using std::string;
    for (const string& text : {string(""),
                               string("portal.db"),
                               string("://host"),
                               string("sqlite:/portal.db"),
                               string("SQLite:///x"),
                               string("sql ite:///x"),
                               string("sqlite:///%"),
                               string("sqlite:///%2"),
                               string("sqlite:///%zz"),
                               string("sqlite:///a%00b"),
                               string("sqlite:///a\0b", 13),
                               string("postgresql://[::1/x"),
                               string("postgresql://h:0/x"),
                               string("postgresql://h:65536/x"),
                               string("postgresql://h:99999999999999999999/x"),
                               string("postgresql://h:5x/x"),
                               string("postgresql://h:-1/x"),
                               string("postgresql://h:/x"),
                               string("postgresql://[::1]x/y"),
                               string("sqlite:///x?a"),
                               string("sqlite:///x?=b"),
                               string("sqlite:///x?a=1&&b=2"),
                               string("sqlite:///x?a=1&a=2")}) {
        INFO(text);
        CHECK(refusal(text).starts_with("rowan: "));
    }
}

TEST_CASE("a refusal never shows the password") {
    for (const char* text :
         {"postgresql://alice:hunter2%@host/db", "postgresql://alice:hunter2@host:x/db",
          "postgresql://alice:hunter2@[host/db", "postgresql://alice:hunter2@host/db?x",
          "postgresql://alice:hunter2/%@host/db", "postgresql://alice:hunter2?x=1@host:0/db"}) {
        INFO(text);
        CHECK_FALSE(refusal(text).empty());
        CHECK(refusal(text).find("hunter") == std::string::npos);
    }
}

TEST_CASE("the masked URL says all but the password") {
    CHECK(parse_url("postgresql+soci://alice:hunter2@host:1/db?a=b&c=d").masked() ==
          "postgresql+soci://alice:***@host:1/db?a=b&c=d");
    CHECK(parse_url("postgresql://host/db?password=hunter2&sslpassword=x").masked() ==
          "postgresql://host/db?password=***&sslpassword=***");
    CHECK(parse_url("postgresql://alice@[::1]/db").masked() == "postgresql://alice@[::1]/db");
    CHECK(parse_url("sqlite:////abs.db").masked() == "sqlite:////abs.db");
    for (const char* password : {"hunter2", "hunter2@x", "hunter2/x", "hunter2?x=1", "%68unter2"}) {
        std::string url = "mysql://alice:" + std::string(password) + "@host/db";
        CHECK(parse_url(url).masked() == "mysql://alice:***@host/db");
    }
}

TEST_CASE("options that are numbers have bounds") {
    Url url = parse_url("sqlite:///x?good=50&low=0&high=1000&word=abc&none=&minus=-1&long="
                        "99999999999999999999");
    CHECK(url.number("good", 7, 1, 100) == 50);
    CHECK(url.number("absent", 7, 1, 100) == 7);
    for (const char* name : {"low", "high", "word", "none", "minus", "long"})
        CHECK_THROWS_AS(url.number(name, 7, 1, 100), InvalidUrl);
}

TEST_CASE("an option that nobody knows is refused by name") {
    Url url = parse_url("sqlite:///x?busy_timeot=50");
    const std::string_view general[] = {"busy_timeout"}, own[] = {"mode"};
    const std::string_view misspelt[] = {"busy_timeot"};
    CHECK_NOTHROW(url.check_options({general, misspelt}));
    try {
        url.check_options({general, own});
        FAIL("was accepted");
    } catch (const InvalidUrl& error) {
        CHECK(std::string(error.what()).find("'busy_timeot'") != std::string::npos);
        CHECK(std::string(error.what()).find("busy_timeout, mode") != std::string::npos);
    }
}
