// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// INSERT of the rows of a select.

#include "tests/suite/office.hpp"

#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::col;
using rowan::excluded;
using rowan::insert_into;
using rowan::on_conflict;
using rowan::returning;
using rowan::select;

namespace {

using Row = std::tuple<std::string, std::optional<std::string>, std::int64_t, std::string>;

std::vector<Row> archived(rowan::Session& session) {
    return select(session, col<&Filed::title>, col<&Filed::name>, col<&Filed::size>,
                  col<&Filed::state>)
        .order_by(col<&Filed::title>)
        .all();
}

bool has_upserts() { return dialect().writing->on_conflict || dialect().writing->on_duplicate_key; }

} // namespace

TEST_CASE("the rows of a select are inserted") {
    Office office;
    auto& session = office.session;
    std::int64_t rows =
        insert_into<Filed>(session, col<&Filed::title>, "name"_col, "size"_col)
            .from(select(col<&Errand::title>, col<&Clerk::name>, col<&Errand::size> * 2)
                      .from<Errand>()
                      .left_join<Clerk>()
                      .where(col<&Errand::size> > 1 || col<&Errand::title> == "it's")
                      .order_by(col<&Errand::id>)
                      .limit(10));
    CHECK(rows == 3);
    // What is not named is the database's to say.
    CHECK(archived(session) == std::vector<Row>{{"dig", "Ann", 20, "kept"},
                                                {"mow", "Bob", 14, "kept"},
                                                {"saw", "Ann", 10, "kept"}});
    try {
        auto point = session.savepoint();
        insert_into<Filed>(session, "title"_col, "size"_col)
            .from(select(col<&Errand::title>, col<&Errand::size>)
                      .where(col<&Errand::title> == "dig"));
        FAIL("was inserted");
    } catch (const rowan::UniqueViolation& error) {
        CHECK(error.parameters() == "text(3)");
    }
    CHECK(office.count<Filed>() == 3);
    rows =
        insert_into<Filed>(session, "title"_col, "size"_col)
            .from(select(col<&Errand::title>, col<&Errand::size>).where(col<&Errand::size> > 99));
    CHECK(rows == 0);
    CHECK_FAILS(session, rowan::UniqueViolation,
                insert_into<Filed>(session, "title"_col, "size"_col)
                    .from(select(col<&Errand::title>, col<&Errand::size>)));
    CHECK(office.count<Filed>() == 3);
}

TEST_CASE("all columns of rows are copied where none is named") {
    Office office;
    auto& session = office.session;
    auto kept = rowan::literal("new");
    CHECK(insert_into<Filed>(session).from(select(col<&Errand::id>, col<&Errand::title>,
                                                  col<&Errand::note>, col<&Errand::size>, kept)) ==
          4);
    CHECK(archived(session)[1] == Row{"mow", std::nullopt, 7, "new"});
    CHECK(archived(session)[3] == Row{"saw", "old", 5, "new"});
    CHECK(Filed::get(session, "title"_col = "nap").one().id == 4);
    // A table's own rows, too.
    CHECK(insert_into<Clerk>(session, "id"_col, "name"_col, "jobs"_col)
              .from(select(col<&Clerk::id> + 10, col<&Clerk::name>, col<&Clerk::jobs> + 1)) == 3);
    CHECK(office.count<Clerk>() == 6);
    CHECK(Clerk::get(session, "id"_col = 12).one().jobs == 1);
}

TEST_CASE("selects of any shape are inserted") {
    Office office;
    auto& session = office.session;
    auto into = insert_into<Filed>(session, "title"_col, "size"_col);
    CHECK(into.from(select(col<&Clerk::name>, rowan::count())
                        .join<Errand>()
                        .group_by(col<&Clerk::name>)
                        .having(rowan::count() > 1)) == 1);
    CHECK(into.from(select(col<&Clerk::name>, col<&Clerk::jobs>)
                        .where(col<&Clerk::id> > 1)
                        .union_all(select(col<&Errand::title>, col<&Errand::size>)
                                       .where(col<&Errand::title> == "dig"))) == 3);
    auto large =
        select(col<&Errand::title>, col<&Errand::size>).where(col<&Errand::size> > 5).as<"large">();
    CHECK(into.from(select(large.col<"title"> + "!", large.col<"size">).from(large)) == 2);
    auto small = select(col<&Errand::title>, col<&Errand::size>)
                     .where(col<&Errand::size> < 3)
                     .cte<"small">();
    CHECK(into.from(select(small.col<"title">, small.col<"size">).from(small)) == 1);
    std::vector<std::string> titles;
    for (const Row& row : archived(session))
        titles.push_back(std::get<0>(row));
    CHECK(titles == std::vector<std::string>{"Ann", "Bob", "Cid", "dig", "dig!", "mow!", "nap"});
}

