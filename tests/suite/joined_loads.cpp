// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Relations of every kind that come by the query's own statement are those that load() brings.

#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
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

/// An object and what is loaded with it, rows without an order in the order of their texts.
std::string told(const Tag& tag);
std::string told(const BookTag& link);
std::string told(const Author& author);
std::string told(const Profile& profile);
std::string told(const Book& book);

template <typename Rows>
std::string told_all(std::string_view name, const Rows& rows) {
    if (!rows.is_loaded())
        return "";
    std::vector<std::string> texts;
    for (const auto& row : rows)
        texts.push_back(told(row));
    std::sort(texts.begin(), texts.end());
    std::string text = " " + std::string(name) + "[";
    for (const std::string& one : texts)
        text += one + ";";
    return text + "]";
}
template <typename Row>
std::string told_one(std::string_view name, const Row& row) {
    if (!row.is_loaded())
        return "";
    return " " + std::string(name) + "(" + (row ? told(*row) : "none") + ")";
}
std::string told(const Tag& tag) { return tag.id + "=" + tag.name + told_all("books", tag.books); }
std::string told(const BookTag& link) {
    return link.tag_id + "*" + std::to_string(link.weight) + told_one("tag", link.tag);
}
std::string told(const Profile& profile) { return profile.id + told_one("author", profile.author); }
std::string told(const Book& book) {
    return std::to_string(book.id) + "=" + book.title + told_one("author", book.author) +
           told_one("editor", book.editor) + told_all("tags", book.tags) +
           told_all("links", book.tag_links);
}
std::string told(const Author& author) {
    return std::to_string(author.id) + "=" + author.name + told_all("written", author.written) +
           told_all("edited", author.edited) + told_one("profile", author.profile);
}
template <typename Object>
std::vector<std::string> told_of(const std::vector<Object>& objects) {
    std::vector<std::string> texts;
    for (const Object& object : objects)
        texts.push_back(told(object));
    return texts;
}

/// How many statements a call sends.
template <typename Call>
std::size_t statements(rowan::Engine& engine, Call call) {
    std::size_t sent = 0;
    engine.set_echo([&](const rowan::StatementEvent&) { ++sent; });
    call();
    engine.set_echo(nullptr);
    return sent;
}

/// Checks that a query finds by one statement what it finds by several.
#define CHECK_SAME(library, query, ...)                                                            \
    do {                                                                                           \
        std::vector<std::string> joined, apart = told_of((query).load<__VA_ARGS__>().all());       \
        CHECK(statements((library).engine, [&] {                                                   \
                  joined = told_of((query).load_joined<__VA_ARGS__>().all());                      \
              }) == 1);                                                                            \
        CHECK(joined == apart);                                                                    \
    } while (false)

} // namespace

TEST_CASE("relations of every kind come by the query's own statement") {
    Library library;
    CHECK_SAME(library, library.authors(), &Author::written);
    CHECK_SAME(library, library.authors(), &Author::edited);
    CHECK_SAME(library, library.authors(), &Author::profile);
    CHECK_SAME(library, library.books(), &Book::author);
    CHECK_SAME(library, library.books(), &Book::tags);
    CHECK_SAME(library, library.books(), &Book::tag_links);
    CHECK_SAME(library, library.all<Tag>().order_by("id"_col), &Tag::books);
    CHECK_SAME(library, library.all<Profile>(), &Profile::author);
    auto authors = library.authors().load_joined<&Author::written>().all();
    REQUIRE(ids(authors) == Ids{1, 2, 3, 4});
    CHECK(authors[0].written.size() == 3);
    CHECK(authors[3].written.is_loaded());
    CHECK(authors[3].written.empty());
    CHECK_FALSE(authors[0].edited.is_loaded());
    CHECK(library.authors().filter("id"_col > 9).load_joined<&Author::written>().all().empty());
}

TEST_CASE("paths go over joins of every kind") {
    Library library;
    CHECK_SAME(library, library.authors(), &Author::written, &Book::tags);
    CHECK_SAME(library, library.authors(), &Author::written, &Book::tags, &Tag::books);
    CHECK_SAME(library, library.authors(), &Author::written, &Book::editor, &Author::profile);
    CHECK_SAME(library, library.authors(), &Author::edited, &Book::tag_links, &BookTag::tag);
    CHECK_SAME(library, library.all<Tag>().order_by("id"_col), &Tag::books, &Book::author);
    CHECK_SAME(library, library.all<Profile>(), &Profile::author, &Author::written);
    CHECK_SAME(library, library.books(), &Book::author, &Author::written, &Book::tags);
}

