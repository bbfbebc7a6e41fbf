// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The DDL on a real SQLite: every type and option is accepted, and the database describes the
// tables as the models do.
#include "tests/support/catch.hpp"
#include "tests/support/every_part.hpp"
#include "tests/support/hen_and_egg.hpp"

#include <rowan/schema/describe.hpp>
#include <rowan/sql/create_all.hpp>

#include <sqlite3.h>

#include <string>
#include <vector>

namespace {

using namespace rowan;
using every::Author;
using every::Book;
using every::Everything;
using rowan_test::Egg;
using rowan_test::Hen;

/// A database in memory that enforces foreign keys.
class Database {
  public:
    Database() {
        REQUIRE(sqlite3_open(":memory:", &handle_) == SQLITE_OK);
        run("PRAGMA foreign_keys = ON");
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close(handle_); }

    /// What is wrong with the statement; empty if it ran.
    std::string problem(const std::string& sql) {
        char* message = nullptr;
        sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
        std::string text = message ? message : "";
        sqlite3_free(message);
        return text;
    }
    void run(const std::string& sql) {
        INFO(sql);
        REQUIRE(problem(sql) == "");
    }
    void run(const std::vector<lang::Text>& statements) {
        for (const lang::Text& statement : statements)
            run(std::string(statement.view()));
    }
    /// The result, its cells joined by `|`.
    std::vector<std::string> rows(const std::string& sql) {
        INFO(sql);
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        std::vector<std::string> result;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            std::string row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const unsigned char* text = sqlite3_column_text(statement, i);
                row += (i > 0 ? "|" : "");
                row += text ? reinterpret_cast<const char*>(text) : "NULL";
            }
            result.push_back(row);
        }
        sqlite3_finalize(statement);
        return result;
    }

  private:
    sqlite3* handle_ = nullptr;
};

template <typename... Entity>
std::vector<lang::Text> creation() {
    const meta::Mapping* mappings[] = {&meta::mapping<Entity>...};
    return lang::create_all(lang::sqlite, mappings);
}

/// What PRAGMA table_info should say: name, type, NOT NULL, position in the key.
std::vector<std::string> expected_columns(const meta::Table& table) {
    std::vector<std::string> lines;
    for (const meta::Column& column : table.columns) {
        lang::Text type(lang::sqlite);
        lang::TypeUse use = lang::use_of(table, column.name);
        use.generated = lang::is_generated(table, column, lang::sqlite);
        lang::write_type(type, column.type, use);
        std::size_t in_key = 0;
        for (std::size_t i = 0; i < table.primary_key.columns.size(); ++i)
            if (table.primary_key.columns[i] == column.name)
                in_key = i + 1;
        lines.push_back(std::string(column.name.view()) + "|" + std::string(type.view()) + "|" +
                        (column.nullable ? "0" : "1") + "|" + std::to_string(in_key));
    }
    return lines;
}

std::vector<std::string> columns_in(Database& database, const meta::Table& table) {
    return database.rows("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo('" +
                         std::string(table.name.view()) + "')");
}

struct Odd {
    std::int64_t id = 0;
    std::string word;
    std::string other;
    std::int32_t sum = 0;
    DateTime moment;
    static constexpr auto table =
        rowan::table("an \"odd\" 'table'", rowan::primary_key<&Odd::id>("p\"k"),
                     rowan::column<&Odd::word>("a'b\"c", rowan::collate("NOCASE"),
                                               rowan::server_default("'it''s'")),
                     rowan::column<&Odd::other>(rowan::server_default("lower('ABC')")),
                     rowan::column<&Odd::sum>(rowan::server_default("1 + 1")),
                     rowan::column<&Odd::moment>(rowan::server_default("CURRENT_TIMESTAMP")),
                     rowan::index<&Odd::word>("an \"index\""));
};

struct Pair {
    std::string left;
    std::int32_t right = 0;
    static constexpr auto table = rowan::table(rowan::primary_key<&Pair::right, &Pair::left>());
};

} // namespace

TEST_CASE("SQLite takes every type and every part, twice") {
    Database database;
    database.run(creation<Book, Everything, Author, Odd, Pair>());
    database.run(creation<Book, Everything, Author, Odd, Pair>());
    CHECK(columns_in(database, describe<Book>()) == expected_columns(describe<Book>()));
    CHECK(columns_in(database, describe<Author>()) == expected_columns(describe<Author>()));
    CHECK(columns_in(database, describe<Everything>()) == expected_columns(describe<Everything>()));
    CHECK(columns_in(database, describe<Pair>()) == expected_columns(describe<Pair>()));
}

TEST_CASE("SQLite keeps the statements' text") {
    Database database;
    database.run(creation<Author>());
    CHECK(database.rows("SELECT sql FROM sqlite_schema WHERE name = 'author'") ==
          std::vector<std::string>{"CREATE TABLE \"author\" (\n"
                                   "\t\"id\" INTEGER NOT NULL,\n"
                                   "\t\"name\" TEXT NOT NULL,\n"
                                   "\tCONSTRAINT \"pk_author\" PRIMARY KEY (\"id\"),\n"
                                   "\tCONSTRAINT \"uq_author_name\" UNIQUE (\"name\")\n)"});
}

