// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"
#include "tests/support/every_part.hpp"

#include <rowan/schema/describe.hpp>
#include <rowan/sql/ddl.hpp>

#include <cstddef>

namespace {

using namespace rowan;
using every::Book;
using lang::mysql;
using lang::postgresql;
using lang::sqlite;

template <typename Entity>
constexpr lang::Text created(const lang::Dialect& dialect, lang::TableOptions options = {}) {
    lang::Text out(dialect);
    lang::create_table(out, describe<Entity>(), options);
    return out;
}

template <typename Entity>
constexpr lang::Text indexed(const lang::Dialect& dialect, std::size_t index,
                             bool if_not_exists = false) {
    meta::Table table = describe<Entity>();
    lang::Text out(dialect);
    lang::create_index(out, table, table.indexes[index], if_not_exists);
    return out;
}

template <typename Entity>
constexpr lang::Text dropped(const lang::Dialect& dialect, bool if_exists) {
    lang::Text out(dialect);
    lang::drop_table(out, describe<Entity>(), if_exists);
    return out;
}

template <typename Entity>
constexpr lang::Text column_of(const lang::Dialect& dialect, std::size_t column) {
    meta::Table table = describe<Entity>();
    lang::Text out(dialect);
    lang::write_column(out, table, table.columns[column]);
    return out;
}

struct Audited {
    std::int64_t id = 0;
    std::string who;
    static constexpr auto table =
        rowan::table("audited", rowan::schema("audit"), rowan::primary_key<&Audited::id>(),
                     rowan::index<&Audited::who>());
};
struct Detail {
    std::int64_t id = 0;
    std::int64_t audited = 0;
    static constexpr auto table =
        rowan::table("detail", rowan::schema("audit"), rowan::primary_key<&Detail::id>(),
                     rowan::foreign_key<&Detail::audited>(rowan::references<&Audited::id>())
                         .on_delete(rowan::restrict)
                         .on_update(rowan::set_default));
};

struct Quoted {
    std::string key;
    static constexpr auto table =
        rowan::table("a \"quoted\" `table`", rowan::primary_key<&Quoted::key>("p\"k"),
                     rowan::column<&Quoted::key>("a`b\"c"));
};

/// Defaults of every kind.
struct Defaults {
    std::int32_t id = 0;
    std::string words;
    std::string code;
    std::int32_t number = 0;
    double less = 0;
    bool flag = false;
    DateTime moment;
    std::int32_t sum = 0;
    std::string joined;
    std::string bracketed;
    static constexpr auto table =
        rowan::table("defaults", rowan::primary_key<&Defaults::id>(),
                     rowan::column<&Defaults::words>(rowan::server_default("'it''s, (new)'")),
                     rowan::column<&Defaults::code>(rowan::type(rowan::Varchar{9}),
                                                    rowan::server_default(" 'x' ")),
                     rowan::column<&Defaults::number>(rowan::server_default("42")),
                     rowan::column<&Defaults::less>(rowan::server_default("-1.5")),
                     rowan::column<&Defaults::flag>(rowan::server_default("true")),
                     rowan::column<&Defaults::moment>(rowan::server_default("current_timestamp")),
                     rowan::column<&Defaults::sum>(rowan::server_default("1 + 1")),
                     rowan::column<&Defaults::joined>(rowan::server_default("'a' || 'b'")),
                     rowan::column<&Defaults::bracketed>(rowan::collate("NOCASE"),
                                                         rowan::server_default("(lower('A'))")));
};

struct Searched {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("searched", rowan::primary_key<&Searched::id>(),
                     rowan::index<>("ix_expressions")
                         .expression("coalesce(name, 'a,(b'), (name || ')') ,\"na,me\""));
};

struct AVeryLongNameOfAModelThatSomebodyThoughtOfOnAFridayAfternoon {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto table = rowan::table(
        rowan::primary_key<&AVeryLongNameOfAModelThatSomebodyThoughtOfOnAFridayAfternoon::id>(),
        rowan::index<&AVeryLongNameOfAModelThatSomebodyThoughtOfOnAFridayAfternoon::name>());
};

struct Keyed {
    std::int32_t left = 0;
    std::int32_t right = 0;
    static constexpr auto table =
        rowan::table("keyed", rowan::primary_key<&Keyed::left, &Keyed::right>());
};

} // namespace

