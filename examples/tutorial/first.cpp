// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include <rowan/backend/sqlite3.hpp> // in one source file of a program
#include <rowan/rowan.hpp>

#include <cstdio>

struct Job : rowan::Model<Job> {
    std::string id = rowan::make_uuid();
    std::optional<std::string> user; // may be NULL
    std::string status = "running";
    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>());
};

int main() {
    using namespace rowan::literals;
    rowan::Engine engine("sqlite://"); // in memory; sqlite:///jobs.db is a file
    rowan::create_all<Job>(engine);
    rowan::Session session(engine);
    session.insert(Job::make("user"_col = "alice"));
    session.insert(Job::make("user"_col = "bob", "status"_col = "finished"));
    session.commit();

    for (const Job& job : Job::get(session, "user"_col = "alice"))
        std::puts(job.status.c_str()); // running
}