TEST_CASE("indexes and foreign keys are on SQLite what they are in the model") {
    Database database;
    database.run(creation<Book, Author>());
    CHECK(database.rows("SELECT name, \"unique\", partial FROM pragma_index_list('book') "
                        "WHERE origin = 'c' ORDER BY name") ==
          std::vector<std::string>{"ix_book_author|0|0", "ix_book_author_pages|1|1", "ix_long|0|0",
                                   "ix_printed|0|0"});
    CHECK(database.rows("SELECT name FROM pragma_index_info('ix_long')") ==
          std::vector<std::string>{"pages", "NULL", "NULL"});
    CHECK(database.rows("SELECT \"table\", \"from\", \"to\", on_update, on_delete "
                        "FROM pragma_foreign_key_list('book') ORDER BY 1") ==
          std::vector<std::string>{"author|author|id|SET NULL|CASCADE",
                                   "book|sequel_of|nr|NO ACTION|NO ACTION"});
}

TEST_CASE("a single integer key is SQLite's rowid and generated") {
    Database database;
    database.run(creation<Author, Book>());
    database.run("INSERT INTO author (name) VALUES ('a'), ('b')");
    CHECK(database.rows("SELECT rowid, id FROM author") == std::vector<std::string>{"1|1", "2|2"});
}

TEST_CASE("an autoincrement key is never given again") {
    Database database;
    database.run(creation<Book, Author>());
    const std::string insert =
        "INSERT INTO book (title, pages, revision, printed_street) VALUES ('x', 10, 1, 'y')";
    database.run(insert);
    database.run("DELETE FROM book");
    database.run(insert);
    CHECK(database.rows("SELECT nr, leaves FROM book") == std::vector<std::string>{"2|5"});
}

TEST_CASE("constraints hold and are named") {
    Database database;
    database.run(creation<Book, Author>());
    auto insert = [&](const std::string& pages, const std::string& revision) {
        return database.problem("INSERT INTO book (pages, revision, printed_street) VALUES (" +
                                pages + ", " + revision + ", 'y')");
    };
    CHECK(insert("-1", "1") == "CHECK constraint failed: positive");
    CHECK(insert("1", "0") == "CHECK constraint failed: ck_book_b650009c");
    CHECK(insert("NULL", "1") == "NOT NULL constraint failed: book.pages");
    CHECK(insert("1", "1") == "");
    CHECK(insert("2", "1") == "UNIQUE constraint failed: book.title");
    CHECK(database.rows("SELECT title FROM book") == std::vector<std::string>{"untitled"});
}

TEST_CASE("a deferred foreign key waits for the commit") {
    Database database;
    database.run(creation<Book, Author>());
    database.run("BEGIN");
    database.run(
        "INSERT INTO book (pages, revision, printed_street, author) VALUES (1, 1, 'y', 7)");
    CHECK(database.problem("COMMIT") == "FOREIGN KEY constraint failed");
    database.run("INSERT INTO author (id, name) VALUES (7, 'late')");
    database.run("COMMIT");
}

TEST_CASE("odd names and defaults arrive as they are") {
    Database database;
    database.run(creation<Odd>());
    database.run("INSERT INTO \"an \"\"odd\"\" 'table'\" (id) VALUES (1)");
    CHECK(database.rows("SELECT \"a'b\"\"c\", \"a'b\"\"c\" = 'IT''S', other, sum, "
                        "moment > '2020' FROM \"an \"\"odd\"\" 'table'\"") ==
          std::vector<std::string>{"it's|1|abc|2|1"});
    CHECK(database.rows("SELECT name FROM sqlite_schema WHERE type = 'index'") ==
          std::vector<std::string>{"an \"index\""});
}

TEST_CASE("a table in an attached database keeps its index there") {
    Database database;
    database.run("ATTACH ':memory:' AS other");
    meta::Table table = describe<Author>();
    table.schema = "other";
    table.indexes.push_back({"ix_name", {"name"}, {}, {}, false});
    meta::ForeignKey key;
    key.name = "fk_self";
    key.columns.push_back("id");
    key.referred_schema = "other";
    key.referred_table = "author";
    key.referred_columns.push_back("id");
    table.foreign_keys.push_back(key);
    database.run(lang::create_all(lang::sqlite, std::vector<meta::Table>{table}));
    CHECK(database.rows("SELECT name FROM other.sqlite_schema WHERE sql IS NOT NULL") ==
          std::vector<std::string>{"author", "ix_name"});
    database.run(lang::drop_all(lang::sqlite, std::vector<meta::Table>{table}));
    CHECK(database.rows("SELECT name FROM other.sqlite_schema").empty());
}

TEST_CASE("full tables are dropped children first, absent ones passed over") {
    Database database;
    const meta::Mapping* mappings[] = {&meta::mapping<Author>, &meta::mapping<Book>};
    database.run(lang::drop_all(lang::sqlite, mappings));
    database.run(creation<Author, Book>());
    database.run("INSERT INTO author (id, name) VALUES (1, 'a')");
    database.run(
        "INSERT INTO book (pages, revision, printed_street, author) VALUES (1, 1, 'y', 1)");
    database.run(lang::drop_all(lang::sqlite, mappings));
    CHECK(database.rows("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").empty());
    CHECK(database.problem("DROP TABLE author") == "no such table: author");
}

TEST_CASE("full tables that refer to each other are created and dropped in a transaction") {
    Database database;
    const meta::Mapping* mappings[] = {&meta::mapping<Hen>, &meta::mapping<Egg>};
    database.run(lang::create_all(lang::sqlite, mappings));
    database.run("INSERT INTO hen (id) VALUES (1)");
    database.run("INSERT INTO egg (id, hen) VALUES (2, 1)");
    database.run("UPDATE hen SET egg = 2");
    database.run("BEGIN");
    database.run(lang::drop_all(lang::sqlite, mappings));
    database.run("COMMIT");
    CHECK(database.rows("SELECT name FROM sqlite_schema").empty());
}
