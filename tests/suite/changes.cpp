// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// A history with every kind of operation leads to the same database whichever way it is run:
// online, as a script by the database's own client, and killed on the way.
#include "tests/suite/database.hpp"

#include <rowan/engine/inspector.hpp>
#include <rowan/engine/url.hpp>
#include <rowan/migrate/compare.hpp>
#include <rowan/migrate/offline.hpp>
#include <rowan/migrate/runner.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace migrate = rowan::migrate;
using migrate::alter;
using migrate::column;
using migrate::ConstraintKind;
using migrate::Revision;

namespace {

struct Start {
    static constexpr Revision revision{.id = "c_start", .allow_destructive = true};
    static constexpr void upgrade(auto& op) {
        op.create_enum("c_mood", {"sad", "ok"});
        op.create_table("c_owner", column("id", rowan::Integer{}).primary_key(),
                        column("name", rowan::Varchar{40}).not_null().unique().comment("it's"));
        op.create_table(
            "c_thing", column("id", rowan::Integer{}).primary_key(),
            column("owner", rowan::Integer{}).references("c_owner", "id", rowan::cascade),
            column("note", rowan::Varchar{30}).server_default("'x'"),
            column("size", rowan::Integer{}), column("weight", rowan::Integer{}).not_null(),
            column("kind", rowan::Varchar{20}), column("made", rowan::Timestamp{}),
            column("mood", migrate::enumeration("c_mood", {"sad", "ok"}, true)),
            migrate::check("size > 0", "ck_c_size"),
            migrate::index({"owner", "note"}, "ix_c_owner"), migrate::index({"size"}, "ix_c_size"),
            migrate::comment("Things"));
        op.create_table("c_gone", column("id", rowan::Integer{}).primary_key(),
                        column("a", rowan::Integer{}), migrate::index({"a"}, "ix_c_gone"));
        op.bulk_insert("c_owner", {"id", "name"}, {{1, "a"}, {2, "it's"}});
        op.bulk_insert("c_thing", {"id", "owner", "size", "weight", "made", "mood"},
                       {{1, 1, 10, 3, "2026-01-02 03:04:05", "sad"},
                        {2, 2, nullptr, 4, nullptr, "ok"},
                        {3, nullptr, 30, 5, nullptr, nullptr}});
        op.bulk_insert("c_gone", {"id", "a"}, {{1, 2}});
    }
    static constexpr void downgrade(auto& op) {
        op.drop_table("c_gone");
        op.drop_table("c_thing");
        op.drop_table("c_owner");
        op.drop_enum("c_mood");
    }
};
struct Columns {
    static constexpr Revision revision{
        .id = "c_columns", .down = "c_start", .allow_destructive = true};
    static constexpr void upgrade(auto& op) {
        op.rename_enum_value("c_mood", "ok", "fine");
        op.rename_enum_value("c_mood", "fine", "ok");
        op.add_column("c_thing", column("code", rowan::Varchar{8}).unique());
        op.add_column("c_thing", column("peer", rowan::Integer{}).references("c_thing", "id"));
        op.alter_column("c_thing", "note", alter().type(rowan::Varchar{60}).nullable(false));
        op.alter_column("c_thing", "weight",
                        alter().type(rowan::BigInteger{}).rename("mass").comment("kilograms"));
        op.alter_column("c_thing", "kind", alter().server_default("'k'").rename("sort"));
        op.alter_column("c_thing", "made", alter().comment("when"));
        op.drop_table("c_gone");
    }
    static constexpr void downgrade(auto& op) {
        op.create_table("c_gone", column("id", rowan::Integer{}).primary_key(),
                        column("a", rowan::Integer{}), migrate::index({"a"}, "ix_c_gone"));
        op.alter_column("c_thing", "made", alter().comment(""));
        op.alter_column("c_thing", "sort", alter().server_default("").rename("kind"));
        op.alter_column("c_thing", "mass",
                        alter().type(rowan::Integer{}).rename("weight").comment(""));
        op.alter_column("c_thing", "note", alter().type(rowan::Varchar{30}).nullable(true));
        op.drop_constraint("fk_c_thing_peer_c_thing", "c_thing", ConstraintKind::foreign_key);
        op.drop_column("c_thing", "peer");
        op.drop_constraint("uq_c_thing_code", "c_thing", ConstraintKind::unique);
        op.drop_column("c_thing", "code");
    }
};
struct Constraints {
    static constexpr Revision revision{
        .id = "c_constraints", .down = "c_columns", .allow_destructive = true};
    static constexpr void upgrade(auto& op) {
        op.rename_table("c_owner", "c_person");
        op.drop_index("ix_c_size", "c_thing");
        op.create_index("ix_c_sort", "c_thing", migrate::index({"sort", "id"}).unique());
        op.drop_constraint("ck_c_size", "c_thing", ConstraintKind::check);
        op.create_check_constraint("ck_c_mass", "c_thing", "mass < 1000");
        op.create_unique_constraint("uq_c_note", "c_thing", {"note", "id"});
        op.drop_constraint("fk_c_thing_peer_c_thing", "c_thing", ConstraintKind::foreign_key);
        op.create_foreign_key(
            "fk_c_peer", "c_thing",
            migrate::foreign_key({"peer"}, "c_thing", {"id"}).on_delete(rowan::set_null));
        op.create_table("c_extra", column("a", rowan::Integer{}).not_null(),
                        column("b", rowan::Varchar{9}).not_null());
        op.create_primary_key("pk_c_extra", "c_extra", {"a", "b"});
        op.create_table_comment("c_thing", "All things");
        op.execute("UPDATE c_thing SET note = 'it''s', mass = mass + 1 WHERE id = 2");
        op.execute({.sqlite = "INSERT INTO c_extra (a, b) VALUES (1, 'one')",
                    .postgresql = "INSERT INTO c_extra (a, b) VALUES (1, 'two')",
                    .mysql = "INSERT INTO c_extra (a, b) VALUES (1, 'three')"});
    }
    static constexpr void downgrade(auto& op) {
        op.execute("DELETE FROM c_extra");
        op.execute("UPDATE c_thing SET mass = mass - 1 WHERE id = 2");
        op.create_table_comment("c_thing", "Things");
        op.drop_constraint("pk_c_extra", "c_extra", ConstraintKind::primary_key);
        op.drop_table("c_extra");
        op.drop_constraint("fk_c_peer", "c_thing", ConstraintKind::foreign_key);
        op.create_foreign_key("fk_c_thing_peer_c_thing", "c_thing", "c_thing", {"peer"}, {"id"});
        op.drop_constraint("uq_c_note", "c_thing", ConstraintKind::unique);
        op.drop_constraint("ck_c_mass", "c_thing", ConstraintKind::check);
        op.create_check_constraint("ck_c_size", "c_thing", "size > 0");
        op.drop_index("ix_c_sort", "c_thing");
        op.create_index("ix_c_size", "c_thing", {"size"});
        op.rename_table("c_person", "c_owner");
    }
};
using History = migrate::Revisions<Start, Columns, Constraints>;
constexpr const char* tables[] = {"c_thing", "c_owner", "c_person", "c_gone", "c_extra"};

/// All that a database holds, but for the journal.
struct Contents {
    rowan::meta::Schema schema;
    std::vector<rowan::meta::ColumnType> enums;
    std::vector<std::string> rows;
};

void drop_everything() {
    rowan::Engine engine = rowan_test::open_engine();
    auto work = engine.core()->open_work();
    for (const char* table : tables)
        work->execute("DROP TABLE IF EXISTS " + std::string(table));
    for (const char* table : {"alembic_version", "alembic_version_journal"})
        work->execute("DROP TABLE IF EXISTS " + std::string(table));
    if (engine.dialect().ddl->types.native_enumerations)
        work->execute("DROP TYPE IF EXISTS c_mood");
    work->commit();
}

Contents contents() {
    rowan::Engine engine = rowan_test::open_engine();
    auto work = engine.core()->open_work();
    Contents found;
    rowan::Inspector inspector(*work);
    found.schema = inspector.schema();
    found.enums = inspector.enums();
    std::erase_if(found.schema.tables, [](const rowan::meta::Table& table) {
        return table.name == "alembic_version_journal";
    });
    for (const rowan::meta::Table& table : found.schema.tables) {
        migrate::Query query(*work);
        query << "SELECT ";
        for (const rowan::meta::Column& one : table.columns) {
            query << (&one == &table.columns[0] ? "CAST(" : ", CAST(");
            query.name(one.name) << " AS CHAR(40))";
        }
        query << " FROM ";
        query.table({}, table.name);
        for (const migrate::TextRow& row : query.rows(table.columns.size())) {
            std::string text(table.name.view());
            for (const std::string& value : row)
                text += "|" + value.substr(0, value.find_last_not_of(' ') + 1);
            found.rows.push_back(text);
        }
    }
    std::sort(found.rows.begin(), found.rows.end());
    return found;
}

void check_same(const Contents& found, const Contents& wanted) {
    for (const std::string& sentence : migrate::compare(found.schema, wanted.schema).sentences)
        UNSCOPED_INFO(sentence);
    CHECK((found.schema == wanted.schema));
    CHECK((found.enums == wanted.enums));
    CHECK(found.rows == wanted.rows);
}

void run_online(const std::string& to, bool up) {
    migrate::Runner runner(rowan_test::open_engine(), History{});
    if (up)
        runner.upgrade(to);
    else
        runner.downgrade(to);
}

std::string shell_word(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4)
        text.replace(at, 1, "'\\''");
    return "'" + text + "'";
}

