// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Parents with ten children each: `.load<&Parent::children>()` against the same statements written
// by hand over the sqlite3 API, into structs of the same shape. Both sides take turns in one
// program, on SQLite in memory.
//
//   rowan_bench_load [--rounds=N] [--check]

#include "ratio.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
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

class RawSide : bench::RawDatabase {
  public:
    RawSide() {
        run_sql("CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL)");
        run_sql("CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, parent_id BIGINT NOT NULL, "
                "name VARCHAR NOT NULL, note VARCHAR, FOREIGN KEY (parent_id) REFERENCES parent "
                "(id))");
        run_sql("CREATE INDEX ix_child_parent_id ON child (parent_id)");
        run_sql("BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO parent VALUES (?, ?)");
        for (std::int64_t id = 1; id <= parent_count; ++id) {
            sqlite3_bind_int64(insert, 1, id);
            const std::string name = "parent " + std::to_string(id);
            bind(insert, 2, name);
            finish(insert);
        }
        insert = prepare("INSERT INTO child VALUES (?, ?, ?, ?)");
        for (std::int64_t id = 0; id < parent_count * child_count; ++id) {
            sqlite3_bind_int64(insert, 1, id + 1);
            sqlite3_bind_int64(insert, 2, id % parent_count + 1);
            const std::string name = child_name(id);
            const auto note = id % 3 ? std::optional<std::string>("note") : std::nullopt;
            bind(insert, 3, name);
            bind(insert, 4, note);
            finish(insert);
        }
        run_sql("COMMIT");
        parents_ = prepare("SELECT id, name FROM parent");
        std::string text = "SELECT id, parent_id, name, note FROM child WHERE parent_id IN (?";
        for (std::size_t i = 1; i < batch; ++i)
            text += ", ?";
        children_ = prepare(text + ")");
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
                assign(child.note, children_, 3);
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

    sqlite3_stmt* parents_ = nullptr;
    sqlite3_stmt* children_ = nullptr;
};

} // namespace

int main(int argc, char** argv) {
    bench::Options options(argc, argv, 21);
    RawSide raw;
    RowanSide rowan;
    bool met = bench::compare("10k parents with 10 children each, `.load<>`", 1.25, options.rounds,
                              bench::timed(raw), bench::timed(rowan));
    return options.checks && !met ? 1 : 0;
}
