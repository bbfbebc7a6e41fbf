// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Subqueries and functions in queries of one struct, and selects that are counted.

#include "tests/suite/office.hpp"

using namespace rowan::literals;
using namespace rowan_test;
using rowan::coalesce;
using rowan::col;
using rowan::scalar;
using rowan::select;

namespace {

using Names = std::vector<std::string>;

template <typename Query>
Names names(const Query& query) {
    Names names;
    for (const Clerk& clerk : query.order_by("id"_col).all())
        names.push_back(clerk.name);
    return names;
}

auto errands_of_clerk() {
    return select(col<&Errand::id>).where(col<&Errand::clerk_id> == col<&Clerk::id>);
}

} // namespace

TEST_CASE("queries have subqueries in their conditions") {
    Office office;
    auto& session = office.session;
    auto clerks = rowan::query<Clerk>(session);
    CHECK(names(clerks.filter(rowan::exists(errands_of_clerk()))) == Names{"Ann", "Bob"});
    CHECK(names(clerks.filter(!rowan::exists(errands_of_clerk()))) == Names{"Cid"});
    CHECK(names(clerks.filter("age"_col > 20, "name"_col != "Ann",
                              rowan::exists(errands_of_clerk().where(col<&Errand::size> > 6)),
                              "id"_col < 9)) == Names{"Bob"});
    auto with_jobs = select(col<&Errand::clerk_id>).where(col<&Errand::clerk_id> != nullptr);
    CHECK(names(clerks.filter("id"_col.in(with_jobs))) == Names{"Ann", "Bob"});
    CHECK(names(clerks.filter(col<&Clerk::id>.not_in(with_jobs))) == Names{"Cid"});
    CHECK(names(clerks.filter("age"_col == 30 ||
                              "id"_col.in(with_jobs.where(col<&Errand::title> == "saw")))) ==
          Names{"Ann", "Bob"});
    auto oldest = scalar(select(rowan::max(col<&Clerk::age>)));
    CHECK(names(clerks.filter("age"_col == oldest)) == Names{"Ann"});
    CHECK(names(clerks.filter("age"_col < oldest - 5)) == Names{"Bob"});
    auto count = scalar(
        select(rowan::count()).from<Errand>().where(col<&Errand::clerk_id> == col<&Clerk::id>));
    CHECK(names(clerks.filter(count > 1)) == Names{"Ann"});
    CHECK(names(clerks.filter(count == 0)) == Names{"Cid"});
    // The table beside itself.
    constexpr auto other = rowan::alias<Clerk, "other">;
    auto led = select(other.col<&Clerk::id>).where(other.col<&Clerk::boss> == col<&Clerk::id>);
    CHECK(names(clerks.filter(rowan::exists(led.from(other)))) == Names{"Ann"});
    // A condition that is kept.
    rowan::Condition<Clerk> any = "name"_col == "Cid";
    any |= rowan::exists(errands_of_clerk().where(col<&Errand::title> == "mow"));
    CHECK(names(clerks.filter(any)) == Names{"Bob", "Cid"});
    CHECK(clerks.filter(any).count() == 2);
    CHECK(clerks.filter(any).exists());
    CHECK(clerks.filter(any).limit(1).count() == 1);
    CHECK(clerks.filter(rowan::exists(errands_of_clerk())).first()->name == "Ann");
}

TEST_CASE("the values of a query with a subquery are told in their places") {
    Office office;
    auto late = select(col<&Errand::id>)
                    .where(col<&Errand::size> > 77)
                    .join<Filed>()
                    .on(col<&Filed::size> == 88 && col<&Errand::clerk_id> == col<&Clerk::id>);
    auto clerks = rowan::query<Clerk>(office.session).filter(rowan::exists(late), "id"_col < 99);
    CHECK(has(to_string(clerks), "[integer 88, integer 77, integer 99]"));
    CHECK(clerks.all().empty());
    office.session.insert(Filed{{}, 0, "x", {}, 88, "new"});
    office.session.insert(Errand{{}, 9, 2, "y", 78, {}, {}});
    CHECK(names(clerks) == Names{"Bob"});
}

