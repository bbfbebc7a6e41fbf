// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;
using namespace std::chrono_literals;

namespace {

struct Counter : rowan::Model<Counter> {
    std::int64_t id = 0;
    std::int64_t value = 0;

    static constexpr auto table = rowan::table("counter", rowan::primary_key<&Counter::id>());
};

/// One write that a client was told is kept.
struct Note : rowan::Model<Note> {
    std::string id;

    static constexpr auto table = rowan::table("note", rowan::primary_key<&Note::id>());
};

/// Whether the session that reads it waits for the other nodes.
struct Waiting {
    std::int64_t value = 0;

    static constexpr auto table = rowan::table("waiting", rowan::primary_key<&Waiting::value>());
};

/// The cluster of tests/servers/galera.sh; without it the program ends with 77, which is skipped.
class Cluster {
  public:
    Cluster() {
        std::string url;
        if (const char* file = std::getenv("ROWAN_TEST_GALERA_FILE"))
            std::getline(std::ifstream(file), url);
        std::size_t place = url.find("/n1/my.sock"), equals = url.rfind('=');
        if (place == std::string::npos || equals == std::string::npos) {
            std::puts("skipped: no Galera cluster; tests/servers/galera.sh starts one");
            std::fflush(stdout);
            std::_Exit(77);
        }
        url_ = url.substr(0, place);
        folder_ = url_.substr(equals + 1);
        for (int node : {2, 3})
            REQUIRE(call("join", node)); // Which a test may have killed.
        Engine engine(this->url(1));
        rowan::drop_all<Counter, Note>(engine);
        rowan::create_all<Counter, Note>(engine);
        for (int node : {2, 3}) {
            Engine other(this->url(node));
            Session session(other, {.causal = true});
            REQUIRE(Note::count(session) == 0); // The tables are there too.
        }
    }
    /// The URL of a node, with more options such as "&pool_size=1".
    [[nodiscard]] std::string url(int node, const std::string& more = "") const {
        return url_ + "/n" + std::to_string(node) + "/my.sock" + more;
    }
    /// What the script does to a node: kill, join or bootstrap. Whether it has done it.
    [[nodiscard]] bool call(const std::string& what, int node) const {
        const std::string command =
            GALERA_SCRIPT " " + what + " " + folder_ + " " + std::to_string(node);
        return std::system(command.c_str()) == 0;
    }

  private:
    std::string url_, folder_;
};

const rowan::TransactionOptions causal{.causal = true};

/// Runs each of them in a thread of its own.
void all_at_once(const std::vector<std::function<void()>>& works) {
    std::vector<std::thread> threads;
    for (const auto& work : works)
        threads.emplace_back(work);
    for (std::thread& thread : threads)
        thread.join();
}

/// The code of the ConnectionLost that a call throws; 0 if it throws none.
template <typename Call>
int refusal(Call call) {
    try {
        static_cast<void>(call());
    } catch (const rowan::ConnectionLost& error) {
        return error.code();
    }
    return 0;
}

/// Repeats a call while the cluster refuses it, so long at most, and tells how long that was.
/// Whether it was done.
template <typename Call>
bool soon(std::chrono::seconds limit, const std::string& what, Call call) {
    const auto start = std::chrono::steady_clock::now();
    while (true) {
        std::string refused;
        try {
            call();
        } catch (const rowan::OperationalError& error) {
            refused = error.what();
        }
        const auto waited = std::chrono::steady_clock::now() - start;
        const double seconds = std::chrono::duration<double>(waited).count();
        if (refused.empty()) {
            if (seconds > 1)
                WARN("waited " << seconds << " s for " << what);
            return true;
        }
        if (waited > limit) {
            WARN("waited " << seconds << " s in vain for " << what << ": " << refused);
            return false;
        }
        std::this_thread::sleep_for(50ms);
    }
}

} // namespace

