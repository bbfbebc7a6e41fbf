// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/every_part.hpp"

#include <rowan/rowan.hpp>
#include <rowan/sql/create_all.hpp>

#include <string>
#include <vector>

using namespace rowan_test;
using every::Author;
using every::Book;
using every::Everything;
using rowan::Engine;
using rowan::Session;

namespace {

std::string creation(const rowan::meta::Mapping& mapping) {
    const rowan::meta::Mapping* mappings[] = {&mapping};
    auto statements = rowan::lang::create_all(rowan::lang::mysql, mappings);
    REQUIRE(statements.size() == 1);
    return std::string(statements[0].view());
}

} // namespace

TEST_CASE("every built-in type has a column on MySQL, which keeps its value") {
    ServerDatabase database;
    Engine engine(database.url());
    rowan::create_all<Everything>(engine);
    rowan::create_all<Everything>(engine); // There already.
    Session session(engine);
    Everything row;
    row.id = "one";
    row.u64 = UINT64_MAX;
    row.i8 = -128;
    row.bytes = {std::byte{0}, std::byte{255}};
    row.day = std::chrono::year(2026) / 2 / 28;
    row.moment = row.zoned = rowan::parse<rowan::DateTime>("2026-02-28 12:13:14.000015");
    row.exact = rowan::Decimal("12345678901234567890123456789.012345678");
    row.price = rowan::Decimal("12.34");
    row.code = "abc";
    session.insert(row);
    session.commit();
    Everything read = rowan::query<Everything>(session).one();
    CHECK(read.u64 == UINT64_MAX);
    CHECK(read.i8 == -128);
    CHECK(read.bytes == row.bytes);
    CHECK(read.day == row.day);
    CHECK(read.moment == row.moment);
    CHECK(read.zoned == row.zoned);
    CHECK(read.exact == row.exact);
    CHECK(read.price == row.price);
    CHECK(read.code == "abc");
    CHECK_FALSE(read.maybe);
    session.commit();
    rowan::drop_all<Everything>(engine);
    CHECK(database.raw().rows("SHOW TABLES").empty());
}

TEST_CASE("every part of a table that MariaDB knows is there") {
    ServerDatabase database;
    Engine engine(database.url());
    rowan::create_all<Author>(engine);
    // MariaDB has no indexes over expressions: saying so is the server's part.
    CHECK_THROWS_AS(rowan::create_all<Book>(engine), rowan::ProgrammingError);
    std::string text = creation(rowan::meta::mapping<Book>);
    std::size_t at = text.find("INDEX `ix_long`");
    INFO(text);
    REQUIRE(at != std::string::npos);
    std::size_t begin = text.rfind(',', at), end = text.find(")))", at) + 3;
    text.erase(begin, end - begin);
    INFO(text);
    database.raw().run(text);

    RawClient& raw = database.raw();
    const std::string of_book = " WHERE table_schema = DATABASE() AND table_name = 'book'";
    CHECK(raw.value("SELECT table_comment FROM information_schema.tables" + of_book) ==
          "What's on the shelf");
    CHECK(raw.value("SELECT column_comment FROM information_schema.columns" + of_book +
                    " AND column_name = 'subtitle'") == "a \\ and a '");
    CHECK(raw.value("SELECT extra FROM information_schema.columns" + of_book +
                    " AND column_name = 'nr'") == "auto_increment");
    CHECK(raw.value("SELECT generation_expression FROM information_schema.columns" + of_book +
                    " AND column_name = 'leaves'") == "`pages` / 2");
    CHECK(raw.value("SELECT delete_rule FROM information_schema.referential_constraints "
                    "WHERE constraint_schema = DATABASE() AND table_name = 'book' AND "
                    "referenced_table_name = 'author'") == "CASCADE");
    CHECK(raw.value("SELECT COUNT(*) FROM information_schema.check_constraints WHERE "
                    "constraint_schema = DATABASE() AND table_name = 'book'") == "2");

    Session session(engine);
    Author author{0, "Heyerdahl"};
    session.insert(author);
    Book book;
    book.title = "Kon-Tiki";
    book.author = author.id;
    book.pages = 300;
    session.insert(book);
    CHECK(book.number == 1);
    Book read = rowan::query<Book>(session).one();
    CHECK(read.leaves == 150);
    CHECK(read.title == "Kon-Tiki");
    read.pages = 302;
    session.update(read);
    CHECK(read.revision == 2);
    CHECK_THROWS_AS(session.update(book), rowan::StaleData);
    session.commit();
    rowan::drop_all<Author, Book>(engine);
    CHECK(raw.rows("SHOW TABLES").empty());
}