TEST_CASE("several joins to many bring each row once for each object") {
    Library library;
    auto joined = library.authors()
                      .load_joined<&Author::written, &Book::tags>()
                      .load_joined<&Author::edited, &Book::tag_links>()
                      .load_joined<&Author::profile>();
    auto apart = library.authors()
                     .load<&Author::written, &Book::tags>()
                     .load<&Author::edited, &Book::tag_links>()
                     .load<&Author::profile>();
    CHECK(statements(library.engine, [&] { static_cast<void>(joined.all()); }) == 1);
    CHECK(told_of(joined.all()) == told_of(apart.all()));
    CHECK(told_of(joined.limit(2).offset(1).all()) == told_of(apart.limit(2).offset(1).all()));
}

TEST_CASE("what is joined and what comes apart go together") {
    Library library;
    std::vector<Author> authors;
    auto expected = told_of(library.authors().load<&Author::written, &Book::tags>().all());
    CHECK(statements(library.engine, [&] {
              authors = library.authors()
                            .load_joined<&Author::written>()
                            .load<&Author::written, &Book::tags>()
                            .all();
          }) == 2);
    CHECK(told_of(authors) == expected);
    // A join needs all that its path goes over.
    CHECK(statements(library.engine, [&] {
              authors = library.authors()
                            .load<&Author::written>()
                            .load_joined<&Author::written, &Book::tags>()
                            .all();
          }) == 1);
    CHECK(told_of(authors) == expected);
    CHECK(statements(library.engine, [&] {
              authors = library.authors()
                            .load_joined<&Author::written>()
                            .load<&Author::edited>(
                                [](auto books) { return books.order_by("id"_col).limit(1); })
                            .all();
          }) == 2);
    CHECK(ids(authors[2].edited) == Ids{11});
    CHECK(authors[0].written.size() == 3);
}

TEST_CASE("limit and offset count objects, and the order is theirs") {
    Library library;
    auto newest = library.all<Author>().order_by("id"_col.desc());
    CHECK_SAME(library, newest.limit(2), &Author::written);
    CHECK_SAME(library, newest.limit(2).offset(1), &Author::written);
    CHECK_SAME(library, newest.offset(2), &Author::written, &Book::tags);
    CHECK_SAME(library, newest.limit(0), &Author::written);
    CHECK_SAME(library, library.books().limit(1), &Book::tags);
    CHECK(ids(newest.limit(2).offset(2).load_joined<&Author::written>().all()) == Ids{2, 1});
    // Values stand in their places, before the limit and behind it.
    auto turned = library.books()
                      .filter("id"_col >= 11, rowan::Condition<Book>("title"_col != "none"))
                      .order_by(("id"_col % 12 + 7).desc(), ("id"_col - 3).nulls_last())
                      .filter("id"_col < 14);
    CHECK(ids(turned.limit(3).all()) == ids(turned.limit(3).load_joined<&Book::tags>().all()));
    CHECK_SAME(library,
               library.all<Book>()
                   .order_by("editor_id"_col.desc().nulls_last(), "id"_col)
                   .filter("id"_col > 10)
                   .limit(3)
                   .offset(1),
               &Book::tags);
}

TEST_CASE("values of subqueries and functions stand in their places around a limit") {
    Library library;
    using rowan::col;
    auto tagged = rowan::exists(
        rowan::select(col<&BookTag::tag_id>)
            .where(col<&BookTag::book_id> == col<&Book::id> && col<&BookTag::weight> > 4));
    auto books = library.all<Book>()
                     .filter("id"_col < 99, tagged)
                     .order_by(rowan::case_().when(col<&Book::id> == 12, 0).else_(1), "id"_col);
    CHECK_SAME(library, books.limit(1), &Book::tags);
    CHECK_SAME(library, books.limit(5).offset(1), &Book::tags);
    CHECK_SAME(library, books, &Book::tags);
    CHECK(ids(books.limit(1).load_joined<&Book::tags>().all()) == Ids{12});
}

TEST_CASE("the values of a query that is cut before its joins are told in their places") {
    Library library;
    auto books = library.all<Book>()
                     .filter("id"_col > 7)
                     .order_by("id"_col % 5, "id"_col)
                     .limit(2)
                     .load_joined<&Book::tags>();
    CHECK(has(to_string(books), "[integer 7, integer 5, integer 2, integer 5]"));
    CHECK(has(to_string(books.filter(rowan::lower(rowan::col<&Book::title>) != "x")),
              "[integer 7, text 'x', integer 5, integer 2, integer 5]"));
}

