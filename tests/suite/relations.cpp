// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

using Ids = std::vector<std::int64_t>;

template <typename Rows>
Ids ids(const Rows& rows) {
    Ids list;
    for (const auto& row : rows)
        list.push_back(row.id);
    return list;
}
template <typename Rows>
Ids sorted(const Rows& rows) {
    Ids list = ids(rows);
    std::sort(list.begin(), list.end());
    return list;
}
template <typename Rows>
std::string names(const Rows& rows) {
    std::string text;
    for (const auto& row : rows)
        text += row.id;
    return text;
}

/// The statements that a call sends.
template <typename Call>
std::vector<std::string> statements(rowan::Engine& engine, Call call) {
    std::vector<std::string> sent;
    engine.set_echo([&](const rowan::StatementEvent& event) { sent.emplace_back(event.sql); });
    call();
    engine.set_echo(nullptr);
    return sent;
}

} // namespace

TEST_CASE("a query loads the rows that its own belong to, by one more statement") {
    Library library;
    std::vector<Book> books;
    auto sent =
        statements(library.engine, [&] { books = library.books().load<&Book::author>().all(); });
    CHECK(sent.size() == 2);
    REQUIRE(books.size() == 4);
    CHECK(books[0].author->name == "author 1");
    CHECK((*books[3].author).name == "author 2");
    // Rows that belong to the same row share it.
    CHECK(&*books[0].author == &*books[2].author);
    CHECK_FALSE(books[0].editor.is_loaded());
}

TEST_CASE("of several keys to one table, each relation goes by its own") {
    Library library;
    auto books = library.books().load<&Book::editor>().load<&Book::author>().all();
    CHECK(books[0].editor->id == 3);
    CHECK(books[1].editor->id == 1);
    CHECK(books[1].author->id == 1);
    CHECK(books[2].editor.is_loaded());
    CHECK_FALSE(books[2].editor);
    CHECK_THROWS_AS(books[2].editor->name, rowan::NoResultFound);
    auto authors = library.authors().load<&Author::written>().load<&Author::edited>().all();
    CHECK(sorted(authors[0].written) == Ids{11, 12, 13});
    CHECK(sorted(authors[0].edited) == Ids{12});
    CHECK(sorted(authors[2].edited) == Ids{11, 14});
    CHECK(authors[2].written.is_loaded());
    CHECK(authors[2].written.empty());
}

TEST_CASE("what was not loaded can't be read, and the message says what would load it") {
    Library library;
    auto book = library.books().first().value();
    auto message = error_of<rowan::NotLoaded>(library.session, [&] { return book.author->name; });
    CHECK(has(message, "Book::author was not loaded"));
    CHECK(has(message, ".load<&Book::author>()"));
    CHECK(has(message, "session.load<&Book::author>"));
    message = error_of<rowan::NotLoaded>(library.session, [&] { return book.tags.size(); });
    CHECK(has(message, "Book::tags"));
    Book copy = book;
    message = error_of<rowan::NotLoaded>(library.session, [&] { return copy.editor->name; });
    CHECK(has(message, "Book::editor"));
    message = error_of<rowan::NotLoaded>(library.session, [&] { return Book{}.author->name; });
    CHECK(has(message, "BelongsTo"));
    library.session.load<&Book::author>(book);
    CHECK(book.author->id == 1);
    book.author.unload();
    CHECK_THROWS_AS(book.author->id, rowan::NotLoaded);
}

TEST_CASE("conditions, order and limit of what is loaded hold for each row of the query") {
    Library library;
    auto authors = library.authors()
                       .load<&Author::written>([](auto books) {
                           return books.filter("id"_col != 12).order_by("id"_col.desc());
                       })
                       .all();
    CHECK(ids(authors[0].written) == Ids{13, 11});
    CHECK(ids(authors[1].written) == Ids{14});

    std::vector<Author> few;
    auto sent = statements(library.engine, [&] {
        few = library.authors()
                  .load<&Author::written>([](auto books) {
                      return books.filter("title"_col != "x")
                          .order_by("editor_id"_col.desc().nulls_last(), "id"_col)
                          .limit(2);
                  })
                  .all();
    });
    CHECK(sent.size() == 2);
    CHECK(ids(few[0].written) == Ids{11, 12});
    CHECK(ids(few[1].written) == Ids{14});
    CHECK(few[3].written.empty());
    few = library.authors()
              .load<&Author::written>([](auto books) { return books.limit(1).offset(1); })
              .all();
    CHECK(ids(few[0].written) == Ids{12});
    CHECK(few[1].written.empty());
    auto books =
        library.books()
            .load<&Book::tags>([](auto tags) {
                return tags.filter("name"_col != "tag c").order_by("id"_col.desc()).limit(1);
            })
            .all();
    CHECK(names(books[0].tags) == "b");
    CHECK(names(books[1].tags) == "b");
    CHECK(books[2].tags.empty());
    // An author that no condition lets through is none.
    books = library.books()
                .load<&Book::author>([](auto rows) { return rows.filter("id"_col > 1); })
                .all();
    CHECK_FALSE(books[0].author);
    CHECK(books[3].author->id == 2);
}

