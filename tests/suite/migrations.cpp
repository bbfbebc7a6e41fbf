// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <rowan/migrate/runner.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace migrate = rowan::migrate;
using migrate::Idents;
using migrate::Revision;
using migrate::Revisions;

namespace {

struct Ports {
    static constexpr Revision revision{.id = "m_ports", .message = "ports"};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_port (id INTEGER NOT NULL PRIMARY KEY)");
        op.execute("INSERT INTO m_port (id) VALUES (1)");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_port"); }
};
struct Ships {
    static constexpr Revision revision{.id = "m_ships", .down = "m_ports", .message = "ships"};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_ship (id INTEGER NOT NULL PRIMARY KEY)");
        op.execute("UPDATE m_port SET id = id + 1");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_ship"); }
};
struct Crews {
    static constexpr Revision revision{.id = "m_crews", .down = "m_ports", .message = "crews"};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_crew (id INTEGER NOT NULL PRIMARY KEY)");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_crew"); }
};
struct Both {
    static constexpr Revision revision{.id = "m_both", .down = {"m_ships", "m_crews"}};
    static constexpr void upgrade(auto&) {}
    static constexpr void downgrade(auto&) {}
};
/// Stands for the two first ones.
struct Squashed {
    static constexpr Revision revision{.id = "m_squashed", .replaces = {"m_ports", "m_ships"}};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_port (id INTEGER NOT NULL PRIMARY KEY)");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_port"); }
};
struct AfterSquashed {
    static constexpr Revision revision{.id = "m_after", .down = "m_ships"};
    static constexpr void upgrade(auto&) {}
    static constexpr void downgrade(auto&) {}
};
/// Its second operation fails until the table `m_needed` is there.
struct Failing {
    static constexpr Revision revision{.id = "m_fails", .down = "m_ports", .message = "fails"};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_ship (id INTEGER NOT NULL PRIMARY KEY)");
        op.execute("INSERT INTO m_needed (id) VALUES (1)");
        op.execute("INSERT INTO m_ship (id) VALUES (7)");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_ship"); }
};
struct Alone {
    static constexpr Revision revision{
        .id = "m_alone", .down = "m_ports", .transaction = migrate::Transaction::none};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE m_ship (id INTEGER NOT NULL PRIMARY KEY)");
    }
    static constexpr void downgrade(auto& op) { op.execute("DROP TABLE m_ship"); }
};

struct Impatient {
    static constexpr Revision revision{
        .id = "m_locked", .down = "m_ports", .lock_timeout = std::chrono::milliseconds(100)};
    static constexpr void upgrade(auto& op) {
        op.execute("ALTER TABLE m_port ADD COLUMN size INTEGER");
    }
    static constexpr void downgrade(auto&) {}
};
/// Would leave a child without its parent.
struct Orphaning {
    static constexpr Revision revision{
        .id = "m_orphans", .down = "m_ports", .allow_destructive = true};
    static constexpr void upgrade(auto& op) {
        op.create_table(
            "m_ship",
            migrate::column("id", rowan::Integer{}).primary_key().references("m_port", "id"));
        op.execute("INSERT INTO m_ship (id) VALUES (1)");
        op.execute("DELETE FROM m_port");
    }
    static constexpr void downgrade(auto&) {}
};
/// Takes away what is full.
struct Dropping {
    static constexpr Revision revision{.id = "m_drops", .down = "m_ports"};
    static constexpr void upgrade(auto& op) { op.drop_table("m_port"); }
    static constexpr void downgrade(auto& op) {
        op.execute("CREATE TABLE m_port (id INTEGER NOT NULL PRIMARY KEY)");
    }
};
struct KnowinglyDropping : Dropping {
    static constexpr Revision revision{
        .id = "m_drops", .down = "m_ports", .allow_destructive = true};
};

using Line = Revisions<Ports, Ships>;
using Merged = Revisions<Ports, Ships, Crews, Both>;

/// No tables of these tests, before and after.
struct Clean {
    rowan::Engine engine = rowan_test::open_engine();

    Clean() { drop(); }
    Clean(const Clean&) = delete;
    Clean& operator=(const Clean&) = delete;
    ~Clean() { drop(); }