/// The command line of the database's own client, which reads a script; empty if there is none.
std::string client() {
    const rowan::engine::Url url = rowan::engine::parse_url(rowan_test::database_url());
    std::string name = url.scheme == "postgresql" ? "psql"
                       : url.scheme == "sqlite"   ? "sqlite3"
                                                  : "mariadb";
    if (std::system(("command -v " + name + " >/dev/null").c_str()) != 0)
        return "";
    if (name == "sqlite3")
        return "sqlite3 -bail " + shell_word(url.database);
    if (name == "psql")
        return "psql -q -X -v ON_ERROR_STOP=1 " + shell_word(rowan_test::database_url());
    std::string words = "mariadb --no-defaults --user=" + shell_word(url.user) +
                        " --password=" + shell_word(url.password);
    if (const std::string* socket = url.option("unix_socket"))
        words += " --socket=" + shell_word(*socket);
    if (!url.host.empty())
        words += " --protocol=tcp --host=" + shell_word(url.host);
    if (url.port != 0)
        words += " --port=" + std::to_string(url.port);
    return words + " " + shell_word(url.database);
}

void run_script(const std::string& text) {
    std::string path = (std::filesystem::temp_directory_path() /
                        ("rowan_script_" + std::to_string(::getpid()) + ".sql"))
                           .string();
    std::ofstream(path) << text;
    INFO(text);
    CHECK(std::system((client() + " <" + shell_word(path)).c_str()) == 0);
    std::filesystem::remove(path);
}

