// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// SQLite changes a table by making a new one: what else is in the file must survive that.

#include "tests/support/catch.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/migrate/runner.hpp>
#include <rowan/rowan.hpp>

#include <string>
#include <vector>

using namespace rowan::migrate;
using rowan::Text;

namespace {

/// A file with all that a rebuild may lose.
struct First {
    static constexpr Revision revision{.id = "a1"};
    static constexpr void upgrade(auto& op) {
        op.execute("CREATE TABLE parent (\n"
                   "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
                   "  name TEXT COLLATE NOCASE, -- whatever is written here\n"
                   "  n INT DEFAULT (2 + 3) CHECK (n > 0),\n"
                   "  twice INT GENERATED ALWAYS AS (n * 2) VIRTUAL,\n"
                   "  owner INT REFERENCES owner (id) ON DELETE SET NULL,\n"
                   "  UNIQUE (name, n), CHECK (name <> 'x'),\n"
                   "  CONSTRAINT short CHECK (length(name) < 9)\n"
                   ") STRICT");
        op.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)");
        op.execute("CREATE TABLE child (id INTEGER PRIMARY KEY,"
                   " p INTEGER REFERENCES parent (id) ON DELETE CASCADE)");
        op.execute("CREATE INDEX lowered ON parent (lower(name)) WHERE n > 1");
        op.execute("CREATE INDEX by_owner ON parent (owner)");
        op.execute("CREATE VIEW names AS SELECT name FROM parent");
        op.execute("CREATE TABLE log (t TEXT)");
        op.execute("CREATE TRIGGER logged AFTER INSERT ON parent BEGIN"
                   " INSERT INTO log VALUES (new.name); END");
        op.execute("INSERT INTO owner VALUES (7)");
        op.execute("INSERT INTO parent (name, owner) VALUES ('a', 7), ('b', NULL), ('c', 7)");
        op.execute("DELETE FROM parent WHERE name = 'c'");
        op.execute("INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)");
        op.execute("CREATE TABLE pair (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID");
        op.execute("INSERT INTO pair VALUES ('x', 1)");
    }
    static constexpr void downgrade(auto&) {}
};

template <typename Change>
struct Second {
    static constexpr Revision revision{.id = "a2", .down = "a1", .allow_destructive = true};
    static constexpr void upgrade(auto& op) { Change::make(op); }
    static constexpr void downgrade(auto&) {}
};

/// The file, brought to the first revision.
struct File {
    rowan_test::TemporaryFile file;
    rowan::Engine engine{"sqlite:///" + file.path()};
    rowan::Session session{engine};

    File() { Runner(engine, Revisions<First>{}).upgrade("head"); }

    template <typename Change>
    void change() {
        session.rollback();
        Runner(engine, Revisions<First, Second<Change>>{}).upgrade("head");
    }
    std::vector<std::string> texts(rowan::RawQuery query) { return query.all<std::string>(); }
    std::string text_of(std::string_view name) {
        return rowan::sql<"SELECT sql FROM sqlite_master WHERE name = :name">(session, name)
            .one<std::string>();
    }
    /// All that the database is, as text.
    std::string all() {
        std::string dump;
        for (const std::string& sql : texts(rowan::sql<"SELECT coalesce(sql, name) FROM "
                                                       "sqlite_master ORDER BY name">(session)))
            dump += sql + ";\n";
        for (const std::string& row :
             texts(rowan::sql<"SELECT id || name || n || twice || coalesce(owner, '-') FROM parent "
                              "UNION ALL SELECT 'child ' || id || p FROM child "
                              "UNION ALL SELECT 'log ' || t FROM log "
                              "UNION ALL SELECT name || seq FROM sqlite_sequence">(session)))
            dump += row + "\n";
        return dump;
    }
};
bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

struct ChangeMuch {
    static constexpr void make(auto& op) {
        op.alter_column("parent", "name", alter().nullable(false).server_default("'new'"));
        op.add_column("parent", column("extra", Text{}).not_null().server_default("'e'"));
        op.drop_constraint("short", "parent", ConstraintKind::check);
        op.drop_constraint("uq_parent_name", "parent", ConstraintKind::unique);
        op.create_unique_constraint("two", "parent", {"name", "owner"});
        op.create_index("extras", "parent", {"extra"});
        op.alter_column("parent", "n", alter().type(rowan::Integer{}).rename("number"));
    }
};
struct DropColumn {
    static constexpr void make(auto& op) { op.drop_column("parent", "owner"); }
};
struct ChangePair {
    static constexpr void make(auto& op) {
        op.alter_column("pair", "b", alter().type(Text{}, "'n' || b"));
        op.create_check_constraint("ck", "pair", "a <> ''");
    }
};

} // namespace

