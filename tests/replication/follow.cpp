// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/replication/pair.hpp"

#include <atomic>
#include <vector>

using namespace rowan_test;
using namespace std::chrono_literals;
using rowan::Engine;
using rowan::Session;

namespace {

/// Stops the replica from replaying what the primary does, until the end.
struct Paused {
    Engine replica;

    explicit Paused(const Pair& pair) : replica(pair.replica) {
        run(replica, "SELECT pg_wal_replay_pause()");
        REQUIRE(soon([&] {
            Session session(replica);
            return Replay::get(session).one().state == "paused";
        }));
    }
    ~Paused() { resume(); }
    void resume() { run(replica, "SELECT pg_wal_replay_resume()"); }
};

} // namespace

TEST_CASE("a reader on the replica sees each commit of its program at once", "[follow]") {
    Pair pair;
    Engine engine = pair.engine();
    build(engine);
    int stale = 0, elsewhere = 0;
    for (int i = 0; i < 300; ++i) {
        Found found = read(engine, write(engine, "note"));
        stale += !found.note;
        elsewhere += !found.replica;
    }
    CHECK(stale == 0);
    CHECK(elsewhere == 0);
}

TEST_CASE("so do readers of 8 threads while 4 others write", "[follow]") {
    Pair pair;
    Engine engine = pair.engine();
    build(engine);
    std::atomic<std::int64_t> last = 0;
    std::atomic<int> stale = 0, reads = 0;
    std::atomic<bool> done = false;
    std::vector<std::thread> writers, readers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([&] {
            for (int j = 0; j < 50; ++j) {
                std::int64_t id = write(engine, "note");
                for (std::int64_t seen = last; seen < id && !last.compare_exchange_weak(seen, id);)
                    ;
            }
        });
    for (int i = 0; i < 8; ++i)
        readers.emplace_back([&] {
            while (!done)
                if (std::int64_t id = last) {
                    stale += !read(engine, id).note;
                    ++reads;
                }
        });
    for (std::thread& writer : writers)
        writer.join();
    done = true;
    for (std::thread& reader : readers)
        reader.join();
    CHECK(reads > 0);
    CHECK(stale == 0);
}

TEST_CASE("a replica that lags is passed over for the primary, until it has caught up",
          "[follow]") {
    Pair pair;
    Engine follows = pair.engine({.replica_wait = 50ms});
    Engine careless = pair.engine({.read_your_writes = false});
    build(follows);
    REQUIRE(read(follows, write(follows, "before")).replica);
    Paused paused(pair);
    std::int64_t id = write(follows, "while it is paused");

    Found found = read(careless, id);
    CHECK(found.replica);
    CHECK_FALSE(found.note);

    auto started = std::chrono::steady_clock::now();
    found = read(follows, id);
    CHECK(std::chrono::steady_clock::now() - started >= 50ms);
    CHECK_FALSE(found.replica);
    CHECK(found.note);
    // It is left alone for a while: nobody waits for it again.
    found = read(follows, id);
    CHECK_FALSE(found.replica);
    CHECK(found.note);

    paused.resume();
    CHECK(soon([&] { return read(follows, id).replica; }));
    CHECK(read(follows, id).note);
}

TEST_CASE("a session on the replica can't write", "[follow]") {
    Pair pair;
    Engine engine = pair.engine();
    build(engine);
    write(engine, "note");
    Session session(engine, {.read_only = true});
    REQUIRE(Whereabouts::get(session).one().replica);
    CHECK_THROWS_AS(session.insert(Note{{}, 0, "no"}), rowan::ReadOnly);
    session.rollback();
    Engine direct(pair.replica);
    CHECK_THROWS_AS(write(direct, "no"), rowan::ReadOnly);
    CHECK(read(engine, 1).note);
}
