// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The log is told of statements that run again and again for the rows of one query.
#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace rowan_test;
using rowan::Session;

namespace {

/// Books, and what the log was told.
struct Watched : Tables<Author, Profile, Book, Tag, BookTag> {
    std::vector<std::string> told;

    explicit Watched(const char* options, std::int64_t books = 12) : Tables(options) {
        for (std::int64_t i = 1; i <= books; ++i) {
            session.insert(Author::make("id"_col = i, "name"_col = "a" + std::to_string(i)));
            session.insert(Book::make("id"_col = i, "title"_col = "b", "author_id"_col = i));
        }
        session.commit();
        engine.set_log([this](const rowan::LogEvent& event) {
            CHECK(event.about == "n_plus_one");
            CHECK(has(event.sql, "SELECT"));
            CHECK(has(event.text, event.sql));
            told.emplace_back(event.text);
        });
    }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched() { engine.set_log(nullptr); }

    auto books(std::int64_t most) { return all<Book>().order_by("id"_col).limit(most); }
    /// The author of each book, asked for one by one.
    void ask(std::int64_t rows) {
        for (const Book& book : books(rows))
            static_cast<void>(Author::get(session, "id"_col = book.author_id).one());
    }
};

} // namespace

TEST_CASE("a statement that runs for each row of a loop is told once, with what mends it") {
    Watched watched("n_plus_one=5");
    watched.ask(4);
    watched.ask(5);
    CHECK(watched.told.empty());
    watched.ask(6);
    REQUIRE(watched.told.size() == 1);
    const std::string& text = watched.told[0];
    CHECK(has(text, "one statement for Author has run 6 times inside one loop over Book"));
    CHECK(has(text, "add .load<&Book::member>() to the loop's query"));
    CHECK(has(text, "rowan::BelongsTo<Author> of Book"));
    CHECK(has(text, ".filter(\"column\"_col.in(keys))"));
    CHECK(has(text, ". The statement: SELECT"));
    CHECK(has(text, ". The loop: SELECT"));
    watched.ask(12);
    CHECK(watched.told.size() == 1);
}

TEST_CASE("each statement of a loop is told by itself, whatever it asks for") {
    Watched watched("n_plus_one=5");
    std::int64_t books = 0;
    for (Author& author : watched.all<Author>().order_by("id"_col)) {
        books += Book::count(watched.session, "author_id"_col = author.id);
        for (const Book& book : Book::get(watched.session, "author_id"_col = author.id))
            CHECK(book.author_id == author.id);
        watched.session.load<&Author::written>(author);
        CHECK(author.written.size() == 1);
    }
    CHECK(books == 12);
    REQUIRE(watched.told.size() == 3);
    CHECK(has(watched.told[0], "rowan::HasMany<Book> of Author"));
    CHECK(
        has(watched.told[2], "add .load<&Author::written>() to the query that reads the objects"));
}

TEST_CASE("what is read with the loop's rows, or written for each, is not told") {
    Watched watched("n_plus_one=2", 900);
    std::int64_t names = 0;
    for (Book& book : watched.all<Book>().load<&Book::author>()) {
        names += book.author->name.empty() ? 0 : 1;
        book.title = "c";
        watched.session.update(book);
    }
    CHECK(names == 900);
    CHECK(watched.told.empty());
}

TEST_CASE("a loop over rows that are given out in portions is a loop still") {
    Watched watched("n_plus_one=5");
    for (const Book& book : watched.all<Book>().load<&Book::author>())
        static_cast<void>(Tag::get(watched.session, "name"_col = book.title).all());
    CHECK(watched.told.size() == 1);
}

TEST_CASE("statements behind a loop, and those of other loops, are counted apart") {
    Watched watched("n_plus_one=5");
    for (int i = 0; i < 20; ++i)
        watched.ask(1);
    for (int i = 0; i < 20; ++i)
        static_cast<void>(Author::get(watched.session, "id"_col = 1).one());
    for (const Book& book : watched.all<Book>()) {
        CHECK(book.id > 0);
        break;
    }
    CHECK(watched.told.empty());
}

TEST_CASE("repeated_selects counts in a unit of work, with a loop and without") {
    Watched watched("n_plus_one=0&repeated_selects=5");
    auto ask = [&](std::size_t rows) {
        auto books = watched.books(12).all();
        for (std::size_t i = 0; i < rows; ++i)
            static_cast<void>(Author::get(watched.session, "id"_col = books[i].author_id).one());
    };
    ask(5);
    watched.session.commit();
    ask(5);
    watched.session.rollback();
    CHECK(watched.told.empty());
    ask(6);
    REQUIRE(watched.told.size() == 1);
    CHECK(has(watched.told[0], "one statement for Author has run 6 times in one unit of work"));
    ask(12);
    CHECK(watched.told.size() == 1);
}

TEST_CASE("nothing is counted where it is switched off") {
    Watched watched("n_plus_one=0");
    watched.ask(12);
    CHECK(watched.told.empty());
    CHECK_THROWS_AS(open_engine("n_plus_one=-1"), rowan::InvalidUrl);
}

// The suite is compiled without NDEBUG.
TEST_CASE("in a debug build twenty times are enough") {
    Watched watched("", 21);
    watched.ask(20);
    CHECK(watched.told.empty());
    watched.ask(21);
    CHECK(watched.told.size() == 1);
}
