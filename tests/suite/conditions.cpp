// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <rowan/sql/select.hpp>

using namespace rowan::literals;
using namespace rowan_test;
using JobIs = rowan::Condition<Job>;

TEST_CASE("conditions are values that find the rows they say") {
    Jobs jobs;
    auto all = jobs.all();
    const Ids everything = ids(all);
    const JobIs none, first = "id"_col == 1, few = "id"_col < 4, alice = "user"_col == "alice";
    const std::optional<std::string> nobody, bob = "bob";
    const std::optional<std::int64_t> no_number, ten = 10;
    const struct {
        const char* what;
        rowan::Query<Job> query;
        Ids expected;
    } cases[] = {
        {"one", all.filter(first), {1}},
        {"two", all.filter(few, alice), {1}},
        {"beside others", all.filter("id"_col > 1, few), {2, 3}},
        {"&&", all.filter(few && alice), {1}},
        {"||", all.filter(first || "id"_col == 7), {1, 7}},
        {"||, then &&", all.filter((first || "id"_col == 7) && "records"_col > 10), {7}},
        {"|| beside another", all.filter(first || "id"_col == 7, "records"_col > 10), {7}},
        {"!", all.filter(!few, "id"_col < 6), {4, 5}},
        {"! of two", all.filter(!(few || "id"_col > 4)), {4}},
        {"none", all.filter(none), everything},
        {"! none", all.filter(!none), everything},
        {"none && none", all.filter(none && none), everything},
        {"none || none", all.filter(!(none || !none) && none), everything},
        {"none && one", all.filter(none && first), {1}},
        {"one || none", all.filter(first || none), {1}},
        {"none beside one", all.filter(none, first, none), {1}},
        {"when on", all.filter(rowan::when(true, first)), {1}},
        {"when off", all.filter(rowan::when(false, first)), everything},
        {"when off || one", all.filter(rowan::when(false, few) || "id"_col == 5), {5}},
        {"! when off", all.filter(!rowan::when(false, few)), everything},
        {"when with a function",
         all.filter(rowan::when(ten.has_value(), [&] { return "records"_col == *ten; })),
         {1}},
        {"when with a function, off",
         all.filter(rowan::when(no_number.has_value(),
                                [&] { return "records"_col == no_number.value(); })),
         everything},
        {"if_set", all.filter("user"_col == rowan::if_set(bob)), {2, 4, 8, 10}},
        {"if_set, empty", all.filter("user"_col == rowan::if_set(nobody)), everything},
        {"if_set, the other way round", all.filter(rowan::if_set(ten) >= "records"_col), {1}},
        {"if_set of one side",
         all.filter("records"_col > rowan::if_set(no_number) && few),
         {1, 2, 3}},
        {"if_set, filter_by", all.filter_by("user"_col = rowan::if_set(bob)), {2, 4, 8, 10}},
        {"if_set, filter_by, empty",
         all.filter_by("user"_col = rowan::if_set(nobody), "id"_col = 3),
         {3}},
        {"! if_set, empty", all.filter(!("user"_col == rowan::if_set(nobody))), everything},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        CHECK(ids(one.query.order_by("id"_col)) == one.expected);
        CHECK(one.query.count() == static_cast<std::int64_t>(one.expected.size()));
    }
}

TEST_CASE("a condition is built in a loop") {
    Jobs jobs;
    JobIs any, every;
    CHECK(any.empty());
    for (std::int64_t id : {2, 3, 5})
        any |= "id"_col == id;
    for (std::int64_t id : {2, 7, 8})
        every &= "id"_col != id;
    CHECK_FALSE(any.empty());
    CHECK(ids(jobs.all().filter(any).order_by("id"_col)) == Ids{2, 3, 5});
    CHECK(ids(jobs.all().filter(any, every).order_by("id"_col)) == Ids{3, 5});
    JobIs both = any && every;
    both &= both;
    CHECK(ids(jobs.all().filter(both).order_by("id"_col)) == Ids{3, 5});
    any |= JobIs();
    any &= JobIs();
    CHECK(ids(jobs.all().filter(any).order_by("id"_col)) == Ids{2, 3, 5});
    // The copy keeps its texts when the text is gone.
    JobIs kept;
    {
        std::string user = "alice, whose name is too long for the place inside of an object";
        kept = "user"_col == user || "user"_col == "bob";
        user.assign(user.size(), 'x');
    }
    const JobIs copy = kept;
    CHECK(jobs.all().filter(copy).count() == 4);
    CHECK(jobs.all().filter(!copy, "user"_col.is_not_null()).count() == 4);
}