    void drop() const {
        for (const char* table : {"m_ship", "m_port", "m_crew", "m_needed", "m_log",
                                  "alembic_version", "alembic_version_journal", "m_versions"})
            run("DROP TABLE IF EXISTS " + std::string(table));
    }
    void run(const std::string& sql) const {
        auto work = engine.core()->open_work();
        work->execute(sql);
        work->commit();
    }
    std::vector<std::string> read(const std::string& sql) const {
        auto work = engine.core()->open_work();
        migrate::Query query(*work);
        query << sql;
        std::vector<std::string> found;
        for (const migrate::TextRow& row : query.rows(1))
            found.push_back(row.front());
        std::sort(found.begin(), found.end());
        return found;
    }
    bool has_table(const std::string& name) const {
        try {
            static_cast<void>(read("SELECT count(*) FROM " + name));
            return true;
        } catch (const rowan::ProgrammingError&) {
            return false;
        }
    }
    migrate::Runner runner(const migrate::History& history,
                           migrate::RunnerOptions options = {}) const {
        return {engine, history, std::move(options)};
    }
};

} // namespace

TEST_CASE("revisions are applied and taken back", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Merged{});
    CHECK(runner.current().empty());
    CHECK_FALSE(db.has_table("alembic_version"));
    CHECK(runner.upgrade("m_ships").steps.size() == 2);
    CHECK(runner.current() == Idents{"m_ships"});
    CHECK(db.read("SELECT id FROM m_port") == Idents{"2"});
    runner.upgrade();
    CHECK(db.read("SELECT version_num FROM alembic_version") == Idents{"m_both"});
    CHECK(runner.is_at_heads());
    CHECK(runner.upgrade().steps.empty());
    runner.downgrade("m_ports");
    CHECK(db.read("SELECT version_num FROM alembic_version") == Idents{"m_ports"});
    CHECK_FALSE(db.has_table("m_crew"));
    runner.downgrade("base");
    CHECK(db.has_table("alembic_version"));
    CHECK(runner.current().empty());
}

TEST_CASE("the version table has a name and can be stamped", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Merged{}, {.version_table = "m_versions"});
    runner.ensure_version();
    CHECK(db.has_table("m_versions"));
    runner.stamp("heads");
    CHECK(runner.current() == Idents{"m_both"});
    runner.stamp(Idents{"m_ships", "m_crews"});
    CHECK(db.read("SELECT version_num FROM m_versions") == Idents{"m_crews", "m_ships"});
    db.run("INSERT INTO m_versions (version_num) VALUES ('unknown')");
    CHECK_THROWS_AS(runner.current(), rowan::MigrationError);
    CHECK_THROWS_AS(runner.upgrade(), rowan::MigrationError);
    runner.stamp("m_ports", true);
    CHECK(runner.current() == Idents{"m_ports"});
    CHECK_FALSE(db.has_table("m_port"));
}

TEST_CASE("a revision that fails leaves nothing or goes on there", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Revisions<Ports, Failing>{});
    bool per_revision = !db.engine.dialect().transactional_ddl;
    CHECK_THROWS_WITH(runner.upgrade(), Catch::Matchers::Contains("m_fails") &&
                                            Catch::Matchers::Contains("operation 2 of 3"));
    CHECK(runner.current() == (per_revision ? Idents{"m_ports"} : Idents{}));
    CHECK(db.has_table("m_ship") == per_revision);
    CHECK(db.has_table("m_port") == per_revision);
    if (per_revision)
        CHECK_THROWS_AS(runner.downgrade("base"), rowan::MigrationError);
    db.run("CREATE TABLE m_needed (id INTEGER NOT NULL PRIMARY KEY)");
    runner.upgrade();
    CHECK(db.read("SELECT id FROM m_ship") == Idents{"7"});
    CHECK(db.read("SELECT id FROM m_needed") == Idents{"1"});
    runner.downgrade("base");
    CHECK_FALSE(db.has_table("m_ship"));
}

TEST_CASE("with a transaction each, what went well before a failure is kept",
          "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Revisions<Ports, Failing>{}, {.transaction_per_revision = true});
    CHECK_THROWS_AS(runner.upgrade(), rowan::MigrationError);
    CHECK(runner.current() == Idents{"m_ports"});
    CHECK(db.read("SELECT id FROM m_port") == Idents{"1"});
}

TEST_CASE("a revision may stand outside of transactions", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Revisions<Ports, Alone>{});
    runner.upgrade();
    CHECK(runner.current() == Idents{"m_alone"});
    CHECK(db.has_table("m_ship"));
    runner.downgrade("base");
    CHECK_FALSE(db.has_table("m_ship"));
}

TEST_CASE("what would be lost is counted, and needs leave", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Revisions<Ports, Dropping>{}, {.transaction_per_revision = true});
    CHECK_THROWS_WITH(runner.upgrade(),
                      Catch::Matchers::Contains("drops table 'm_port' with 1 row;"));
    CHECK(runner.current() == Idents{"m_ports"});
    db.run("DELETE FROM m_port");
    runner.upgrade(); // Nothing is lost.
    CHECK_FALSE(db.has_table("m_port"));
    runner.downgrade("m_ports");
    db.run("INSERT INTO m_port (id) VALUES (1)");
    db.runner(Revisions<Ports, KnowinglyDropping>{}).upgrade();
    CHECK_FALSE(db.has_table("m_port"));
    runner.downgrade("m_ports");
    db.run("INSERT INTO m_port (id) VALUES (1)");
    db.runner(Revisions<Ports, Dropping>{}, {.allow_destructive = true}).upgrade();
    CHECK_FALSE(db.has_table("m_port"));
}

