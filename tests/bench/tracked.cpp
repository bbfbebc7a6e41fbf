// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Tracked objects, on SQLite in memory: 100,000 new ones added and committed, against the same
// statement by hand over the sqlite3 API; how long a flush looks for changes among as many; how
// long get() of one that is there takes; and the memory for each.
//
//   rowan_bench_tracked [--rounds=N] [--check] [--seconds]
//
// --seconds prints nothing but the seconds of one add and commit, for tracked.py. Times are thread
// CPU time; the first round is dropped.

#include <rowan/rowan.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::int64_t count = 100'000;

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

double milliseconds() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::vector<std::shared_ptr<Item>> make_items() {
    std::vector<std::shared_ptr<Item>> items;
    items.reserve(count);
    for (std::int64_t i = 0; i < count; ++i) {
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
    double start = milliseconds();
    for (const auto& item : items)
        session.add(item);
    session.commit();
    double end = milliseconds();
    sum = static_cast<std::size_t>(items.back()->id);
    return end - start;
}

double insert_by_hand(std::size_t& sum) {
    auto check = [](int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errstr(code));
    };
    sqlite3* handle = nullptr;
    check(sqlite3_open(":memory:", &handle));
    check(sqlite3_exec(handle,
                       "CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, "
                       "note VARCHAR NOT NULL, url VARCHAR, size BIGINT NOT NULL, parent BIGINT, "
                       "price DOUBLE NOT NULL, status VARCHAR NOT NULL)",
                       nullptr, nullptr, nullptr));
    auto items = make_items();
    double start = milliseconds();
    check(sqlite3_exec(handle, "BEGIN", nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(handle,
                             "INSERT INTO item (name, note, url, size, parent, price, status) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?)",
                             -1, &insert, nullptr));
    auto bind = [&](int at, const std::string& text) {
        sqlite3_bind_text(insert, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    };
    for (const auto& item : items) {
        bind(1, item->name);
        bind(2, item->note);
        item->url ? bind(3, *item->url) : static_cast<void>(sqlite3_bind_null(insert, 3));
        sqlite3_bind_int64(insert, 4, item->size);
        item->parent ? sqlite3_bind_int64(insert, 5, *item->parent) : sqlite3_bind_null(insert, 5);
        sqlite3_bind_double(insert, 6, item->price);
        bind(7, item->status);
        check(sqlite3_step(insert));
        item->id = sqlite3_last_insert_rowid(handle);
        check(sqlite3_reset(insert));
    }
    check(sqlite3_finalize(insert));
    check(sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr));
    double end = milliseconds();
    sum = static_cast<std::size_t>(items.back()->id);
    check(sqlite3_close(handle));
    return end - start;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool report(const char* what, double value, const char* unit, double target) {
    std::printf("| %s | %.1f %s | %.0f %s | %s |\n", what, value, unit, target, unit,
                value < target ? "ok" : "**missed**");
    return value < target;
}

/// Among 100,000 tracked objects.
bool measure_session(int rounds) {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Item>(engine);
    rowan::Session session(engine);
    auto items = make_items();
    session.add_all(items);
    session.commit();
    std::vector<double> find, hit;
    for (int round = 0; round < rounds; ++round) {
        items.back()->size += 1; // found last
        double start = milliseconds();
        session.flush();
        find.push_back(milliseconds() - start);
        start = milliseconds();
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < count; ++i)
            sum += session.get<Item>(i * 7919 % count + 1)->size;
        hit.push_back((milliseconds() - start) * 1e6 / count);
        if (sum == 0)
            std::puts("nothing was found");
    }
    bool met = report("finding what was changed among 100k objects", median(find), "ms", 10);
    return report("`get<T>(key)` of an object in the map", median(hit), "ns", 100) && met;
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
    session.autoflush(false); // Else each get() of a new row would look for changes first.
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
    constexpr double target = 1.5;
    int rounds = 11;
    bool checks = false;
    for (int i = 1; i < argc; ++i) {
        std::string_view argument = argv[i];
        if (argument.starts_with("--rounds="))
            rounds = std::atoi(argv[i] + 9);
        else if (argument == "--check")
            checks = true;
        else if (argument == "--seconds") {
            std::size_t sum = 0;
            std::printf("%.4f\n", add_and_commit(sum) / 1e3);
            return 0;
        }
    }
    std::vector<double> ratios, raw_times, rowan_times;
    std::size_t raw_sum = 0, rowan_sum = 0;
    for (int round = 0; round < rounds; ++round) {
        bool raw_first = round % 2 == 0;
        double raw = raw_first ? insert_by_hand(raw_sum) : 0;
        double rowan = add_and_commit(rowan_sum);
        if (!raw_first)
            raw = insert_by_hand(raw_sum);
        if (raw_sum != rowan_sum)
            throw std::runtime_error("the two sides wrote different rows");
        if (round == 0 && rounds > 1)
            continue;
        raw_times.push_back(raw);
        rowan_times.push_back(rowan);
        ratios.push_back(rowan / raw);
    }
    bool met = median(ratios) <= target;
    std::printf("| work | raw ms | Rowan ms | ratio | target | |\n|---|---:|---:|---:|---:|---|\n");
    std::printf("| 100k new objects, `add` and `commit` | %.1f | %.1f | %.3f | %.2f | %s |\n\n",
                median(raw_times), median(rowan_times), median(ratios), target,
                met ? "ok" : "**missed**");
    std::printf("| what | measured | target | |\n|---|---:|---:|---|\n");
    met = measure_session(rounds) && met;
    met = measure_memory() && met;
    return checks && !met ? 1 : 0;
}
