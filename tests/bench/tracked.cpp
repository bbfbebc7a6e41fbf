// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Tracked objects, on SQLite in memory: 100,000 new ones added and committed, against the same
// statement by hand over the sqlite3 API; how long a flush looks for changes among as many; how
// long get() of one that is there takes, beside a std::unordered_map that knows the same objects,
// among as many and among 1,000, which stay in the processor's caches; how long get() takes of one
// that is not there, where there are 100,000 others; and the memory for each.
//
//   rowan_bench_tracked [--rounds=N] [--check] [--seconds]
//
// --seconds prints nothing but the seconds of one add and commit, for tracked.py. Times are thread
// CPU time; the first round is dropped.

#include "ratio.hpp"

#include <rowan/rowan.hpp>

#include <cstdint>
#include <cstdio>
#include <malloc.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using namespace rowan::literals;

constexpr std::int64_t count = 100'000, few = 1000;

struct Item : rowan::Model<Item> {
    std::int64_t id = 0;
    std::string name;
    std::string note;
    std::optional<std::string> url;
    std::int64_t size = 0;
    std::optional<std::int64_t> parent;
    double price = 0;
    std::string status;

    static constexpr auto table = rowan::table("item", rowan::primary_key<&Item::id>());
};

std::string name_of(std::int64_t i) { return "an item with the number " + std::to_string(i); }

std::vector<std::shared_ptr<Item>> make_items(std::int64_t number = count) {
    std::vector<std::shared_ptr<Item>> items;
    items.reserve(static_cast<std::size_t>(number));
    for (std::int64_t i = 0; i < number; ++i) {
        auto item = std::make_shared<Item>();
        item->name = name_of(i);
        item->note = "note";
        if (i % 3)
            item->url = "https://example.org/items/" + std::to_string(i);
        item->size = i;
        item->price = 1.5;
        item->status = "open";
        items.push_back(std::move(item));
    }
    return items;
}

double add_and_commit(std::size_t& sum) {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Item>(engine);
    auto items = make_items();
    rowan::Session session(engine);
    double start = bench::milliseconds();
    for (const auto& item : items)
        session.add(item);
    session.commit();
    double end = bench::milliseconds();
    sum = static_cast<std::size_t>(items.back()->id);
    return end - start;
}

double insert_by_hand(std::size_t& sum) {
    bench::RawDatabase database;
    database.run_sql(
        "CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, note VARCHAR "
        "NOT NULL, url VARCHAR, size BIGINT NOT NULL, parent BIGINT, price DOUBLE NOT NULL, status "
        "VARCHAR NOT NULL)");
    auto items = make_items();
    double start = bench::milliseconds();
    database.run_sql("BEGIN");
    sqlite3_stmt* insert =
        database.prepare("INSERT INTO item (name, note, url, size, parent, price, status) VALUES "
                         "(?, ?, ?, ?, ?, ?, ?)");
    for (const auto& item : items) {
        database.bind(insert, 1, item->name);
        database.bind(insert, 2, item->note);
        database.bind(insert, 3, item->url);
        sqlite3_bind_int64(insert, 4, item->size);
        item->parent ? sqlite3_bind_int64(insert, 5, *item->parent) : sqlite3_bind_null(insert, 5);
        sqlite3_bind_double(insert, 6, item->price);
        database.bind(insert, 7, item->status);
        database.check(sqlite3_step(insert));
        item->id = sqlite3_last_insert_rowid(database.handle());
        database.check(sqlite3_reset(insert));
    }
    database.run_sql("COMMIT");
    double end = bench::milliseconds();
    sum = static_cast<std::size_t>(items.back()->id);
    return end - start;
}

bool report(const std::string& what, double value, const char* unit, double target) {
    std::printf("| %s | %.1f %s | %.0f %s | %s |\n", what.c_str(), value, unit, target, unit,
                value < target ? "ok" : "**missed**");
    return value < target;
}

void report(const std::string& what, double value, const char* unit) {
    std::printf("| %s | %.1f %s | | |\n", what.c_str(), value, unit);
}

