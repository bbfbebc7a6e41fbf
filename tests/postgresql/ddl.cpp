// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/schema.hpp"
#include "tests/support/every_part.hpp"

#include <chrono>
#include <string>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// What a query of one integer says, by way of an error that is raised unless it is this.
void check_count(Session& session, const std::string& query, int expected) {
    INFO(query);
    CHECK_NOTHROW(session.execute_unchecked(
        "DO $do$ BEGIN IF (" + query + ") <> " + std::to_string(expected) +
        " THEN RAISE EXCEPTION 'found %', (" + query + "); END IF; END $do$"));
}

struct Cabin {
    std::int64_t id = 0;
    std::optional<std::int64_t> deck;
    static constexpr auto table = rowan::table("cabin", rowan::primary_key<&Cabin::id>());
};

} // namespace

TEST_CASE("a table with every part is created, used, and dropped") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<every::Author, every::Book, every::Everything>(engine);
    rowan::create_all<every::Author, every::Book, every::Everything>(engine);
    Session session(engine);
    const std::string here = " = '" + schema.name() + "'";
    check_count(session, "SELECT count(*) FROM pg_tables WHERE schemaname" + here, 3);
    check_count(session,
                "SELECT count(*) FROM pg_indexes WHERE schemaname" + here +
                    " AND tablename = 'book' AND indexname LIKE 'ix%'",
                4);
    check_count(session,
                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferred AND "
                "confdeltype = 'c' AND confupdtype = 'n' AND connamespace = '" +
                    schema.name() + "'::regnamespace",
                1);
    check_count(session,
                "SELECT count(*) FROM pg_description WHERE objoid = 'book'::regclass AND "
                "description IN ('What''s on the shelf', 'a \\ and a ''')",
                2);

    every::Author author{0, "Ann"};
    session.insert(author);
    every::Book book{0, "One", "sub", author.id, {}, 100, 0, 1, {"Street", {}}};
    session.insert(book);
    CHECK(book.number == 1);
    auto back = rowan::query<every::Book>(session).one();
    CHECK(back.leaves == 50);
    CHECK(back.printed == book.printed);
    back.pages = 7;
    session.update(back);
    CHECK(back.revision == 2);
    CHECK_THROWS_AS(session.update(book), rowan::StaleData);
    CHECK(rowan::query<every::Book>(session).one().leaves == 3);
    session.remove(author);
    session.commit();
    CHECK(rowan::query<every::Book>(session).count() == 0);
    session.rollback();

    every::Everything all;
    all.id = "one";
    all.u64 = UINT64_MAX;
    all.i64 = INT64_MIN;
    all.day = std::chrono::year(2026) / 11 / 25;
    all.exact = rowan::Decimal("12345678901234567890123456789012345678");
    all.colour = every::Colour::ultramarine;
    all.line = std::string(40, 'l');
    all.code = "abc";
    all.price = rowan::Decimal("1234567890.12");
    all.shape = "(1,2)";
    session.insert(all);
    auto read = rowan::query<every::Everything>(session).one();
    CHECK(read.u64 == all.u64);
    CHECK(read.i64 == all.i64);
    CHECK(read.day == all.day);
    CHECK(read.exact == all.exact);
    CHECK(read.colour == all.colour);
    CHECK(read.price == all.price);
    CHECK(read.shape == all.shape);
    CHECK(read.unique_id == all.unique_id);
    all.id = "two";
    all.line += "l";
    CHECK(error_of<rowan::DataError>([&] { session.insert(all); }).sqlstate() == "22001");
    session.rollback();

    rowan::drop_all<every::Author, every::Book, every::Everything>(engine);
    rowan::drop_all<every::Author, every::Book, every::Everything>(engine);
    check_count(session, "SELECT count(*) FROM pg_tables WHERE schemaname" + here, 0);
}

TEST_CASE("tables are created all or none") {
    Schema schema;
    rowan::Engine engine(schema.url());
    Session session(engine);
    // The index of Book that comes last is in the way.
    session.execute_unchecked("CREATE TABLE ix_printed (id INT)");
    session.execute_unchecked("CREATE VIEW everything AS SELECT 1 AS id");
    session.commit();
    CHECK_THROWS_AS(rowan::drop_all<every::Everything>(engine), rowan::ProgrammingError);
    session.execute_unchecked("DROP TABLE ix_printed");
    session.commit();
    CHECK_NOTHROW(rowan::create_all<every::Author>(engine));
}

TEST_CASE("a changed table is seen by statements that were prepared before") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<Cabin>(engine);
    Session session(engine);
    session.insert(Cabin{1, 2});
    CHECK(rowan::query<Cabin>(session).one().deck == 2);
    session.commit();
    session.execute_unchecked("ALTER TABLE cabin ALTER COLUMN deck TYPE INTEGER");
    session.execute_unchecked("ALTER TABLE cabin ADD COLUMN note TEXT");
    session.commit();
    // The plan's result has another type now: the server says so once.
    CHECK_THROWS_AS(rowan::query<Cabin>(session).one(), rowan::ProgrammingError);
    session.rollback();
    CHECK(rowan::query<Cabin>(session).one().deck == 2);
    session.insert(Cabin{3, 4});
    session.commit();
    CHECK(rowan::query<Cabin>(session).count() == 2);
}