/// Forks a process that upgrades, and calls `kill(pid)`; whether the process was killed.
template <typename Prepare, typename Kill>
bool upgrade_in_a_process(Prepare prepare, Kill kill) {
    std::string url = rowan_test::database_url();
    pid_t child = ::fork();
    if (child == 0) {
        int code = 1;
        try {
            rowan::Engine engine(url);
            prepare(engine);
            migrate::Runner(engine, History{}).upgrade();
            code = 0;
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
        ::_exit(code);
    }
    kill(child);
    int status = 1;
    ::waitpid(child, &status, 0);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
    return WIFSIGNALED(status);
}

/// The same, killed behind a statement, counted from 1.
bool killed_behind(int statement) {
    return upgrade_in_a_process(
        [statement](rowan::Engine& engine) {
            engine.set_echo([left = statement](const rowan::StatementEvent&) mutable {
                if (--left == 0)
                    ::kill(::getpid(), SIGKILL);
            });
        },
        [](pid_t) {});
}

Contents undisturbed() {
    drop_everything();
    run_online("head", true);
    return contents();
}

void check_killed_behind_each(int step) {
    const Contents whole = undisturbed();
    for (int statement = 1;; statement += step) {
        INFO("killed behind statement " << statement);
        drop_everything();
        bool killed = killed_behind(statement);
        run_online("head", true);
        check_same(contents(), whole);
        if (!killed)
            break;
    }
    drop_everything();
}

} // namespace

