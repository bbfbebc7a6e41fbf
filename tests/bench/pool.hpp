// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The throughput of a pool: 16 threads that look up rows by key, each lookup in a session of its
// own, on 4 connections of a Rowan engine, against 16 threads that have a raw connection each and a
// statement prepared on it. In turns, in one run; reads are in no transaction on either side.

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

/// Lookups a second, all threads together. Ends the program if a row is wrong.
inline double throughput(const std::vector<Lookup>& lookups, int each) {
    std::barrier start(thread_count + 1);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int number = 0; number < thread_count; ++number)
        threads.emplace_back([&, number] {
            start.arrive_and_wait();
            for (int i = 0; i < each; ++i) {
                std::int64_t key = (number * 613 + i * 7919) % row_count + 1;
                if (lookups[static_cast<std::size_t>(number)](key) != "name " + std::to_string(key))
                    ++wrong;
            }
        });
    start.arrive_and_wait();
    const auto started = std::chrono::steady_clock::now();
    for (std::thread& thread : threads)
        thread.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    if (wrong > 0) {
        std::fprintf(stderr, "%d rows were wrong\n", wrong.load());
        std::exit(1);
    }
    return thread_count * each / took.count();
}

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// `make_raw` opens a raw connection and gives its lookup.
inline int measure_pool(int argc, char** argv, const std::function<Lookup()>& make_raw) {
    using namespace rowan::literals;
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s URL [rounds [lookups a thread]]\n", argv[0]);
        return 2;
    }
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 15;
    const int each = argc > 3 ? std::atoi(argv[3]) : 1000;
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
        std::vector<double> by_raw, by_rowan, ratios;
        for (int round = 0; round <= rounds; ++round) {
            const bool first = round % 2 == 0;
            double one = throughput(first ? raw : rowan, each);
            double other = throughput(first ? rowan : raw, each);
            if (round == 0)
                continue;
            by_raw.push_back(first ? one : other);
            by_rowan.push_back(first ? other : one);
            ratios.push_back(by_rowan.back() / by_raw.back());
        }
        std::printf("| 16 threads, lookups a second | raw, 16 connections | Rowan, 4 connections | "
                    "ratio | target |\n|---|---:|---:|---:|---:|\n| median of %d rounds | %.0f | "
                    "%.0f | %.2f | 0.9 |\n",
                    rounds, median(by_raw), median(by_rowan), median(ratios));
    }
    rowan::drop_all<Keyed>(engine);
    return 0;
}

} // namespace bench
