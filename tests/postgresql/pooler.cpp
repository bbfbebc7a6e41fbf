// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Behind pgbouncer in transaction mode, each transaction gets another of two servers.

#include "tests/postgresql/ask.hpp"
#include "tests/postgresql/schema.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// The URL of the pooler, which has options already; without one the test ends and is skipped.
std::string pooler_url(const std::string& options) {
    std::string url;
    if (const char* own = std::getenv("ROWAN_TEST_PGBOUNCER_URL"))
        url = own;
    else if (std::ifstream file(ROWAN_PGBOUNCER_URL_FILE); file)
        std::getline(file, url);
    if (url.empty())
        FAIL("skipped: no pgbouncer");
    return url + "&" + options;
}

struct Leaf {
    std::int64_t id = 0;
    std::int64_t number = 0;
    std::int16_t small = 0;
    std::string words;
    static constexpr auto table = rowan::table("leaf", rowan::primary_key<&Leaf::id>(),
                                               rowan::unique<&Leaf::number>("uq_leaf_number"));
};
struct Right {
    std::int64_t id = 0;
    std::string words;
    static constexpr auto table = rowan::table("right_side", rowan::primary_key<&Right::id>());
};
struct Wrong {
    std::int64_t id = 0;
    std::string words;
    static constexpr auto table = rowan::table("wrong_side", rowan::primary_key<&Wrong::id>());
};

/// An engine of one connection on a schema of its own.
struct Client {
    std::string schema;
    rowan::Engine engine;

