// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"
#include "tests/support/every_part.hpp"

#include <rowan/sql/create_all.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace {

using namespace rowan;
using every::Author;
using every::Book;
using lang::mysql;
using lang::postgresql;
using lang::sqlite;

constexpr const meta::Mapping* shelf[] = {&meta::mapping<Book>, &meta::mapping<Author>};

/// Two tables that refer to each other, and one that refers to both.
constexpr std::vector<meta::Table> farm() {
    std::vector<meta::Table> tables(3);
    constexpr std::string_view names[] = {"nest", "hen", "egg"};
    for (std::size_t i = 0; i < 3; ++i) {
        tables[i].name = names[i];
        meta::Column id;
        id.name = "id";
        tables[i].columns.push_back(id);
        tables[i].primary_key.columns.push_back("id");
        for (std::size_t target = 1; target < 3; ++target) {
            if (target == i)
                continue;
            meta::Column column;
            column.name = names[target];
            column.nullable = true;
            tables[i].columns.push_back(column);
            meta::ForeignKey key;
            key.columns.push_back(names[target]);
            key.referred_table = names[target];
            key.referred_columns.push_back("id");
            tables[i].foreign_keys.push_back(key);
        }
        meta::name_constraints(tables[i]);
    }
    return tables;
}

/// The first words of each statement, up to the bracket, one in a line.
constexpr meta::Name outline(const std::vector<lang::Text>& statements) {
    meta::Name lines;
    for (const lang::Text& statement : statements) {
        std::string_view text = statement.view();
        lines.append(text.substr(0, text.find(" ("))).append("\n");
    }
    return lines;
}

constexpr lang::Text statement(const lang::Dialect& dialect, std::size_t at) {
    return lang::create_all(dialect, farm())[at];
}

} // namespace

TEST_CASE("all tables are created, parents first, with what belongs to them") {
    CHECK_TEXT(outline(lang::create_all(sqlite, shelf)),
               "CREATE TABLE IF NOT EXISTS \"author\"\n"
               "CREATE TABLE IF NOT EXISTS \"book\"\n"
               "CREATE INDEX IF NOT EXISTS \"ix_book_author\" ON \"book\"\n"
               "CREATE UNIQUE INDEX IF NOT EXISTS \"ix_book_author_pages\" ON \"book\"\n"
               "CREATE INDEX IF NOT EXISTS \"ix_long\" ON \"book\"\n"
               "CREATE INDEX IF NOT EXISTS \"ix_printed\" ON \"book\"\n");
    CHECK_TEXT(outline(lang::create_all(postgresql, shelf, false)),
               "CREATE TABLE \"author\"\n"
               "COMMENT ON COLUMN \"author\".\"name\" IS 'the author''s'\n"
               "CREATE TABLE \"book\"\n"
               "CREATE INDEX \"ix_book_author\" ON \"book\"\n"
               "CREATE UNIQUE INDEX \"ix_book_author_pages\" ON \"book\"\n"
               "CREATE INDEX \"ix_long\" ON \"book\"\n"
               "CREATE INDEX \"ix_printed\" ON \"book\"\n"
               "COMMENT ON TABLE \"book\" IS 'What''s on the shelf'\n"
               "COMMENT ON COLUMN \"book\".\"subtitle\" IS 'a \\ and a '''\n");
}

TEST_CASE("indexes are part of the tables where the dialect can't ask whether they exist") {
    CHECK_TEXT(outline(lang::create_all(mysql, shelf)), "CREATE TABLE IF NOT EXISTS `author`\n"
                                                        "CREATE TABLE IF NOT EXISTS `book`\n");
    CHECK_TEXT(outline(lang::create_all(mysql, shelf, false)),
               "CREATE TABLE `author`\n"
               "CREATE TABLE `book`\n"
               "CREATE INDEX `ix_book_author` ON `book`\n"
               "CREATE INDEX `ix_book_author_pages` ON `book`\n"
               "CREATE INDEX `ix_long` ON `book`\n"
               "CREATE INDEX `ix_printed` ON `book`\n");
}

TEST_CASE("all tables are dropped, children first") {
    CHECK_TEXT(outline(lang::drop_all(sqlite, shelf)),
               "DROP TABLE IF EXISTS \"book\"\nDROP TABLE IF EXISTS \"author\"\n");
    CHECK_TEXT(outline(lang::drop_all(mysql, shelf, false)),
               "DROP TABLE `book`\nDROP TABLE `author`\n");
}