TEST_CASE("paths load what the rows lead to") {
    Library library;
    std::vector<Author> authors;
    auto sent = statements(library.engine, [&] {
        authors = library.authors()
                      .load<&Author::written>([](auto books) { return books.order_by("id"_col); })
                      .load<&Author::written, &Book::tags>(
                          [](auto tags) { return tags.order_by("id"_col); })
                      .load<&Author::written, &Book::editor>()
                      .all();
    });
    CHECK(sent.size() == 4);
    CHECK(names(authors[0].written[0].tags) == "ab");
    CHECK(names(authors[0].written[1].tags) == "b");
    CHECK(authors[0].written[1].editor->id == 1);
    CHECK_FALSE(authors[0].written[2].editor);
    CHECK(authors[1].written[0].editor->id == 3);
    auto book = library.books().load<&Book::author, &Author::written, &Book::editor>().first();
    CHECK(sorted(book->author->written) == Ids{11, 12, 13});
    CHECK(book->author->written[0].editor.is_loaded());
}

TEST_CASE("a row of another table whose key points here") {
    Library library;
    auto authors = library.authors().load<&Author::profile>().all();
    CHECK(authors[0].profile->id == "first");
    CHECK(authors[1].profile.is_loaded());
    CHECK_FALSE(authors[1].profile);
    auto profile = library.all<Profile>().load<&Profile::author>().one();
    CHECK(profile.author->id == 1);

    library.session.insert(Profile::make("id"_col = "second", "author_id"_col = 1));
    auto message = error_of<rowan::MultipleResultsFound>(
        library.session, [&] { return library.authors().load<&Author::profile>().all(); });
    CHECK(has(message, "load<&Author::profile>()"));
    authors = library.authors()
                  .load<&Author::profile>(
                      [](auto profiles) { return profiles.order_by("id"_col.desc()).limit(1); })
                  .all();
    CHECK(authors[0].profile->id == "second");
}

TEST_CASE("many-to-many goes over the table between, from both sides") {
    Library library;
    std::vector<Book> books;
    auto sent =
        statements(library.engine, [&] { books = library.books().load<&Book::tags>().all(); });
    CHECK(sent.size() == 2);
    std::string both = names(books[0].tags);
    std::sort(both.begin(), both.end());
    CHECK(both == "ab");
    CHECK(books[1].tags[0].name == "tag b");
    CHECK(books[3].tags.empty());
    auto tags = library.all<Tag>().order_by("id"_col).load<&Tag::books>().all();
    CHECK(sorted(tags[1].books) == Ids{11, 12});
    CHECK(tags[2].books.empty());
    // What the table between says of it is loaded as a table of its own.
    auto book = library.books()
                    .load<&Book::tag_links>([](auto links) { return links.order_by("weight"_col); })
                    .load<&Book::tag_links, &BookTag::tag>()
                    .first();
    REQUIRE(book->tag_links.size() == 2);
    CHECK(book->tag_links[1].weight == 7);
    CHECK(book->tag_links[1].tag->name == "tag b");
}

TEST_CASE("a join loads what the rows belong to in the query's own statement") {
    Library library;
    std::vector<Book> books;
    auto query = library.books()
                     .filter("id"_col > 11)
                     .limit(2)
                     .load_joined<&Book::editor>()
                     .load_joined<&Book::author>();
    auto sent = statements(library.engine, [&] { books = query.all(); });
    CHECK(sent.size() == 1);
    REQUIRE(ids(books) == Ids{12, 13});
    CHECK(books[0].editor->name == "author 1");
    CHECK(books[0].author->name == "author 1");
    CHECK_FALSE(books[1].editor);
    CHECK(books[1].author->id == 1);
    CHECK(has(query.sql(), "LEFT JOIN"));
    CHECK(query.count() == 2);
    CHECK(query.first()->editor->id == 1);
    CHECK(library.books().filter("id"_col == 14).load_joined<&Book::editor>().one().editor->id ==
          3);
    // A path, and statements of their own for what a join leads to.
    auto links = library.all<BookTag>()
                     .filter("weight"_col == 9)
                     .load_joined<&BookTag::tag>()
                     .load<&BookTag::tag, &Tag::books>()
                     .all();
    CHECK(sorted(links[0].tag->books) == Ids{11, 12});
    // Rows that are narrowed come apart, whatever was asked for before.
    sent = statements(library.engine, [&] {
        books = library.books()
                    .load_joined<&Book::author>()
                    .load<&Book::author>([](auto rows) { return rows.filter("id"_col == 2); })
                    .all();
    });
    CHECK(sent.size() == 2);
    CHECK_FALSE(books[0].author);
    Ids editors;
    for (const Book& book : library.books().load_joined<&Book::editor>())
        editors.push_back(book.editor ? book.editor->id : 0);
    CHECK(editors == Ids{3, 1, 0, 3});
}

