// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/ask.hpp"
#include "tests/postgresql/fleet.hpp"
#include "tests/suite/everything.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <malloc.h>
#include <ranges>
#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct Part {
    std::string code;
    std::int64_t number = 0;
    std::string text;
    static constexpr auto table = rowan::table("part", rowan::primary_key<&Part::code>());
};

Part part(std::int64_t i) {
    return {"code" + std::to_string(i), i, "text of " + std::to_string(i)};
}

/// So many parts, made one after the other while they are inserted.
auto parts(std::int64_t count) {
    return std::views::iota(std::int64_t{0}, count) | std::views::transform(part);
}

/// Counts in a table how many INSERT or COPY commands a table has had.
void count_commands(Session& session, const std::string& table) {
    session.execute_unchecked("CREATE TABLE command (n INT)");
    session.execute_unchecked("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS "
                              "'BEGIN INSERT INTO command VALUES (1); RETURN NULL; END'");
    session.execute_unchecked("CREATE TRIGGER noting AFTER INSERT ON " + table +
                              " EXECUTE FUNCTION note()");
}
std::string commands(Session& session) { return ask(session, "SELECT count(*) FROM command"); }

struct Store {
    Schema schema;
    rowan::Engine engine{schema.url()};
    Session session{engine};

    Store() {
        rowan::create_all<Part>(engine);
        count_commands(session, "part");
        session.commit();
    }
    [[nodiscard]] std::int64_t count() { return rowan::query<Part>(session).count(); }
};

std::size_t live_heap() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Rows that hold the first, last and other values of every type.
std::vector<Everything> everything() {
    std::vector<Everything> rows(60);
    using std::chrono::year;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Everything& row = rows[i];
        row.id = "row " + std::to_string(i);
        row.text = i % 3 ? std::string(i * 40, 'x') : "";
        row.line = "\xf0\x9f\x90\x8d" + std::to_string(i);
        row.document = {{"a", {1, i, nullptr}}, {"b", "\xe2\x82\xac"}};
        row.bytes.assign(i * 5, static_cast<std::byte>(i * 4));
        row.unique_id.data[i % 16] = static_cast<std::uint8_t>(255 - i);
        row.lasting = std::chrono::seconds(static_cast<int>(i) * 100'000 - 3'000'000);
        row.price = rowan::Decimal(i % 2 ? "-0.01" : "1234567890.12");
        row.f64 = 0.1 * static_cast<double>(i) - 3;
        row.moment = rowan::utcnow() - std::chrono::microseconds(i * 1'000'000'007);
        row.clock = rowan::Time(std::chrono::microseconds(i * 1'234'567'891 % 86'400'000'000));
    }
    const char* exact[] = {"0",
                           "1",
                           "-1",
                           "0.1",
                           "10000",
                           "0.0001",
                           "10000.0001",
                           "99990000.5",
                           "-12345678901234567890123456789012345678",
                           "0.00000000000000000000000000000000000001",
                           "1e60",
                           "1e-60",
                           "100.25"};
    for (std::size_t i = 0; i < std::size(exact); ++i)
        rows[i].exact = rowan::Decimal(exact[i]);
    auto extremes = [](Everything& row, auto limit) {
        row.i8 = limit(row.i8), row.i16 = limit(row.i16), row.i32 = limit(row.i32);
        row.i64 = limit(row.i64), row.u8 = limit(row.u8), row.u16 = limit(row.u16);
        row.u32 = limit(row.u32), row.u64 = limit(row.u64), row.f32 = limit(row.f32);
        row.f64 = limit(row.f64);
    };
    extremes(rows[0], [](auto of) { return std::numeric_limits<decltype(of)>::max(); });
    extremes(rows[1], [](auto of) { return std::numeric_limits<decltype(of)>::lowest(); });
    rows[2].f64 = std::numeric_limits<double>::quiet_NaN();
    rows[3].f64 = std::numeric_limits<double>::infinity();
    rows[0].day = year(1) / 1 / 1, rows[1].day = year(9999) / 12 / 31;
    rows[0].flag = true, rows[4].colour = Colour::ultramarine;
    rows[5].maybe = "", rows[6].maybe_number = -1, rows[7].maybe_real = 0.5;
    rows[8].maybe_flag = false, rows[9].maybe_moment = rowan::DateTime();
    rows[10].maybe_bytes = rowan::Blob(3, std::byte{0});
    return rows;
}

} // namespace

