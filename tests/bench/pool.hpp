// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The throughput of a pool: 16 threads that look up rows by key, each lookup in a session of its
// own, on 4 connections of a Rowan engine, against 16 threads that have a raw connection each and a
// statement prepared on it. In turns, in one run; reads are in no transaction on either side.
//
// Each turn counts the lookups that end within a time: with a number of lookups for each thread,
// the last threads would run alone, and how long depends on how the scheduler and the pool share
// out their turns. Of the threads, the table tells how far the slowest falls behind their mean.

#include <rowan/rowan.hpp>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace bench {

struct Keyed {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = rowan::table("bench_keyed", rowan::primary_key<&Keyed::id>());
};

inline constexpr int thread_count = 16;
inline constexpr int row_count = 10'000;

/// Looks up a row's name by its key.
using Lookup = std::function<std::string(std::int64_t)>;

struct Throughput {
    double rate;  ///< Lookups a second, all threads together.
    double least; ///< Those of the slowest thread, against the threads' mean.
};

/// Looks up for so many milliseconds. Ends the program if a row is wrong.
inline Throughput throughput(const std::vector<Lookup>& lookups, int milliseconds) {
    std::barrier start(thread_count + 1);
    std::atomic<bool> stopped = false;
    std::atomic<int> wrong = 0;
    std::vector<std::int64_t> counts(thread_count);
    std::vector<std::thread> threads;
    for (int number = 0; number < thread_count; ++number)
        threads.emplace_back([&, number] {
            const auto at = static_cast<std::size_t>(number);
            std::int64_t count = 0;
            start.arrive_and_wait();
            for (std::int64_t i = 0;; ++i) {
                std::int64_t key = (number * 613 + i * 7919) % row_count + 1;
                if (lookups[at](key) != "name " + std::to_string(key))
                    ++wrong;
                if (stopped.load(std::memory_order_relaxed))
                    break;
                ++count;
            }
            counts[at] = count;
        });
    start.arrive_and_wait();
    const auto started = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    stopped = true;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    for (std::thread& thread : threads)
        thread.join();
    if (wrong > 0) {
        std::fprintf(stderr, "%d rows were wrong\n", wrong.load());
        std::exit(1);
    }
    double all = 0;
    for (std::int64_t count : counts)
        all += static_cast<double>(count);
    const auto least = static_cast<double>(*std::min_element(counts.begin(), counts.end()));
    return {all / took.count(), least / (all / thread_count)};
}

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// `make_raw` opens a raw connection and gives its lookup.
inline int measure_pool(int argc, char** argv, const std::function<Lookup()>& make_raw) {
    using namespace rowan::literals;
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s URL [rounds [milliseconds]]\n", argv[0]);
        return 2;
    }
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 15;
    const int milliseconds = argc > 3 ? std::atoi(argv[3]) : 2000;
    const std::string url = argv[1];
    const rowan::Engine engine(url + (url.find('?') == std::string::npos ? "?" : "&") +
                               "pool_size=4&max_overflow=0");
    rowan::drop_all<Keyed>(engine);
    rowan::create_all<Keyed>(engine);
    {
        std::vector<Keyed> rows;
        for (int i = 1; i <= row_count; ++i)
            rows.push_back({i, "name " + std::to_string(i)});
        rowan::Session session(engine);
        session.insert_all(rows);
        session.commit();
    }
    const Lookup pooled = [&](std::int64_t key) {
        rowan::Session session(engine);
        return rowan::query<Keyed>(session).filter_by("id"_col = key).one().name;
    };
    {
        std::vector<Lookup> raw;
        for (int i = 0; i < thread_count; ++i)
            raw.push_back(make_raw());
        const std::vector<Lookup> rowan(thread_count, pooled);
        std::vector<double> by_raw, by_rowan, ratios, raw_least, rowan_least;
        for (int round = 0; round <= rounds; ++round) {
            const bool first = round % 2 == 0;
            const Throughput one = throughput(first ? raw : rowan, milliseconds);
            const Throughput other = throughput(first ? rowan : raw, milliseconds);
            if (round == 0)
                continue;
            by_raw.push_back((first ? one : other).rate);
            by_rowan.push_back((first ? other : one).rate);
            ratios.push_back(by_rowan.back() / by_raw.back());
            raw_least.push_back((first ? one : other).least);
            rowan_least.push_back((first ? other : one).least);
        }
        std::printf(
            "| 16 threads, lookups a second | raw, 16 connections | Rowan, 4 connections | "
            "ratio | target |\n|---|---:|---:|---:|---:|\n| median of %d rounds of %d ms | "
            "%.0f | %.0f | %.2f | 0.9 |\n| slowest thread, of the mean | %.2f | %.2f | | |\n",
            rounds, milliseconds, median(by_raw), median(by_rowan), median(ratios),
            median(raw_least), median(rowan_least));
    }
    rowan::drop_all<Keyed>(engine);
    return 0;
}

} // namespace bench