// clang-format off
TEST_CASE("a table with every part is created on SQLite") {
    CHECK_TEXT(created<Book>(sqlite), R"sql(CREATE TABLE "book" (
	"nr" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"title" VARCHAR(80) DEFAULT 'untitled' NOT NULL,
	"subtitle" TEXT,
	"author" BIGINT,
	"sequel_of" INTEGER,
	"pages" BIGINT NOT NULL,
	"leaves" BIGINT GENERATED ALWAYS AS (pages / 2) STORED NOT NULL,
	"revision" INTEGER NOT NULL,
	"printed_street" TEXT NOT NULL,
	"printed_city" TEXT,
	CONSTRAINT "uq_book_title" UNIQUE ("title"),
	CONSTRAINT "uq_book_title_author" UNIQUE ("title", "author"),
	CONSTRAINT "one_subtitle" UNIQUE ("subtitle"),
	CONSTRAINT "fk_book_author_author" FOREIGN KEY("author") REFERENCES "author" ("id") ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT "fk_sequel" FOREIGN KEY("sequel_of") REFERENCES "book" ("nr"),
	CONSTRAINT "positive" CHECK (pages >= 0),
	CONSTRAINT "ck_book_b650009c" CHECK (revision > 0)
))sql");
}

TEST_CASE("a table with every part is created on PostgreSQL") {
    CHECK_TEXT(created<Book>(postgresql), R"sql(CREATE TABLE "book" (
	"nr" INTEGER NOT NULL GENERATED BY DEFAULT AS IDENTITY,
	"title" VARCHAR(80) DEFAULT 'untitled' NOT NULL,
	"subtitle" TEXT,
	"author" BIGINT,
	"sequel_of" INTEGER,
	"pages" BIGINT NOT NULL,
	"leaves" BIGINT GENERATED ALWAYS AS (pages / 2) STORED NOT NULL,
	"revision" INTEGER NOT NULL,
	"printed_street" TEXT NOT NULL,
	"printed_city" TEXT,
	CONSTRAINT "pk_book" PRIMARY KEY ("nr"),
	CONSTRAINT "uq_book_title" UNIQUE ("title"),
	CONSTRAINT "uq_book_title_author" UNIQUE ("title", "author"),
	CONSTRAINT "one_subtitle" UNIQUE ("subtitle"),
	CONSTRAINT "fk_book_author_author" FOREIGN KEY("author") REFERENCES "author" ("id") ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT "fk_sequel" FOREIGN KEY("sequel_of") REFERENCES "book" ("nr"),
	CONSTRAINT "positive" CHECK (pages >= 0),
	CONSTRAINT "ck_book_b650009c" CHECK (revision > 0)
))sql");
}

TEST_CASE("a table with every part is created on MySQL") {
    CHECK_TEXT(created<Book>(mysql), R"sql(CREATE TABLE `book` (
	`nr` INTEGER NOT NULL AUTO_INCREMENT,
	`title` VARCHAR(80) DEFAULT 'untitled' NOT NULL,
	`subtitle` VARCHAR(255) COMMENT 'a \\ and a ''',
	`author` BIGINT,
	`sequel_of` INTEGER,
	`pages` BIGINT NOT NULL,
	`leaves` BIGINT GENERATED ALWAYS AS (pages / 2) STORED,
	`revision` INTEGER NOT NULL,
	`printed_street` VARCHAR(255) NOT NULL,
	`printed_city` VARCHAR(255),
	CONSTRAINT `pk_book` PRIMARY KEY (`nr`),
	CONSTRAINT `uq_book_title` UNIQUE (`title`),
	CONSTRAINT `uq_book_title_author` UNIQUE (`title`, `author`),
	CONSTRAINT `one_subtitle` UNIQUE (`subtitle`),
	CONSTRAINT `fk_book_author_author` FOREIGN KEY(`author`) REFERENCES `author` (`id`) ON DELETE CASCADE ON UPDATE SET NULL,
	CONSTRAINT `fk_sequel` FOREIGN KEY(`sequel_of`) REFERENCES `book` (`nr`),
	CONSTRAINT `positive` CHECK (pages >= 0),
	CONSTRAINT `ck_book_b650009c` CHECK (revision > 0)
) COMMENT='What''s on the shelf')sql");
}

// clang-format on

TEST_CASE("indexes may be part of the table where they can't be created if they don't exist") {
    CHECK_TEXT(created<Audited>(mysql, {.if_not_exists = true, .with_indexes = true}),
               "CREATE TABLE IF NOT EXISTS `audit`.`audited` (\n"
               "\t`id` BIGINT NOT NULL AUTO_INCREMENT,\n"
               "\t`who` VARCHAR(255) NOT NULL,\n"
               "\tCONSTRAINT `pk_audited` PRIMARY KEY (`id`),\n"
               "\tINDEX `ix_audited_who` (`who`)\n)");
    CHECK_BOTH(created<Audited>(sqlite, {.with_indexes = true}).view() ==
               created<Audited>(sqlite).view());
}