TEST_CASE("1000 increments that race on two nodes end at exactly 1000") {
    Cluster cluster;
    {
        Engine engine(cluster.url(1));
        Session session(engine);
        session.insert(Counter{{}, 1, 0});
        session.commit();
    }
    std::atomic<int> attempts{0}, failures{0};
    auto increments = [&](int node) {
        return [&, node] {
            Engine engine(cluster.url(node));
            const rowan::RetryOptions patient{
                .attempts = 1000, .first_pause = 1ms, .longest_pause = 20ms};
            for (int i = 0; i < 500; ++i)
                try {
                    rowan::retry(
                        engine,
                        [&](Session& session) {
                            ++attempts;
                            Counter::get(session, "id"_col = 1)
                                .update("value"_col = "value"_col + 1);
                        },
                        patient);
                } catch (const rowan::Error& error) {
                    std::fprintf(stderr, "%s\n", error.what());
                    ++failures;
                }
        };
    };
    all_at_once({increments(1), increments(2)});
    CHECK(failures == 0);
    WARN("attempts for 1000 increments: " << attempts);
    for (int node : {1, 2, 3}) {
        Engine engine(cluster.url(node));
        Session session(engine, causal);
        CHECK(Counter::get(session, "id"_col = 1).one().value == 1000);
    }
}

TEST_CASE("a causal session reads on one node what another one has just committed") {
    Cluster cluster;
    Engine writer(cluster.url(1)), reader(cluster.url(2, "&pool_size=1&max_overflow=0"));
    int stale = 0, stale_causally = 0;
    for (int i = 0; i < 60; ++i) {
        Session session(writer);
        session.insert(Counter{{}, i + 1, i});
        // Much to apply, so that the other node comes after.
        std::vector<Note> notes;
        for (int k = 0; k < 500; ++k)
            notes.push_back({{}, std::to_string(i) + " " + std::to_string(k)});
        session.insert_all(notes);
        session.commit();
        if (i % 2 == 0) {
            Session reading(reader, causal);
            stale_causally += !Counter::get(reading, "id"_col = i + 1).exists();
        } else {
            Session reading(reader);
            stale += !Counter::get(reading, "id"_col = i + 1).exists();
        }
    }
    CHECK(stale_causally == 0);
    WARN("stale reads of 30 in ordinary sessions: " << stale);
    // The connection waits no longer when the transaction has ended.
    Session session(writer);
    session.execute_unchecked("CREATE OR REPLACE FUNCTION waits() RETURNS BIGINT NO SQL "
                              "RETURN @@wsrep_sync_wait");
    session.execute_unchecked("CREATE OR REPLACE VIEW waiting AS SELECT waits() AS value");
    for (bool commits : {true, false}) {
        Session reading(reader, causal);
        CHECK(rowan::query<Waiting>(reading).one().value == 1);
        commits ? reading.commit() : reading.rollback();
        Session ordinary(reader);
        CHECK(rowan::query<Waiting>(ordinary).one().value == 0);
    }
}

TEST_CASE("a node that refuses to serve is ConnectionLost, its connection goes, others serve") {
    Cluster cluster;
    Engine one(cluster.url(1, "&pool_size=1&max_overflow=0")), two(cluster.url(2));
    Session session(one), other(two);
    session.insert(Note{{}, "kept"});
    session.commit();
    session.insert(Note{{}, "undone"});
    Engine administration(cluster.url(1));
    Session admin(administration);
    admin.execute_unchecked("SET GLOBAL wsrep_reject_queries = 'ALL'");
    CHECK(refusal([&] { session.insert(Note{{}, "refused"}); }) == 1047);
    CHECK_FALSE(session.in_transaction());
    session.rollback();
    CHECK(refusal([&] { return Note::count(session); }) == 1047); // On a connection of its own.
    CHECK(refusal([&] { session.insert(Note{{}, "refused"}); }) == 1047);
    session.rollback();
    CHECK(one.pool_status().opened >= 2);
    CHECK(one.pool_status().in_use == 0);
    other.insert(Note{{}, "by another node"});
    other.commit();
    admin.execute_unchecked("SET GLOBAL wsrep_reject_queries = 'NONE'");
    Session causally(one, causal);
    CHECK(Note::count(causally) == 2);
}