TEST_CASE("no revision leaves rows that point nowhere", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Revisions<Ports, Orphaning>{}, {.transaction_per_revision = true});
    CHECK_THROWS_AS(runner.upgrade(), rowan::MigrationError);
    CHECK(runner.current() == Idents{"m_ports"});
    CHECK(db.read("SELECT id FROM m_port") == Idents{"1"});
}

TEST_CASE("a version table with a replaced id is understood", "[not_firebird][not_odbc]") {
    Clean db;
    db.runner(Line{}).upgrade();
    auto runner = db.runner(Revisions<Squashed, AfterSquashed>{});
    CHECK(runner.current() == Idents{"m_squashed"});
    CHECK(runner.upgrade().steps.size() == 1);
    CHECK(db.read("SELECT version_num FROM alembic_version") == Idents{"m_after"});
    db.runner(Line{}).stamp("m_ports", true);
    CHECK_THROWS_WITH(runner.upgrade(), Catch::Matchers::Contains("up to 'm_ships'"));
}

TEST_CASE("what was done is logged, and a change noticed", "[not_firebird][not_odbc]") {
    Clean db;
    auto runner = db.runner(Line{}, {.log_table = "m_log"});
    runner.upgrade();
    runner.downgrade("-1");
    std::vector<migrate::LogEntry> log = runner.log();
    REQUIRE(log.size() == 3);
    CHECK(log[0].revision == "m_ports");
    CHECK(log[2].direction == migrate::Direction::down);
    CHECK_FALSE(log[0].by.empty());
    CHECK(runner.changed().empty());
    db.run("UPDATE m_log SET checksum = 'old' WHERE revision = 'm_ports'");
    REQUIRE(runner.changed().size() == 1);
    CHECK(runner.changed()[0].logged == "old");
}

TEST_CASE("a run waits for another one no longer than allowed",
          "[connections][not_firebird][not_odbc]") {
    Clean db;
    db.runner(Line{}).ensure_version();
    migrate::RunnerOptions options{.wait = std::chrono::milliseconds(50)};
    migrate::History history = Line{};
    migrate::Graph graph(history.revisions);
    migrate::Run other(*db.engine.core(), graph, history, options);
    other.begin_part();
    CHECK_THROWS_AS(db.runner(Line{}, options).upgrade(), rowan::LockTimeout);
}

TEST_CASE("a revision waits for others' locks no longer than it says",
          "[connections][not_firebird][not_odbc]") {
    Clean db;
    if (db.engine.dialect().migration->take_lock.empty())
        return; // One writer at a time: the run itself waits.
    db.runner(Revisions<Ports>{}).upgrade();
    auto other = db.engine.core()->open_work();
    other->execute("UPDATE m_port SET id = 5");
    auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(db.runner(Revisions<Ports, Impatient>{}).upgrade(), rowan::MigrationError);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
    other->rollback();
    db.runner(Revisions<Ports, Impatient>{}).upgrade();
    CHECK(db.read("SELECT id FROM m_port WHERE size IS NULL") == Idents{"1"});
}

TEST_CASE("ten processes upgrade an empty database at once",
          "[connections][not_firebird][not_odbc]") {
    for (bool each : {false, true}) {
        Clean db;
        std::string url = rowan_test::database_url();
        std::vector<pid_t> children;
        for (int i = 0; i < 10; ++i) {
            pid_t child = ::fork();
            if (child == 0) {
                int code = 1;
                try {
                    migrate::Runner runner(
                        rowan::Engine(url), Merged{},
                        {.transaction_per_revision = each, .log_table = "m_log"});
                    runner.upgrade();
                    code = 0;
                } catch (const std::exception& error) {
                    std::fprintf(stderr, "%s\n", error.what());
                }
                ::_exit(code);
            }
            children.push_back(child);
        }
        for (pid_t child : children) {
            int status = 1;
            ::waitpid(child, &status, 0);
            CHECK(status == 0);
        }
        CHECK(db.read("SELECT version_num FROM alembic_version") == Idents{"m_both"});
        CHECK(db.read("SELECT revision FROM m_log") ==
              Idents{"m_both", "m_crews", "m_ports", "m_ships"});
        CHECK(db.read("SELECT id FROM m_port") == Idents{"2"});
    }
}
