// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/fleet.hpp"
#include "tests/support/small_disk.hpp"

#include <rowan/engine/session_work.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <thread>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// A row that fills a disk.
struct Page : rowan::Model<Page> {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto table = rowan::table("page", rowan::primary_key<&Page::id>());
};

/// What every error of a constraint tells: its state and the constraint, and never a value.
void check_told(const rowan::DatabaseError& error, std::string_view state, std::string_view name) {
    const std::string what = error.what();
    INFO(what);
    CHECK(error.sqlstate() == state);
    CHECK(what.find(name) != std::string::npos);
    CHECK_FALSE(error.sql().empty());
    CHECK(what.find("hunter2") == std::string::npos);
}

/// The error of SQL text, in a transaction that is rolled back.
template <typename Error>
Error error_of_sql(Session& session, std::string_view sql) {
    Error error = error_of<Error>([&] { session.execute_unchecked(sql); });
    session.rollback();
    return error;
}

} // namespace

TEST_CASE("each kind of constraint has its error, which names it and not the value") {
    Shipyard yard;
    Session session(yard.engine);
    session.insert(Harbour{{}, "OSL", {}});
    Vessel good{{}, 0, "hunter2", "OSL", 1};
    session.insert(good);
    session.commit();
    check_told(error_of<rowan::UniqueViolation>([&] { session.insert(vessel("hunter2")); }),
               "23505", "uq_vessel_name");
    session.rollback();
    check_told(error_of<rowan::UniqueViolation>([&] {
                   session.insert(Vessel{{}, good.id, "x", {}, 1});
               }),
               "23505", "pk_vessel");
    session.rollback();
    check_told(error_of<rowan::ForeignKeyViolation>([&] {
                   session.insert(Vessel{{}, 0, "x", "hunter2", 1});
               }),
               "23503", "fk_vessel_home");
    session.rollback();
    check_told(error_of<rowan::ForeignKeyViolation>([&] {
                   session.remove(Harbour{{}, "OSL", {}});
               }),
               "23503", "harbour");
    session.rollback();
    check_told(error_of<rowan::CheckViolation>([&] { session.insert(vessel("hunter22", 0)); }),
               "23514", "ck_vessel_crew");
    session.rollback();
    check_told(
        error_of_sql<rowan::NotNullViolation>(session, "INSERT INTO vessel (crew) VALUES (1)"),
        "23502", "name");
    session.execute_unchecked("ALTER TABLE vessel ADD CONSTRAINT ex_home "
                              "EXCLUDE USING btree (home WITH =)");
    check_told(error_of<rowan::IntegrityError>([&] {
                   session.insert(Vessel{{}, 0, "x", "OSL", 1});
               }),
               "23P01", "ex_home");
    session.rollback();
    CHECK(Vessel::query(session).one().name == "hunter2");
}

TEST_CASE("a constraint that is checked at the end fails the commit") {
    Shipyard yard;
    Session session(yard.engine);
    session.execute_unchecked("ALTER TABLE vessel ALTER CONSTRAINT fk_vessel_home_harbour "
                              "DEFERRABLE INITIALLY DEFERRED");
    session.commit();
    session.insert(Vessel{{}, 0, "x", "nowhere", 1});
    auto error = error_of<rowan::ForeignKeyViolation>([&] { session.commit(); });
    CHECK(error.sqlstate() == "23503");
    CHECK_THROWS_AS(session.insert(vessel("y")), rowan::OperationalError);
    session.rollback();
    CHECK(yard.vessels() == 0);
    session.insert(vessel("y"));
    session.commit();
    CHECK(yard.vessels() == 1);
}

TEST_CASE("wrong SQL is ProgrammingError, a value that is none is DataError") {
    Shipyard yard;
    Session session(yard.engine);
    for (auto [sql, state] : {std::pair{"SELECT FROM WHERE", "42601"},
                              {"SELECT * FROM no_such_table", "42P01"},
                              {"SELECT no_such_column FROM vessel", "42703"},
                              {"CREATE TABLE vessel (id INT)", "42P07"},
                              {"DROP TABLE harbour", "2BP01"},
                              {"EXECUTE no_such_statement", "26000"},
                              {"FETCH 1 FROM no_such_cursor", "34000"},
                              {"COPY vessel FROM STDIN", "0A000"},
                              {"COPY vessel TO STDOUT", "0A000"}})
        CHECK(error_of_sql<rowan::ProgrammingError>(session, sql).sqlstate() == state);
    for (auto [sql, state] : {std::pair{"SELECT 1 / 0", "22012"},
                              {"SELECT 'hunter2'::int", "22P02"},
                              {"SELECT 'hunter2'::date", "22007"},
                              {"SELECT 40000::smallint", "22003"},
                              {"SELECT '2026-02-30'::date", "22008"}}) {
        auto error = error_of<rowan::DataError>([&] { session.execute_unchecked(sql); });
        CHECK(error.sqlstate() == state);
        // The text is the caller's; what the server says does not quote the value.
        CHECK(std::string(error.what()).find(": \"") == std::string::npos);
        session.rollback();
    }
    CHECK_THROWS_AS(session.execute_unchecked(std::string_view("SELECT 1\0; SELECT 2", 19)),
                    rowan::ProgrammingError);
    session.rollback();
    auto raised = error_of_sql<rowan::DatabaseError>(
        session, "DO $$ BEGIN RAISE EXCEPTION 'ships stay'; END $$");
    CHECK(raised.sqlstate() == "P0001");
    session.execute_unchecked("ALTER TABLE vessel RENAME COLUMN crew TO people");
    CHECK(error_of<rowan::ProgrammingError>([&] {
              return Vessel::query(session).all();
          }).sqlstate() == "42703");
    session.rollback();
    CHECK(Vessel::query(session).all().empty());
}

