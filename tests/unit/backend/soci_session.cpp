// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/backend/sqlite3_soci.hpp>
#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace rowan::literals;

namespace {

struct Job : rowan::Model<Job> {
    std::string id = rowan::make_uuid();
    std::optional<std::string> user;
    std::optional<std::string> url;
    std::string status;
    std::optional<rowan::DateTime> date = rowan::utcnow();

    static constexpr auto table =
        rowan::table("job", rowan::primary_key<&Job::id>(), rowan::unique<&Job::url>("uq_job_url"));
};

struct Step : rowan::Model<Step> {
    std::int64_t id = 0;
    std::optional<std::string> job;
    double share = 0;
    std::int32_t tries = 1;

    static constexpr auto table = rowan::table(
        "step", rowan::primary_key<&Step::id>(),
        rowan::foreign_key<&Step::job>(rowan::references<&Job::id>()).on_delete(rowan::cascade),
        rowan::check("ck_step_tries", "tries > 0"));
};

/// A table of this struct's name may hold NULL where the member can't.
struct Strict : rowan::Model<Strict> {
    std::int64_t id = 0;
    std::string text;
    std::int32_t number = 0;
    double share = 0;

    static constexpr auto table = rowan::table("loose", rowan::primary_key<&Strict::id>());
};

/// A database file behind the generic driver.
struct Workshop {
    rowan_test::TemporaryFile file;
    rowan::Engine engine;

    explicit Workshop(const std::string& options = "") : engine(url(options)) {
        rowan::create_all<Job, Step>(engine);
    }
    std::string url(const std::string& options = "") const {
        return "sqlite+soci:///" + file.path() + options;
    }
};

Job job(std::optional<std::string> user, std::string status, std::string url) {
    Job made;
    made.user = std::move(user);
    made.status = std::move(status);
    made.url = std::move(url);
    return made;
}

std::vector<Job> hundred_jobs() {
    std::vector<Job> jobs;
    for (int i = 0; i < 100; ++i)
        jobs.push_back(job(i % 3 ? std::optional<std::string>("alice") : std::nullopt,
                           i % 2 ? "finished" : "running",
                           "https://stac.example/" + std::to_string(i) +
                               (i == 7 ? "'; drop table job; --" : "")));
    return jobs;
}

} // namespace

TEST_CASE("the generic driver finds rows by filters as the native one does") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    std::vector<Job> jobs = hundred_jobs();
    session.insert_all(jobs);
    session.commit();

    CHECK(Job::get(session).count() == 100);
    CHECK(Job::get(session, "user"_col = "alice").count() == 66);
    CHECK(Job::get(session, "user"_col = "alice", "status"_col = "finished").all().size() == 33);
    CHECK(Job::get(session, "user"_col = nullptr).count() == 34);
    Job seventh = Job::get(session, "url"_col = *jobs[7].url).one();
    CHECK(seventh.id == jobs[7].id);
    CHECK(seventh.user == jobs[7].user);
    CHECK(seventh.date == jobs[7].date);
    CHECK(Job::get(session, "url"_col = *jobs[7].url).exists());
    CHECK_FALSE(Job::get(session, "url"_col = "nope").exists());
    CHECK_FALSE(Job::get(session, "url"_col = "nope").first());
    CHECK_THROWS_AS(Job::get(session, "url"_col = "nope").one(), rowan::NoResultFound);
    CHECK_THROWS_AS(Job::get(session).one(), rowan::MultipleResultsFound);
    CHECK_THROWS_AS(Job::get(session, "user"_col = "alice").one_or_none(),
                    rowan::MultipleResultsFound);

    auto page = Job::get(session, "status"_col = "finished")
                    .filter(rowan::col<&Job::url>.like("https://%"), "user"_col.is_not_null())
                    .order_by(rowan::col<&Job::url>.desc())
                    .limit(10)
                    .offset(5)
                    .all();
    REQUIRE(page.size() == 10);
    for (std::size_t i = 1; i < page.size(); ++i)
        CHECK(*page[i - 1].url > *page[i].url);
    std::vector<std::string> none, three{*jobs[1].url, *jobs[2].url, "x"};
    CHECK(Job::get(session).filter("url"_col.in(none)).count() == 0);
    CHECK(Job::get(session).filter("url"_col.not_in(none)).count() == 100);
    CHECK(Job::get(session).filter("url"_col.in(three)).count() == 2);

    rowan::Filters filters{{"status", "finished"}, {"user", nullptr}};
    CHECK(Job::get(session, filters).count() == 17);
    filters["url"] = *jobs[3].url;
    CHECK(Job::get(session, filters).count() == 1);
}

