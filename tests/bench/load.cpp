// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Parents with ten children each: `.load<&Parent::children>()` against the same statements written
// by hand over the sqlite3 API, into structs of the same shape. Both sides take turns in one
// program, on SQLite in memory.
//
//   rowan_bench_load [--rounds=N] [--check]
//
// The ratio is the median of the ratios of each round's pair, in thread CPU time; the first round
// is dropped.

#include <rowan/rowan.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::int64_t parent_count = 10'000, child_count = 10;

struct Child;
struct Parent : rowan::Model<Parent> {
    std::int64_t id = 0;
    std::string name;
    rowan::HasMany<Child> children;

    static constexpr auto table = rowan::table("parent", rowan::primary_key<&Parent::id>());
};
struct Child : rowan::Model<Child> {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;
    std::string name;
    std::optional<std::string> note;

    static constexpr auto table =
        rowan::table("child", rowan::primary_key<&Child::id>(), rowan::index<&Child::parent_id>(),
                     rowan::foreign_key<&Child::parent_id>(rowan::references<&Parent::id>()));
};

std::string child_name(std::int64_t id) { return "a child with the number " + std::to_string(id); }

class RowanSide {
  public:
    RowanSide() {
        rowan::create_all<Parent, Child>(engine_);
        for (std::int64_t id = 1; id <= parent_count; ++id)
            session_.insert(Parent{{}, id, "parent " + std::to_string(id), {}});
        for (std::int64_t id = 0; id < parent_count * child_count; ++id)
            session_.insert(Child{{},
                                  id + 1,
                                  id % parent_count + 1,
                                  child_name(id),
                                  id % 3 ? std::optional<std::string>("note") : std::nullopt});
        session_.commit();
    }
    std::size_t run() {
        auto parents = Parent::get(session_).load<&Parent::children>().all();
        std::size_t sum = 0;
        for (const Parent& parent : parents)
            for (const Child& child : parent.children)
                sum += child.name.size() + (child.note ? 1 : 0);
        return sum;
    }

  private:
    rowan::Engine engine_{"sqlite://"};
    rowan::Session session_{engine_};
};

struct RawChild {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;
    std::string name;
    std::optional<std::string> note;
};
struct RawParent {
    std::int64_t id = 0;
    std::string name;
    std::vector<RawChild> children;
};

class RawSide {
  public:
    RawSide() {
        check(sqlite3_open(":memory:", &handle_));
        run_sql("CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL)");
        run_sql("CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, parent_id BIGINT NOT NULL, "
                "name VARCHAR NOT NULL, note VARCHAR, FOREIGN KEY (parent_id) REFERENCES parent "
                "(id))");
        run_sql("CREATE INDEX ix_child_parent_id ON child (parent_id)");
        run_sql("BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO parent VALUES (?, ?)");
        for (std::int64_t id = 1; id <= parent_count; ++id) {
            sqlite3_bind_int64(insert, 1, id);
            bind(insert, 2, "parent " + std::to_string(id));
            finish(insert);
        }
        sqlite3_finalize(insert);
        insert = prepare("INSERT INTO child VALUES (?, ?, ?, ?)");
        for (std::int64_t id = 0; id < parent_count * child_count; ++id) {
            sqlite3_bind_int64(insert, 1, id + 1);
            sqlite3_bind_int64(insert, 2, id % parent_count + 1);
            bind(insert, 3, child_name(id));
            if (id % 3)
                bind(insert, 4, "note");
            else
                sqlite3_bind_null(insert, 4);
            finish(insert);
        }
        sqlite3_finalize(insert);
        run_sql("COMMIT");
        parents_ = prepare("SELECT id, name FROM parent");
        std::string text = "SELECT id, parent_id, name, note FROM child WHERE parent_id IN (?";
        for (std::size_t i = 1; i < batch; ++i)
            text += ", ?";
        children_ = prepare((text + ")").c_str());
    }
    RawSide(const RawSide&) = delete;
    RawSide& operator=(const RawSide&) = delete;
    ~RawSide() {
        sqlite3_finalize(parents_);
        sqlite3_finalize(children_);
        sqlite3_close(handle_);
    }
    std::size_t run() {
        std::vector<RawParent> parents;
        while (sqlite3_step(parents_) == SQLITE_ROW) {
            RawParent& parent = parents.emplace_back();
            parent.id = sqlite3_column_int64(parents_, 0);
            assign(parent.name, parents_, 1);
        }
        check(sqlite3_reset(parents_));
        std::unordered_map<std::int64_t, std::size_t> places;
        places.reserve(parents.size());
        for (std::size_t i = 0; i < parents.size(); ++i)
            places.emplace(parents[i].id, i);
        for (std::size_t first = 0; first < parents.size(); first += batch) {
            for (std::size_t i = 0; i < batch; ++i)
                sqlite3_bind_int64(children_, static_cast<int>(i + 1),
                                   parents[std::min(first + i, parents.size() - 1)].id);
            std::int64_t last = 0;
            std::vector<RawChild>* list = nullptr;
            while (sqlite3_step(children_) == SQLITE_ROW) {
                std::int64_t key = sqlite3_column_int64(children_, 1);
                if (!list || key != last) {
                    list = &parents[places.find(key)->second].children;
                    last = key;
                }
                RawChild& child = list->emplace_back();
                child.id = sqlite3_column_int64(children_, 0);
                child.parent_id = key;
                assign(child.name, children_, 2);
                if (const auto* note = sqlite3_column_text(children_, 3))
                    child.note.emplace(
                        reinterpret_cast<const char*>(note),
                        static_cast<std::size_t>(sqlite3_column_bytes(children_, 3)));
            }
            check(sqlite3_reset(children_));
        }
        std::size_t sum = 0;
        for (const RawParent& parent : parents)
            for (const RawChild& child : parent.children)
                sum += child.name.size() + (child.note ? 1 : 0);
        return sum;
    }

