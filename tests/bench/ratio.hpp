// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What the programs have in common that measure Rowan against the same work by hand.

namespace bench {

/// The thread's CPU time.
inline double milliseconds() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// What each of these programs is told: [--rounds=N] [--check].
struct Options {
    int rounds;
    bool checks = false;

    Options(int argc, char** argv, int usual_rounds) : rounds(usual_rounds) {
        for (int i = 1; i < argc; ++i) {
            std::string_view argument = argv[i];
            if (argument.starts_with("--rounds="))
                rounds = std::atoi(argv[i] + 9);
            else if (argument == "--check")
                checks = true;
        }
    }
};

/// Lets both sides run by turns, drops the first round and prints the table's line. The ratio is
/// the median of the ratios of each round's pair. A side is a function that takes the sum that its
/// rows have, writes it, and returns the milliseconds it took; different sums are an error. Returns
/// whether the ratio meets the target.
template <typename Raw, typename Rowan>
bool compare(const char* work, double target, int rounds, Raw run_raw, Rowan run_rowan) {
    std::vector<double> ratios, raw_times, rowan_times;
    for (int round = 0; round < rounds; ++round) {
        std::size_t raw_sum = 0, rowan_sum = 0;
        bool raw_first = round % 2 == 0;
        double raw = raw_first ? run_raw(raw_sum) : 0;
        double rowan = run_rowan(rowan_sum);
        if (!raw_first)
            raw = run_raw(raw_sum);
        if (raw_sum != rowan_sum)
            throw std::runtime_error("the two sides have different rows");
        if (round == 0 && rounds > 1)
            continue;
        ratios.push_back(rowan / raw);
        raw_times.push_back(raw);
        rowan_times.push_back(rowan);
    }
    double ratio = median(ratios);
    std::printf("| work | raw ms | Rowan ms | ratio | target | |\n|---|---:|---:|---:|---:|---|\n"
                "| %s | %.1f | %.1f | %.3f | %.2f | %s |\n",
                work, median(raw_times), median(rowan_times), ratio, target,
                ratio <= target ? "ok" : "**missed**");
    return ratio <= target;
}

/// A run of a side that has `std::size_t run()`.
template <typename Side>
auto timed(Side& side) {
    return [&side](std::size_t& sum) {
        double start = milliseconds();
        sum = side.run();
        return milliseconds() - start;
    };
}

/// A database in memory, by SQLite's own calls; `flags` beside the default ones.
class RawDatabase {
  public:
    explicit RawDatabase(int flags = 0) {
        check(sqlite3_open_v2(":memory:", &handle_,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | flags, nullptr));
    }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    ~RawDatabase() {
        for (sqlite3_stmt* statement : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }

    static void check(int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errstr(code));
    }
    [[nodiscard]] sqlite3* handle() const { return handle_; }
    void run_sql(const char* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
    /// A statement that lives as long as the database.
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr));
        statements_.push_back(statement);
        return statement;
    }
    /// The text must live until the statement has run.
    static void bind(sqlite3_stmt* statement, int position, const std::string& value) {
        sqlite3_bind_text(statement, position, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
    }
    static void bind(sqlite3_stmt* statement, int position,
                     const std::optional<std::string>& value) {
        if (value)
            bind(statement, position, *value);
        else
            sqlite3_bind_null(statement, position);
    }
    static void finish(sqlite3_stmt* statement) {
        check(sqlite3_step(statement));
        check(sqlite3_reset(statement));
    }
    static void assign(std::string& target, sqlite3_stmt* statement, int column) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        if (!text)
            throw std::runtime_error("NULL in a column without NULL");
        target.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    static void assign(std::optional<std::string>& target, sqlite3_stmt* statement, int column) {
        if (const auto* text = sqlite3_column_text(statement, column))
            target.emplace(reinterpret_cast<const char*>(text),
                           static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        else
            target.reset();
    }

  private:
    sqlite3* handle_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

} // namespace bench