TEST_CASE("a rebuilt table keeps what is not changed") {
    File file;
    file.change<ChangeMuch>();
    CHECK(file.text_of("parent") == R"(CREATE TABLE "parent" (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT COLLATE NOCASE DEFAULT 'new' NOT NULL,
	"number" INTEGER DEFAULT (2 + 3) CHECK ("number" > 0),
	twice INT GENERATED ALWAYS AS ("number" * 2) VIRTUAL,
	owner INT REFERENCES owner (id) ON DELETE SET NULL,
	"extra" TEXT DEFAULT 'e' NOT NULL,
	CHECK (name <> 'x'),
	CONSTRAINT "two" UNIQUE ("name", "owner")
) STRICT)");
    CHECK(has(file.text_of("lowered"), R"(lower(name)) WHERE "number" > 1)"));
    CHECK(has(file.text_of("extras"), "extra"));
    rowan::Session& session = file.session;
    CHECK(rowan::sql<"SELECT count(*) FROM child">(session).one<int>() == 3);
    CHECK(rowan::sql<"SELECT seq FROM sqlite_sequence WHERE name = 'parent'">(session).one<int>() ==
          3);
    rowan::sql<"INSERT INTO parent (name) VALUES ('d')">(session).execute();
    CHECK(rowan::sql<"SELECT max(id) FROM parent">(session).one<int>() == 4);
    CHECK(rowan::sql<"SELECT count(*) FROM log">(session).one<int>() == 4);
    CHECK(file.texts(rowan::sql<"SELECT name FROM names">(session)).size() == 3);
    CHECK_THROWS_AS(rowan::sql<"INSERT INTO parent (name) VALUES ('x')">(session).execute(),
                    rowan::CheckViolation);
    // Foreign keys are on again, and still cascade.
    rowan::sql<"DELETE FROM parent WHERE id = 1">(session).execute();
    CHECK(rowan::sql<"SELECT count(*) FROM child">(session).one<int>() == 1);
}

TEST_CASE("with a column of SQLite goes what is about it") {
    File file;
    file.change<DropColumn>();
    CHECK_FALSE(has(file.text_of("parent"), "owner"));
    CHECK(rowan::sql<"SELECT count(*) FROM sqlite_master WHERE name = 'by_owner'">(file.session)
              .one<int>() == 0);
    CHECK(has(file.text_of("parent"), "CONSTRAINT short CHECK (length(name) < 9)"));
    CHECK(rowan::sql<"SELECT count(*) FROM child">(file.session).one<int>() == 3);
}

TEST_CASE("a table without rowids, and values by an expression") {
    File file;
    file.change<ChangePair>();
    CHECK(file.text_of("pair") == R"(CREATE TABLE "pair" (
	a TEXT,
	b TEXT,
	PRIMARY KEY (a, b),
	CONSTRAINT "ck" CHECK (a <> '')
) WITHOUT ROWID)");
    CHECK(rowan::sql<"SELECT b FROM pair">(file.session).one<std::string>() == "n1");
}

namespace {

struct BreakCheck {
    static constexpr const char* says = "CHECK constraint failed";
    static constexpr void make(auto& op) {
        op.add_column("parent", column("more", Text{}));
        op.create_check_constraint("ck", "child", "id < 3");
    }
};
struct MissDefault {
    static constexpr const char* says = "column 'must' is not NULL and has no default";
    static constexpr void make(auto& op) {
        op.drop_column("parent", "owner");
        op.add_column("parent", column("must", Text{}).not_null());
    }
};
struct Orphans {
    static constexpr const char* says =
        "table 'child' has rows whose foreign key to 'owner' points to no row; their rowids are 1";
    static constexpr void make(auto& op) {
        op.create_foreign_key("fk", "child", foreign_key({"p"}, "owner", {"id"}));
    }
};
struct Unknown {
    static constexpr const char* says = "'nothing' is no constraint of it; it has: short";
    static constexpr void make(auto& op) {
        op.drop_constraint("nothing", "parent", ConstraintKind::check);
    }
};
struct NoColumn {
    static constexpr const char* says = "table 'parent': 'nothing' is no column of it";
    static constexpr void make(auto& op) {
        op.alter_column("parent", "nothing", alter().server_default("1"));
    }
};
struct Nulls {
    static constexpr const char* says =
        "forbids NULL in column 'owner' of table 'parent', where 1 row has it";
    static constexpr void make(auto& op) {
        op.alter_column("parent", "owner", alter().nullable(false));
    }
};

template <typename Change>
void check_that_nothing_changes() {
    File file;
    std::string before = file.all();
    try {
        file.change<Change>();
        FAIL_CHECK("nothing was thrown: " << Change::says);
    } catch (const rowan::MigrationError& error) {
        INFO(error.what());
        CHECK(has(error.what(), Change::says));
    }
    CHECK(file.all() == before);
}

} // namespace

TEST_CASE("what fails leaves the file as it was") {
    check_that_nothing_changes<BreakCheck>();
    check_that_nothing_changes<MissDefault>();
    check_that_nothing_changes<Orphans>();
    check_that_nothing_changes<Unknown>();
    check_that_nothing_changes<NoColumn>();
    check_that_nothing_changes<Nulls>();
}