TEST_CASE("first(), one(), one_or_none() and pages read whole objects") {
    Library library;
    auto by_id = [&](int id) {
        return library.authors().filter("id"_col == id).load_joined<&Author::written>();
    };
    CHECK(by_id(1).one().written.size() == 3);
    CHECK(by_id(1).one_or_none()->written.size() == 3);
    CHECK(by_id(1).first()->written.size() == 3);
    CHECK(by_id(4).one().written.empty());
    CHECK_FALSE(by_id(9).one_or_none());
    CHECK_FALSE(by_id(9).first());
    CHECK_THROWS_AS(by_id(9).one(), rowan::NoResultFound);
    auto all = library.authors().load_joined<&Author::written>();
    CHECK(all.first()->written.size() == 3);
    CHECK(all.offset(1).first()->written.size() == 1);
    CHECK_FALSE(all.limit(0).first());
    CHECK_THROWS_AS(all.one(), rowan::MultipleResultsFound);
    CHECK_THROWS_AS(all.one_or_none(), rowan::MultipleResultsFound);
    auto page = all.page(1, 3);
    CHECK(page.total == 4);
    CHECK(ids(page.rows) == Ids{1, 2, 3});
    CHECK(page.rows[0].written.size() == 3);
    auto behind = all.after("", 1);
    CHECK(behind.rows[0].written.size() == 3);
    CHECK(ids(all.after(behind.next, 2).rows) == Ids{2, 3});
}

TEST_CASE("what counts and changes rows knows no joins") {
    Library library;
    auto authors = library.all<Author>().filter("id"_col < 3).load_joined<&Author::written>();
    CHECK(authors.count() == 2);
    CHECK(authors.limit(1).count() == 1);
    CHECK(authors.exists());
    CHECK(authors.update("name"_col = "same") == 2);
    CHECK(library.all<Author>().filter("name"_col == "same").count() == 2);
    CHECK(library.all<Author>().filter("id"_col == 4).load_joined<&Author::written>().remove() ==
          1);
    CHECK(library.count<Author>() == 3);
}

TEST_CASE("a loop over objects that are joined to many rows is refused") {
    Library library;
    auto message = error_of<rowan::InvalidQuery>(library.session, [&] {
        return library.authors().load_joined<&Author::written>().begin() == std::default_sentinel;
    });
    CHECK(has(message, "load_joined()"));
    CHECK(has(message, "take load()"));
    Ids editors;
    for (const Book& book : library.books().load_joined<&Book::editor>())
        editors.push_back(book.editor ? book.editor->id : 0);
    CHECK(editors == Ids{3, 1, 0, 3});
}

TEST_CASE("a HasOne with several rows is an error when it is joined, too") {
    Library library;
    library.session.insert(Profile::make("id"_col = "second", "author_id"_col = 1));
    auto authors = library.authors().load_joined<&Author::profile>();
    auto message =
        error_of<rowan::MultipleResultsFound>(library.session, [&] { return authors.all(); });
    CHECK(has(message, "load_joined<&Author::profile>()"));
    CHECK(has(message, "make it a HasMany"));
    CHECK_FAILS(library.session, rowan::MultipleResultsFound, authors.first());
    CHECK_FAILS(library.session, rowan::MultipleResultsFound, authors.filter("id"_col == 1).one());
    CHECK(authors.filter("id"_col > 1).all().size() == 3);
    CHECK(authors.offset(1).first()->profile.is_loaded());
    // Beside a join to many, its one row comes several times.
    library.session.remove(library.all<Profile>().filter("id"_col == "second").one());
    CHECK_SAME(library, library.authors().load_joined<&Author::written>(), &Author::profile);
}

TEST_CASE("filters let no row through a join", "[connections]") {
    Library library;
    rowan::add_filter<Book>(library.engine, "shown", "id"_col != 12 && "id"_col != 14);
    rowan::add_filter<BookTag>(library.engine, "light", "weight"_col <= 6);
    rowan::add_filter<Author>(library.engine, "known", "id"_col < 3 || "id"_col == 4);
    rowan::Session seen(library.engine);
    auto authors = rowan::query<Author>(seen).order_by("id"_col % 4, "id"_col);
    auto books = rowan::query<Book>(seen).order_by("id"_col);
    CHECK(ids(authors.all()) == Ids{4, 1, 2});
    CHECK_SAME(library, authors, &Author::written);
    CHECK_SAME(library, authors, &Author::written, &Book::editor);
    CHECK_SAME(library, authors.limit(1).offset(1), &Author::written, &Book::tags);
    CHECK_SAME(library, books, &Book::tags);
    CHECK_SAME(library, books.limit(2), &Book::tag_links);
    CHECK(books.load_joined<&Book::tags>().first()->tags.size() == 1);
    CHECK_SAME(library, authors.lift_filter("shown").limit(2), &Author::written);
    CHECK(authors.offset(1)
              .lift_filter("shown")
              .load_joined<&Author::written>()
              .first()
              ->written.size() == 3);
    rowan::add_filter<Tag>(library.engine, "low", rowan::lower(rowan::col<&Tag::name>) != "tag a");
    rowan::Session late(library.engine);
    CHECK_THROWS_AS(rowan::query<Book>(late).load_joined<&Book::tags>().all(), rowan::InvalidQuery);
}