TEST_CASE("the generic driver updates, removes and rolls back") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    std::vector<Job> jobs = hundred_jobs();
    session.insert_all(jobs);
    session.commit();

    jobs[5].status = "failed";
    jobs[5].user.reset();
    session.update(jobs[5]);
    CHECK(Job::get(session, "id"_col = jobs[5].id).one().status == "failed");
    CHECK(Job::get(session, "status"_col = "running")
              .update("status"_col = "failed", "user"_col = nullptr) == 50);
    session.rollback();
    CHECK(Job::get(session, "status"_col = "failed").count() == 0);

    CHECK(Job::get(session, "user"_col = nullptr).remove() == 34);
    CHECK(Job::get(session, "user"_col = nullptr).remove() == 0);
    session.remove(jobs[1]);
    CHECK_THROWS_AS(session.remove(jobs[1]), rowan::StaleData);
    CHECK_THROWS_AS(session.update(jobs[1]), rowan::StaleData);
    session.save(jobs[1]);
    session.commit();
    CHECK(Job::count(session) == 66);

    {
        auto point = session.savepoint();
        session.remove(jobs[1]);
        CHECK(Job::count(session) == 65);
    }
    CHECK(Job::count(session) == 66);
    session.rollback();
    {
        rowan::Session doomed(workshop.engine);
        doomed.insert(job("bob", "running", "https://never"));
    }
    CHECK(Job::count(session) == 66);
}

TEST_CASE("the generic driver streams, and queries of one shape nest") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    std::vector<Job> jobs = hundred_jobs();
    session.insert_all(jobs);
    session.commit();

    auto query = Job::get(session, "status"_col = "running");
    std::set<std::string> ids;
    for (const Job& outer : query) {
        ids.insert(outer.id);
        std::size_t inner_rows = 0;
        for (const Job& inner : query) {
            CHECK(inner.status == "running");
            if (++inner_rows == ids.size() % 7)
                break;
        }
    }
    CHECK(ids.size() == 50);
    std::size_t again = 0;
    for (const Job& each : query) {
        CHECK(ids.count(each.id) == 1);
        ++again;
    }
    CHECK(again == 50);
}

TEST_CASE("a query of the generic driver that is left early keeps no lock") {
    Workshop workshop("?busy_timeout=0");
    rowan::Session reader(workshop.engine);
    std::vector<Job> jobs = hundred_jobs();
    reader.insert_all(jobs);
    reader.commit();
    for (int i = 0; i < 3; ++i) {
        for (const Job& each : Job::get(reader)) {
            CHECK_FALSE(each.id.empty());
            break;
        }
        CHECK(Job::get(reader, "id"_col = jobs[0].id).one().id == jobs[0].id);
        // A file whose journal is not a WAL can't be written while anybody reads.
        rowan::Session writer(workshop.engine);
        writer.execute_unchecked("UPDATE job SET status = 'x' WHERE status = 'y'");
        CHECK_NOTHROW(writer.commit());
    }
}

TEST_CASE("the generic driver tells generated keys") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    Step first, second;
    session.insert(first);
    session.insert(second);
    CHECK(first.id == 1);
    CHECK(second.id == 2);
    std::vector<Step> more(3);
    session.insert_all(more);
    CHECK(more[0].id == 3);
    CHECK(more[2].id == 5);
    session.commit();
    CHECK(Step::count(session) == 5);
}

TEST_CASE("the generic driver's errors are typed and show no value") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    Job known = job("alice", "running", "https://known");
    session.insert(known);
    session.commit();

    try {
        session.insert(job("alice", "secret-status", "https://known"));
        FAIL("a second job has the same url");
    } catch (const rowan::UniqueViolation& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(error.code() == 2067); // SQLITE_CONSTRAINT_UNIQUE
        CHECK(text.find("job.url") != std::string::npos);
        CHECK(text.find("secret-status") == std::string::npos);
        CHECK(error.sql().find(":p1") != std::string::npos);
        CHECK(error.parameters().find("text(13)") != std::string::npos);
    }
    // The statement that failed goes; the next one of its shape works.
    session.insert(job("alice", "running", "https://other"));
    CHECK_THROWS_AS(session.insert(known), rowan::UniqueViolation);
    Step lost;
    lost.job = "nobody";
    CHECK_THROWS_AS(session.insert(lost), rowan::ForeignKeyViolation);
    Step tired;
    tired.tries = 0;
    CHECK_THROWS_AS(session.insert(tired), rowan::CheckViolation);
    CHECK_THROWS_AS(session.execute_unchecked("INSERT INTO job (id, status) VALUES ('x', NULL)"),
                    rowan::NotNullViolation);
    CHECK_THROWS_AS(session.execute_unchecked("SELEC 1"), rowan::ProgrammingError);
    CHECK_THROWS_AS(Strict::get(session).all(), rowan::ProgrammingError); // There is no table.
    session.commit();
    CHECK(Job::count(session) == 2);
}