TEST_CASE("a condition of many parts is as deep as one") {
    Jobs jobs;
    JobIs any;
    for (std::int64_t id = 0; id < 20'000; ++id)
        any |= "id"_col == id;
    const rowan::lang::Text text = rowan::select<Job>().filter(any).sql(dialect());
    CHECK(text.view().size() > 20'000);
    JobIs few;
    for (std::int64_t id = 4; id < 400; ++id)
        few |= "id"_col == id;
    CHECK(jobs.all().filter(few).count() == 9);
}

TEST_CASE("a condition that is switched off is no part of the statement") {
    Jobs jobs;
    const std::optional<std::string> nobody;
    const std::string plain = jobs.all().sql();
    CHECK(jobs.all().filter(rowan::when(false, "id"_col == 1)).sql() == plain);
    CHECK(jobs.all().filter(JobIs()).sql() == plain);
    CHECK(jobs.all().filter("user"_col == rowan::if_set(nobody)).sql() == plain);
    CHECK(jobs.all().filter(!("user"_col == rowan::if_set(nobody)) && JobIs()).sql() == plain);
}

TEST_CASE("rows are removed and updated by a condition") {
    Jobs jobs;
    const JobIs few = "id"_col < 4;
    CHECK(jobs.all().filter(few).update("status"_col = "seen") == 3);
    CHECK(jobs.all().filter(few, "status"_col == "seen").remove() == 3);
    CHECK(jobs.all().count() == 9);
}

TEST_CASE("an order by a user's text") {
    Jobs jobs;
    auto by = [&](std::string_view text) {
        return ids(jobs.all()
                       .filter("id"_col < 6, "records"_col.is_not_null())
                       .order_by(rowan::ordering<Job>(text)));
    };
    CHECK(by("id") == Ids{1, 2, 3, 5});
    CHECK(by("-id") == Ids{5, 3, 2, 1});
    CHECK(by("status,-id") == Ids{2, 5, 3, 1});
    CHECK(by(" - status , id ") == Ids{1, 3, 5, 2});
    CHECK(by("-records") == Ids{5, 3, 2, 1});
    CHECK(by("-number_records") == Ids{5, 3, 2, 1});
    CHECK(by("id,-id") == Ids{1, 2, 3, 5});
    CHECK(rowan::ordering<Job>("").empty());
    CHECK(jobs.all().order_by(rowan::ordering<Job>("  ")).sql() == jobs.all().sql());
    const rowan::Order<Job> kept = rowan::ordering<Job>("-status");
    CHECK(ids(jobs.all().filter("id"_col < 4).order_by(kept, "id"_col)) == Ids{1, 3, 2});
}

TEST_CASE("an order by a text that is none") {
    for (const char* text :
         {"name", "id,name", "-name", "id;", "\"id\"", "id desc", "ID\xff", "1"}) {
        INFO(text);
        CHECK_THROWS_AS(rowan::ordering<Job>(text), rowan::UnknownColumn);
    }
    for (const char* text : {",", "id,", ",id", "-", "id,,status", "-,id"}) {
        INFO(text);
        CHECK_THROWS_AS(rowan::ordering<Job>(text), rowan::InvalidQuery);
    }
    CHECK_NOTHROW(rowan::ordering<Job>("-status,id", {"id", "status"}));
    CHECK_THROWS_AS(rowan::ordering<Job>("records", {"id", "status"}), rowan::UnknownColumn);
    CHECK_NOTHROW(rowan::ordering<Job>("records", {"number_records"}));
    CHECK_THROWS_AS(rowan::ordering<Job>("id", {"id", "nothing"}), rowan::UnknownColumn);
}
