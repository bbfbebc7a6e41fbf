// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <list>
#include <set>

using namespace rowan::literals;
using namespace rowan_test;

TEST_CASE("conditions find the rows they say") {
    Jobs jobs;
    auto all = jobs.all();
    const std::optional<std::string> nobody, alice = "alice";
    const std::optional<std::int64_t> no_number, thirty = 30;
    const std::vector<std::string> none;
    const Ids everything = ids(all);
    const struct {
        const char* what;
        rowan::Query<Job> query;
        Ids expected;
    } cases[] = {
        {"no condition", all, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
        {"=", all.filter_by("user"_col = "alice"), {1, 5, 7, 11}},
        {"= twice", all.filter_by("user"_col = "bob", "status"_col = "finished"), {2, 4, 8, 10}},
        {"= nullptr", all.filter_by("user"_col = nullptr), {3, 6, 9, 12}},
        {"= nullopt", all.filter_by("user"_col = std::nullopt), {3, 6, 9, 12}},
        {"= empty optional", all.filter_by("user"_col = nobody), {3, 6, 9, 12}},
        {"= filled optional", all.filter_by("user"_col = alice), {1, 5, 7, 11}},
        {"!= nullptr", all.filter("user"_col != nullptr), {1, 2, 4, 5, 7, 8, 10, 11}},
        {"!= empty optional", all.filter("user"_col != nobody), {1, 2, 4, 5, 7, 8, 10, 11}},
        {"!= filled optional", all.filter("user"_col != alice), {2, 4, 8, 10}},
        {"< empty optional", all.filter("records"_col < no_number), {}},
        {"not < empty optional", all.filter(!("records"_col < no_number)), {}},
        {"< filled optional", all.filter("records"_col < thirty), {1, 2}},
        {"empty string is no NULL", all.filter_by("user"_col = ""), {}},
        {"by the column's name", all.filter("number_records"_col == 10), {1}},
        {"by the member's name", all.filter("records"_col == 10), {1}},
        {"by the member", all.filter(rowan::col<&Job::records> == 10), {1}},
        {"<=", all.filter("id"_col <= 2), {1, 2}},
        {">=", all.filter("id"_col >= 11), {11, 12}},
        {">", all.filter("id"_col > 11), {12}},
        {"value on the left", all.filter(11 < "id"_col), {12}},
        {"value on the left, =", all.filter("alice" == "user"_col, 7 == "id"_col), {7}},
        {"&&", all.filter("id"_col > 2 && "id"_col < 5), {3, 4}},
        {"||", all.filter("id"_col == 2 || "id"_col == 5), {2, 5}},
        {"|| beside another", all.filter("id"_col == 2 || "id"_col == 5, "id"_col > 3), {5}},
        {"!", all.filter(!("id"_col > 2)), {1, 2}},
        {"between", all.filter("id"_col.between(2, 4)), {2, 3, 4}},
        {"not_between", all.filter("id"_col.not_between(2, 11)), {1, 12}},
        {"between an empty optional", all.filter("id"_col.between(no_number, 4)), {}},
        {"is_null", all.filter("records"_col.is_null()), {4, 8, 12}},
        {"is_not_null", all.filter("records"_col.is_not_null(), "id"_col > 9), {10, 11}},
        {"in vector", all.filter("status"_col.in(std::vector<std::string>{"new", "x"})), {}},
        {"in set", all.filter("id"_col.in(std::set<int>{4, 2})), {2, 4}},
        {"in list of views",
         all.filter("user"_col.in(std::list<std::string_view>{"bob"})),
         {2, 4, 8, 10}},
        {"in array of pointers",
         all.filter("user"_col.in(std::array<const char*, 1>{"bob"})),
         {2, 4, 8, 10}},
        {"in braces", all.filter("id"_col.in({1, 2, 99})), {1, 2}},
        {"in braces of text", all.filter("user"_col.in({"bob", "eve"})), {2, 4, 8, 10}},
        {"in nothing", all.filter("status"_col.in(none)), {}},
        {"not in nothing", all.filter("status"_col.not_in(none)), everything},
        {"not in", all.filter("id"_col.not_in(Ids{1, 2, 3, 4, 5, 6, 7, 8, 9})), {10, 11, 12}},
        {"in with NULL", all.filter("user"_col.in({alice, nobody}), "id"_col < 6), {1, 3, 5}},
        {"in NULL only", all.filter("user"_col.in({nobody})), {3, 6, 9, 12}},
        {"not in with NULL", all.filter("user"_col.not_in({alice, nobody})), {2, 4, 8, 10}},
        {"like", all.filter("user"_col.like("a%e")), {1, 5, 7, 11}},
        {"not_like", all.filter("user"_col.not_like("a%")), {2, 4, 8, 10}},
        {"ilike", all.filter("user"_col.ilike("B_B")), {2, 4, 8, 10}},
        {"starts_with", all.filter("status"_col.starts_with("fin"), "id"_col < 3), {2}},
        {"ends_with", all.filter("status"_col.ends_with("ing"), "id"_col < 3), {1}},
        {"contains", all.filter("status"_col.contains("nish"), "id"_col < 3), {2}},
        {"a wildcard is none", all.filter("status"_col.contains("%")), {}},
        {"column == column", all.filter("records"_col == "id"_col * 10, "id"_col > 9), {10, 11}},
        {"arithmetic", all.filter(("id"_col + 1) * 2 == 8), {3}},
        {"negative", all.filter(-"id"_col == -3), {3}},
        {"modulo", all.filter("id"_col % 5 == 0), {5, 10}},
        {"fraction", all.filter("id"_col * 0.5 == 1.5), {3}},
        {"concatenation", all.filter("user"_col + "!" == "bob!", "id"_col < 3), {2}},
        {"filter_by, then filter", all.filter_by("user"_col = "bob").filter("id"_col > 4), {8, 10}},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        CHECK(ids(one.query) == one.expected);
        CHECK(one.query.count() == static_cast<std::int64_t>(one.expected.size()));
        CHECK(one.query.exists() == !one.expected.empty());
        auto first = one.query.first();
        CHECK(first.has_value() == !one.expected.empty());
    }
}

TEST_CASE("rows come in the order that is asked for, a part of them if that is asked for") {
    Jobs jobs;
    auto some = jobs.all().filter("id"_col <= 6);
    const struct {
        const char* what;
        rowan::Query<Job> query;
        Ids expected;
    } cases[] = {
        {"down", some.order_by("id"_col.desc()), {6, 5, 4, 3, 2, 1}},
        {"two columns", some.order_by("status"_col, "id"_col.desc()), {6, 4, 2, 5, 3, 1}},
        {"two calls", some.order_by("status"_col.desc()).order_by("id"_col), {1, 3, 5, 2, 4, 6}},
        {"nulls last", some.order_by("records"_col.nulls_last()), {1, 2, 3, 5, 6, 4}},
        {"nulls first", some.order_by("records"_col.desc().nulls_first()), {4, 6, 5, 3, 2, 1}},
        {"expression",
         some.order_by(("id"_col - 3) * ("id"_col - 3), "id"_col),
         {3, 2, 4, 1, 5, 6}},
        {"limit", some.order_by("id"_col).limit(2), {1, 2}},
        {"limit 0", some.limit(0), {}},
        {"offset", some.order_by("id"_col).offset(4), {5, 6}},
        {"page", some.order_by("id"_col).limit(2).offset(3), {4, 5}},
        {"past the end", some.order_by("id"_col).limit(2).offset(6), {}},
        {"the last limit counts", some.order_by("id"_col).limit(1).limit(3), {1, 2, 3}},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        CHECK(ids(one.query) == one.expected);
        CHECK(one.query.count() == static_cast<std::int64_t>(one.expected.size()));
        CHECK(one.query.exists() == !one.expected.empty());
        auto first = one.query.first();
        REQUIRE(first.has_value() == !one.expected.empty());
        if (first)
            CHECK(first->id == one.expected[0]);
    }
    CHECK_THROWS_AS(some.limit(-1), rowan::InvalidQuery);
    CHECK_THROWS_AS(some.offset(-1), rowan::InvalidQuery);
}

TEST_CASE("one() wants exactly one row, one_or_none() at most one") {
    Jobs jobs;
    auto one = jobs.all().filter("id"_col == 5);
    auto none = jobs.all().filter("id"_col == 50);
    auto many = jobs.all().filter("id"_col > 5);
    CHECK(one.one().id == 5);
    CHECK(one.one_or_none()->id == 5);
    CHECK_FALSE(none.one_or_none());
    CHECK_THROWS_AS(none.one(), rowan::NoResultFound);
    CHECK_THROWS_AS(many.one(), rowan::MultipleResultsFound);
    CHECK_THROWS_AS(many.one_or_none(), rowan::MultipleResultsFound);
    CHECK(many.order_by("id"_col).limit(1).one().id == 6);
    CHECK(many.order_by("id"_col).first()->id == 6);
    CHECK_FALSE(none.first());
    try {
        static_cast<void>(none.one());
        FAIL();
    } catch (const rowan::NoResultFound& error) {
        CHECK(std::string(error.what()).find("Job") != std::string::npos);
    }
}

TEST_CASE("update() changes the rows that the conditions name, and says how many they are") {
    Jobs jobs;
    auto running = jobs.all().filter("status"_col == "running");
    CHECK(running.update("status"_col = "failed", "user"_col = nullptr) == 6);
    CHECK(running.count() == 0);
    CHECK(jobs.all().filter_by("status"_col = "failed", "user"_col = nullptr).count() == 6);
    jobs.session.rollback();
    CHECK(running.count() == 6);

    auto third = jobs.all().filter_by("id"_col = 3);
    CHECK(third.update("records"_col = "records"_col + 1) == 1);
    CHECK(third.one().records == 31);
    CHECK(third.update("records"_col = -"records"_col * 2 + "id"_col) == 1);
    CHECK(third.one().records == -59);
    CHECK(third.update("records"_col = std::optional<std::int64_t>(), "user"_col = "user") == 1);
    CHECK((!third.one().records && third.one().user == "user"));
    CHECK(third.update("user"_col = "user"_col + "/" + "status"_col) == 1);
    CHECK(third.one().user == "user/running");
    CHECK(jobs.all().update("status"_col = "x") == 12);
    CHECK(jobs.all().filter("id"_col > 99).update("status"_col = "x") == 0);
}

TEST_CASE("remove() deletes the rows that the conditions name, and says how many they were") {
    Jobs jobs;
    CHECK(jobs.all().filter("user"_col == nullptr).remove() == 4);
    CHECK(jobs.all().count() == 8);
    CHECK(jobs.all().filter("user"_col == nullptr).remove() == 0);
    CHECK(jobs.all().remove() == 8);
    CHECK_FALSE(jobs.all().exists());
}

TEST_CASE("update() and remove() refuse a query with limit, offset or order, and change nothing") {
    Jobs jobs;
    for (const auto& query :
         {jobs.all().limit(1), jobs.all().offset(1), jobs.all().order_by("id"_col)}) {
        CHECK_THROWS_AS(query.remove(), rowan::InvalidQuery);
        CHECK_THROWS_AS(query.update("status"_col = "x"), rowan::InvalidQuery);
    }
    CHECK(jobs.all().filter("status"_col != "x").count() == 12);
}

TEST_CASE("queries are values: copied, stored, extended in a loop") {
    Jobs jobs;
    auto query = jobs.all();
    auto named = query.filter("user"_col == "bob");
    CHECK(query.count() == 12);
    CHECK(named.count() == 4);
    auto copy = named;
    named = named.filter("id"_col == 2);
    CHECK(copy.count() == 4);
    CHECK(named.count() == 1);

    for (std::int64_t low = 1; low <= 40; ++low)
        query = std::move(query).filter("id"_col >= low % 12);
    CHECK(ids(query) == Ids{11, 12});
    copy = std::move(query);
    CHECK(copy.count() == 2);
    std::vector<rowan::Query<Job>> stored(3, copy);
    stored.push_back(stored.front().limit(1));
    CHECK(stored.back().all().size() == 1);
}

TEST_CASE("conditions are values: stored, combined and used again") {
    Jobs jobs;
    auto mine = [](const std::string& user) { return "user"_col == user; };
    auto bob = mine(std::string("b") + "ob");
    const auto late = "id"_col > 5;
    CHECK(jobs.all().filter(bob).count() == 4);
    CHECK(jobs.all().filter(bob && late).count() == 2);
    CHECK(jobs.all().filter(bob || late).count() == 9);
    CHECK(jobs.all().filter(!late, bob).count() == 2);
    const auto down = "id"_col.desc();
    CHECK(jobs.all().filter(late).order_by(down).first()->id == 12);
    const auto assignment = "status"_col = "kept";
    CHECK(jobs.all().filter(late).update(assignment) == 7);
    CHECK(jobs.all().filter_by(assignment).count() == 7);
}

TEST_CASE("sql() shows the text and no value") {
    Jobs jobs;
    const std::string sql =
        jobs.all().filter_by("user"_col = "secret").order_by("id"_col).limit(1).sql();
    CHECK(has(sql, "SELECT " + quoted("id") + ", " + quoted("user")));
    CHECK(has(sql, " FROM " + quoted("job") + " WHERE " + quoted("user") + " = "));
    CHECK_FALSE(has(sql, "secret"));
}

TEST_CASE("count() and exists() after an order with values bind what they write") {
    Jobs jobs;
    auto query = jobs.all().order_by("id"_col * 7 + 1).limit(3).offset(1);
    CHECK(query.count() == 3);
    CHECK(query.exists());
    CHECK(ids(query) == Ids{2, 3, 4});
}