TEST_CASE("indexes carry their conditions and expressions") {
    CHECK_TEXT(indexed<Book>(sqlite, 0), R"(CREATE INDEX "ix_book_author" ON "book" ("author"))");
    CHECK_TEXT(indexed<Book>(postgresql, 1, true),
               R"(CREATE UNIQUE INDEX IF NOT EXISTS "ix_book_author_pages" )"
               R"(ON "book" ("author", "pages") WHERE pages > 100)");
    CHECK_TEXT(indexed<Book>(sqlite, 2),
               R"(CREATE INDEX "ix_long" ON "book" ("pages", lower(title), upper(title)))");
    CHECK_TEXT(indexed<Book>(mysql, 2, true),
               "CREATE INDEX `ix_long` ON `book` (`pages`, (lower(title)), (upper(title)))");
}

TEST_CASE("a unique index for some rows does not become one for all") {
    CHECK_TEXT(indexed<Book>(mysql, 1),
               "CREATE INDEX `ix_book_author_pages` ON `book` (`author`, `pages`)");
}

TEST_CASE("expressions are told apart outside of brackets and quotes") {
    CHECK_TEXT(indexed<Searched>(postgresql, 0),
               R"(CREATE INDEX "ix_expressions" ON "searched" )"
               R"((coalesce(name, 'a,(b'), (name || ')'), "na,me"))");
    CHECK_TEXT(indexed<Searched>(mysql, 0),
               "CREATE INDEX `ix_expressions` ON `searched` "
               "((coalesce(name, 'a,(b')), (name || ')'), (\"na,me\"))");
}

TEST_CASE("a database schema stands where the dialect wants it") {
    CHECK_TEXT(indexed<Audited>(sqlite, 0),
               R"(CREATE INDEX "audit"."ix_audited_who" ON "audited" ("who"))");
    CHECK_TEXT(indexed<Audited>(postgresql, 0),
               R"(CREATE INDEX "ix_audited_who" ON "audit"."audited" ("who"))");
    CHECK_TEXT(dropped<Audited>(mysql, false), "DROP TABLE `audit`.`audited`");
    CHECK_TEXT(created<Detail>(sqlite),
               "CREATE TABLE \"audit\".\"detail\" (\n"
               "\t\"id\" INTEGER NOT NULL,\n"
               "\t\"audited\" BIGINT NOT NULL,\n"
               "\tCONSTRAINT \"pk_detail\" PRIMARY KEY (\"id\"),\n"
               "\tCONSTRAINT \"fk_detail_audited_audited\" FOREIGN KEY(\"audited\") REFERENCES "
               "\"audited\" (\"id\") ON DELETE RESTRICT ON UPDATE SET DEFAULT\n)");
    CHECK_TEXT(created<Detail>(postgresql),
               "CREATE TABLE \"audit\".\"detail\" (\n"
               "\t\"id\" BIGINT NOT NULL GENERATED BY DEFAULT AS IDENTITY,\n"
               "\t\"audited\" BIGINT NOT NULL,\n"
               "\tCONSTRAINT \"pk_detail\" PRIMARY KEY (\"id\"),\n"
               "\tCONSTRAINT \"fk_detail_audited_audited\" FOREIGN KEY(\"audited\") REFERENCES "
               "\"audit\".\"audited\" (\"id\") ON DELETE RESTRICT ON UPDATE SET DEFAULT\n)");
}

TEST_CASE("tables are dropped") {
    CHECK_TEXT(dropped<Book>(sqlite, false), R"(DROP TABLE "book")");
    CHECK_TEXT(dropped<Book>(postgresql, true), R"(DROP TABLE IF EXISTS "book")");
}

TEST_CASE("names are quoted, quotes in them doubled") {
    CHECK_TEXT(created<Quoted>(sqlite), "CREATE TABLE \"a \"\"quoted\"\" `table`\" (\n"
                                        "\t\"a`b\"\"c\" TEXT NOT NULL,\n"
                                        "\tCONSTRAINT \"p\"\"k\" PRIMARY KEY (\"a`b\"\"c\")\n)");
    CHECK_TEXT(created<Quoted>(mysql), "CREATE TABLE `a \"quoted\" ``table``` (\n"
                                       "\t`a``b\"c` VARCHAR(255) NOT NULL,\n"
                                       "\tCONSTRAINT `p\"k` PRIMARY KEY (`a``b\"c`)\n)");
}

