// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/line.hpp"
#include "tests/mysql/server_fleet.hpp"
#include "tests/suite/everything.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_values.hpp"

#include <rowan/backend/mysql/bulk.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

#include <malloc.h>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// A table of lines and a session on it.
struct Lines {
    ServerDatabase database;
    Engine engine;
    Session session;

    explicit Lines(const std::string& options = "")
        : engine(database.url("&pool_size=1&max_overflow=0" + options)), session(engine) {
        rowan::create_all<Line>(engine);
    }
    std::string value(const std::string& sql) { return database.raw().value(sql); }
};

/// A number that the server tells a session about itself.
struct Told {
    std::int64_t v = 0;

    static constexpr auto table = rowan::table("told", rowan::primary_key<&Told::v>());
};

std::vector<Line> lines(std::int64_t first, std::int64_t count) {
    std::vector<Line> list;
    for (std::int64_t i = 0; i < count; ++i)
        list.push_back({{}, first + i, "line " + std::to_string(first + i)});
    return list;
}

/// Whether an object has the key that its row was given.
bool keys_fit(RawClient& raw, const std::vector<Ship>& ships) {
    std::vector<std::string> expected;
    for (const Ship& one : ships)
        expected.push_back(one.name + "|" + std::to_string(one.id));
    std::vector<std::string> found = raw.rows("SELECT name, id FROM ship");
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    return found == expected;
}

template <typename Member>
Member sample(std::size_t row) {
    std::vector<Member> values = sample_values<Member>();
    if constexpr (std::is_same_v<Member, std::string>)
        std::erase(values, "\xff\xfe not UTF-8");
    return values[row % values.size()];
}

Everything everything(std::size_t row) {
    Everything one;
    one.flag = row % 2 == 0;
    one.i8 = sample<std::int8_t>(row);
    one.i16 = sample<std::int16_t>(row);
    one.i32 = sample<std::int32_t>(row);
    one.i64 = sample<std::int64_t>(row);
    one.u8 = sample<std::uint8_t>(row);
    one.u16 = sample<std::uint16_t>(row);
    one.u32 = sample<std::uint32_t>(row);
    one.u64 = row % 3 == 0 ? UINT64_MAX : row;
    one.f32 = sample<float>(row);
    one.f64 = sample<double>(row);
    one.text = sample<std::string>(row);
    one.bytes = sample<rowan::Blob>(row);
    one.day = sample<rowan::Date>(row);
    one.clock = sample<rowan::Time>(row);
    one.moment = sample<rowan::DateTime>(row);
    one.lasting = sample<std::chrono::seconds>(row);
    one.exact = sample<rowan::Decimal>(row);
    one.unique_id = sample<boost::uuids::uuid>(row);
    one.document = sample<boost::json::value>(row);
    one.line = "line " + std::to_string(row);
    one.price = rowan::Decimal("12.34");
    if (row % 2 == 1) {
        one.maybe = one.text;
        one.maybe_number = one.i64;
        one.maybe_real = one.f64;
        one.maybe_flag = true;
        one.maybe_moment = one.moment;
        one.maybe_bytes = one.bytes;
    }
    return one;
}

} // namespace

TEST_CASE("insert_all() keeps of every type what insert() keeps") {
    ServerDatabase database;
    Engine engine(database.url());
    rowan::create_all<Everything>(engine);
    Session session(engine);
    const std::size_t count = 45; // Batches of 16, 16, 4, 4, 4 and 1.
    std::vector<Everything> many;
    for (std::size_t i = 0; i < count; ++i) {
        many.push_back(everything(i));
        many.back().id = "many" + std::to_string(i);
        Everything alone = everything(i);
        alone.id = "alone" + std::to_string(i);
        session.insert(alone);
    }
    session.insert_all(many);
    session.commit();
    std::string same = "SELECT COUNT(*) FROM everything m JOIN everything a ON "
                       "a.id = CONCAT('alone', SUBSTR(m.id, 5)) WHERE m.id LIKE 'many%'";
    CHECK(database.raw().value(same) == std::to_string(count));
    for (const std::string& column : database.raw().rows(
             "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
             "AND table_name = 'everything' AND column_name <> 'id'"))
        same += " AND BINARY m.`" + column + "` <=> BINARY a.`" + column + "`";
    CHECK(database.raw().value(same) == std::to_string(count));
}