TEST_CASE("the generic driver reports locks, read-only files and missing folders") {
    Workshop workshop("?busy_timeout=0");
    rowan::Session one(workshop.engine), two(workshop.engine);
    one.insert(job("alice", "running", "https://one"));
    CHECK_THROWS_AS(two.insert(job("bob", "running", "https://two")), rowan::LockTimeout);
    two.rollback();
    one.commit();
    CHECK(Job::count(two) == 1);

    rowan::Engine read_only(workshop.url("?mode=ro"));
    rowan::Session reader(read_only);
    CHECK(Job::count(reader) == 1);
    CHECK_THROWS_AS(reader.insert(job("bob", "running", "https://two")), rowan::ReadOnly);
    CHECK_THROWS_AS(rowan::create_all<Job>(rowan::Engine("sqlite+soci:////no/such/folder/x.db")),
                    rowan::OperationalError);
}

TEST_CASE("what a member can't hold is a DataError of the generic driver too") {
    Workshop workshop;
    rowan::Session session(workshop.engine);
    session.execute_unchecked(
        "CREATE TABLE loose (id INTEGER PRIMARY KEY, text TEXT, number INTEGER, share REAL)");
    auto refuses = [&](const std::string& values, const std::string& column) {
        session.execute_unchecked("INSERT INTO loose VALUES (7, " + values + ")");
        try {
            static_cast<void>(Strict::get(session).one());
            FAIL(values);
        } catch (const rowan::DataError& error) {
            const std::string text = error.what();
            INFO(text);
            CHECK(text.find("loose." + column) != std::string::npos);
            CHECK(text.find("id = 7") != std::string::npos);
        }
        session.rollback();
        session.execute_unchecked("DELETE FROM loose");
        session.commit();
    };
    session.commit();
    refuses("NULL, 1, 1", "text");
    refuses("'x', NULL, 1", "number");
    refuses("'x', 'abc', 1", "number");
    refuses("'x', '12abc', 1", "number");
    refuses("'x', 1.5, 1", "number");
    refuses("'x', 2147483648, 1", "number");
    refuses("'x', 1, 'abc'", "share");
    refuses("'x', 1, NULL", "share");
    session.execute_unchecked("INSERT INTO loose VALUES (7, 5, '6', '0.5')");
    Strict read = Strict::get(session).one();
    CHECK(read.text == "5");
    CHECK(read.number == 6);
    CHECK(read.share == 0.5);
}

TEST_CASE("sessions of a thread share the generic driver's database in memory") {
    rowan::Engine engine("sqlite+soci://");
    rowan::create_all<Job, Step>(engine);
    rowan::Session one(engine);
    one.insert(job("alice", "running", "https://one"));
    one.commit();
    rowan::Session two(engine);
    CHECK(Job::count(two) == 1);
}

TEST_CASE("threads have connections of the generic driver of their own") {
    Workshop workshop("?journal_mode=wal&synchronous=off");
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&workshop, t] {
            for (int i = 0; i < 20; ++i) {
                rowan::Session session(workshop.engine);
                session.insert(job(std::to_string(t), "running",
                                   "https://" + std::to_string(t) + "/" + std::to_string(i)));
                session.commit();
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    rowan::Session session(workshop.engine);
    CHECK(Job::count(session) == 80);
    CHECK(Job::get(session, "user"_col = "3").count() == 20);
}

TEST_CASE("the driver in a URL is known, or the URL is refused") {
    CHECK_NOTHROW(rowan::Engine("sqlite://"));
    CHECK_NOTHROW(rowan::Engine("sqlite+pysqlite://"));
    CHECK_NOTHROW(rowan::Engine("sqlite+native://"));
    CHECK_NOTHROW(rowan::Engine("sqlite+soci://"));
    CHECK(rowan::Engine("sqlite+soci://").core()->url() == "sqlite+soci://");
    for (const char* url : {"sqlite+aiosqlite://", "sqlite+soc://", "sqlite+odbc:///x.db"})
        CHECK_THROWS_AS(rowan::Engine(url), rowan::InvalidUrl);
    CHECK_THROWS_AS(rowan::Engine("sqlite+soci://?colour=red"), rowan::InvalidUrl);
}
