// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_driver.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

using namespace rowan_test;
using namespace std::chrono_literals;
using engine::Lease;
using engine::Pool;
using engine::PoolSettings;

namespace {

struct Fixture {
    FakeLog log;
    Pool pool;

    explicit Fixture(PoolSettings settings, bool single = false)
        : pool(std::make_unique<FakeConnector>(log, single), settings) {}
};

} // namespace

TEST_CASE("a connection is opened when it is needed and used again") {
    Fixture fixture({});
    CHECK(fixture.log.opened == 0);
    for (int i = 0; i < 3; ++i)
        Lease lease(fixture.pool);
    CHECK(fixture.log.opened == 1);
    Lease one(fixture.pool), two(fixture.pool);
    CHECK(fixture.log.opened == 2);
}

TEST_CASE("connections beyond the size are closed when they come back") {
    Fixture fixture({.size = 2, .overflow = 1, .timeout = 0ms});
    {
        Lease one(fixture.pool), two(fixture.pool), three(fixture.pool);
        CHECK(fixture.log.open == 3);
    }
    CHECK(fixture.log.open == 2);
}

TEST_CASE("who finds no free connection waits, then gets an error that says so") {
    Fixture fixture({.size = 1, .overflow = 1, .timeout = 30ms});
    Lease one(fixture.pool), two(fixture.pool);
    auto started = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(Lease(fixture.pool), rowan::OperationalError);
    CHECK(std::chrono::steady_clock::now() - started >= 30ms);
    two = Lease();
    CHECK_NOTHROW(Lease(fixture.pool));
    try {
        Lease again(fixture.pool), fails(fixture.pool);
        FAIL("there was no limit");
    } catch (const rowan::OperationalError& error) {
        CHECK(std::string(error.what()).find("30 ms") != std::string::npos);
    }
}

TEST_CASE("who waits gets the connection that comes back") {
    Fixture fixture({.size = 1, .overflow = 0, .timeout = 10s});
    std::optional<Lease> held(std::in_place, fixture.pool);
    std::thread waiting([&] { Lease lease(fixture.pool); });
    std::this_thread::sleep_for(10ms);
    held.reset();
    waiting.join();
    CHECK(fixture.log.opened == 1);
}

TEST_CASE("a connection that comes back with an open transaction is rolled back") {
    Fixture fixture({});
    {
        Lease lease(fixture.pool);
        lease->connection->begin();
    }
    CHECK(fixture.log.taken() == std::vector<std::string>{"BEGIN", "ROLLBACK"});
    CHECK_FALSE(Lease(fixture.pool)->connection->in_transaction());
    CHECK(fixture.log.opened == 1);
}

TEST_CASE("a connection that can't be rolled back is closed") {
    Fixture fixture({});
    fixture.log.failing = "ROLLBACK";
    {
        Lease lease(fixture.pool);
        lease->connection->begin();
    }
    CHECK(fixture.log.open == 0);
    Lease lease(fixture.pool);
    CHECK_FALSE(lease->connection->in_transaction());
}

TEST_CASE("a connection that was found lost is never given out again") {
    Fixture fixture({});
    {
        Lease lease(fixture.pool);
        lease->connection->begin();
        lease->note({engine::ErrorKind::deadlock, "no reason to give it up", 1});
        CHECK_FALSE(lease->broken);
        lease->note({engine::ErrorKind::connection_lost, "gone", 1});
    }
    CHECK(fixture.log.taken() == std::vector<std::string>{"BEGIN"});
    CHECK(fixture.log.open == 0);
    Lease lease(fixture.pool);
    CHECK_FALSE(lease->connection->in_transaction());
    CHECK(fixture.log.opened == 2);
}

TEST_CASE("after a loss the other connections are asked before they are used") {
    Fixture fixture({});
    {
        Lease one(fixture.pool), two(fixture.pool), three(fixture.pool);
        one->broken = true;
    }
    CHECK(fixture.pool.status().idle == 2);
    fixture.log.answers = false;
    { Lease replaced(fixture.pool); }
    CHECK(fixture.log.pings == 1);
    CHECK(fixture.log.opened == 4);
    CHECK(fixture.pool.status().replaced == 1);
    fixture.log.answers = true;
    for (int i = 0; i < 3; ++i) {
        Lease one(fixture.pool), two(fixture.pool);
    }
    CHECK(fixture.log.pings == 2);
    CHECK(fixture.log.opened == 4);
}

TEST_CASE("pre-ping asks at each checkout") {
    Fixture fixture({.pre_ping = true});
    for (int i = 0; i < 3; ++i)
        Lease lease(fixture.pool);
    CHECK(fixture.log.pings == 2);
    fixture.log.answers = false;
    Lease lease(fixture.pool);
    CHECK(fixture.log.opened == 2);
}

TEST_CASE("a connection older than the recycle age is replaced") {
    Fixture fixture({.recycle = 1s});
    { Lease lease(fixture.pool); }
    {
        Lease lease(fixture.pool);
        CHECK(fixture.log.opened == 1);
        lease->opened -= 2s;
    }
    Lease lease(fixture.pool);
    CHECK(fixture.log.opened == 2);
    CHECK(fixture.log.open == 1);
}

TEST_CASE("who waits is served in the order of coming") {
    Fixture fixture({.size = 1, .overflow = 0, .timeout = 30s});
    std::optional<Lease> held(std::in_place, fixture.pool);
    std::vector<int> served;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            Lease lease(fixture.pool);
            served.push_back(i); // one connection: one at a time
        });
        while (fixture.pool.status().waiting != static_cast<std::size_t>(i) + 1)
            std::this_thread::yield();
    }
    held.reset();
    for (std::thread& thread : threads)
        thread.join();
    CHECK(served == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(fixture.pool.status().waits == 8);
}