TEST_CASE("defaults stand in brackets unless they are plain") {
    CHECK_TEXT(column_of<Defaults>(sqlite, 1), R"("words" TEXT DEFAULT 'it''s, (new)' NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 2), R"("code" VARCHAR(9) DEFAULT 'x' NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 3), R"("number" INTEGER DEFAULT 42 NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 4), R"("less" DOUBLE DEFAULT -1.5 NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 5), R"("flag" BOOLEAN DEFAULT true NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 6),
               R"("moment" DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 7), R"("sum" INTEGER DEFAULT (1 + 1) NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 8), R"("joined" TEXT DEFAULT ('a' || 'b') NOT NULL)");
    CHECK_TEXT(column_of<Defaults>(sqlite, 9),
               R"("bracketed" TEXT COLLATE "NOCASE" DEFAULT (lower('A')) NOT NULL)");
}

TEST_CASE("defaults on MySQL: long text in brackets, times with microseconds") {
    CHECK_TEXT(column_of<Defaults>(mysql, 1), "`words` LONGTEXT DEFAULT ('it''s, (new)') NOT NULL");
    CHECK_TEXT(column_of<Defaults>(mysql, 2), "`code` VARCHAR(9) DEFAULT 'x' NOT NULL");
    CHECK_TEXT(column_of<Defaults>(mysql, 6),
               "`moment` DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) NOT NULL");
}

TEST_CASE("only a key of one column is generated") {
    CHECK_TEXT(created<Keyed>(postgresql),
               "CREATE TABLE \"keyed\" (\n"
               "\t\"left\" INTEGER NOT NULL,\n"
               "\t\"right\" INTEGER NOT NULL,\n"
               "\tCONSTRAINT \"pk_keyed\" PRIMARY KEY (\"left\", \"right\")\n)");
}

TEST_CASE("names beyond the dialect's limit are cut") {
    using Long = AVeryLongNameOfAModelThatSomebodyThoughtOfOnAFridayAfternoon;
    CHECK_TEXT(
        indexed<Long>(sqlite, 0),
        R"(CREATE INDEX "ix_a_very_long_name_of_a_model_that_somebody_thought_of_on_a_friday_afternoon_name" ON )"
        R"("a_very_long_name_of_a_model_that_somebody_thought_of_on_a_friday_afternoon" ("name"))");
    CHECK_TEXT(
        indexed<Long>(postgresql, 0),
        R"(CREATE INDEX "ix_a_very_long_name_of_a_model_that_somebody_thought_of_9d0e" ON )"
        R"("a_very_long_name_of_a_model_that_somebody_thought_of_on_a_friday_afternoon" ("name"))");
}

TEST_CASE("keys are added and dropped later") {
    constexpr auto altered = [](const lang::Dialect& dialect, bool add, bool if_exists) {
        meta::Table table = describe<Detail>();
        lang::Text out(dialect);
        if (add)
            lang::add_foreign_key(out, table, table.foreign_keys[0]);
        else
            lang::drop_foreign_key(out, table, table.foreign_keys[0], if_exists);
        return out;
    };
    CHECK_TEXT(altered(mysql, true, false),
               "ALTER TABLE `audit`.`detail` ADD CONSTRAINT `fk_detail_audited_audited` FOREIGN "
               "KEY(`audited`) REFERENCES `audit`.`audited` (`id`) ON DELETE RESTRICT ON UPDATE "
               "SET DEFAULT");
    CHECK_TEXT(altered(mysql, false, true),
               "ALTER TABLE /*M! IF EXISTS */ `audit`.`detail` DROP CONSTRAINT /*M! IF EXISTS */ "
               "`fk_detail_audited_audited`");
    CHECK_TEXT(altered(postgresql, false, true),
               R"(ALTER TABLE IF EXISTS "audit"."detail" DROP CONSTRAINT IF EXISTS )"
               R"("fk_detail_audited_audited")");
}

TEST_CASE("comments are statements where they can't be part of the table") {
    constexpr auto on_table = [] {
        lang::Text out(postgresql);
        lang::comment_on_table(out, describe<Book>());
        return out;
    };
    constexpr auto on_column = [] {
        meta::Table table = describe<Book>();
        lang::Text out(postgresql);
        lang::comment_on_column(out, table, *table.find("subtitle"));
        return out;
    };
    CHECK_TEXT(on_table(), R"(COMMENT ON TABLE "book" IS 'What''s on the shelf')");
    CHECK_TEXT(on_column(), R"(COMMENT ON COLUMN "book"."subtitle" IS 'a \ and a ''')");
}