TEST_CASE("a node killed under load loses no write that was acknowledged", "[kills]") {
    Cluster cluster;
    std::atomic<bool> killed{false};
    std::atomic<int> broken{0}, unexpected{0};
    std::vector<std::vector<std::string>> kept(4);
    const auto end = std::chrono::steady_clock::now() + 3min;
    // Two clients of node 3, which dies, and two of node 2. Who loses his node goes on with node 1.
    auto client = [&](std::size_t number, int node) {
        return std::jthread([&, number, node](const std::stop_token& stop) {
            Engine engine(cluster.url(node));
            int after = 0;
            for (int i = 0; after < 50 && !stop.stop_requested(); ++i) {
                if (std::chrono::steady_clock::now() > end)
                    break;
                Note note{{}, std::to_string(number) + "-" + std::to_string(i)};
                try {
                    Session session(engine);
                    session.insert(note);
                    session.commit();
                    kept[number].push_back(note.id);
                    after += killed;
                } catch (const rowan::OperationalError&) {
                    // ConnectionLost, CommitUnknown, or the node is not there. It may be kept or
                    // not.
                    ++broken;
                    engine = Engine(cluster.url(1));
                    std::this_thread::sleep_for(10ms);
                } catch (const rowan::Error& error) {
                    std::fprintf(stderr, "%s\n", error.what());
                    ++unexpected;
                    std::this_thread::sleep_for(10ms);
                }
            }
        });
    };
    {
        std::vector<std::jthread> clients;
        for (std::size_t i = 0; i < 4; ++i)
            clients.push_back(client(i, i < 2 ? 3 : 2));
        std::this_thread::sleep_for(300ms);
        REQUIRE(cluster.call("kill", 3));
        killed = true;
        auto writes = [&](int node) {
            return [&, node] {
                Engine engine(cluster.url(node));
                Session session(engine);
                session.insert(Note{{}, "by node " + std::to_string(node)});
                session.commit();
            };
        };
        // On a machine that lets them wait for longer than the cluster does, they lose each other.
        if (!soon(30s, "a write on node 1 after the death of node 3", writes(1)))
            REQUIRE(cluster.call("bootstrap", 1));
        REQUIRE(soon(60s, "a write on node 2", writes(2)));
        for (std::jthread& one : clients)
            one.join();
    }
    CHECK(unexpected == 0);
    CHECK(broken > 0);
    auto check_node = [&](int node) {
        Engine engine(cluster.url(node));
        std::set<std::string> found;
        REQUIRE(soon(60s, "a read of node " + std::to_string(node), [&] {
            found.clear();
            Session session(engine, causal);
            for (const Note& note : Note::query(session))
                found.insert(note.id);
        }));
        for (const auto& list : kept) {
            CHECK(list.size() > 50);
            CHECK(std::all_of(list.begin(), list.end(),
                              [&](const std::string& id) { return found.contains(id); }));
        }
    };
    check_node(1);
    check_node(2);

    // Node 1 alone is no majority. It can't lose anybody else: it may miss node 2 soon.
    Engine engine(cluster.url(1));
    Session session(engine);
    session.execute_unchecked("SET GLOBAL wsrep_provider_options = 'evs.suspect_timeout=PT1S; "
                              "evs.inactive_timeout=PT2S'");
    session.commit();
    REQUIRE(cluster.call("kill", 2));
    int code = 0;
    for (int i = 0; i < 600 && code != 1047; ++i) {
        std::this_thread::sleep_for(50ms);
        code = refusal([&] { return Note::count(session); });
    }
    CHECK(code == 1047);
    REQUIRE(cluster.call("bootstrap", 1));
    std::int64_t notes = 0;
    REQUIRE(soon(60s, "a read of node 1, which now is all of the cluster",
                 [&] { notes = Note::count(session); }));
    CHECK(notes >= static_cast<std::int64_t>(kept[0].size()));
    session.execute_unchecked("SET GLOBAL wsrep_provider_options = 'evs.inactive_timeout=PT15S; "
                              "evs.suspect_timeout=PT5S'");
}
