// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Tables as the database itself understands them.
#include "tests/suite/everything.hpp"
#include "tests/suite/fleet.hpp"
#include "tests/support/hen_and_egg.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

/// A table that can't be made: its check is no SQL.
struct Broken {
    std::int64_t id = 0;
    static constexpr auto table = rowan::table("broken", rowan::primary_key<&Broken::id>(),
                                               rowan::check("ck_broken", "this is no SQL"));
};

struct Author {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table =
        rowan::table("author", rowan::primary_key<&Author::id>(),
                     rowan::column<&Author::name>(rowan::unique, rowan::comment("the author's")));
};

/// Every part that a table can have.
struct Book {
    std::int32_t number = 0;
    std::optional<std::string> title;
    std::optional<std::string> subtitle;
    std::optional<std::int64_t> author;
    std::optional<std::int32_t> sequel_of;
    std::int64_t pages = 0;
    std::int64_t leaves = 0;

    static constexpr auto table = rowan::table(
        "book", rowan::comment("What's on the shelf"),
        rowan::column<&Book::number>("nr", rowan::autoincrement),
        rowan::column<&Book::title>(rowan::type(rowan::Varchar{80}), rowan::unique,
                                    rowan::server_default("'it''s untitled'")),
        rowan::column<&Book::subtitle>(rowan::type(rowan::Varchar{80}),
                                       rowan::comment("a \\ and a '")),
        rowan::column<&Book::leaves>(rowan::computed("pages / 2")),
        rowan::primary_key<&Book::number>(), rowan::unique<&Book::title, &Book::author>(),
        rowan::unique<&Book::subtitle>("one_subtitle"), rowan::index<&Book::author>(),
        rowan::index<&Book::author, &Book::pages>("ix_long_books").unique().where("pages > 100"),
        rowan::index<&Book::pages>("ix_pages"),
        rowan::foreign_key<&Book::author>(rowan::references<&Author::id>())
            .on_delete(rowan::cascade),
        rowan::foreign_key<&Book::sequel_of>(rowan::references<&Book::number>(), "fk_sequel")
            .on_delete(rowan::set_null),
        rowan::check("positive", "pages >= 0"));
};

struct Review {
    std::int64_t id = 0;
    std::optional<std::int64_t> author;

    static constexpr auto table = rowan::table(
        "review", rowan::primary_key<&Review::id>(),
        rowan::foreign_key<&Review::author>(rowan::references<&Author::id>()).deferrable());
};

struct Odd {
    std::int64_t id = 0;
    std::optional<std::string> word;
    std::optional<std::int32_t> sum;
    std::optional<rowan::DateTime> moment;

    static constexpr auto table = rowan::table(
        "an \"odd\" 'table' `of` \\names", rowan::primary_key<&Odd::id>("p\"k`"),
        rowan::column<&Odd::word>("a'b\"c`d\\e %s ? :x", rowan::type(rowan::Varchar{20}),
                                  rowan::server_default("'it''s'")),
        rowan::column<&Odd::sum>(rowan::server_default("1 + 1")),
        rowan::column<&Odd::moment>(rowan::server_default("CURRENT_TIMESTAMP")),
        rowan::index<&Odd::word>("an \"index\" `"));
};

} // namespace

TEST_CASE("create_all() and drop_all() may be called again") {
    Fleet fleet;
    rowan::create_all<Ship, Port>(fleet.engine);
    fleet.session.insert(ship("Ra"));
    fleet.session.commit();
    rowan::create_all<Ship, Port>(fleet.engine);
    CHECK(fleet.ships() == 1);
    rowan::drop_all<Port, Ship>(fleet.engine);
    rowan::drop_all<Port, Ship>(fleet.engine);
    CHECK_FAILS(fleet.session, rowan::ProgrammingError, Ship::count(fleet.session));
    fleet.session.rollback();
    rowan::create_all<Port, Ship>(fleet.engine);
    CHECK(Ship::count(fleet.session) == 0);
}

TEST_CASE("create_all() makes all tables or none, where DDL belongs to transactions") {
    Tables<Port, Ship, Author> tables;
    rowan::drop_all<Port, Ship, Author>(tables.engine);
    CHECK_THROWS_AS((rowan::create_all<Port, Ship, Broken>(tables.engine)),
                    rowan::ProgrammingError);
    if (dialect().transactional_ddl) {
        CHECK_FAILS(tables.session, rowan::ProgrammingError, tables.count<Port>());
        CHECK_FAILS(tables.session, rowan::ProgrammingError, tables.count<Ship>());
    } else {
        // What was made before the error is there; making it again is no error.
        std::int64_t ports = 0;
        try {
            ports = tables.count<Port>();
        } catch (const rowan::ProgrammingError&) {
            // Or all of it is gone, though a table can be used only after the commit.
        }
        CHECK(ports == 0);
    }
    tables.session.rollback();
    rowan::create_all<Port, Ship, Author>(tables.engine);
    CHECK(tables.count<Ship>() == 0);
}

TEST_CASE("every type and every part of a table is taken, twice") {
    Tables<Author, Book, Review, Everything> tables;
    rowan::create_all<Review, Book, Everything, Author>(tables.engine);
    if (dialect().blobs)
        tables.session.insert(Everything{});
    else
        CHECK_FAILS(tables.session, rowan::DataError, tables.session.insert(Everything{}));
    CHECK(tables.count<Everything>() == (dialect().blobs ? 1 : 0));
}

TEST_CASE("an autoincrement key is never given again") {
    Tables<Author, Book> tables;
    Book book;
    tables.session.insert(book);
    const std::int32_t first = book.number;
    tables.session.remove(book);
    book.number = 0;
    tables.session.insert(book);
    CHECK(book.number == first + 1);
}

