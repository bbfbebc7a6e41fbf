// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// UPDATE and DELETE of rows by what other tables hold.

#include "tests/suite/office.hpp"

#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::change;
using rowan::coalesce;
using rowan::col;
using rowan::select;

namespace {

using Notes = std::vector<std::optional<std::string>>;
using Ids = std::vector<std::int64_t>;

Notes notes(rowan::Session& session) {
    return select(session, col<&Errand::note>).order_by(col<&Errand::id>).all();
}
Ids jobs(rowan::Session& session) {
    return select(session, col<&Errand::id>).order_by(col<&Errand::id>).all();
}

} // namespace

TEST_CASE("rows are set to values of another table") {
    Office office;
    auto& session = office.session;
    // Along the foreign key, by a relation, by a condition.
    CHECK(change<Errand>(session).join<Clerk>().update("note"_col = col<&Clerk::name>) == 3);
    CHECK(notes(session) == Notes{"Ann", "Ann", "Bob", std::nullopt});
    CHECK(change<Errand>(session)
              .join<&Errand::clerk>()
              .where(col<&Clerk::age><35, col<&Errand::size>> 1)
              .update(col<& Errand::note> = rowan::upper(col<&Clerk::name>),
                      "size"_col = col<&Errand::size> + coalesce(col<&Clerk::age>, 0)) == 1);
    CHECK(notes(session) == Notes{"Ann", "Ann", "BOB", std::nullopt});
    CHECK(Errand::get(session, "id"_col = 3).one().size == 37);
    CHECK(change<Errand>(session)
              .join<Clerk>()
              .on(col<&Clerk::id> == col<&Errand::id>)
              .update("note"_col = "it's; -- \"`", "size"_col = 4, "clerk_id"_col = nullptr) == 3);
    CHECK(notes(session)[2] == "it's; -- \"`");
    CHECK(Errand::get(session, "clerk_id"_col = nullptr, "size"_col = 4).count() == 3);
    CHECK(change<Errand>(session).join<Clerk>().update("note"_col = "never") == 0);
}

TEST_CASE("one of several joined rows gives the value, and each row counts once") {
    Office office;
    auto& session = office.session;
    CHECK(change<Clerk>(session).join<Errand>().update("jobs"_col = col<&Errand::size>) == 2);
    std::int64_t ann = Clerk::get(session, "id"_col = 1).one().jobs;
    CHECK((ann == 10 || ann == 5));
    CHECK(Clerk::get(session, "id"_col = 2).one().jobs == 7);
    CHECK(Clerk::get(session, "id"_col = 3).one().jobs == 0);
}

TEST_CASE("a table is joined to itself, to several others, and to a subquery") {
    Office office;
    auto& session = office.session;
    constexpr auto boss = rowan::alias<Clerk, "boss">;
    CHECK(change<Clerk>(session)
              .join(boss)
              .on(boss.col<&Clerk::id> == col<&Clerk::boss>)
              .update("name"_col = boss.col<&Clerk::name> + "'s " + col<&Clerk::name>) == 2);
    CHECK(Clerk::get(session, "id"_col = 2).one().name == "Ann's Bob");
    CHECK(change<Errand>(session)
              .join<Clerk>()
              .join(boss)
              .on(boss.col<&Clerk::id> == col<&Clerk::boss>)
              .where(boss.col<&Clerk::age> == 40)
              .update("note"_col = boss.col<&Clerk::name> + "/" + col<&Clerk::name>) == 1);
    CHECK(notes(session)[2] == "Ann/Ann's Bob");
    auto totals = select(col<&Errand::clerk_id>, rowan::sum(col<&Errand::size>).as<"total">(),
                         rowan::count().as<"jobs">())
                      .where(col<&Errand::size> > 2)
                      .group_by(col<&Errand::clerk_id>)
                      .as<"totals">();
    CHECK(change<Clerk>(session)
              .join(totals)
              .on(totals.col<"clerk_id"> == col<&Clerk::id>)
              .where(totals.col<"total"> > 6)
              .update("jobs"_col = totals.col<"jobs"> * 10) == 2);
    CHECK(Clerk::get(session, "id"_col = 1).one().jobs == 20);
    CHECK(Clerk::get(session, "id"_col = 2).one().jobs == 10);
}

TEST_CASE("rows are deleted by what another table holds") {
    Office office;
    auto& session = office.session;
    CHECK(change<Errand>(session).join<Clerk>().where(col<&Clerk::age> < 35).remove() == 1);
    CHECK(jobs(session) == Ids{1, 2, 4});
    CHECK(change<Errand>(session)
              .join<&Errand::clerk>()
              .where(col<&Clerk::name> == "Ann", col<&Errand::size> < 6 || col<&Errand::size> > 99)
              .remove() == 1);
    CHECK(jobs(session) == Ids{1, 4});
    CHECK(change<Clerk>(session)
              .join<Errand>()
              .on(col<&Errand::size> == col<&Clerk::id> + 200)
              .remove() == 0);
    session.insert(Errand{{}, 9, 3, "a", 0, {}, {}});
    session.insert(Errand{{}, 10, 3, "b", 0, {}, {}});
    constexpr auto other = rowan::alias<Errand, "other">;
    CHECK(change<Errand>(session)
              .join(other)
              .on(other.col<&Errand::clerk_id> == col<&Errand::clerk_id> &&
                  other.col<&Errand::id> > col<&Errand::id>)
              .remove() == 1);
    CHECK(jobs(session) == Ids{1, 4, 10});
    // Without a join, the rows themselves.
    CHECK(change<Errand>(session).where(col<&Errand::id> > 5).remove() == 1);
    CHECK(change<Errand>(session).where(col<&Errand::id> == 4).update("note"_col = "last") == 1);
    CHECK(notes(session) == Notes{std::nullopt, "last"});
    CHECK(change<Errand>(session).remove() == 2);
}

TEST_CASE("changes by other tables return the rows") {
    Office office;
    auto& session = office.session;
    auto anns = change<Errand>(session).join<Clerk>().where(col<&Clerk::name> == "Ann");
    if (dialect().writing->update_returning) {
        auto rows = anns.returning("id"_col, "note"_col).update("note"_col = col<&Clerk::name>);
        static_assert(
            std::is_same_v<decltype(rows),
                           std::vector<std::tuple<std::int64_t, std::optional<std::string>>>>);
        REQUIRE(rows.size() == 2);
        CHECK(std::get<0>(rows[0]) + std::get<0>(rows[1]) == 3);
        CHECK(std::get<1>(rows[0]) == "Ann");
    } else {
        CHECK_THROWS_AS(anns.returning("id"_col).update("note"_col = col<&Clerk::name>),
                        rowan::NotSupported);
    }
    if (dialect().writing->returning) {
        std::vector<Errand> gone = anns.where(col<&Errand::size> == 10).returning().remove();
        REQUIRE(gone.size() == 1);
        CHECK(gone[0].title == "dig");
    } else {
        CHECK_THROWS_AS(anns.returning().remove(), rowan::NotSupported);
    }
    CHECK(anns.remove() == (dialect().writing->returning ? 1 : 2));
}