TEST_CASE("a batch stores of every type what single inserts store") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Everything>(engine);
    Session session(engine);
    const std::vector<Everything> rows = everything();
    for (const Everything& row : rows)
        session.insert(row);
    session.execute_unchecked("CREATE TABLE single_inserts AS SELECT * FROM everything");
    session.execute_unchecked("DELETE FROM everything");
    count_commands(session, "everything");
    session.insert_all(rows);
    CHECK(commands(session) == "1"); // It was a COPY.
    CHECK(ask(session, "SELECT count(*) FROM everything a JOIN single_inserts b USING (id) WHERE "
                       "a::text = b::text") == "60");
    // Few rows go by the pipeline.
    session.execute_unchecked("DELETE FROM everything");
    for (std::size_t i = 0; i < rows.size(); i += 20)
        session.insert_all(std::vector(rows.begin() + static_cast<long>(i),
                                       rows.begin() + static_cast<long>(i) + 20));
    CHECK(commands(session) == "61");
    CHECK(ask(session, "SELECT count(*) FROM everything a JOIN single_inserts b USING (id) WHERE "
                       "a::text = b::text") == "60");
}

TEST_CASE("100,000 rows are inserted by a few commands") {
    Store store;
    std::vector<std::int64_t> told;
    store.session.insert_all(parts(100'000), [&](std::int64_t rows) { told.push_back(rows); });
    CHECK(commands(store.session) == "20");
    CHECK(told.size() == 20);
    CHECK(std::ranges::is_sorted(told));
    CHECK(told.back() == 100'000);
    CHECK(ask(store.session, "SELECT count(*) FROM part WHERE code = 'code' || number AND "
                             "text = 'text of ' || number AND number < 100000") == "100000");
    store.session.commit();
    CHECK(store.count() == 100'000);
}

TEST_CASE("a million rows are inserted in constant memory") {
    Store store;
    std::size_t before = live_heap(), most = 0;
    store.session.insert_all(parts(1'000'000),
                             [&](std::int64_t) { most = std::max(most, live_heap()); });
    CHECK(store.count() == 1'000'000);
    CHECK(most - before < std::size_t{16} << 20);
}

TEST_CASE("keys come back in the order of the rows") {
    Shipyard yard;
    Session session(yard.engine);
    std::vector<Vessel> list = vessels("v", 12'000);
    session.insert_all(list);
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].id != static_cast<std::int64_t>(i) + 1)
            FAIL("key " << list[i].id << " of row " << i);
    CHECK(ask(session, "SELECT count(*) FROM vessel WHERE name = 'v' || (id - 1)") == "12000");
    session.commit();
    // Those that are refused have none.
    std::vector<Vessel> clash = vessels("w", 12'000);
    clash[10'500].name = "v7";
    auto error = error_of<rowan::UniqueViolation>([&] { session.insert_all(clash); });
    CHECK(error.sqlstate() == "23505");
    CHECK(error.sql().starts_with("INSERT INTO"));
    CHECK(std::ranges::all_of(clash, [](const Vessel& one) { return one.id == 0; }));
    clash[10'500].name = "w10500";
    session.insert_all(clash);
    CHECK(Vessel::count(session) == 24'000);
    // A trigger that keeps rows out.
    session.execute_unchecked("CREATE FUNCTION sieve() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
                              "IF NEW.name = ''x1'' THEN RETURN NULL; END IF; RETURN NEW; END'");
    session.execute_unchecked("CREATE TRIGGER sieve BEFORE INSERT ON vessel FOR EACH ROW EXECUTE "
                              "FUNCTION sieve()");
    std::vector<Vessel> sieved = vessels("x", 3);
    session.insert_all(sieved);
    CHECK(sieved[1].id == 0);
    CHECK(Vessel::get(session, "name"_col = "x2").one().id == sieved[2].id);
}

TEST_CASE("a row that is refused in the third batch leaves nothing, and the session usable") {
    Store store;
    store.session.insert(part(1'000'000));
    auto error = error_of<rowan::UniqueViolation>([&] {
        store.session.insert_all(parts(20'000) | std::views::transform([](Part one) {
                                     if (one.number == 12'345)
                                         one.code = "code1000000";
                                     return one;
                                 }));
    });
    CHECK(error.sqlstate() == "23505");
    CHECK(error.sql().starts_with("COPY"));
    CHECK(std::string(error.what()).find("code1000000") == std::string::npos);
    CHECK(store.count() == 1);
    store.session.insert_all(parts(100));
    store.session.commit();
    CHECK(store.count() == 101);
}

TEST_CASE("a value without a form in the database names its column and leaves nothing") {
    Store store;
    auto refused = [&](std::int64_t count, auto spoil) {
        auto error = error_of<rowan::DataError>([&] {
            store.session.insert_all(parts(count) | std::views::transform([&](Part one) {
                                         if (one.number == count - 1)
                                             spoil(one);
                                         return one;
                                     }));
        });
        CHECK(store.count() == 0);
        return error;
    };
    for (std::int64_t count : {3, 12'000}) {
        auto nul = refused(count, [](Part& one) { one.text.assign("hunter2\0x", 9); });
        CHECK(std::string(nul.what()).find("part.text") != std::string::npos);
        CHECK(std::string(nul.what()).find("hunter2") == std::string::npos);
        auto invalid = refused(count, [](Part& one) { one.text = "\xff hunter2"; });
        CHECK(invalid.sqlstate() == "22021");
        CHECK(std::string(invalid.what()).find("hunter2") == std::string::npos);
    }
    store.session.insert_all(parts(100));
    store.session.commit();
    CHECK(store.count() == 100);
}

TEST_CASE("the session can be used while rows are made") {
    Store store;
    std::int64_t seen = 0;
    store.session.insert_all(parts(12'000) | std::views::transform([&](Part one) {
                                 if (one.number % 3000 == 1) {
                                     seen += store.count();
                                     store.session.insert(part(one.number + 1'000'000));
                                     store.session.insert_all(
                                         std::vector(40, one) | std::views::transform([](Part) {
                                             static std::int64_t next = 2'000'000;
                                             return part(next++);
                                         }));
                                 }
                                 return one;
                             }));
    CHECK(seen == 0 + 41 + 5000 + 82 + 5000 + 123);
    CHECK(store.count() == 12'000 + 4 * 41);
    store.session.commit();
    // The end of the transaction is the end of the rows, too: of those that the program has
    // committed the database has some, of the others none.
    for (bool commit : {true, false}) {
        auto ending = [&](std::int64_t i) {
            if (i == 7000)
                commit ? store.session.commit() : store.session.rollback();
            return part(i + 5'000'000);
        };
        auto insert = [&] {
            store.session.insert_all(std::views::iota(std::int64_t{0}, std::int64_t{9000}) |
                                     std::views::transform(ending));
        };
        CHECK_THROWS_AS(insert(), rowan::Closed);
        CHECK(store.count() == 12'000 + 4 * 41 + (commit ? 5000 : 0));
        store.session.execute_unchecked("DELETE FROM part WHERE number >= 5000000");
        store.session.commit();
    }
    CHECK(store.engine.pool_status().in_use == 0);
}

TEST_CASE("a row of 64 MB is a batch of its own") {
    Store store;
    store.session.insert_all(parts(40) | std::views::transform([](Part one) {
                                 if (one.number % 39 == 0)
                                     one.text.assign(64 << 20, 'x');
                                 return one;
                             }));
    CHECK(ask(store.session, "SELECT sum(length(text)) FROM part WHERE number IN (0, 39)") ==
          std::to_string(2 * (64 << 20)));
}

namespace {

struct Loose {
    std::string code;
    std::string mood;
    std::optional<std::string> name;
    std::optional<std::string> tags;
    std::int64_t size = 1;
    static constexpr auto table = rowan::table("loose", rowan::primary_key<&Loose::code>());
};

std::vector<Loose> loose_rows(bool with_tags = false) {
    std::vector<Loose> rows;
    for (int i = 0; i < 100; ++i)
        rows.push_back({"c" + std::to_string(i), i % 2 ? "calm" : "wild", "a name", {}, i + 1});
    if (with_tags)
        rows[50].tags = "{a,\"b c\"}";
    return rows;
}

} // namespace

TEST_CASE("what COPY can't do as INSERT does goes by another way") {
    Schema schema;
    rowan::Engine engine(schema.url());
    Session session(engine);
    session.execute_unchecked("CREATE TYPE mood AS ENUM ('calm', 'wild')");
    session.execute_unchecked("CREATE DOMAIN short AS TEXT CHECK (length(VALUE) < 10)");
    session.execute_unchecked("CREATE DOMAIN positive AS BIGINT CHECK (VALUE > 0)");
    auto make = [&](const std::string& size, const std::string& key = "TEXT PRIMARY KEY") {
        session.execute_unchecked("DROP TABLE IF EXISTS command; DROP FUNCTION IF EXISTS note "
                                  "CASCADE; DROP TABLE IF EXISTS loose CASCADE; CREATE TABLE loose "
                                  "(code " +
                                  key + ", mood mood, name short, tags TEXT[], size " + size + ")");
        count_commands(session, "loose");
        session.commit();
    };
    auto total = [&] {
        return ask(session, "SELECT count(*) || ' ' || sum(size) || ' ' || sum((mood = "
                            "'wild')::int) FROM loose");
    };
    SECTION("enums and domains of text are copied") {
        make("BIGINT");
        session.insert_all(loose_rows());
        CHECK(commands(session) == "1");
        CHECK(total() == "100 5050 50");
        auto wrong = loose_rows();
        for (Loose& row : wrong)
            row.code += "b";
        wrong[70].name = "a name that is too long";
        CHECK_THROWS_AS(session.insert_all(std::as_const(wrong)), rowan::CheckViolation);
        wrong[70].name = "short";
        wrong[71].mood = "hunter2";
        auto error = error_of<rowan::DataError>([&] { session.insert_all(std::as_const(wrong)); });
        CHECK(error.sqlstate() == "22P02");
        CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
        CHECK(total() == "100 5050 50");
    }
    SECTION("domains of numbers and arrays are not") {
        make("positive");
        session.insert_all(loose_rows());
        CHECK(commands(session) == "100");
        CHECK(total() == "100 5050 50");
        make("BIGINT");
        session.insert_all(loose_rows(true));
        CHECK(commands(session) == "100");
        CHECK(ask(session, "SELECT tags[2] FROM loose WHERE tags IS NOT NULL") == "b c");
    }
    SECTION("nor are tables with rules and row security") {
        make("BIGINT");
        session.execute_unchecked("CREATE RULE upper AS ON INSERT TO loose WHERE NEW.size = 1 DO "
                                  "INSTEAD NOTHING");
        session.insert_all(loose_rows());
        CHECK(total() == "99 5049 49");
        make("BIGINT");
        session.execute_unchecked("DO $$ BEGIN CREATE ROLE ward; EXCEPTION WHEN duplicate_object "
                                  "THEN NULL; END $$");
        session.execute_unchecked("GRANT USAGE ON SCHEMA " + schema.name() + " TO ward");
        session.execute_unchecked("GRANT ALL ON loose, command TO ward");
        session.execute_unchecked("ALTER TABLE loose ENABLE ROW LEVEL SECURITY");
        session.execute_unchecked("CREATE POLICY small ON loose USING (size <= 100)");
        session.execute_unchecked("SET LOCAL ROLE ward");
        session.insert_all(loose_rows());
        auto beyond = loose_rows();
        for (Loose& row : beyond)
            row.code += "b", row.size += 50;
        CHECK_THROWS_AS(session.insert_all(std::as_const(beyond)), rowan::ProgrammingError);
        session.execute_unchecked("RESET ROLE");
        CHECK(total() == "100 5050 50");
    }
    SECTION("nor is a table whose column has got another type since") {
        make("BIGINT");
        session.insert_all(loose_rows());
        session.execute_unchecked("DELETE FROM loose");
        session.commit();
        {
            Session other(engine);
            other.execute_unchecked("ALTER TABLE loose ALTER size TYPE DOUBLE PRECISION");
            other.commit();
        }
        session.insert_all(loose_rows());
        CHECK(total() == "100 5050 50");
    }
}

TEST_CASE("a connection that is lost in a batch ends the transaction") {
    for (bool keyed : {false, true}) {
        Shipyard yard("&pool_size=1&max_overflow=0");
        Session session(yard.engine);
        std::string pid = ask(session, "pg_backend_pid()");
        session.commit();
        auto list = vessels("v", 9000);
        auto lose = [&](std::int64_t rows) {
            if (rows != 5000)
                return;
            rowan::Engine other(yard.schema.url());
            Session killer(other);
            killer.execute_unchecked("SELECT pg_terminate_backend(" + pid + ", 5000)");
        };
        if (keyed)
            CHECK_THROWS_AS(session.insert_all(list, lose), rowan::ConnectionLost);
        else
            CHECK_THROWS_AS(session.insert_all(std::as_const(list), lose), rowan::ConnectionLost);
        session.rollback();
        CHECK(Vessel::count(session) == 0);
    }
}