TEST_CASE("queries have functions in their conditions and order") {
    Office office;
    auto& session = office.session;
    auto clerks = rowan::query<Clerk>(session);
    CHECK(names(clerks.filter(rowan::lower(col<&Clerk::name>) == "bob")) == Names{"Bob"});
    CHECK(names(clerks.filter(coalesce(col<&Clerk::age>, 0) < 35)) == Names{"Bob", "Cid"});
    CHECK(names(clerks.filter(rowan::is_distinct_from(col<&Clerk::boss>, 1))) == Names{"Ann"});
    auto last = clerks.order_by(rowan::case_().when(col<&Clerk::id> == 2, 0).else_(1), "id"_col);
    CHECK(last.first()->name == "Bob");
    CHECK(last.filter("id"_col > 1).limit(5).offset(1).one().name == "Cid");
    // Values keep their places, wherever the database wants them.
    auto first =
        clerks.filter("id"_col < 100)
            .order_by(rowan::case_().when(col<&Clerk::name> == "Cid", 7).else_(8).nulls_last(),
                      "id"_col)
            .limit(1);
    CHECK(first.one().name == "Cid");
}

TEST_CASE("rows are changed and deleted by subqueries") {
    Office office;
    auto& session = office.session;
    auto clerks = rowan::query<Clerk>(session);
    auto count =
        scalar(select(rowan::count())
                   .from<Errand>()
                   .where(col<&Errand::clerk_id> == col<&Clerk::id> && col<&Errand::size> < 8));
    CHECK(clerks.filter(rowan::exists(errands_of_clerk()))
              .update("jobs"_col = count, "age"_col = 50) == 2);
    CHECK(Clerk::get(session, "id"_col = 1).one().jobs == 1);
    CHECK(Clerk::get(session, "id"_col = 1).one().age == 50);
    CHECK(Clerk::get(session, "id"_col = 3).one().age == std::nullopt);
    auto total = scalar(
        select(rowan::sum(col<&Errand::size>)).where(col<&Errand::clerk_id> == col<&Clerk::id>));
    CHECK(clerks.update("jobs"_col = "jobs"_col + 1, "age"_col = total) == 3);
    CHECK(Clerk::get(session, "id"_col = 1).one().age == 15);
    CHECK(Clerk::get(session, "id"_col = 3).one().age == std::nullopt);
    CHECK(clerks.update("jobs"_col = coalesce(total, -1)) == 3);
    CHECK(Clerk::get(session, "id"_col = 3).one().jobs == -1);

    auto newest = scalar(select(rowan::max(col<&Clerk::id>)));
    CHECK(clerks.filter("id"_col == newest).update("name"_col = "last") == 1);
    CHECK(clerks.filter("id"_col == newest, "name"_col == "last").remove() == 1);

    auto of_bob = select(col<&Clerk::id>).where(col<&Clerk::name> == "Bob");
    CHECK(rowan::query<Errand>(session).filter("clerk_id"_col.in(of_bob)).remove() == 1);
    CHECK(office.count<Errand>() == 3);
    auto boss =
        rowan::exists(select(col<&Clerk::id>).where(col<&Clerk::id> == col<&Errand::clerk_id>));
    CHECK(rowan::query<Errand>(session).filter(!boss).remove() == 1);
    if (dialect().writing->returning)
        CHECK(rowan::query<Errand>(session)
                  .filter(boss, "title"_col == "saw")
                  .returning("id"_col)
                  .remove() == std::vector<std::int64_t>{2});
}

TEST_CASE("relations are loaded by conditions with subqueries") {
    Office office;
    auto& session = office.session;
    auto old =
        rowan::exists(select(col<&Filed::id>).where(col<&Filed::size> == col<&Errand::size>));
    session.insert(Filed{{}, 0, "five", {}, 5, "kept"});
    auto jobs = rowan::query<Errand>(session).filter(old).load_joined<&Errand::clerk>().all();
    REQUIRE(jobs.size() == 1);
    CHECK(jobs[0].clerk->name == "Ann");
    jobs = rowan::query<Errand>(session)
               .order_by("id"_col)
               .load<&Errand::clerk>([](auto clerks) {
                   return clerks.filter("age"_col < 99, rowan::exists(errands_of_clerk().where(
                                                            col<&Errand::title> == "mow")));
               })
               .all();
    CHECK_FALSE(jobs[0].clerk);
    CHECK(jobs[2].clerk->name == "Bob");
    // Rows are streamed, too.
    std::int64_t sum = 0;
    for (const Errand& job : rowan::query<Errand>(session).filter(!old))
        sum += job.size;
    CHECK(sum == 18);
}

