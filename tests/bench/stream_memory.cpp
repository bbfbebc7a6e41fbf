// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Memory while rows are streamed: how far the live heap and the resident set rise above their level
// at the 1,000th row. The database is in memory, so that its pages are there before the first row
// and whatever grows is the client's; with a file it would be SQLite's page cache that grows first.
// Prints one JSON object. Usage: stream_memory [rows]

#include "harvester.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <string>

namespace {

constexpr std::size_t first_rows = 1'000;
constexpr std::size_t batch = 10'000;

/// Bytes handed out by malloc and not freed; operator new and SQLite both end there.
std::size_t live_heap() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// The resident set in bytes; smaps_rollup is exact where statm's counters lag behind.
std::size_t resident() {
    std::ifstream file("/proc/self/smaps_rollup");
    std::string word;
    while (file >> word) {
        if (word == "Rss:") {
            std::size_t kilobytes = 0;
            file >> kilobytes;
            return kilobytes * 1024;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
    rowan::Engine engine("sqlite://");
    rowan::create_all<StacHarvester>(engine);
    rowan::Session session(engine);
    for (std::size_t first = 0; first < count; first += batch) {
        session.insert_all(bench::make_rows(std::min(batch, count - first), first));
    }
    session.commit();
    malloc_trim(0);

    std::size_t rows = 0;
    std::uint64_t weight = 0;
    std::size_t heap_start = 0;
    std::size_t heap_peak = 0;
    std::size_t resident_start = 0;
    std::size_t resident_peak = 0;
    for (const auto& row : StacHarvester::get(session)) {
        weight += bench::weigh(row);
        ++rows;
        if (rows == first_rows) {
            resident_start = resident_peak = resident();
            heap_start = heap_peak = live_heap();
        } else if (rows > first_rows && rows % 1'000 == 0) {
            heap_peak = std::max(heap_peak, live_heap());
            if (rows % 20'000 == 0) {
                resident_peak = std::max(resident_peak, resident());
            }
        }
    }
    std::printf("{\"rows\": %zu, \"expected\": %zu, \"weight\": \"%llu\", \"heap_growth\": %zu, "
                "\"resident_growth\": %zu}\n",
                rows, count, static_cast<unsigned long long>(weight), heap_peak - heap_start,
                resident_peak - resident_start);
    return rows == count ? 0 : 1;
}