TEST_CASE("100000 rows come with few round trips, their keys in order") {
    ServerFleet fleet;
    Session session(fleet.engine);
    std::vector<Ship> list = ships("s", 100'000);
    std::vector<std::int64_t> told;
    session.insert_all(list, [&](std::int64_t rows) { told.push_back(rows); });
    session.commit();
    CHECK(keys_fit(fleet.database.raw(), list));
    CHECK(std::is_sorted(list.begin(), list.end(),
                         [](const Ship& a, const Ship& b) { return a.id < b.id; }));
    CHECK(told.size() > 50);
    CHECK(told.size() <= 101);
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() == 100'000);
}

TEST_CASE("keys are right whatever the step between them") {
    ServerFleet fleet("&pool_size=1&max_overflow=0");
    Session session(fleet.engine);
    session.execute_unchecked(
        "SET SESSION auto_increment_increment = 3, auto_increment_offset = 2");
    std::vector<Ship> list = ships("s", 1'000);
    list[400].id = 100'000; // Rows of another kind end a batch.
    session.insert_all(list);
    CHECK(list[0].id == 2);
    CHECK(list[1].id == 5);
    session.execute_unchecked(
        "SET SESSION auto_increment_increment = 1, auto_increment_offset = 1");
    session.commit();
    CHECK(keys_fit(fleet.database.raw(), list));
}

TEST_CASE("a row that can't be in the third batch leaves none of them") {
    Lines server;
    server.session.insert(Line{{}, 600, "there"});
    const std::vector<Line> list = lines(1, 2'000);
    CHECK_THROWS_AS(server.session.insert_all(list), rowan::UniqueViolation);
    CHECK(Line::count(server.session) == 1);
    server.session.insert(Line{{}, 601, "after"});
    server.session.commit();
    CHECK(server.value("SELECT COUNT(*) FROM line") == "2");
    try {
        server.session.insert_all(list);
    } catch (const rowan::UniqueViolation& error) {
        CHECK(error.code() == 1062);
        CHECK(error.sql() == "INSERT INTO `line` (`id`, `text`) VALUES (?, ?)");
    }
    std::vector<Ship> without_key = ships("s", 600);
    without_key[599].name = without_key[0].name;
    ServerFleet fleet;
    Session session(fleet.engine);
    CHECK_THROWS_AS(session.insert_all(without_key), rowan::UniqueViolation);
    CHECK(std::all_of(without_key.begin(), without_key.end(),
                      [](const Ship& one) { return one.id == 0; }));
    CHECK(Ship::count(session) == 0);
}

TEST_CASE("a value that has no form in the database names its column and leaves no row") {
    Lines server;
    std::vector<Line> list = lines(1, 700);
    list[650].text = "\xff\xfe";
    CHECK_THROWS_AS(server.session.insert_all(list), rowan::DataError);
    CHECK(Line::count(server.session) == 0);
    ServerDatabase database;
    Engine engine(database.url());
    rowan::create_all<Everything>(engine);
    Session session(engine);
    std::vector<Everything> rows(60);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].id = std::to_string(i);
    rows[50].f64 = std::numeric_limits<double>::quiet_NaN();
    try {
        session.insert_all(rows);
        FAIL("a NaN was taken");
    } catch (const rowan::DataError& error) {
        CHECK(std::string(error.what()).find("everything.f64: ") != std::string::npos);
    }
    CHECK(rowan::query<Everything>(session).count() == 0);
}

TEST_CASE("a million small rows of an input range take little memory") {
    Lines server;
    std::size_t start = 0, most = 0;
    auto range = std::views::iota(std::int64_t{1}, std::int64_t{1'000'001}) |
                 std::views::transform([&](std::int64_t id) {
                     if (id % 10'000 == 0) {
                         const struct mallinfo2 info = mallinfo2();
                         most = std::max(most, info.uordblks + info.hblkhd);
                         start = start == 0 ? most : start;
                     }
                     return Line{{}, id, std::to_string(id)};
                 });
    const struct mallinfo2 info = mallinfo2();
    server.session.insert_all(range);
    server.session.commit();
    CHECK(server.value("SELECT COUNT(*), SUM(id), SUM(text = id) FROM line") ==
          "1000000|500000500000|1000000");
    CHECK(most - start < 1'000'000);
    CHECK(most - (info.uordblks + info.hblkhd) < 16 * 1024 * 1024);
}

TEST_CASE("the range may use the session while the rows are taken") {
    Lines server;
    Session& session = server.session;
    auto range = std::views::iota(std::int64_t{1}, std::int64_t{1'001}) |
                 std::views::transform([&](std::int64_t id) {
                     if (id % 100 == 0) {
                         session.insert(Line{{}, 10'000 + id, "inner"});
                         session.insert_all(lines(20'000 + id * 10, 70));
                     }
                     return Line{{}, id, std::to_string(Line::count(session) > 0)};
                 });
    session.insert_all(range);
    session.commit();
    CHECK(server.value("SELECT COUNT(*), COUNT(DISTINCT id) FROM line") == "1710|1710");
    CHECK(server.value("SELECT COUNT(*) FROM line WHERE text = 'inner'") == "10");
}

TEST_CASE("a batch that is too large for a packet is sent in parts, a row that is fails alone") {
    Lines server;
    rowan::backend::mysql_native::Link link;
    link.handle = server.database.raw().handle();
    link.largest_packet = 100'000;
    rowan::backend::mysql_native::Statement statement(link, "INSERT INTO line VALUES (?, ?)");
    const std::uint16_t columns[] = {0, 1};
    auto bulk = statement.bulk({rowan::meta::mapping<Line>, columns, "line (id, text)", ""});
    std::vector<Line> list = lines(1, 7);
    list[2].text.assign(60'000, 'a');
    list[3].text.assign(60'000, 'b');
    list[4].text.assign(98'000, 'c');
    for (const Line& line : list)
        CHECK_FALSE(bulk->add(&line));
    bulk->send();
    CHECK(server.value("SELECT GROUP_CONCAT(LENGTH(text) ORDER BY id) FROM line") ==
          "6,6,60000,60000,98000,6,6");
    list = lines(11, 5);
    list[4].text.assign(100'000, 'd');
    for (const Line& line : list)
        bulk->add(&line);
    try {
        bulk->send();
        FAIL("a row larger than a packet was sent");
    } catch (const rowan::engine::DriverError& error) {
        CHECK(error.kind == rowan::engine::ErrorKind::data);
    }
    list = lines(21, 5);
    for (const Line& line : list)
        bulk->add(&line);
    bulk->send(); // Its rows, not those before.
    CHECK(server.value("SELECT COUNT(*) FROM line WHERE id > 20") == "5");
}

TEST_CASE("statements of a batch's sizes are prepared once") {
    Lines server;
    server.session.insert_all(lines(1, 255)); // 3 of 64, 3 of 16, 3 of 4 and 3 of one.
    server.session.commit();
    server.session.execute_unchecked("CREATE TEMPORARY TABLE told (v BIGINT)");
    auto own = [&](const std::string& what) {
        server.session.execute_unchecked("DELETE FROM told");
        server.session.execute_unchecked(
            "INSERT INTO told SELECT variable_value FROM information_schema.session_status WHERE "
            "variable_name = '" +
            what + "'");
        return rowan::query<Told>(server.session).one().v;
    };
    CHECK(own("Com_stmt_prepare") == 4);
    const std::int64_t prepared = own("Com_stmt_prepare"), run = own("Com_stmt_execute");
    server.session.insert_all(lines(1'001, 255));
    CHECK(own("Com_stmt_prepare") == prepared);
    CHECK(own("Com_stmt_execute") < run + 20);
    server.session.commit();
    CHECK(server.value("SELECT COUNT(*) FROM line") == "510");
}
