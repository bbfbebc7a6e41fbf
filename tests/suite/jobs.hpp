// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A table of twelve jobs, for the tests of queries.

#include "tests/suite/database.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace rowan_test {

struct Job : rowan::Model<Job> {
    std::int64_t id = 0;
    std::optional<std::string> user;
    std::string status = "new";
    std::optional<std::int64_t> records;

    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>(),
                                               rowan::column<&Job::records>("number_records"));
};

/// Jobs 1 to 12: every third has no user, the even ones are finished; job i has 10 × i records, but
/// every fourth has none.
struct Jobs : Tables<Job> {
    Jobs() {
        std::vector<Job> list;
        for (std::int64_t i = 1; i <= 12; ++i)
            list.push_back(
                {{},
                 i,
                 i % 3 ? std::optional<std::string>(i % 2 ? "alice" : "bob") : std::nullopt,
                 i % 2 ? "running" : "finished",
                 i % 4 ? std::optional(i * 10) : std::nullopt});
        session.insert_all(list);
        session.commit();
    }
    rowan::Query<Job> all() { return Tables::all<Job>(); }
};

using Ids = std::vector<std::int64_t>;

inline Ids ids(const std::vector<Job>& jobs) {
    Ids list;
    for (const Job& job : jobs)
        list.push_back(job.id);
    return list;
}
inline Ids ids(const rowan::Query<Job>& query) { return ids(query.all()); }

} // namespace rowan_test
