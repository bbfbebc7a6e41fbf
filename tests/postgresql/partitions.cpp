// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/ask.hpp"
#include "tests/postgresql/schema.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;
using namespace std::chrono;
using rowan::Session;

namespace {

struct Reading : rowan::Model<Reading> {
    std::int64_t sensor = 0;
    rowan::Date day;
    double value = 0;

    static constexpr auto table =
        rowan::table("reading", rowan::primary_key<&Reading::sensor, &Reading::day>(),
                     rowan::index<&Reading::value>(), rowan::partition_by_range<&Reading::day>());
};

/// Its partitions may be tables of other servers.
struct Asset : rowan::Model<Asset> {
    std::int64_t id = 0;
    std::string href;

    static constexpr auto table =
        rowan::table("asset", rowan::primary_key<&Asset::id>(), rowan::unique<&Asset::href>(),
                     rowan::partition_by_hash<&Asset::id>().of_foreign_tables());
};

struct Region : rowan::Model<Region> {
    std::string code;

    static constexpr auto table = rowan::table("region", rowan::primary_key<&Region::code>(),
                                               rowan::partition_by_list<&Region::code>());
};

} // namespace

TEST_CASE("a table of partitions is declared in the model, and its rows lie in them") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Reading, Region>(engine);
    rowan::create_all<Reading, Region>(engine);
    Session session(engine);
    session.execute_unchecked("CREATE TABLE reading_2025 PARTITION OF reading FOR VALUES FROM "
                              "('2025-01-01') TO ('2026-01-01')");
    session.execute_unchecked("CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM "
                              "('2026-01-01') TO ('2027-01-01')");
    session.execute_unchecked("CREATE TABLE region_north PARTITION OF region FOR VALUES IN ('n')");
    session.commit();
    std::vector<Reading> readings;
    for (int i = 0; i < 100; ++i)
        readings.push_back({{}, i, year(2025 + i % 2) / 6 / 1, 0.5 * i});
    session.insert_all(readings);
    session.insert(Region{{}, "n"});
    session.commit();
    CHECK(ask(session, "SELECT count(*) FROM reading_2025") == "50");
    CHECK(ask(session, "SELECT count(*) FROM reading_2026") == "50");
    CHECK(Reading::get(session, "day"_col = year(2026) / 6 / 1).count() == 50);
    // An update can move a row to another partition.
    Reading::get(session, "sensor"_col = 0).update("day"_col = year(2026) / 7 / 1);
    session.commit();
    CHECK(ask(session, "SELECT count(*) FROM reading_2026") == "51");
    auto error = error_of<rowan::CheckViolation>([&] {
        session.insert(Reading{{}, 1, year(1999) / 1 / 1, 0});
    });
    CHECK(error.sqlstate() == "23514");
    session.rollback();
    CHECK(error_of<rowan::UniqueViolation>([&] { session.insert(readings[1]); }).sqlstate() ==
          "23505");
    session.rollback();
    rowan::drop_all<Reading, Region>(engine);
}

TEST_CASE("partitions can be tables of another server, by postgres_fdw") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Asset>(engine);
    Session session(engine);
    // The shard is this server itself: its tables are local ones, behind a foreign server.
    const std::string server = schema.name() + "_shard";
    try {
        session.execute_unchecked("CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA public");
    } catch (const rowan::Error&) {
        WARN("skipped: no postgres_fdw here");
        return;
    }
    session.execute_unchecked(
        "CREATE SERVER " + server + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '" +
        ask(session, "current_setting('unix_socket_directories')") + "', port '" +
        ask(session, "current_setting('port')") + "', dbname '" +
        ask(session, "current_database()::text COLLATE \"default\"") + "')");
    session.execute_unchecked("CREATE USER MAPPING FOR CURRENT_USER SERVER " + server +
                              " OPTIONS (user 'postgres')");
    for (std::string part : {"0", "1"}) {
        session.execute_unchecked("CREATE TABLE shard_" + part +
                                  " (id BIGINT PRIMARY KEY, href TEXT NOT NULL UNIQUE)");
        session.execute_unchecked("CREATE FOREIGN TABLE asset_" + part +
                                  " PARTITION OF asset FOR VALUES WITH (MODULUS 2, REMAINDER " +
                                  part + ") SERVER " + server + " OPTIONS (schema_name '" +
                                  schema.name() + "', table_name 'shard_" + part + "')");
    }
    session.commit();
    std::vector<Asset> assets;
    for (int i = 1; i <= 200; ++i)
        assets.push_back({{}, i, "https://example.org/" + std::to_string(i)});
    session.insert_all(assets);
    session.commit();
    CHECK(Asset::count(session) == 200);
    CHECK(std::stoll(ask(session, "SELECT count(*) FROM shard_0")) +
              std::stoll(ask(session, "SELECT count(*) FROM shard_1")) ==
          200);
    CHECK(std::stoll(ask(session, "SELECT count(*) FROM shard_0")) > 50);
    for (std::int64_t id : {1, 77, 200})
        CHECK(Asset::get(session, "id"_col = id).one().href ==
              "https://example.org/" + std::to_string(id));
    Asset::get(session, "id"_col = 77).update("href"_col = "moved");
    session.commit();
    CHECK(Asset::get(session, "href"_col = "moved").one().id == 77);
    // The key holds on each shard.
    CHECK(error_of<rowan::UniqueViolation>([&] { session.insert(assets[3]); }).sqlstate() ==
          "23505");
    session.rollback();
    session.execute_unchecked("DROP SERVER " + server + " CASCADE");
    session.commit();
}
