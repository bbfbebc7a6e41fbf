// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The calls that the design promises, in the order a program makes them.

#include "tests/postgresql/schema.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

struct StacHarvester : rowan::Model<StacHarvester> {
    std::string harvester_id = rowan::make_uuid();
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
    std::optional<std::string> url;
    std::optional<std::string> number_records;
    std::optional<std::string> status;
    std::optional<std::string> message;
    std::optional<rowan::DateTime> _date = rowan::utcnow();

    static constexpr auto table = rowan::table(
        "stac_harvester", rowan::primary_key<&StacHarvester::harvester_id>(),
        rowan::index<&StacHarvester::user, &StacHarvester::status>("ix_stac_harvester"));
};

} // namespace

TEST_CASE("the design's calls do on PostgreSQL what they do on SQLite") {
    Schema schema;
    rowan::Engine engine(schema.url());
    rowan::create_all<StacHarvester>(engine);
    rowan::Session session(engine);

    std::vector<StacHarvester> jobs(100);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (i % 3 > 0)
            jobs[i].user = "alice";
        jobs[i].status = i % 2 ? "finished" : "running";
        jobs[i].url = "https://stac.example/" + std::to_string(i) +
                      (i == 7 ? "'; drop table stac_harvester; --" : "");
    }
    session.insert_all(jobs);
    session.commit();

    CHECK(StacHarvester::get(session).count() == 100);
    CHECK(
        StacHarvester::get(session, "user"_col = "alice", "status"_col = "finished").all().size() ==
        33);
    CHECK(StacHarvester::get(session, "user"_col = nullptr).count() == 34);
    CHECK(StacHarvester::get(session, "user"_col = std::nullopt).count() == 34);
    CHECK(StacHarvester::get(session, "url"_col = *jobs[7].url).one().harvester_id ==
          jobs[7].harvester_id);
    CHECK_FALSE(StacHarvester::get(session, "url"_col = "nope").exists());
    CHECK(StacHarvester::get(session, "user"_col = "alice").exists());
    CHECK_FALSE(StacHarvester::get(session, "url"_col = "nope").first());
    CHECK_THROWS_AS(StacHarvester::get(session, "url"_col = "nope").one(), rowan::NoResultFound);
    CHECK_THROWS_AS(StacHarvester::get(session).one(), rowan::MultipleResultsFound);
    CHECK_THROWS_AS(StacHarvester::get(session).one_or_none(), rowan::MultipleResultsFound);

    auto page =
        StacHarvester::get(session, "status"_col = "finished")
            .filter(rowan::col<&StacHarvester::url>.like("https://%"), "user"_col.is_not_null())
            .order_by(rowan::col<&StacHarvester::url>.desc())
            .limit(10)
            .offset(5)
            .all();
    CHECK(page.size() == 10);
    for (std::size_t i = 1; i < page.size(); ++i)
        CHECK(*page[i - 1].url > *page[i].url);
    CHECK(StacHarvester::get(session)
              .filter("status"_col == "running" || "user"_col == nullptr)
              .count() == 67);
    CHECK(StacHarvester::get(session).filter("url"_col.in(std::vector<std::string>{})).count() ==
          0);
    CHECK(
        StacHarvester::get(session).filter("url"_col.not_in(std::vector<std::string>{})).count() ==
        100);

    auto query = StacHarvester::get(session, "status"_col = "running");
    std::set<std::string> ids;
    for (const auto& outer : query) {
        ids.insert(outer.harvester_id);
        for (const auto& inner : query) {
            CHECK(inner.status == "running");
            break;
        }
    }
    CHECK(ids.size() == 50);

    rowan::Filters filters{{"status", "finished"}, {"user", nullptr}};
    CHECK(StacHarvester::get(session, filters).count() == 17);
    filters["colour"] = "red";
    CHECK_THROWS_AS(StacHarvester::get(session, filters).all(), rowan::UnknownColumn);

    auto one = StacHarvester::get(session, "harvester_id"_col = jobs[5].harvester_id).one();
    CHECK(one._date == jobs[5]._date);
    one.message = "no such collection";
    session.update(one);
    CHECK(StacHarvester::get(session, "harvester_id"_col = one.harvester_id).one().message ==
          "no such collection");
    CHECK(StacHarvester::get(session, "status"_col = "running")
              .update("status"_col = "failed", "message"_col = nullptr) == 50);
    session.rollback();
    CHECK(StacHarvester::get(session, "status"_col = "failed").count() == 0);
    CHECK(StacHarvester::get(session, "user"_col = nullptr).remove() == 34);
    session.commit();
    CHECK(StacHarvester::count(session) == 66);
    CHECK_THROWS_AS(session.insert(jobs[1]), rowan::UniqueViolation);
    session.rollback();
    {
        rowan::Session doomed(engine);
        doomed.insert(StacHarvester{});
    }
    CHECK(StacHarvester::count(session) == 66);
    auto made = StacHarvester::make("user"_col = "bob", "url"_col = "https://x");
    made.save(session);
    CHECK(StacHarvester::get(session, "user"_col = "bob").one().harvester_id == made.harvester_id);
    made.remove(session);
    CHECK(StacHarvester::count(session) == 66);
}
