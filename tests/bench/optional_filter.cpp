// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// A search of four filters each of which may be there or not: `if_set` and `when` against the same
// sixteen statements written by hand over the sqlite3 API, each prepared once, into structs of the
// same shape. Both sides take turns in one program, on SQLite in memory.
//
//   rowan_bench_optional_filter [--rounds=N] [--check]

#include "ratio.hpp"

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace rowan::literals;

constexpr std::int64_t row_count = 2'000, most_rows = 20;
constexpr int searches = 2'000; // of a round

/// What a search asks for.
struct Wanted {
    std::optional<std::string> user;
    std::optional<std::string> status;
    std::optional<std::int64_t> least;
    bool only_old = false;
};
/// All sixteen kinds take turns.
Wanted wanted(int search) {
    Wanted one;
    if (search & 1)
        one.user = "user number " + std::to_string(search % 7);
    if (search & 2)
        one.status = search % 3 ? "finished" : "running";
    if (search & 4)
        one.least = search % 90;
    one.only_old = (search & 8) != 0;
    return one;
}

struct Job : rowan::Model<Job> {
    std::int64_t id = 0;
    std::string user;
    std::string status;
    std::int64_t records = 0;
    std::optional<std::string> note;
    double progress = 0;

    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>());
};

Job job(std::int64_t id) {
    return {{},
            id,
            "user number " + std::to_string(id % 7),
            id % 2 ? "finished" : "running",
            id % 100,
            id % 3 ? std::optional<std::string>("a note of this job") : std::nullopt,
            static_cast<double>(id) / 3.0};
}

class RowanSide {
  public:
    RowanSide() {
        rowan::create_all<Job>(engine_);
        for (std::int64_t id = 1; id <= row_count; ++id)
            session_.insert(job(id));
        session_.commit();
    }
    std::size_t run() {
        std::size_t sum = 0;
        for (int search = 0; search < searches; ++search) {
            const Wanted one = wanted(search);
            auto jobs = Job::get(session_)
                            .filter("user"_col == rowan::if_set(one.user),
                                    "status"_col == rowan::if_set(one.status),
                                    "records"_col >= rowan::if_set(one.least),
                                    rowan::when(one.only_old, "id"_col < row_count / 2))
                            .order_by("id"_col)
                            .limit(most_rows)
                            .all();
            for (const Job& found : jobs)
                sum += found.user.size() + static_cast<std::size_t>(found.id) +
                       (found.note ? found.note->size() : 0);
        }
        return sum;
    }

  private:
    rowan::Engine engine_{"sqlite://"};
    rowan::Session session_{engine_};
};

struct RawJob {
    std::int64_t id = 0;
    std::string user;
    std::string status;
    std::int64_t records = 0;
    std::optional<std::string> note;
    double progress = 0;
};

class RawSide : bench::RawDatabase {
  public:
    RawSide() : RawDatabase(SQLITE_OPEN_NOMUTEX) {
        run_sql("CREATE TABLE job (id INTEGER NOT NULL PRIMARY KEY, user VARCHAR NOT NULL, status "
                "VARCHAR NOT NULL, records BIGINT NOT NULL, note VARCHAR, progress FLOAT NOT "
                "NULL)");
        run_sql("BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?)");
        for (std::int64_t id = 1; id <= row_count; ++id) {
            const Job one = job(id);
            sqlite3_bind_int64(insert, 1, id);
            bind(insert, 2, one.user);
            bind(insert, 3, one.status);
            sqlite3_bind_int64(insert, 4, one.records);
            bind(insert, 5, one.note);
            sqlite3_bind_double(insert, 6, one.progress);
            finish(insert);
        }
        run_sql("COMMIT");
        for (unsigned kind = 0; kind < 16; ++kind) {
            std::string text = "SELECT id, user, status, records, note, progress FROM job";
            const char* word = " WHERE ";
            for (unsigned part = 0; part < 4; ++part)
                if (kind >> part & 1) {
                    constexpr const char* parts[] = {"user = ?", "status = ?", "records >= ?",
                                                     "id < ?"};
                    text += word;
                    text += parts[part];
                    word = " AND ";
                }
            statements_[kind] = prepare(text + " ORDER BY id LIMIT ?");
        }
    }
    std::size_t run() {
        std::size_t sum = 0;
        for (int search = 0; search < searches; ++search) {
            const Wanted one = wanted(search);
            sqlite3_stmt* statement = statements_[(one.user ? 1 : 0) | (one.status ? 2 : 0) |
                                                  (one.least ? 4 : 0) | (one.only_old ? 8 : 0)];
            int place = 0;
            if (one.user)
                bind(statement, ++place, *one.user);
            if (one.status)
                bind(statement, ++place, *one.status);
            if (one.least)
                sqlite3_bind_int64(statement, ++place, *one.least);
            if (one.only_old)
                sqlite3_bind_int64(statement, ++place, row_count / 2);
            sqlite3_bind_int64(statement, ++place, most_rows);
            std::vector<RawJob> jobs;
            while (sqlite3_step(statement) == SQLITE_ROW) {
                RawJob& found = jobs.emplace_back();
                found.id = sqlite3_column_int64(statement, 0);
                assign(found.user, statement, 1);
                assign(found.status, statement, 2);
                found.records = sqlite3_column_int64(statement, 3);
                assign(found.note, statement, 4);
                found.progress = sqlite3_column_double(statement, 5);
            }
            check(sqlite3_reset(statement));
            for (const RawJob& found : jobs)
                sum += found.user.size() + static_cast<std::size_t>(found.id) +
                       (found.note ? found.note->size() : 0);
        }
        return sum;
    }

  private:
    sqlite3_stmt* statements_[16]{};
};

} // namespace

int main(int argc, char** argv) {
    bench::Options options(argc, argv, 21);
    RawSide raw;
    RowanSide rowan;
    bool met = bench::compare("2000 searches of four optional filters, up to 20 rows each", 1.25,
                              options.rounds, bench::timed(raw), bench::timed(rowan));
    return options.checks && !met ? 1 : 0;
}