TEST_CASE("objects in hand are loaded afterwards: one, a range, pointers") {
    Library library;
    auto authors = library.authors().all();
    auto sent =
        statements(library.engine, [&] { library.session.load<&Author::written>(authors); });
    CHECK(sent.size() == 1);
    CHECK(sorted(authors[0].written) == Ids{11, 12, 13});
    // What is there is kept on the way to what is not.
    authors[0].written[0].title = "changed";
    sent = statements(library.engine,
                      [&] { library.session.load<&Author::written, &Book::tags>(authors); });
    CHECK(sent.size() == 1);
    CHECK(authors[0].written[0].title == "changed");
    CHECK(authors[0].written[2].tags.is_loaded());
    auto one = library.authors().first().value();
    library.session.load<&Author::written>(
        one, [](auto books) { return books.order_by("id"_col).limit(1); });
    CHECK(ids(one.written) == Ids{11});
    library.session.load<&Author::written>(one);
    CHECK(one.written.size() == 3);
    std::vector<Author*> pointers{&authors[1], &authors[3]};
    library.session.load<&Author::edited>(pointers);
    CHECK(authors[1].edited.is_loaded());
    CHECK_FALSE(authors[0].edited.is_loaded());
    library.session.load<&Author::edited>(std::vector<Author*>{});
}

TEST_CASE("one(), first(), one_or_none() and loops load, too") {
    Library library;
    auto by_id = [&](int id) {
        return library.all<Author>().filter("id"_col == id).load<&Author::written>();
    };
    CHECK(by_id(1).one().written.size() == 3);
    CHECK(by_id(2).first()->written.size() == 1);
    CHECK(by_id(2).one_or_none()->written.size() == 1);
    CHECK_FALSE(by_id(9).first());
    CHECK_FALSE(by_id(9).one_or_none());
    CHECK_THROWS_AS(by_id(9).one(), rowan::NoResultFound);
    CHECK(by_id(9).all().empty());
    CHECK(by_id(1).count() == 1);
    Ids counts;
    for (const Author& author : library.authors().load<&Author::written>())
        counts.push_back(static_cast<std::int64_t>(author.written.size()));
    CHECK(counts == Ids{3, 1, 0, 0});
    for (const Author& author : by_id(9))
        FAIL_CHECK(author.id);
    // A query is a value: the shorter one loads nothing.
    auto query = library.authors();
    auto longer = query.load<&Author::written>();
    auto copy = longer;
    CHECK_FALSE(query.first()->written.is_loaded());
    CHECK(copy.first()->written.is_loaded());
    query = copy;
    CHECK(query.first()->written.is_loaded());
}

TEST_CASE("copies have lists of their own, and share what they belong to") {
    Library library;
    auto authors = library.authors().load<&Author::written, &Book::editor>().all();
    Author copy = authors[0];
    copy.written[0].title = "changed";
    CHECK(authors[0].written[0].title != "changed");
    Author moved = std::move(copy);
    CHECK(moved.written[0].title == "changed");
    moved = authors[1];
    CHECK(moved.written.size() == 1);
    CHECK(moved.written[0].editor->name == "author 3");
    // Objects with the same key have lists of their own, too.
    auto twice = library.authors().all();
    twice.push_back(twice[0]);
    library.session.load<&Author::written, &Book::tags>(twice);
    REQUIRE(twice[4].written.size() == 3);
    CHECK(&twice[4].written[0] != &twice[0].written[0]);
    CHECK(twice[4].written[0].tags.is_loaded());
}

TEST_CASE("keys travel in batches, so that the number of statements hardly grows with the rows") {
    Library library;
    std::vector<Author> many(2500);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].id = static_cast<std::int64_t>(i) + 100;
    library.session.insert_all(many);
    std::vector<Book> books(many.size());
    for (std::size_t i = 0; i < books.size(); ++i)
        books[i].id = books[i].author_id = many[i].id;
    library.session.insert_all(books);
    std::vector<Author> authors;
    auto sent = statements(library.engine,
                           [&] { authors = library.authors().load<&Author::written>().all(); });
    CHECK(sent.size() == 4);
    REQUIRE(authors.size() == 2504);
    bool all = true;
    for (std::size_t i = 4; i < authors.size(); ++i)
        all = all && ids(authors[i].written) == Ids{authors[i].id};
    CHECK(all);
    std::size_t count = 0, rows = 0;
    sent = statements(library.engine, [&] {
        for (const Author& author : library.authors().load<&Author::written>()) {
            count += author.written.size();
            ++rows;
        }
    });
    CHECK(rows == 2504);
    CHECK(count == 2504);
    CHECK(sent.size() == 11);
}
