// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>

using namespace rowan::literals;
using namespace rowan_test;

static_assert(std::input_iterator<rowan::Query<Job>::Iterator>);
static_assert(std::ranges::input_range<const rowan::Query<Job>>);

namespace {

template <typename Query>
Ids walked(const Query& query) {
    Ids list;
    for (const Job& job : query)
        list.push_back(job.id);
    return list;
}

} // namespace

TEST_CASE("a loop over a query gives each row once, and each loop runs it again") {
    Jobs jobs;
    auto query = jobs.all().filter("status"_col == "running").order_by("id"_col);
    CHECK(walked(query) == Ids{1, 3, 5, 7, 9, 11});
    CHECK(walked(query) == Ids{1, 3, 5, 7, 9, 11});
    jobs.all().filter("id"_col == 3).update("status"_col = "failed");
    CHECK(walked(query) == Ids{1, 5, 7, 9, 11});
    CHECK(walked(jobs.all().filter("id"_col > 99)).empty());
}

TEST_CASE("a loop may walk over a chain of calls that nobody names") {
    Jobs jobs;
    Ids list;
    const std::string running(40, 'r');
    jobs.all().filter("id"_col < 4).update("status"_col = running);
    for (const Job& job : Job::get(jobs.session, "status"_col = running)
                              .filter("id"_col > 1)
                              .order_by("id"_col.desc())
                              .limit(10)
                              .offset(0)) {
        CHECK(job.status == running);
        list.push_back(job.id);
    }
    CHECK(list == Ids{3, 2});
}

TEST_CASE("optional members of one row don't stay in the next") {
    Jobs jobs;
    for (Job& job : jobs.all().order_by("id"_col)) {
        CHECK(job.user.has_value() == (job.id % 3 != 0));
        CHECK(job.records.has_value() == (job.id % 4 != 0));
        job.user = "changed by the loop's body";
        job.status = "changed";
    }
}

TEST_CASE("loops over queries of the same shape don't disturb each other") {
    Jobs jobs;
    Ids outer_ids, inner_ids;
    auto upto = [&](std::int64_t id) {
        return jobs.all().filter("id"_col <= id).order_by("id"_col);
    };
    for (const Job& outer : upto(4)) {
        outer_ids.push_back(outer.id);
        for (const Job& inner : upto(outer.id)) {
            inner_ids.push_back(inner.id);
            for (const Job& innermost : upto(1))
                CHECK(innermost.id == 1);
        }
        CHECK(upto(outer.id).count() == outer.id);
        CHECK(upto(3).all().size() == 3);
    }
    CHECK(outer_ids == Ids{1, 2, 3, 4});
    CHECK(inner_ids == Ids{1, 1, 2, 1, 2, 3, 1, 2, 3, 4});
}

TEST_CASE("a loop that is left early leaves nothing behind") {
    Jobs jobs;
    auto query = jobs.all().order_by("id"_col);
    for (int round = 0; round < 20; ++round)
        for (const Job& job : query) {
            CHECK(job.id == 1);
            break;
        }
    try {
        for (const Job& job : query)
            throw job.id;
    } catch (std::int64_t id) {
        CHECK(id == 1);
    }
    CHECK(walked(query).size() == 12);
    jobs.all().remove();
    jobs.session.commit();
    CHECK(walked(query).empty());
}

TEST_CASE("rows may be changed and removed while a loop walks over them") {
    Jobs jobs;
    std::int64_t seen = 0;
    for (Job& job : jobs.all().order_by("id"_col)) {
        ++seen;
        job.status = "seen";
        jobs.session.update(job);
        if (job.id % 2 == 0)
            jobs.session.remove(job);
    }
    CHECK(seen == 12);
    CHECK(jobs.all().filter_by("status"_col = "seen").count() == 6);
    CHECK(jobs.all().count() == 6);
}

TEST_CASE("algorithms of the standard library walk over a query") {
    Jobs jobs;
    auto query = jobs.all().order_by("id"_col);
    auto found = std::ranges::find(query, 7, &Job::id);
    CHECK(found->user == "alice");
    CHECK(std::ranges::count(query, "finished", &Job::status) == 6);
    auto at = query.begin();
    at++;
    CHECK((*at).id == 2);
}

TEST_CASE("a query stored as a value still runs when what made it is gone") {
    Jobs jobs;
    std::vector<rowan::Query<Job>> stored;
    {
        const std::string user = "bob";
        std::string prefix = "fini";
        stored.push_back(jobs.all().filter("user"_col == user, "status"_col.starts_with(prefix)));
        prefix.assign(100, 'x');
    }
    CHECK(walked(stored[0]).size() == 4);
}