TEST_CASE("server defaults and computed columns are the database's") {
    Tables<Author, Book> tables;
    Book book;
    book.pages = 11;
    tables.session.insert(book);
    auto found = tables.all<Book>().one();
    CHECK(found.title == "it's untitled");
    CHECK((found.leaves == 5 || !dialect().division_keeps_integers));
}

TEST_CASE("odd names arrive as they are or are a ProgrammingError") {
    if (!dialect().any_names) {
        rowan::Engine engine = open_engine();
        CHECK_THROWS_AS(rowan::create_all<Odd>(engine), rowan::ProgrammingError);
        rowan::Session session(engine);
        CHECK_FAILS(session, rowan::ProgrammingError, session.insert(Odd{}));
        CHECK_FAILS(session, rowan::ProgrammingError,
                    rowan::query<Odd>(session).filter("word"_col == "x").count());
        return;
    }
    Tables<Odd> tables;
    rowan::create_all<Odd>(tables.engine);
    Odd odd;
    tables.session.insert(odd);
    auto row = tables.all<Odd>().filter("word"_col == "it's").one();
    CHECK(row.sum == 2);
    REQUIRE(row.moment);
    CHECK(*row.moment > rowan::parse<rowan::DateTime>("2020-01-01T00:00:00Z"));
    row.word = "other";
    tables.session.update(row);
    CHECK(tables.all<Odd>().filter("word"_col == "other").count() == 1);
}

TEST_CASE("unique constraints and indexes hold; NULL is not equal to NULL") {
    Tables<Author, Book> tables;
    rowan::Session& session = tables.session;
    Book book;
    book.title = "one";
    book.subtitle = "same";
    session.insert(book);
    Book other;
    other.title = "two";
    other.subtitle = "same";
    CHECK(has_name(error_of<rowan::UniqueViolation>(session,
                                                    [&] {
                                                        session.insert(other);
                                                        return 0;
                                                    }),
                   "subtitle"));
    other.subtitle.reset();
    session.insert(other);
    Book third;
    third.title = "three";
    session.insert(third);
    CHECK(tables.count<Book>() == 3);
}

TEST_CASE("a partial unique index forbids only what it is about, where there are such") {
    Tables<Author, Book> tables;
    rowan::Session& session = tables.session;
    session.insert(Author{1, "a"});
    auto book = [](const char* title, std::int64_t pages) {
        Book made;
        made.title = title;
        made.author = 1;
        made.pages = pages;
        return made;
    };
    session.insert(book("short", 50));
    session.insert(book("long", 500));
    session.insert(book("short, too", 50));
    // Without partial indexes it is an ordinary one: a unique one would forbid too much.
    if (dialect().partial_indexes)
        CHECK_FAILS(session, rowan::UniqueViolation, session.insert(book("long, too", 500)));
    else
        session.insert(book("long, too", 500));
    CHECK(tables.count<Book>() == (dialect().partial_indexes ? 3 : 4));
}

TEST_CASE("a foreign key's actions are the database's") {
    Tables<Author, Book, Review> tables;
    rowan::Session& session = tables.session;
    session.insert_all({Author{1, "a"}, Author{2, "b"}});
    Book first, second;
    first.title = "first";
    first.author = 1;
    session.insert(first);
    second.title = "second";
    second.author = 2;
    second.sequel_of = first.number;
    session.insert(second);
    session.remove(Author{1, "a"});
    auto left = tables.all<Book>().one();
    CHECK(left.title == "second");
    CHECK_FALSE(left.sequel_of);
    session.insert(Review{5, 2});
    auto remove = [&] {
        session.remove(Author{2, "b"});
        session.commit();
    };
    CHECK_THROWS_AS(remove(), rowan::ForeignKeyViolation);
    session.rollback();
}

TEST_CASE("a deferred foreign key waits for the commit, where the database can") {
    Tables<Author, Review> tables;
    rowan::Session& session = tables.session;
    if (!dialect().deferrable) {
        CHECK_FAILS(session, rowan::ForeignKeyViolation, session.insert(Review{1, 7}));
        return;
    }
    session.insert(Review{1, 7});
    session.insert(Author{7, "late"});
    session.commit();
    CHECK(tables.count<Review>() == 1);
    session.insert(Review{2, 8});
    CHECK_THROWS_AS(session.commit(), rowan::ForeignKeyViolation);
    session.rollback();
    CHECK(tables.count<Review>() == 1);
}

TEST_CASE("tables that point to each other are made, filled and dropped") {
    Tables<Hen, Egg> tables;
    rowan::Session& session = tables.session;
    session.insert(Hen{1, {}});
    session.insert(Egg{2, 1});
    session.update(Hen{1, 2});
    CHECK_FAILS(session, rowan::ForeignKeyViolation, session.insert(Egg{3, 99}));
    session.commit();
    rowan::drop_all<Hen, Egg>(tables.engine);
    CHECK_FAILS(session, rowan::ProgrammingError, tables.count<Hen>());
    session.rollback();
    rowan::create_all<Egg, Hen>(tables.engine);
    CHECK(tables.count<Egg>() == 0);
}

namespace {

struct Divided : rowan::Model<Divided> {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table("divided", rowan::primary_key<&Divided::id>(),
                                               rowan::partition_by_hash<&Divided::id>());
};

} // namespace

TEST_CASE("a table of partitions is created where the database has them, else refused") {
    rowan::Engine engine = open_engine();
    if (dialect().ddl->partitions) {
        rowan::create_all<Divided>(engine);
        rowan::drop_all<Divided>(engine);
    } else {
        CHECK_THROWS_AS(rowan::create_all<Divided>(engine), rowan::InvalidQuery);
    }
}