TEST_CASE("the keys of a cycle are added when all tables are there") {
    CHECK_TEXT(outline(lang::create_all(postgresql, farm())),
               "CREATE TABLE IF NOT EXISTS \"hen\"\n"
               "CREATE TABLE IF NOT EXISTS \"egg\"\n"
               "CREATE TABLE IF NOT EXISTS \"nest\"\n"
               "ALTER TABLE \"hen\" ADD CONSTRAINT \"fk_hen_egg_egg\" FOREIGN KEY(\"egg\") "
               "REFERENCES \"egg\"\n");
    CHECK_TEXT(statement(postgresql, 0), "CREATE TABLE IF NOT EXISTS \"hen\" (\n"
                                         "\t\"id\" TEXT NOT NULL,\n"
                                         "\t\"egg\" TEXT,\n"
                                         "\tCONSTRAINT \"pk_hen\" PRIMARY KEY (\"id\")\n)");
    CHECK_TEXT(outline(lang::drop_all(postgresql, farm())),
               "ALTER TABLE IF EXISTS \"hen\" DROP CONSTRAINT IF EXISTS \"fk_hen_egg_egg\"\n"
               "DROP TABLE IF EXISTS \"nest\"\n"
               "DROP TABLE IF EXISTS \"egg\"\n"
               "DROP TABLE IF EXISTS \"hen\"\n");
}

TEST_CASE("text that waits for its foreign key has its length already") {
    CHECK_TEXT(statement(mysql, 0), "CREATE TABLE IF NOT EXISTS `hen` (\n"
                                    "\t`id` VARCHAR(255) NOT NULL,\n"
                                    "\t`egg` VARCHAR(255),\n"
                                    "\tCONSTRAINT `pk_hen` PRIMARY KEY (`id`)\n)");
}

TEST_CASE("where no key can be added later, a key of a cycle points to a table to come") {
    CHECK_TEXT(outline(lang::create_all(sqlite, farm())), "CREATE TABLE IF NOT EXISTS \"hen\"\n"
                                                          "CREATE TABLE IF NOT EXISTS \"egg\"\n"
                                                          "CREATE TABLE IF NOT EXISTS \"nest\"\n");
    CHECK_TEXT(statement(sqlite, 0),
               "CREATE TABLE IF NOT EXISTS \"hen\" (\n"
               "\t\"id\" TEXT NOT NULL,\n"
               "\t\"egg\" TEXT,\n"
               "\tCONSTRAINT \"pk_hen\" PRIMARY KEY (\"id\"),\n"
               "\tCONSTRAINT \"fk_hen_egg_egg\" FOREIGN KEY(\"egg\") REFERENCES \"egg\" "
               "(\"id\")\n)");
    CHECK_TEXT(outline(lang::drop_all(sqlite, farm())), "PRAGMA defer_foreign_keys = ON\n"
                                                        "DROP TABLE IF EXISTS \"nest\"\n"
                                                        "DROP TABLE IF EXISTS \"egg\"\n"
                                                        "DROP TABLE IF EXISTS \"hen\"\n");
}

TEST_CASE("where SQL has no IF EXISTS, the catalog is asked") {
    CHECK_TEXT(
        meta::Name(lang::drop_all(lang::firebird, shelf).back().view()),
        "EXECUTE BLOCK AS BEGIN IF (EXISTS (SELECT 1 FROM RDB$RELATIONS WHERE "
        "RDB$RELATION_NAME = 'AUTHOR')) THEN EXECUTE STATEMENT 'DROP TABLE \"AUTHOR\"'; END");
    CHECK_TEXT(outline(lang::drop_all(lang::firebird, shelf, false)),
               "DROP TABLE \"BOOK\"\nDROP TABLE \"AUTHOR\"\n");
}

namespace {

/// Two tables with enums that are types of their own.
std::vector<meta::Table> moods(std::string_view second_label) {
    std::vector<meta::Table> tables(2);
    for (std::size_t i = 0; i < 2; ++i) {
        tables[i].name = i == 0 ? "cat" : "dog";
        meta::Column mood;
        mood.name = "mood";
        mood.type.kind = rowan::TypeKind::enumeration;
        mood.type.is_native = true;
        mood.type.name = "Mood";
        mood.type.labels = {"it's calm", i == 0 ? std::string_view("wild") : second_label};
        tables[i].columns.push_back(mood);
    }
    return tables;
}

std::vector<lang::Text> created(const lang::Dialect& dialect,
                                const std::vector<meta::Table>& tables, bool if_not_exists = true) {
    return lang::create_all(dialect, std::span<const meta::Table>(tables), if_not_exists);
}

} // namespace

TEST_CASE("enums that are types of the database are created before the tables, once") {
    auto texts = created(postgresql, moods("wild"));
    REQUIRE(texts.size() == 3);
    CHECK(texts[0].view() ==
          "DO 'BEGIN CREATE TYPE \"Mood\" AS ENUM(''it''''s calm'',''wild''); EXCEPTION WHEN "
          "duplicate_object OR unique_violation THEN NULL; END'");
    CHECK(texts[1].view().find("\"mood\" \"Mood\"") != std::string_view::npos);
    CHECK(created(postgresql, moods("wild"), false)[0].view() ==
          "CREATE TYPE \"Mood\" AS ENUM('it''s calm','wild')");
    auto tables = moods("wild");
    CHECK(lang::drop_all(postgresql, std::span<const meta::Table>(tables)).back().view() ==
          "DROP TYPE IF EXISTS \"Mood\"");
    CHECK(created(sqlite, moods("wild")).size() == 2);
    CHECK(created(mysql, moods("wild")).size() == 2);
    CHECK_THROWS_AS(created(postgresql, moods("tame")), rowan::InvalidQuery);
}