TEST_CASE("rows of any select are counted") {
    Office office;
    auto& session = office.session;
    auto both = select(session, col<&Clerk::id>, col<&Errand::id>, col<&Clerk::name> + "!")
                    .from<Clerk>()
                    .left_join<Errand>();
    CHECK(both.count() == 4);
    CHECK(both.exists());
    CHECK(both.where(col<&Errand::size> > 5).order_by(col<&Errand::size>).count() == 2);
    CHECK(both.where(col<&Errand::size> > 50).count() == 0);
    CHECK_FALSE(both.where(col<&Errand::size> > 50).exists());
    CHECK(both.limit(3).offset(2).count() == 2);
    CHECK(both.limit(0).exists() == false);
    CHECK(select(session, col<&Errand::clerk_id>).distinct().count() == 3);
    auto groups = select(session, col<&Errand::clerk_id>, rowan::count().as<"jobs">())
                      .group_by(col<&Errand::clerk_id>);
    CHECK(groups.count() == 3);
    CHECK(groups.having(rowan::count() > 1).order_by("jobs"_col.desc()).count() == 1);
    CHECK(select(session, rowan::count()).from<Errand>().count() == 1);
    CHECK(select(session, rowan::literal("x")).count() == 1);
    auto ids = select(session, col<&Errand::id>);
    CHECK(ids.union_(select(col<&Clerk::id>)).count() == 4);
    CHECK(ids.union_all(select(col<&Clerk::id>)).order_by(col<&Errand::id>).limit(6).count() == 6);
    CHECK(ids.where(col<&Errand::id> > 9).union_(select(col<&Clerk::id>)).exists());
    CHECK(select(col<&Clerk::id>).where(rowan::exists(errands_of_clerk())).count(session) == 2);
    CHECK(select(col<&Clerk::id>).exists(session));
}

TEST_CASE("what selects read comes under filters where it is written") {
    Office office;
    auto& session = office.session;
    session.add_filter<Errand>("large", "size"_col >= 7);
    auto errands = select(col<&Errand::title>, col<&Errand::size>);
    CHECK(rowan::insert_into<Filed>(session, "title"_col, "size"_col).from(errands) == 2);
    CHECK(rowan::change<Clerk>(session).join<Errand>().update("jobs"_col = col<&Errand::size>) ==
          2);
    CHECK(Clerk::get(session, "id"_col = 1).one().jobs == 10);
    auto anns = rowan::change<Errand>(session).join<Clerk>().where(col<&Clerk::name> == "Ann");
    CHECK(anns.remove() == 1);
    auto busy = rowan::query<Clerk>(session).filter(rowan::exists(errands_of_clerk()));
    CHECK(names(busy) == Names{"Bob"});
    CHECK(names(busy.lift_filter("large")) == Names{"Ann", "Bob"});
    CHECK(errands.count(session) == 1);
    CHECK(errands.lift_filter("large").count(session) == 3);
    CHECK(errands.where(col<&Errand::size> == 7).exists(session));
    CHECK(anns.lift_filter("large").remove() == 1);
    CHECK(rowan::insert_into<Filed>(session, "title"_col, "size"_col)
              .from(errands.where(col<&Errand::title> != "mow").lift_filter("large")) == 1);
    // A filter that has a subquery itself, even of the table that it is on.
    session.add_filter<Clerk>(
        "busy", rowan::exists(errands_of_clerk().where(col<&Errand::title> != "it's")));
    session.add_filter<Clerk>("first",
                              "id"_col <= rowan::scalar(select(rowan::max(col<&Clerk::id>))));
    CHECK(names(rowan::query<Clerk>(session)) == Names{"Bob"});
    CHECK(select(session, col<&Clerk::id>).where(col<&Clerk::id> < 9).all() ==
          std::vector<std::int64_t>{2});
    CHECK(rowan::change<Errand>(session).join<Clerk>().update("note"_col = col<&Clerk::name>) == 1);
    CHECK(rowan::query<Clerk>(session).lift_filter("busy").count() == 3);
}