    Client(const std::string& name, const std::string& mode)
        : schema("pooled_" + name),
          engine(pooler_url("search_path=" + schema + "&statement_cache=" + mode +
                            "&statement_timeout=" + std::to_string(10'000 + name.size()) +
                            "&pool_size=1&max_overflow=0")) {
        Session session(engine);
        session.execute_unchecked("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        session.execute_unchecked("CREATE SCHEMA " + schema);
        session.commit();
        rowan::create_all<Leaf>(engine);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() {
        try {
            Session session(engine);
            session.execute_unchecked("DROP SCHEMA " + schema + " CASCADE");
            session.commit();
        } catch (const rowan::Error&) {
            // The test has failed already.
        }
    }
};

/// A transaction of somebody else's, so that the others meet the other server next.
void shift(const rowan::Engine& engine) {
    Session session(engine);
    session.execute_unchecked("SELECT 1");
    session.commit();
}

/// Statements of the mode `transaction` that the server has; others may have left theirs.
std::int64_t prepared(Session& session) {
    return std::stoll(ask(session, "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE "
                                   "'rowan\\_%\\_%'"));
}

/// What two clients get who ask for rows of different tables, in transactions by turns.
struct Answers {
    int right = 0, wrong = 0, errors = 0;
};
Answers look_up_by_turns(const std::string& mode) {
    const std::string options = "pool_size=1&max_overflow=0&statement_cache=" + mode;
    rowan::Engine first(pooler_url(options)), second(pooler_url(options));
    rowan::Engine other(pooler_url("statement_cache=off"));
    rowan::drop_all<Right, Wrong>(other);
    rowan::create_all<Right, Wrong>(other);
    {
        // Two transactions at once: now the pooler has opened both servers.
        Session session(other), beside(other);
        beside.execute_unchecked("SELECT 1");
        session.insert(Right{1, "right"});
        session.insert(Wrong{1, "wrong"});
        session.commit();
    }
    Answers answers;
    auto look_up = [&]<typename Side>(const rowan::Engine& engine, const Side&,
                                      const std::string& expected) {
        try {
            Session session(engine, {.isolation = rowan::Isolation::read_committed});
            for (int again = 0; again < 3; ++again) {
                bool same =
                    rowan::query<Side>(session).filter("id"_col == std::int64_t{1}).one().words ==
                    expected;
                ++(same ? answers.right : answers.wrong);
            }
            session.commit();
        } catch (const rowan::Error&) {
            ++answers.errors;
        }
    };
    for (int round = 0; round < 10; ++round) {
        look_up(first, Right{}, "right");
        look_up(second, Wrong{}, "wrong");
        shift(other);
    }
    rowan::drop_all<Right, Wrong>(other);
    return answers;
}

} // namespace

TEST_CASE("behind a pooler statements kept by name give wrong rows, the two modes right ones",
          "[pgbouncer]") {
    const Answers kept = look_up_by_turns("512");
    CHECK(kept.wrong > 0);
    for (const char* mode : {"off", "transaction"}) {
        const Answers answers = look_up_by_turns(mode);
        CHECK(answers.wrong == 0);
        CHECK(answers.errors == 0);
        CHECK(answers.right == 60);
    }
}

TEST_CASE("behind a pooler everything works in both modes, beside clients of the same",
          "[pgbouncer]") {
    const std::string mode = GENERATE("off", "transaction");
    Client one("one", mode), three("three", mode);
    rowan::Engine other(pooler_url("statement_cache=off"));
    const bool names = mode == "transaction";
    for (int round = 0; round < 6; ++round)
        for (const Client* client : {&one, &three}) {
            INFO(mode << ", round " << round << ", " << client->schema);
            Session session(client->engine);
            CHECK(prepared(session) == 0);
            session.rollback();
            CHECK(ask(session, "current_schema()") == client->schema);
            CHECK(ask(session, "current_setting('statement_timeout')") ==
                  std::to_string(10'000 + client->schema.size() - 7) + "ms");
            session.rollback();
            shift(other);
            session.execute_unchecked("DELETE FROM leaf");
            session.commit();
            shift(other);
            // Single inserts with keys, many without and with.
            Leaf leaf{0, -1, 1, client->schema};
            for (int i = 0; i < 3; ++i) {
                leaf.id = 0, leaf.number = -1 - i;
                session.insert(leaf);
            }
            std::vector<Leaf> many;
            for (int i = 0; i < 200; ++i)
                many.push_back({0, i, static_cast<std::int16_t>(i), client->schema});
            session.insert_all(many);
            CHECK(many.back().id == many.front().id + 199);
            for (Leaf& row : many)
                row.id = 0, row.number += 1000;
            session.insert_all(std::as_const(many));
            session.commit();
            shift(other);
            auto count = [&](auto condition) {
                return rowan::query<Leaf>(session).filter(condition).count();
            };
            for (int again = 0; again < 3; ++again) {
                CHECK(count("small"_col < 70000) == 403);
                CHECK(count("small"_col < 100) == 203);
                CHECK(count("words"_col == client->schema) == 403);
            }
            CHECK((prepared(session) > 0) == names);
            // A failed transaction, and a part of one.
            CHECK_THROWS_AS(session.insert(Leaf{0, 5, 0, "twice"}), rowan::UniqueViolation);
            CHECK_THROWS_AS(count("small"_col < 100), rowan::OperationalError);
            CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
            session.rollback();
            shift(other);
            {
                auto point = session.savepoint();
                CHECK_THROWS_AS(session.insert(Leaf{0, 5, 0, "twice"}), rowan::UniqueViolation);
                point.rollback();
            }
            CHECK_THROWS_AS(session.insert_all(std::as_const(many)), rowan::UniqueViolation);
            for (int again = 0; again < 3; ++again)
                CHECK(count("words"_col == client->schema) == 403);
            // A loop, with a commit in it.
            std::int64_t rows = 0;
            for (const Leaf& row : rowan::query<Leaf>(session).order_by("id"_col)) {
                rows += row.words == client->schema;
                if (rows == 5) {
                    session.commit();
                    shift(other);
                }
                CHECK(count("id"_col == row.id) == 1);
            }
            CHECK(rows == 403);
            // A COMMIT as text ends names too.
            session.execute_unchecked("COMMIT");
            CHECK(count("small"_col < 100) == 203);
            CHECK(count("small"_col < 100) == 203);
            session.commit();
        }
}

TEST_CASE("behind a pooler threads with more transactions than servers get their own rows",
          "[pgbouncer]") {
    const std::string mode = GENERATE("off", "transaction");
    Client client("threads", mode);
    rowan::Engine engine(
        pooler_url("search_path=" + client.schema + "&statement_cache=" + mode + "&pool_size=8"));
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 30; ++i) {
                Session session(engine);
                Leaf leaf{0, t * 1000 + i, 0, std::to_string(t)};
                session.insert(leaf);
                session.commit();
                for (int again = 0; again < 2; ++again)
                    right +=
                        rowan::query<Leaf>(session).filter_by("id"_col = leaf.id).one().number ==
                        leaf.number;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(right == 480);
}

TEST_CASE("a failed commit behind a pooler says so", "[pgbouncer]") {
    const std::string mode = GENERATE("off", "transaction");
    Client client("deferred", mode);
    Session session(client.engine);
    session.execute_unchecked("ALTER TABLE leaf ADD UNIQUE (words) DEFERRABLE INITIALLY DEFERRED");
    session.commit();
    for (int i = 0; i < 3; ++i)
        session.insert(Leaf{0, i, 0, "same"});
    CHECK_THROWS_AS(session.commit(), rowan::UniqueViolation);
    session.rollback();
    CHECK(rowan::query<Leaf>(session).count() == 0);
}

TEST_CASE("columns that have got other types are not read as what they were") {
    Schema schema;
    for (const char* cache : {"off", "transaction", "512"}) {
        rowan::Engine engine(schema.url("&statement_cache=" + std::string(cache)));
        rowan::drop_all<Leaf>(engine);
        rowan::create_all<Leaf>(engine);
        Session session(engine), other(engine);
        session.insert(Leaf{0, 7, 7, "seven"});
        auto look = [&] { return rowan::query<Leaf>(session).all().at(0).number; };
        CHECK(look() == 7);
        CHECK(look() == 7);
        session.commit();
        other.execute_unchecked("ALTER TABLE leaf ALTER number TYPE DOUBLE PRECISION");
        other.commit();
        CHECK_THROWS_AS(look(), rowan::ProgrammingError);
        session.rollback();
        CHECK_THROWS_AS(look(), rowan::DataError); // A real number in an integer's member.
        session.rollback();
        auto stream = [&] {
            std::int64_t number = 0;
            for (const Leaf& row : rowan::query<Leaf>(session).order_by("id"_col))
                number = row.number;
            return number;
        };
        other.execute_unchecked("ALTER TABLE leaf ALTER number TYPE BIGINT");
        other.commit();
        CHECK(stream() == 7);
        session.commit();
        other.execute_unchecked("ALTER TABLE leaf ALTER number TYPE DOUBLE PRECISION");
        other.commit();
        CHECK_THROWS_AS(stream(), rowan::ProgrammingError);
        session.rollback();
    }
}

TEST_CASE("statement_cache is a number or one of two words") {
    for (const char* word : {"on", "Off", "transactions", ""})
        CHECK_THROWS_AS(rowan::Engine(server_url() + "statement_cache=" + std::string(word)),
                        rowan::InvalidUrl);
    for (const char* path : {"a,", "\"a", "a b", "a,,b"}) {
        std::string coded;
        for (const char* c = path; *c; ++c)
            coded += *c == ' ' ? "%20" : *c == '"' ? "%22" : std::string(1, *c);
        CHECK_THROWS_AS(rowan::Engine(server_url() + "search_path=" + coded), rowan::InvalidUrl);
    }
    rowan::Engine engine(server_url() +
                         "statement_cache=off&search_path=A,%20%22B%20%22%22%27\\%22%20,public");
    CHECK(ask(engine, "current_setting('search_path')") == "a, \"B \"\"'\\\", public");
}
