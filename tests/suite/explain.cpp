// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <sstream>

using namespace rowan::literals;
using namespace rowan_test;

TEST_CASE("the plan of a query") {
    Jobs jobs;
    auto some =
        jobs.all().filter("user"_col == "it's", "id"_col > 3).order_by("status"_col).limit(2);
    if (dialect().explain.empty()) {
        CHECK_THROWS_AS(some.explain(), rowan::NotSupported);
        return;
    }
    const std::string plan = some.explain();
    CHECK(has(plan, "job"));
    CHECK_FALSE(has(plan, "SELECT \"id\""));
    CHECK_FALSE(jobs.all().explain().empty());
    // It does not run, and is another statement than the query itself.
    CHECK(ids(some.limit(9)).empty());
    CHECK(some.explain() == plan);
    if (!dialect().writing->for_update.empty())
        CHECK_FALSE(some.for_update().explain().empty());
}

TEST_CASE("the plans of what changes rows, which are not changed") {
    Jobs jobs;
    auto old = jobs.all().filter("id"_col > 3);
    CHECK(has(old.update_sql("status"_col = "old"), "UPDATE "));
    CHECK(has(old.remove_sql(), "DELETE FROM "));
    auto joined = rowan::change<Job>(jobs.session).where(rowan::col<&Job::id> > 3);
    CHECK(has(joined.update_sql("status"_col = "old"), "UPDATE "));
    CHECK(has(joined.remove_sql(), "DELETE "));
    if (dialect().explain.empty()) {
        CHECK_THROWS_AS(old.explain_remove(), rowan::NotSupported);
        return;
    }
    CHECK(has(old.explain_update("status"_col = "old"), "job"));
    CHECK(has(old.explain_remove(), "job"));
    CHECK(has(joined.explain_update("status"_col = "old"), "job"));
    CHECK(has(joined.explain_remove(), "job"));
    auto again = rowan::insert_into<Job>(jobs.session);
    auto all = rowan::select(rowan::view_of<Job, Job>);
    CHECK(has(again.explain(all), "job"));
    CHECK(jobs.all().filter("status"_col == "old").count() == 0);
    CHECK(jobs.all().count() == 12);
}

TEST_CASE("the plan of a select, and the select as text") {
    Jobs jobs;
    using rowan::col;
    auto some = rowan::select(jobs.session, col<&Job::id>, rowan::count().as<"many">())
                    .where(col<&Job::user> == "it's", col<&Job::id> > 3)
                    .group_by(col<&Job::id>)
                    .limit(2);
    const std::string text = to_string(some);
    CHECK(text == some.sql() + " [text 'it's', integer 3, integer 2]");
    std::ostringstream out;
    out << some;
    CHECK(out.str() == text);
    if (dialect().explain.empty()) {
        CHECK_THROWS_AS(some.explain(), rowan::NotSupported);
        return;
    }
    CHECK(has(some.explain(), "job"));
    CHECK(some.all().empty());
}

TEST_CASE("the plan of a statement that was written by hand") {
    Jobs jobs;
    if (dialect().explain.empty())
        return;
    CHECK(has(rowan::sql<"SELECT * FROM job WHERE id = :id">(jobs.session, 3).explain(), "job"));
    CHECK_FALSE(rowan::sql<"DELETE FROM job WHERE id = :id">(jobs.session, 3).explain().empty());
    CHECK(jobs.all().count() == 12);
}

TEST_CASE("a query as text has its values with their types") {
    Jobs jobs;
    auto some = jobs.all().filter("user"_col == "it's", "records"_col > 3).limit(2);
    const std::string text = to_string(some);
    CHECK(text == some.sql() + " [text 'it's', integer 3, integer 2]");
    std::ostringstream stream;
    stream << some;
    CHECK(stream.str() == text);
    CHECK(Catch::Detail::stringify(some) == text);
    CHECK(to_string(jobs.all()) == jobs.all().sql());
    CHECK(has(to_string(jobs.all().filter("records"_col < 2.5)), "[real 2.5]"));
    const std::string cut = to_string(jobs.all().filter("user"_col == std::string(500, 'x')));
    CHECK(has(cut, "…' of 500 bytes"));
    CHECK(cut.size() < 300);
}