/// Nanoseconds of a call `find(key)` that returns a shared pointer, of keys in no order.
template <typename Find>
double lookup(std::int64_t keys, Find find) {
    double start = bench::milliseconds();
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += find(i * 7919 % keys + 1)->size;
    double end = bench::milliseconds();
    if (sum == 0)
        std::puts("nothing was found");
    return (end - start) * 1e6 / count;
}

/// Among so many tracked objects.
bool measure_session(int rounds, std::int64_t number) {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Item>(engine);
    rowan::Session session(engine);
    auto items = make_items(number);
    session.add_all(items);
    session.commit();
    std::unordered_map<std::int64_t, std::shared_ptr<Item>> by_hand;
    for (const auto& item : items)
        by_hand.emplace(item->id, item);
    std::vector<double> find, hit, hand;
    // Before each: looking for changes goes over all objects, and leaves the caches alike.
    auto look = [&] {
        items.back()->size += 1; // found last
        double start = bench::milliseconds();
        session.flush();
        return bench::milliseconds() - start;
    };
    for (int round = 0; round < rounds; ++round) {
        find.push_back(look());
        hit.push_back(lookup(number, [&](std::int64_t key) { return session.get<Item>(key); }));
        look();
        hand.push_back(lookup(number, [&](std::int64_t key) { return by_hand.find(key)->second; }));
    }
    bool met = true;
    if (number == count)
        met = report("finding what was changed among 100k objects", bench::median(find), "ms", 10);
    std::string among = number == count ? "100k objects" : "1,000 objects, in the caches";
    met = report("`get<T>(key)` of an object in the map, among " + among, bench::median(hit), "ns",
                 100) &&
          met;
    report("the same by `std::unordered_map`", bench::median(hand), "ns");
    return met;
}

/// Of rows that are not tracked, the objects of 100,000 others being held.
bool measure_unknown() {
    constexpr std::int64_t more = 1000;
    rowan::Engine engine("sqlite://");
    rowan::create_all<Item>(engine);
    std::vector<Item> rows(count + more);
    rowan::Session session(engine);
    session.insert_all(rows);
    session.commit();
    auto items = rowan::query<Item>(session).filter("id"_col <= count).tracked().all();
    std::vector<std::shared_ptr<Item>> others;
    double start = bench::milliseconds();
    for (std::int64_t i = 1; i <= more; ++i)
        others.push_back(session.get<Item>(count + i));
    double microseconds = (bench::milliseconds() - start) * 1e3 / more;
    return report("`get<T>(key)` of a row that is not tracked, beside 100k objects", microseconds,
                  "us", 20) &&
           others.back() && items.size() == count;
}

/// Bytes for each object beyond itself and its copy, whose members need none beside them.
bool measure_memory() {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Item>(engine);
    {
        std::vector<Item> rows(count);
        rowan::Session session(engine);
        session.insert_all(rows);
        session.commit();
    }
    rowan::Session session(engine);
    static_cast<void>(session.get<Item>(1));
    auto rows = rowan::query<Item>(session).all();
    std::vector<std::shared_ptr<Item>> items;
    items.reserve(count);
    auto live = [] {
        auto info = mallinfo2();
        return static_cast<double>(info.uordblks + info.hblkhd);
    };
    double before = live();
    for (std::int64_t i = 1; i <= count; ++i)
        items.push_back(session.get<Item>(i));
    double bytes = (live() - before) / count - 2.0 * sizeof(Item);
    return report("memory of a tracked object beyond itself and its copy", bytes, "bytes", 200);
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--seconds") {
        std::size_t sum = 0;
        std::printf("%.4f\n", add_and_commit(sum) / 1e3);
        return 0;
    }
    bench::Options options(argc, argv, 11);
    bool met = bench::compare("100k new objects, `add` and `commit`", 1.5, options.rounds,
                              insert_by_hand, add_and_commit);
    std::printf("\n| what | measured | target | |\n|---|---:|---:|---|\n");
    met = measure_session(options.rounds, count) && met;
    met = measure_session(options.rounds, few) && met;
    met = measure_unknown() && met;
    met = measure_memory() && met;
    return options.checks && !met ? 1 : 0;
}