  private:
    static constexpr std::size_t batch = 1024; // as many keys as Rowan sends

    static void check(int code) {
        if (code != SQLITE_OK)
            throw std::runtime_error(sqlite3_errstr(code));
    }
    static void assign(std::string& target, sqlite3_stmt* statement, int column) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        if (!text)
            throw std::runtime_error("NULL in a column without NULL");
        target.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    static void bind(sqlite3_stmt* statement, int position, const std::string& value) {
        sqlite3_bind_text(statement, position, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT);
    }
    static void finish(sqlite3_stmt* statement) {
        sqlite3_step(statement);
        check(sqlite3_reset(statement));
    }
    void run_sql(const char* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
        return statement;
    }

    sqlite3* handle_ = nullptr;
    sqlite3_stmt* parents_ = nullptr;
    sqlite3_stmt* children_ = nullptr;
};

/// Milliseconds of CPU time that a run takes; checks what it read.
template <typename Side>
double measure(Side& side, std::size_t& sum) {
    auto now = [] {
        std::timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    double start = now();
    std::size_t found = side.run();
    double end = now();
    if (sum != 0 && sum != found)
        throw std::runtime_error("the two sides read different rows");
    sum = found;
    return end - start;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    constexpr double target = 1.25;
    int rounds = 21;
    bool checks = false;
    for (int i = 1; i < argc; ++i) {
        std::string_view argument = argv[i];
        if (argument.starts_with("--rounds="))
            rounds = std::atoi(argv[i] + 9);
        else if (argument == "--check")
            checks = true;
    }
    RawSide raw_side;
    RowanSide rowan_side;
    std::vector<double> ratios, raw_times, rowan_times;
    std::size_t sum = 0;
    for (int round = 0; round < rounds; ++round) {
        double raw = 0, rowan = 0;
        if (round % 2 == 0) {
            raw = measure(raw_side, sum);
            rowan = measure(rowan_side, sum);
        } else {
            rowan = measure(rowan_side, sum);
            raw = measure(raw_side, sum);
        }
        if (round == 0 && rounds > 1)
            continue;
        ratios.push_back(rowan / raw);
        raw_times.push_back(raw);
        rowan_times.push_back(rowan);
    }
    double ratio = median(ratios);
    std::printf("| work | raw ms | Rowan ms | ratio | target | |\n|---|---:|---:|---:|---:|---|\n"
                "| 10k parents with 10 children each, `.load<>` | %.1f | %.1f | %.3f | %.2f | %s "
                "|\n",
                median(raw_times), median(rowan_times), ratio, target,
                ratio <= target ? "ok" : "**missed**");
    return checks && ratio > target ? 1 : 0;
}
