// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

template <typename Rows>
std::vector<std::int64_t> ids(Rows rows) {
    std::vector<std::int64_t> found;
    for (auto& row : rows.all())
        found.push_back(row.id);
    return found;
}
using Ids = std::vector<std::int64_t>;

/// A library whose books 12 and 14, tag a, author 3 and the weights above 8 nobody sees.
struct Filtered : Library {
    rowan::Session seen{with_filters(engine)};

    static rowan::Engine& with_filters(rowan::Engine& engine) {
        rowan::add_filter<Book>(engine, "shown", "id"_col != 12 && "id"_col != 14);
        rowan::add_filter<Tag>(engine, "shown", "id"_col != "a");
        rowan::add_filter<Author>(engine, "known", "id"_col < 3 || "id"_col == 4);
        rowan::add_filter<BookTag>(engine, "light", "weight"_col <= 8);
        return engine;
    }
    rowan::Query<Author> authors() { return rowan::query<Author>(seen).order_by("id"_col); }
    rowan::Query<Book> books() { return rowan::query<Book>(seen).order_by("id"_col); }
};

} // namespace

TEST_CASE("filters of an engine are conditions of all queries of their struct", "[connections]") {
    Filtered library;
    CHECK(ids(library.books()) == Ids{11, 13});
    CHECK(library.books().count() == 2);
    CHECK_FALSE(library.books().filter("id"_col == 12).exists());
    CHECK(library.books().filter("id"_col == 12 || "id"_col == 13).one().id == 13);
    CHECK_FALSE(library.books().filter("id"_col == 14).first().has_value());
    CHECK(library.books().page(1, 10).total == 2);
    CHECK(library.books().after("", 10).rows.size() == 2);
    CHECK(has(library.books().sql(), "WHERE"));
    Ids looped;
    for (const Book& book : library.books())
        looped.push_back(book.id);
    CHECK(looped == Ids{11, 13});
    // The session that was there before has none.
    CHECK(library.session.in_transaction() == false);
    CHECK(library.count<Book>() == 4);
}

TEST_CASE("update and remove of a query leave filtered rows alone", "[connections]") {
    Filtered library;
    auto books = rowan::query<Book>(library.seen);
    CHECK(books.filter("id"_col > 11).update("title"_col = "new") == 1);
    CHECK(rowan::query<BookTag>(library.seen).remove() == 2);
    library.seen.commit();
    CHECK(library.all<Book>().filter("title"_col == "new").one().id == 13);
    CHECK(library.all<BookTag>().one().weight == 9);
}

TEST_CASE("filters are lifted by their names", "[connections]") {
    Filtered library;
    CHECK(ids(library.books().lift_filter("shown")) == Ids{11, 12, 13, 14});
    CHECK(library.books().lift_filter("shown").count() == 4);
    CHECK(ids(library.books().lift_filter("known")) == Ids{11, 13});
    CHECK(ids(library.books()) == Ids{11, 13});
    CHECK_THROWS_WITH(library.books().lift_filter("shwon"),
                      Catch::Contains("no filter is named 'shwon'") && Catch::Contains("'shown'"));
    auto author = library.authors().lift_filter("shown").load<&Author::written>().first();
    CHECK(author->written.size() == 3);
    library.seen.lift_filter("shown");
    CHECK(ids(library.books()) == Ids{11, 12, 13, 14});
    CHECK(ids(library.authors()) == Ids{1, 2, 4});
}

TEST_CASE("a session has filters of its own", "[connections]") {
    Filtered library;
    library.seen.add_filter<Book>("one author", "author_id"_col == 1);
    CHECK(ids(library.books()) == Ids{11, 13});
    // One of the same name takes the place of the engine's.
    library.seen.add_filter<Book>("shown", "id"_col != 13);
    CHECK(ids(library.books()) == Ids{11, 12});
    CHECK(ids(library.books().lift_filter("one author")) == Ids{11, 12, 14});
    rowan::Session other(library.engine);
    CHECK(ids(rowan::query<Book>(other).order_by("id"_col)) == Ids{11, 13});
    CHECK_THROWS_AS(library.seen.add_filter<Book>("none", rowan::Condition<Book>{}),
                    rowan::InvalidQuery);
}

