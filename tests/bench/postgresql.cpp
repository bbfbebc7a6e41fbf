// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// PostgreSQL: each work by hand over libpq and with Rowan, in turns, in one run; prints a table.
//
// - The reference prepares once and uses PQexecPrepared with results in text form, as libpq's own
//   examples do; a third side asks for binary results.
// - It fills the very structs that Rowan fills, and reserves the vector, since it knows the number
//   of rows.
// - Reads are in no transaction on either side. The time is the wall clock's, the server's work
// included: it
//   is the same for both. A ratio is the median of the ratios of each round's pair.
//
// Usage: rowan_bench_postgresql URL [rounds [rows [lookups]]]

#include <rowan/rowan.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace rowan::literals;

namespace {

struct Words {
    std::string a, b, c, d, e, f, g, h;
    static constexpr auto table = rowan::table("bench_words", rowan::primary_key<&Words::a>());
};

/// The same, in the table that is written to.
struct Inserted {
    std::string a, b, c, d, e, f, g, h;
    static constexpr auto table =
        rowan::table("bench_inserted", rowan::primary_key<&Inserted::a>());
};

struct Keyed {
    std::int64_t id = 0;
    std::string a, b, c, d, e, f, g, h;
    static constexpr auto table = rowan::table("bench_keyed", rowan::primary_key<&Keyed::id>());
};

struct Numbers {
    std::int64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
    static constexpr auto table = rowan::table("bench_numbers", rowan::primary_key<&Numbers::a>());
};

/// The members of both, one after the other.
template <typename Row, typename Call>
void each_member(Row& row, Call call) {
    int column = 0;
    for (auto* member : {&row.a, &row.b, &row.c, &row.d, &row.e, &row.f, &row.g, &row.h})
        call(*member, column++);
}

std::uint64_t weigh(const Words& row) { return row.a.size() + row.e.size() + row.h.size(); }
std::uint64_t weigh(const Numbers& row) {
    return static_cast<std::uint64_t>(row.a + row.d + row.h);
}
template <typename Row>
std::uint64_t weigh(const std::vector<Row>& rows) {
    std::uint64_t sum = rows.size();
    for (const Row& row : rows)
        sum += weigh(row);
    return sum;
}

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

class Raw {
  public:
    explicit Raw(const char* conninfo) : connection_(PQconnectdb(conninfo)) {
        run("SET TimeZone = 'UTC'");
        prepare("words", "SELECT a, b, c, d, e, f, g, h FROM bench_words");
        prepare("numbers", "SELECT a, b, c, d, e, f, g, h FROM bench_numbers");
        prepare("word", "SELECT a, b, c, d, e, f, g, h FROM bench_words WHERE a = $1");
        prepare("insert", "INSERT INTO bench_inserted (a, b, c, d, e, f, g, h) VALUES "
                          "($1, $2, $3, $4, $5, $6, $7, $8)");
        prepare("keyed", "INSERT INTO bench_keyed (a, b, c, d, e, f, g, h) VALUES "
                         "($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id");
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    ~Raw() { PQfinish(connection_); }

    std::uint64_t words(int format) {
        const Result result = execute("words", nullptr, format);
        std::vector<Words> rows;
        const int count = PQntuples(result.get());
        rows.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            read(rows.emplace_back(), result.get(), i);
        return weigh(rows);
    }
    std::uint64_t numbers(int format) {
        const Result result = execute("numbers", nullptr, format);
        std::vector<Numbers> rows;
        const int count = PQntuples(result.get());
        rows.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            each_member(rows.emplace_back(), [&](std::int64_t& member, int column) {
                const char* value = PQgetvalue(result.get(), i, column);
                if (format == 1) {
                    std::uint64_t bits = 0;
                    std::copy_n(value, sizeof bits, reinterpret_cast<char*>(&bits));
                    member = static_cast<std::int64_t>(__builtin_bswap64(bits));
                } else {
                    std::from_chars(value, value + PQgetlength(result.get(), i, column), member);
                }
            });
        return weigh(rows);
    }
    std::uint64_t look_up(const std::vector<std::string>& keys, int format) {
        std::uint64_t sum = 0;
        for (const std::string& key : keys) {
            const Result result = execute("word", key.c_str(), format);
            if (PQntuples(result.get()) != 1)
                throw std::runtime_error("no such row");
            Words row;
            read(row, result.get(), 0);
            sum += weigh(row);
        }
        return sum;
    }

    void run(const char* sql) {
        const Result result(PQexec(connection_, sql));
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
    }
    /// Row by row; a key is read where one comes back.
    template <typename Row>
    std::uint64_t insert(const char* name, std::vector<Row>& rows) {
        run("BEGIN");
        for (Row& row : rows) {
            const char* values[8];
            int lengths[8];
            each_member(row, [&](std::string& member, int column) {
                values[column] = member.c_str();
                lengths[column] = static_cast<int>(member.size());
            });
            const Result result(PQexecPrepared(connection_, name, 8, values, lengths, nullptr, 0));
            if constexpr (requires { row.id; })
                row.id = std::atoll(PQgetvalue(result.get(), 0, 0));
            else if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
                throw std::runtime_error(PQerrorMessage(connection_));
        }
        run("COMMIT");
        return rows.size();
    }

  private:
    static void read(Words& row, const PGresult* result, int at) {
        each_member(row, [&](std::string& member, int column) {
            if (PQgetisnull(result, at, column))
                throw std::runtime_error("NULL in a column without NULL");
            member.assign(PQgetvalue(result, at, column),
                          static_cast<std::size_t>(PQgetlength(result, at, column)));
        });
    }
    Result execute(const char* name, const char* key, int format) {
        Result result(
            PQexecPrepared(connection_, name, key ? 1 : 0, &key, nullptr, nullptr, format));
        if (PQresultStatus(result.get()) != PGRES_TUPLES_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
        return result;
    }
    void prepare(const char* name, const char* sql) {
        Result(PQprepare(connection_, name, sql, 0, nullptr));
    }

    PGconn* connection_;
};

struct Side {
    const char* name;
    std::function<std::uint64_t()> work;
    std::function<void()> before = [] {}; ///< Not timed.
    std::vector<double> times = {};
};

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// Runs the sides in turns; the first is the reference.
void compare(const char* title, double operations, int rounds, std::vector<Side> sides) {
    sides[0].before();
    const std::uint64_t expected = sides[0].work();
    for (int round = 0; round <= rounds; ++round)
        for (std::size_t i = 0; i < sides.size(); ++i) {
            Side& side = sides[round % 2 ? sides.size() - 1 - i : i];
            side.before();
            const auto started = std::chrono::steady_clock::now();
            if (side.work() != expected)
                throw std::runtime_error("the checksum of the rows differs");
            const std::chrono::duration<double, std::nano> took =
                std::chrono::steady_clock::now() - started;
            if (round > 0)
                side.times.push_back(took.count() / operations);
        }
    for (const Side& side : sides) {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < side.times.size(); ++i)
            ratios.push_back(side.times[i] / sides[0].times[i]);
        std::printf("| %s | %s | %.0f | %.3f |\n", title, side.name, median(side.times),
                    median(ratios));
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: rowan_bench_postgresql URL [rounds [rows [lookups]]]\n", stderr);
        return 2;
    }
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 15;
    const std::string rows = argc > 3 ? argv[3] : "100000";
    const int lookups = argc > 4 ? std::atoi(argv[4]) : 20'000;
    const rowan::Engine engine(argv[1]);
    rowan::Session session(engine);
    rowan::drop_all<Words, Numbers, Inserted, Keyed>(engine);
    rowan::create_all<Words, Numbers, Inserted, Keyed>(engine);
    session.execute_unchecked(
        "INSERT INTO bench_words SELECT 'key' || to_char(i, 'FM00000000'), 'short words', "
        "'b' || i, 'c', 'a text of 22 character', 'another of its kind ' || i % 100, "
        "'status', 'the longest text that a row of this table has' FROM generate_series(1, " +
        rows + ") AS i");
    session.execute_unchecked(
        "INSERT INTO bench_numbers SELECT i, i * 1000003, -i, 7, 4611686018427387904 + i, "
        "i * i, 1000000 + i, i % 10 FROM generate_series(1, " +
        rows + "::bigint) AS i");
    session.commit();
    session.execute_unchecked("ANALYZE bench_words, bench_numbers");
    session.commit();

    std::vector<std::string> keys;
    const int count = std::atoi(rows.c_str());
    for (int i = 0; i < lookups; ++i) {
        char key[16];
        std::snprintf(key, sizeof key, "key%08d",
                      static_cast<int>(static_cast<std::int64_t>(i) * 7919 % count) + 1);
        keys.emplace_back(key);
    }
    Raw raw(argv[1]);
    std::puts("| work | side | ns | ratio |\n|---|---|---|---|");
    compare("select, 8 text columns", count, rounds,
            {{"libpq, text", [&] { return raw.words(0); }},
             {"libpq, binary", [&] { return raw.words(1); }},
             {"rowan", [&] { return weigh(rowan::query<Words>(session).all()); }},
             {"rowan, streamed", [&] {
                  std::uint64_t sum = 0;
                  for (const Words& row : rowan::query<Words>(session))
                      sum += weigh(row) + 1;
                  return sum;
              }}});
    compare("select, 8 bigint columns", count, rounds,
            {{"libpq, text", [&] { return raw.numbers(0); }},
             {"libpq, binary", [&] { return raw.numbers(1); }},
             {"rowan", [&] { return weigh(rowan::query<Numbers>(session).all()); }}});
    compare("lookup by key", lookups, rounds,
            {{"libpq, text", [&] { return raw.look_up(keys, 0); }},
             {"libpq, binary", [&] { return raw.look_up(keys, 1); }},
             {"rowan", [&] {
                  std::uint64_t sum = 0;
                  for (const std::string& key : keys)
                      sum += weigh(rowan::query<Words>(session).filter_by("a"_col = key).one());
                  return sum;
              }}});
    session.rollback(); // its locks would keep the tables
    raw.run("COMMIT");

    std::vector<Inserted> list;
    std::vector<Keyed> keyed;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        list.push_back({"key" + number, "short words", "b" + number, "c", "a text of 22 character",
                        "another of its kind " + std::to_string(i % 100), "status",
                        "the longest text that a row of this table has"});
        const Inserted& row = list.back();
        keyed.push_back({0, row.a, row.b, row.c, row.d, row.e, row.f, row.g, row.h});
    }
    auto empty = [&] {
        for (Keyed& row : keyed)
            row.id = 0;
        raw.run("TRUNCATE bench_inserted, bench_keyed");
    };
    auto insert_all = [&](auto& all) {
        session.insert_all(all);
        session.commit();
        return all.size();
    };
    compare("insert, 8 text columns", count, rounds,
            {{"libpq, row by row", [&] { return raw.insert("insert", list); }, empty},
             {"rowan, insert_all", [&] { return insert_all(list); }, empty}});
    compare("insert, 8 text columns, key returned", count, rounds,
            {{"libpq, row by row", [&] { return raw.insert("keyed", keyed); }, empty},
             {"rowan, insert_all", [&] { return insert_all(keyed); }, empty}});
    rowan::drop_all<Words, Numbers, Inserted, Keyed>(engine);
}