TEST_CASE("an insert of a select meets rows that have its keys") {
    Office office;
    auto& session = office.session;
    auto into = insert_into<Filed>(session, "title"_col, "size"_col);
    auto jobs = select(col<&Errand::title>, col<&Errand::size>);
    auto nothing = on_conflict<&Filed::title>().do_nothing();
    if (!has_upserts()) {
        CHECK_THROWS_AS(into.from(jobs, nothing), rowan::NotSupported);
        return;
    }
    session.insert(Filed{{}, 0, "dig", {}, 100, "old"});
    // The select ends with a table: ON CONFLICT is no condition of a join.
    CHECK(into.from(jobs.where(col<&Errand::size> < 8), nothing) == 3);
    // MySQL counts rows that it has left as they were.
    const bool all = dialect().writing->on_duplicate_key;
    CHECK(into.from(jobs, nothing) == (all ? 4 : 0));
    CHECK(into.from(select(col<&Clerk::name>, col<&Errand::size>)
                        .from<Errand>()
                        .join<Clerk>()
                        .where(col<&Errand::id> == 3),
                    nothing) == 1);
    CHECK(into.from(jobs.union_all(jobs), on_conflict<Filed>().do_nothing()) == (all ? 8 : 0));
    CHECK(archived(session) == std::vector<Row>{{"Bob", std::nullopt, 7, "kept"},
                                                {"dig", std::nullopt, 100, "old"},
                                                {"mow", std::nullopt, 7, "kept"},
                                                {"nap", std::nullopt, 1, "kept"},
                                                {"saw", std::nullopt, 5, "kept"}});
    auto add = on_conflict<&Filed::title>().do_update(
        "size"_col = "size"_col + excluded("size"_col), "state"_col = "added");
    std::int64_t rows = into.from(jobs.where(col<&Errand::size> > 5), add);
    CHECK(rows == (all ? 4 : 2));
    CHECK(archived(session)[1] == Row{"dig", std::nullopt, 110, "added"});
    CHECK(archived(session)[2] == Row{"mow", std::nullopt, 14, "added"});
    auto last = rowan::scalar(select(rowan::max(col<&Clerk::name>)).where(col<&Clerk::id> < 3));
    auto named = on_conflict<&Filed::title>().do_update("name"_col = last);
    into.from(jobs.where(col<&Errand::size> > 8), named);
    session.insert(Filed{{}, 0, "mow", {}, 1, "new"}, named);
    CHECK(archived(session)[1] == Row{"dig", "Bob", 110, "added"});
    CHECK(archived(session)[2] == Row{"mow", "Bob", 14, "added"});
    if (all)
        return;
    CHECK(into.from(jobs, add.where("size"_col < 10)) == 2);
    CHECK(archived(session)[3] == Row{"nap", std::nullopt, 2, "added"});
}

TEST_CASE("an insert of a select returns its rows") {
    Office office;
    auto& session = office.session;
    auto into = insert_into<Filed>(session, "title"_col, "size"_col);
    auto jobs = select(col<&Errand::title>, col<&Errand::size>).where(col<&Errand::size> > 5);
    if (!dialect().writing->returning) {
        CHECK_THROWS_AS(into.from(jobs, returning("title"_col)), rowan::NotSupported);
        return;
    }
    std::vector<std::string> titles = into.from(jobs, returning("title"_col));
    std::sort(titles.begin(), titles.end());
    CHECK(titles == std::vector<std::string>{"dig", "mow"});
    std::vector<Filed> rows = into.from(
        select(rowan::lower(col<&Clerk::name>), col<&Clerk::id>).where(col<&Clerk::id> == 3),
        returning());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].title == "cid");
    CHECK(rows[0].state == "kept");
    CHECK(rows[0].id > 0);
    CHECK(into.from(jobs.where(col<&Errand::size> > 50), returning("id"_col)).empty());
    auto add = on_conflict<&Filed::title>().do_update("size"_col = excluded("size"_col) * 2);
    auto changed = into.from(jobs, add.returning("title"_col, "size"_col));
    static_assert(
        std::is_same_v<decltype(changed), std::vector<std::tuple<std::string, std::int64_t>>>);
    REQUIRE(changed.size() == 2);
    CHECK(std::get<1>(changed[0]) + std::get<1>(changed[1]) == 34);
}

TEST_CASE("the text of an insert of a select") {
    Office office;
    auto text =
        insert_into<Filed>(office.session, "title"_col, "size"_col)
            .sql(select(col<&Errand::title>, col<&Errand::size>).where(col<&Errand::size> > 5));
    CHECK(has(text, "INSERT INTO " + quoted("suite_filed") + " (" + quoted("title") + ", " +
                        quoted("size") + ") SELECT "));
    CHECK_FALSE(has(text, "5"));
}