TEST_CASE("scripts of operations lead where a run leads", "[connections][not_firebird][not_odbc]") {
    if (client().empty()) {
        WARN("skipped: the database's own client is not installed");
        return;
    }
    const rowan::lang::Dialect& dialect = rowan_test::dialect();
    migrate::History history = History{};
    migrate::Graph graph(history.revisions);
    migrate::Offline offline(graph, history, dialect, {"alembic_version", ""});
    drop_everything();
    const std::pair<std::string, std::string> steps[] = {
        {"", "c_start"}, {"c_start", "c_columns"}, {"c_columns", "c_constraints"}};
    std::vector<Contents> online;
    for (const auto& [from, to] : steps) {
        run_online(to, true);
        online.push_back(contents());
    }
    std::vector<Contents> taken_back;
    for (const char* to : {"c_columns", "c_start", "base"}) {
        run_online(to, false);
        taken_back.push_back(contents());
    }
    drop_everything();
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& [from, to] = steps[i];
        INFO("upgrade " << from << ":" << to);
        run_script(offline.upgrade({to}, from.empty() ? migrate::Idents{} : migrate::Idents{from}));
        check_same(contents(), online[i]);
    }
    const std::pair<std::string, std::string> back[] = {
        {"c_constraints", "c_columns"}, {"c_columns", "c_start"}, {"c_start", "base"}};
    for (std::size_t i = 0; i < 3; ++i) {
        INFO("downgrade " << back[i].first << ":" << back[i].second);
        run_script(offline.downgrade(back[i].second, {back[i].first}));
        check_same(contents(), taken_back[i]);
    }
    // All at once.
    drop_everything();
    run_script(offline.upgrade({"head"}, {}));
    check_same(contents(), online[2]);
    drop_everything();
}

TEST_CASE("an upgrade that is killed behind a statement is completed by the next run",
          "[connections][not_firebird][not_odbc]") {
    check_killed_behind_each(17);
}

TEST_CASE("an upgrade that is killed behind any statement is completed by the next run",
          "[killed][connections][not_firebird][not_odbc]") {
    check_killed_behind_each(1);
}

TEST_CASE("an upgrade that is killed 200 times is completed by the next run",
          "[killed][connections][not_firebird][not_odbc]") {
    using Clock = std::chrono::steady_clock;
    drop_everything();
    Clock::time_point start = Clock::now();
    upgrade_in_a_process([](rowan::Engine&) {}, [](pid_t) {});
    auto duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    const Contents whole = undisturbed();
    std::mt19937 random(20260101);
    std::uniform_int_distribution<std::int64_t> moment(0, duration.count());
    int kills = 0;
    for (int round = 0; kills < 200 && round < 2000; ++round) {
        drop_everything();
        // Now and then the next run is killed as well.
        while (upgrade_in_a_process([](rowan::Engine&) {},
                                    [&](pid_t child) {
                                        std::this_thread::sleep_for(
                                            std::chrono::microseconds(moment(random)));
                                        ::kill(child, SIGKILL);
                                    }) &&
               ++kills % 3 == 0) {
        }
        run_online("head", true);
        check_same(contents(), whole);
    }
    CHECK(kills >= 200);
    drop_everything();
}
