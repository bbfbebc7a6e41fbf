// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/replication/pair.hpp"

#include <csignal>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;
using rowan::Engine;
using rowan::Session;

namespace {

/// Kills all of the primary's processes, as a crash of its machine would. The test ends where it
/// isn't ours.
void kill_primary(const Pair& pair) {
    pid_t pid = 0;
    std::ifstream(pair.primary_folder() + "/data/postmaster.pid") >> pid;
    if (pid == 0)
        FAIL("skipped: no PostgreSQL server that may be killed");
    const std::string number = std::to_string(pid);
    std::ifstream children("/proc/" + number + "/task/" + number + "/children");
    std::vector<pid_t> processes{pid};
    while (children >> pid)
        processes.push_back(pid);
    REQUIRE(processes.size() > 1);
    for (pid_t process : processes)
        REQUIRE(::kill(process, SIGKILL) == 0);
}

/// Whether a write is acknowledged.
bool writes(const Engine& engine, std::vector<std::int64_t>& acknowledged) {
    try {
        acknowledged.push_back(write(engine, "note"));
        return true;
    } catch (const rowan::OperationalError&) {
        return false;
    }
}

} // namespace

TEST_CASE(
    "an engine outlives its primary: reads go on, writes go to the replica once it is promoted",
    "[fail_over]") {
    Pair pair;
    Engine engine = pair.engine();
    build(engine);
    std::vector<std::int64_t> acknowledged;
    for (int i = 0; i < 100; ++i)
        REQUIRE(writes(engine, acknowledged));
    // Followed, so that the replica has them all.
    REQUIRE(read(engine, acknowledged.back()).replica);

    Session open(engine);
    open.insert(Note{{}, 0, "in an open transaction"});
    kill_primary(pair);
    CHECK_THROWS_AS(open.commit(), rowan::CommitUnknown);

    // No primary: writes fail by a typed error, reads are served by the replica.
    CHECK_FALSE(writes(engine, acknowledged));
    Found found = read(engine, acknowledged.back());
    CHECK(found.note);
    CHECK(found.replica);

    run(Engine(pair.replica), "SELECT pg_promote(true, 30)");
    REQUIRE(soon([&] { return writes(engine, acknowledged); }, 30));
    for (int i = 0; i < 100; ++i)
        CHECK(writes(engine, acknowledged));
    Session session(engine);
    CHECK_FALSE(Whereabouts::get(session).one().replica);
    for (std::int64_t id : acknowledged)
        CHECK(Note::get(session, "id"_col = id).exists());
    CHECK(Note::count(session) == static_cast<std::int64_t>(acknowledged.size()));
    // Readers take the server that was the replica as before.
    CHECK(read(engine, acknowledged.back()).note);
}
