// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// A migration that rebuilds a table of SQLite, against the same steps by hand on the C API, in
// turns: rowan_bench_rebuild FOLDER [rows [rounds]]. Both change a column to NOT NULL with a
// default, in files that were filled alike.

#include <rowan/migrate/runner.hpp>
#include <rowan/rowan.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rowan::migrate;

namespace {

struct Change {
    static constexpr Revision revision{.id = "a1"};
    static constexpr void upgrade(auto& op) {
        op.alter_column("item", "note", alter().nullable(false).server_default("''"));
    }
    static constexpr void downgrade(auto&) {}
};

class Handle {
  public:
    explicit Handle(const std::string& path) {
        if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle_));
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { sqlite3_close(handle_); }
    void run(const std::string& sql) {
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle_));
    }

  private:
    sqlite3* handle_ = nullptr;
};

void fill(const std::string& path, const std::string& rows) {
    std::filesystem::remove(path);
    Handle(path).run(
        "BEGIN; CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, note TEXT, n INT);"
        "CREATE INDEX by_name ON item (name);"
        "WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " +
        rows +
        ") INSERT INTO item SELECT i, 'name ' || i, 'a note about ' || i, i * 7 FROM c;"
        "COMMIT");
}
void by_hand(const std::string& path) {
    Handle(path).run(
        "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;"
        "SELECT count(*) FROM item WHERE note IS NULL;"
        "CREATE TABLE new_item (id INTEGER PRIMARY KEY, name TEXT, note TEXT DEFAULT '' NOT NULL,"
        " n INT);"
        "INSERT INTO new_item (id, name, note, n) SELECT id, name, note, n FROM item;"
        "DROP TABLE item; ALTER TABLE new_item RENAME TO item;"
        "CREATE INDEX by_name ON item (name); PRAGMA foreign_key_check(item); COMMIT");
}
void by_rowan(const std::string& path) {
    rowan::Engine engine("sqlite:///" + path);
    Runner(engine, Revisions<Change>{}).upgrade("head");
}
double seconds(const std::function<void()>& work) {
    auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FOLDER [rows [rounds]]\n", argv[0]);
        return 2;
    }
    const std::string path = std::string(argv[1]) + "/rebuild.db";
    const std::string rows = argc > 2 ? argv[2] : "1000000";
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;
    std::vector<double> hand, rowan, ratios;
    for (int round = 0; round < rounds; ++round) {
        fill(path, rows);
        hand.push_back(seconds([&] { by_hand(path); }));
        fill(path, rows);
        rowan.push_back(seconds([&] { by_rowan(path); }));
        ratios.push_back(rowan.back() / hand.back());
    }
    std::filesystem::remove(path);
    auto median = [](std::vector<double> values) {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    std::printf(
        "| rebuild of %s rows | by hand | Rowan | ratio | target |\n|---|---:|---:|---:|---:|\n"
        "| median of %d rounds | %.2f s | %.2f s | %.2f | 1.2 |\n",
        rows.c_str(), rounds, median(hand), median(rowan), median(ratios));
    return 0;
}