TEST_CASE("the relations that are loaded come under filters", "[connections]") {
    Filtered library;
    auto authors = library.authors().load<&Author::written, &Book::tags>().all();
    REQUIRE(authors.size() == 3);
    REQUIRE(authors[0].written.size() == 2);
    CHECK(authors[0].written[0].tags.size() == 1);
    CHECK(authors[0].written[0].tags[0].id == "b");
    CHECK(authors[1].written.empty());
    // The table between comes under its own.
    auto book = library.books().lift_filter("shown").filter("id"_col == 12).load<&Book::tags>();
    CHECK(book.one().tags.empty());
    CHECK(book.lift_filter("light").one().tags.size() == 1);
    // Each row's first few.
    auto newest = [](auto books) { return books.order_by("id"_col.desc()).limit(1); };
    CHECK(library.authors().load<&Author::written>(newest).first()->written[0].id == 13);
    // As they are streamed.
    for (const Author& author : library.authors().load<&Author::written>())
        CHECK(author.written.size() == (author.id == 1 ? 2u : 0u));
    // Afterwards.
    std::vector<Author> two = library.authors().limit(2).all();
    library.seen.load<&Author::written>(two);
    CHECK(two[0].written.size() == 2);
    CHECK(two[1].written.empty());
}

TEST_CASE("a row that is joined and comes under a filter isn't there", "[connections]") {
    Filtered library;
    library.seen.lift_filter("shown");
    auto books = library.books().load_joined<&Book::author>().load_joined<&Book::editor>();
    auto all = books.filter("title"_col != "none").all();
    REQUIRE(all.size() == 4);
    CHECK(all[0].author->id == 1);
    CHECK_FALSE(all[0].editor);
    CHECK(all[1].editor->id == 1);
    auto lifted = books.lift_filter("known").all();
    CHECK(lifted[0].editor->id == 3);
    for (const Book& book : books)
        CHECK((book.id != 14 || !book.editor));
    library.seen.add_filter<Author>("known", "name"_col == "author 2");
    CHECK(books.all()[3].author->id == 2);
    CHECK_FALSE(books.all()[0].author);
}

TEST_CASE("the tables of a select come under filters", "[connections]") {
    Filtered library;
    auto titles = rowan::select(library.seen, rowan::col<&Book::id>, rowan::col<&Author::name>)
                      .from<Book>()
                      .join<Author>()
                      .on(rowan::col<&Book::author_id> == rowan::col<&Author::id>)
                      .where(rowan::col<&Book::id> > 11)
                      .order_by(rowan::col<&Book::id>);
    auto rows = titles.all();
    REQUIRE(rows.size() == 1);
    CHECK(std::get<0>(rows[0]) == 13);
    CHECK(titles.lift_filter("shown").all().size() == 3);
    // Where the row beside it comes under one, it isn't there.
    auto edited = rowan::select(library.seen, rowan::col<&Book::id>, rowan::col<&Author::name>)
                      .from<Book>()
                      .left_join<Author>()
                      .on(rowan::col<&Book::editor_id> == rowan::col<&Author::id>)
                      .where(rowan::col<&Book::title>.starts_with("book"))
                      .order_by(rowan::col<&Book::id>);
    auto named = edited.all();
    REQUIRE(named.size() == 2);
    CHECK_FALSE(std::get<1>(named[0]).has_value());
    CHECK(std::get<1>(edited.lift_filter("known").all()[0]) == "author 3");
    // In subqueries, under other names, and as a loop.
    constexpr auto other = rowan::alias<Book, "other">;
    auto pairs = rowan::select(library.seen, rowan::col<&Book::id>, other.col<&Book::id>)
                     .from<Book>()
                     .cross_join(other);
    CHECK(pairs.all().size() == 4);
    auto writers = rowan::select(library.seen, rowan::col<&Author::id>)
                       .where(rowan::exists(
                           rowan::select(rowan::col<&Book::id>)
                               .where(rowan::col<&Book::author_id> == rowan::col<&Author::id>)));
    CHECK(writers.all() == Ids{1});
    std::size_t count = 0;
    for (const auto& row : titles)
        count += std::get<0>(row) == 13 ? 1 : 2;
    CHECK(count == 1);
}

TEST_CASE("get() comes under filters, what the session writes does not", "[connections]") {
    Filtered library;
    rowan::Session& session = library.seen;
    CHECK(session.get<Book>(12) == nullptr);
    CHECK(session.get<Book>(11) != nullptr);
    auto hidden = rowan::query<Book>(session).lift_filter("shown").filter("id"_col == 12);
    std::shared_ptr<Book> book = hidden.tracked().one();
    CHECK(session.get<Book>(12) == book);
    book->title = "changed";
    session.flush();
    session.refresh(book);
    CHECK(book->title == "changed");
    // What merge() looks for is a row, whoever sees it.
    rowan::Session other(library.engine);
    Book value = *book;
    session.commit();
    value.title = "merged";
    other.merge(value);
    other.commit();
    CHECK(library.all<Book>().filter("title"_col == "merged").one().id == 12);
    // All rows that would point to a removed one are written, those that nobody sees too.
    auto author = session.get<Author>(1);
    rowan::query<BookTag>(session).lift_filter("light").remove();
    rowan::query<Profile>(session).remove();
    session.commit();
}