TEST_CASE("of two transactions that wait for each other one gets Deadlock") {
    Shipyard yard;
    {
        Session session(yard.engine);
        session.insert_all(vessels("v", 2));
        session.commit();
    }
    Session one(yard.engine), other(yard.engine);
    auto update = [](Session& session, const char* name) {
        return Vessel::get(session, "name"_col = name).update("crew"_col = 7);
    };
    update(one, "v0");
    update(other, "v1");
    int deadlocks = 0;
    std::string state;
    auto finish = [&](Session& session, const char* name) {
        try {
            update(session, name);
            session.commit();
        } catch (const rowan::Deadlock& error) {
            ++deadlocks;
            state = error.sqlstate();
            session.rollback();
        }
    };
    std::thread thread([&] { finish(one, "v1"); });
    finish(other, "v0");
    thread.join();
    CHECK(deadlocks == 1);
    CHECK(state == "40P01");
    Session session(yard.engine);
    CHECK(Vessel::get(session, "crew"_col = 7).count() == 2);
}

TEST_CASE("a transaction that can't be serialized is SerializationFailure") {
    Shipyard yard;
    {
        Session session(yard.engine);
        session.insert(vessel("v"));
        session.commit();
    }
    Session one(yard.engine), other(yard.engine);
    one.execute_unchecked("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    CHECK(Vessel::count(one) == 1);
    Vessel::query(other).update("crew"_col = 2);
    other.commit();
    auto error =
        error_of<rowan::SerializationFailure>([&] { Vessel::query(one).update("crew"_col = 3); });
    CHECK(error.sqlstate() == "40001");
    one.rollback();
    CHECK(Vessel::query(one).update("crew"_col = 3) == 1);
    one.commit();
}

TEST_CASE("a lock that is not had in time is LockTimeout") {
    Shipyard yard("&lock_timeout=50");
    Session holder(yard.engine), waiting(yard.engine);
    holder.insert(vessel("holder"));
    holder.execute_unchecked("LOCK TABLE harbour IN ACCESS EXCLUSIVE MODE");
    auto started = std::chrono::steady_clock::now();
    CHECK(error_of<rowan::LockTimeout>([&] { return Harbour::count(waiting); }).sqlstate() ==
          "55P03");
    CHECK(std::chrono::steady_clock::now() - started >= std::chrono::milliseconds(40));
    waiting.rollback();
    holder.commit();
    CHECK(Harbour::count(waiting) == 0);
}

TEST_CASE("a statement that takes too long is StatementTimeout") {
    Shipyard yard("&statement_timeout=50");
    Session session(yard.engine);
    CHECK(error_of_sql<rowan::StatementTimeout>(session, "SELECT pg_sleep(20)").sqlstate() ==
          "57014");
    session.insert(vessel("after"));
    session.commit();
    CHECK(yard.vessels() == 1);
}

TEST_CASE("a transaction that may only read is ReadOnly to writers") {
    Shipyard yard;
    Session session(yard.engine);
    session.execute_unchecked("SET TRANSACTION READ ONLY");
    CHECK(Vessel::count(session) == 0);
    CHECK(error_of<rowan::ReadOnly>([&] { session.insert(vessel("x")); }).sqlstate() == "25006");
    session.rollback();
    rowan::Engine reader(yard.schema.url("&options=-c%20default_transaction_read_only%3Don"));
    Session reading(reader);
    CHECK(Vessel::count(reading) == 0);
    CHECK_THROWS_AS(reading.insert_all(vessels("x", 3)), rowan::ReadOnly);
    reading.rollback();
    CHECK(yard.vessels() == 0);
}

TEST_CASE("what a role may not do is ProgrammingError") {
    Shipyard yard;
    Session session(yard.engine);
    session.execute_unchecked("SET LOCAL ROLE pg_monitor");
    auto error = error_of_sql<rowan::ProgrammingError>(
        session, "CREATE TABLE " + yard.schema.name() + ".x (id INT)");
    CHECK(error.sqlstate() == "42501");
}

TEST_CASE("a disk that is full is OperationalError, its transaction can be rolled back") {
    if (std::getenv("ROWAN_TEST_POSTGRESQL_URL")) {
        WARN("skipped: the server's disk is not the test's");
        return;
    }
    SmallDisk disk("postgres", 3);
    if (!disk)
        return;
    Schema schema;
    rowan::Engine engine(schema.url());
    Session session(engine);
    const std::string space = schema.name() + "_space";
    auto run_alone = [&](const std::string& sql) {
        auto& database = static_cast<rowan::engine::Database&>(*engine.core());
        rowan::engine::Lease lease(database.pool()); // Which is in no transaction.
        lease->connection->execute(sql);
    };
    run_alone("CREATE TABLESPACE " + space + " LOCATION '" + disk.folder() + "'");
    rowan::create_all<Page>(engine);
    session.execute_unchecked("ALTER TABLE page SET TABLESPACE " + space);
    session.insert(Page{{}, 0, "first"});
    session.commit();
    std::mt19937 random(1); // What can't be compressed.
    std::string text(100'000, ' ');
    for (char& c : text)
        c = static_cast<char>('a' + random() % 26);
    auto error = error_of<rowan::OperationalError>([&] {
        for (int i = 0; i < 100; ++i)
            session.insert(Page{{}, 0, text});
    });
    CHECK(error.sqlstate() == "53100");
    session.rollback();
    CHECK(Page::count(session) == 1);
    session.insert(Page{{}, 0, "second"});
    session.commit();
    CHECK(Page::count(session) == 2);
    session.execute_unchecked("DROP TABLE page");
    session.commit();
    run_alone("DROP TABLESPACE " + space);
}
