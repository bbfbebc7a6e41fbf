// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Registers each work on both sides as `work/side/round:N`, in the order in which they shall run:
// reference, candidate, candidate, reference, … so that a slow minute of the machine meets both.
// (The library's own random interleaving shuffles all works together; the partners of a pair would
// run seconds apart.) report.py turns the JSON output into the table.
//
// Own options, before those of Google Benchmark: --rounds=N --rows=N

#include "side.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

#ifdef __clang__
constexpr const char* compiler = __VERSION__;
#else
constexpr const char* compiler = "GCC " __VERSION__;
#endif

using bench::Keys;
using bench::Rows;
using bench::Side;
using benchmark::State;

/// The rows both sides are filled with, and what the works have to find in them.
struct Data {
    explicit Data(std::size_t count) : rows(bench::make_rows(count)), keys(bench::make_keys(rows)) {
        for (std::size_t index = 0; index < rows.size(); index += 5) {
            changed.push_back(rows[index]);
            changed.back().status = "failed";
            changed.back().message = "no such collection in the catalogue";
        }
        for (const auto& row : rows) {
            weight += bench::weigh(row);
        }
        print = bench::fingerprint(rows);
        changed_print = print - bench::fingerprint(originals()) + bench::fingerprint(changed);
    }

    /// The rows of `changed` as they are in the database.
    [[nodiscard]] Rows originals() const {
        Rows result;
        for (std::size_t index = 0; index < rows.size(); index += 5) {
            result.push_back(rows[index]);
        }
        return result;
    }

    Rows rows;
    Keys keys;
    Rows changed;
    std::uint64_t weight = 0;
    std::uint64_t print = 0;
    std::uint64_t changed_print = 0;
};

using MakeSide = std::unique_ptr<Side> (*)();

/// A filled database of each side, made when first asked for and kept for all rounds.
Side& filled(MakeSide make, const Data& data) {
    struct Entry {
        MakeSide make;
        std::unique_ptr<Side> side;
    };
    static std::vector<Entry> sides;
    for (auto& entry : sides) {
        if (entry.make == make) {
            return *entry.side;
        }
    }
    sides.push_back({make, make()});
    sides.back().side->insert_all(data.rows);
    return *sides.back().side;
}

void expect(State& state, std::uint64_t found, std::uint64_t expected) {
    if (found != expected) {
        state.SkipWithError("the checksum of the rows differs");
    }
}

void count(State& state, std::size_t operations) {
    state.counters["operations"] = static_cast<double>(operations);
}

void select_all(State& state, MakeSide make, const Data& data) {
    Side& side = filled(make, data);
    Rows rows;
    for (auto _ : state) {
        rows = side.select_all();
    }
    expect(state, bench::fingerprint(rows), data.print);
    count(state, rows.size());
}

void stream(State& state, MakeSide make, const Data& data) {
    Side& side = filled(make, data);
    std::uint64_t weight = 0;
    for (auto _ : state) {
        weight = side.stream();
    }
    expect(state, weight, data.weight);
    count(state, data.rows.size());
}

void look_up(State& state, MakeSide make, const Data& data) {
    Side& side = filled(make, data);
    std::uint64_t weight = 0;
    for (auto _ : state) {
        weight = side.look_up(data.keys);
    }
    expect(state, weight, data.weight);
    count(state, data.keys.size());
}

void look_up_at_run_time(State& state, MakeSide make, const Data& data) {
    Side& side = filled(make, data);
    std::uint64_t weight = 0;
    for (auto _ : state) {
        weight = side.look_up_at_run_time(data.keys);
    }
    expect(state, weight, data.weight);
    count(state, data.keys.size());
}

void insert_all(State& state, MakeSide make, const Data& data) {
    const auto side = make();
    for (auto _ : state) {
        side->insert_all(data.rows);
    }
    expect(state, bench::fingerprint(side->select_all()), data.print);
    count(state, data.rows.size());
}

void insert_each(State& state, MakeSide make, const Data& data) {
    const auto side = make();
    for (auto _ : state) {
        side->insert_each(data.rows);
    }
    expect(state, bench::fingerprint(side->select_all()), data.print);
    count(state, data.rows.size());
}

void update(State& state, MakeSide make, const Data& data) {
    Side& side = filled(make, data);
    for (auto _ : state) {
        side.update_each(data.changed);
    }
    expect(state, bench::fingerprint(side.select_all()), data.changed_print);
    count(state, data.changed.size());
    side.update_each(data.originals());
}

struct Contender {
    const char* name;
    MakeSide make;
    void (*work)(State&, MakeSide, const Data&);
};

struct Work {
    const char* name;
    Contender reference;
    Contender candidate;
};

std::vector<Work> works() {
    const auto pair = [](const char* name, void (*work)(State&, MakeSide, const Data&)) {
        return Work{
            name, {"raw", bench::make_raw_side, work}, {"rowan", bench::make_rowan_side, work}};
    };
    return {
        pair("select", select_all),
        pair("stream", stream),
        pair("lookup", look_up),
        pair("insert_all", insert_all),
        pair("insert_each", insert_each),
        pair("update", update),
        {"filters",
         {"keyword", bench::make_rowan_side, look_up},
         {"filters", bench::make_rowan_side, look_up_at_run_time}},
        {"control",
         {"raw", bench::make_raw_side, look_up},
         {"again", bench::make_raw_side, look_up}},
    };
}

void add(const Work& work, const Contender& contender, std::size_t round, const Data& data) {
    const std::string name =
        std::string(work.name) + '/' + contender.name + "/round:" + std::to_string(round);
    benchmark::RegisterBenchmark(
        name.c_str(),
        [contender, &data](State& state) { contender.work(state, contender.make, data); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

std::size_t own_option(std::vector<char*>& arguments, std::string_view prefix, std::size_t value) {
    std::erase_if(arguments, [&](const char* argument) {
        const std::string_view text(argument);
        if (!text.starts_with(prefix)) {
            return false;
        }
        value = std::strtoul(text.substr(prefix.size()).data(), nullptr, 10);
        return true;
    });
    return value;
}

} // namespace

int main(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    const std::size_t rounds = own_option(arguments, "--rounds=", 21);
    const std::size_t rows = own_option(arguments, "--rows=", 100'000);
    const Data data(rows);
    for (const auto& work : works()) {
        for (std::size_t round = 0; round < rounds; ++round) {
            add(work, round % 2 == 0 ? work.reference : work.candidate, round, data);
            add(work, round % 2 == 0 ? work.candidate : work.reference, round, data);
        }
    }
    argc = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    benchmark::Initialize(&argc, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(argc, arguments.data())) {
        return 2;
    }
    benchmark::AddCustomContext("compiler", compiler);
    benchmark::AddCustomContext("sqlite", sqlite3_libversion());
    benchmark::AddCustomContext("rows", std::to_string(rows));
    benchmark::AddCustomContext("rounds", std::to_string(rounds));
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