TEST_CASE("64 threads on 8 connections all get their share") {
    Fixture fixture({.size = 8, .overflow = 0, .timeout = 60s});
    std::atomic<bool> stop = false;
    std::vector<int> turns(64);
    std::vector<std::thread> threads;
    {
        std::vector<Lease> all;
        for (int i = 0; i < 8; ++i)
            all.emplace_back(fixture.pool);
        for (int& mine : turns)
            threads.emplace_back([&] {
                while (!stop) {
                    Lease lease(fixture.pool);
                    std::this_thread::sleep_for(100us);
                    ++mine;
                }
            });
        while (fixture.pool.status().waiting != turns.size())
            std::this_thread::yield();
    }
    std::this_thread::sleep_for(600ms);
    stop = true;
    for (std::thread& thread : threads)
        thread.join();
    auto [least, most] = std::minmax_element(turns.begin(), turns.end());
    CHECK(*least > 0);
    // Passing others is allowed for some milliseconds, of which a slow machine makes many turns.
    CHECK(*most <= 3 * *least + 3);
    CHECK(fixture.log.opened == 8);
    CHECK(fixture.pool.status().in_use == 0);
}

TEST_CASE("a place that came free by a lost connection goes to who waits") {
    Fixture fixture({.size = 1, .overflow = 0, .timeout = 10s});
    std::optional<Lease> held(std::in_place, fixture.pool);
    std::thread waiting([&] { Lease lease(fixture.pool); });
    while (fixture.pool.status().waiting == 0)
        std::this_thread::yield();
    (*held)->broken = true;
    held.reset();
    waiting.join();
    CHECK(fixture.log.opened == 2);
    CHECK(fixture.pool.status().idle == 1);
}

TEST_CASE("the status tells what the connections do") {
    Fixture fixture({.size = 1, .overflow = 1, .timeout = 0ms});
    {
        Lease one(fixture.pool), two(fixture.pool);
        CHECK(fixture.pool.status().in_use == 2);
        CHECK_THROWS_AS(Lease(fixture.pool), rowan::OperationalError);
    }
    rowan::PoolStatus status = fixture.pool.status();
    CHECK(status.in_use == 0);
    CHECK(status.idle == 1);
    CHECK(status.opened == 2);
    CHECK(status.timeouts == 1);
    CHECK(status.waiting == 0);
}

TEST_CASE("a connection that can't be opened takes no place in the pool") {
    Fixture fixture({.size = 1, .overflow = 0, .timeout = 0ms});
    fixture.log.refuses = true;
    for (int i = 0; i < 3; ++i)
        CHECK_THROWS_AS(Lease(fixture.pool), rowan::ConnectionLost);
    fixture.log.refuses = false;
    CHECK_NOTHROW(Lease(fixture.pool));
}

TEST_CASE("after close() nothing is given out; what is in use is closed when it comes back") {
    Fixture fixture({});
    {
        Lease used(fixture.pool);
        { Lease idle(fixture.pool); }
        CHECK(fixture.log.open == 2);
        fixture.pool.close();
        CHECK(fixture.log.open == 1);
        CHECK_THROWS_AS(Lease(fixture.pool), rowan::Closed);
        CHECK_NOTHROW(used->connection->execute("SELECT 1"));
    }
    CHECK(fixture.log.open == 0);
    CHECK_NOTHROW(fixture.pool.close());
}

TEST_CASE("close() wakes who waits") {
    for (bool single : {false, true}) {
        Fixture fixture({.size = 1, .overflow = 0, .timeout = 60s}, single);
        Lease held(fixture.pool);
        bool closed = false;
        std::thread waiting([&] {
            try {
                Lease lease(fixture.pool);
            } catch (const rowan::Closed&) {
                closed = true;
            }
        });
        std::this_thread::sleep_for(10ms);
        fixture.pool.close();
        waiting.join();
        CHECK(closed);
    }
}

TEST_CASE("a single connection is shared within a thread and waited for by others") {
    Fixture fixture({.timeout = 20ms}, true);
    std::optional<Lease> one(std::in_place, fixture.pool), two(std::in_place, fixture.pool);
    CHECK(&**one == &**two);
    CHECK(fixture.log.opened == 1);
    auto other_thread_gets_it = [&] {
        bool gets = false;
        std::thread([&] {
            try {
                Lease lease(fixture.pool);
                gets = true;
            } catch (const rowan::OperationalError&) {
            }
        }).join();
        return gets;
    };
    CHECK_FALSE(other_thread_gets_it());
    one.reset();
    CHECK_FALSE(other_thread_gets_it());
    two.reset();
    CHECK(other_thread_gets_it());
    CHECK(fixture.log.opened == 1);
}

TEST_CASE("16 threads share 3 connections, each used by one at a time") {
    Fixture fixture({.size = 2, .overflow = 1, .timeout = 60s});
    std::atomic<int> users = 0, most = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&] {
            for (int turn = 0; turn < 200; ++turn) {
                Lease lease(fixture.pool);
                int now = ++users;
                for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
                }
                lease->connection->begin();
                --users;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(most <= 3);
    CHECK(fixture.log.open <= 2);
    CHECK(users == 0);
}

TEST_CASE("closing while 8 threads use the pool leaves no connection open") {
    for (bool single : {false, true}) {
        Fixture fixture({.size = 2, .overflow = 2, .timeout = 60s}, single);
        std::atomic<int> ended = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                try {
                    while (true)
                        Lease lease(fixture.pool);
                } catch (const rowan::Closed&) {
                    ++ended;
                }
            });
        std::this_thread::sleep_for(5ms);
        fixture.pool.close();
        for (std::thread& thread : threads)
            thread.join();
        CHECK(ended == 8);
        CHECK(fixture.log.open == 0);
    }
}
