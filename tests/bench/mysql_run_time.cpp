// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Reading from MySQL or MariaDB and writing to it, by hand with the client library (prepared once,
// values bound once) and with Rowan. The sides take turns; the table has their medians. Usage: URL
// [rounds [rows]]

#include <rowan/backend/mysql.hpp>
#include <rowan/rowan.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <mysql.h>

using namespace rowan::literals;

namespace {

struct Texts : rowan::Model<Texts> {
    std::string a, b, c, d, e, f, g, h;

    static constexpr auto table = rowan::table("texts", rowan::primary_key<&Texts::a>());
};

struct Numbers : rowan::Model<Numbers> {
    std::int64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;

    static constexpr auto table = rowan::table("numbers", rowan::primary_key<&Numbers::a>());
};

std::uint64_t weigh(const Texts& row) {
    return row.a.size() + row.b.size() * 3 + row.c.size() * 5 + row.d.size() * 7 +
           row.e.size() * 11 + row.f.size() * 13 + row.g.size() * 17 +
           static_cast<unsigned char>(row.h.back());
}
std::uint64_t weigh(const Numbers& row) {
    return static_cast<std::uint64_t>(row.a + row.b * 3 + row.c * 5 + row.d * 7 + row.e * 11 +
                                      row.f * 13 + row.g * 17 + row.h * 19);
}

void check(bool good, MYSQL_STMT* statement) {
    if (!good)
        throw std::runtime_error(mysql_stmt_error(statement));
}

/// A statement with eight result columns, prepared and bound once.
class Raw {
  public:
    Raw(MYSQL* connection, const std::string& sql, bool texts)
        : statement_(mysql_stmt_init(connection)) {
        check(mysql_stmt_prepare(statement_, sql.data(), sql.size()) == 0, statement_);
        for (std::size_t i = 0; i < 8; ++i) {
            results_[i].buffer_type = texts ? MYSQL_TYPE_STRING : MYSQL_TYPE_LONGLONG;
            results_[i].buffer = texts ? static_cast<void*>(buffers_[i].data()) : &numbers_[i];
            results_[i].buffer_length = texts ? buffers_[i].size() : sizeof numbers_[i];
            results_[i].length = &lengths_[i];
            results_[i].is_null = &nulls_[i];
        }
        check(mysql_stmt_bind_result(statement_, results_.data()) == 0, statement_);
        parameter_.buffer_type = MYSQL_TYPE_STRING;
        parameter_.buffer = key_.data();
        parameter_.length = &key_length_;
        if (mysql_stmt_param_count(statement_) == 1)
            check(mysql_stmt_bind_param(statement_, &parameter_) == 0, statement_);
    }
    ~Raw() { mysql_stmt_close(statement_); }

    void key(const std::string& value) {
        std::memcpy(key_.data(), value.data(), value.size());
        key_length_ = value.size();
    }
    void run() { check(mysql_stmt_execute(statement_) == 0, statement_); }
    bool step() {
        int code = mysql_stmt_fetch(statement_);
        check(code == 0 || code == MYSQL_NO_DATA, statement_);
        return code == 0;
    }
    void end() { mysql_stmt_free_result(statement_); }
    void read(Texts& row) {
        std::string* members[] = {&row.a, &row.b, &row.c, &row.d, &row.e, &row.f, &row.g, &row.h};
        for (std::size_t i = 0; i < 8; ++i)
            if (!nulls_[i])
                members[i]->assign(buffers_[i].data(), lengths_[i]);
    }
    void read(Numbers& row) {
        std::int64_t* members[] = {&row.a, &row.b, &row.c, &row.d, &row.e, &row.f, &row.g, &row.h};
        for (std::size_t i = 0; i < 8; ++i)
            if (!nulls_[i])
                *members[i] = numbers_[i];
    }
    template <typename Row>
    std::vector<Row> all() {
        std::vector<Row> rows;
        run();
        while (step())
            read(rows.emplace_back());
        end();
        return rows;
    }

  private:
    MYSQL_STMT* statement_;
    std::array<MYSQL_BIND, 8> results_{};
    std::array<std::array<char, 256>, 8> buffers_{};
    std::array<std::int64_t, 8> numbers_{};
    std::array<unsigned long, 8> lengths_{};
    std::array<my_bool, 8> nulls_{};
    MYSQL_BIND parameter_{};
    std::array<char, 256> key_{};
    unsigned long key_length_ = 0;
};

/// An INSERT that is prepared and bound once; it copies a row to where it was bound.
class RawInsert {
  public:
    explicit RawInsert(MYSQL* connection) : statement_(mysql_stmt_init(connection)) {
        const std::string sql = "INSERT INTO `texts` (`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        check(mysql_stmt_prepare(statement_, sql.data(), sql.size()) == 0, statement_);
        for (std::size_t i = 0; i < 8; ++i) {
            values_[i].buffer_type = MYSQL_TYPE_STRING;
            values_[i].buffer = buffers_[i].data();
            values_[i].length = &lengths_[i];
        }
        check(mysql_stmt_bind_param(statement_, values_.data()) == 0, statement_);
    }
    ~RawInsert() { mysql_stmt_close(statement_); }

    void run(const Texts& row) {
        const std::string* members[] = {&row.a, &row.b, &row.c, &row.d,
                                        &row.e, &row.f, &row.g, &row.h};
        for (std::size_t i = 0; i < 8; ++i) {
            lengths_[i] = members[i]->size();
            std::memcpy(buffers_[i].data(), members[i]->data(), members[i]->size());
        }
        check(mysql_stmt_execute(statement_) == 0, statement_);
    }

  private:
    MYSQL_STMT* statement_;
    std::array<MYSQL_BIND, 8> values_{};
    std::array<std::array<char, 256>, 8> buffers_{};
    std::array<unsigned long, 8> lengths_{};
};

void run(MYSQL* connection, const char* sql) {
    if (mysql_query(connection, sql) != 0)
        throw std::runtime_error(mysql_error(connection));
}

MYSQL* connect(const std::string& text) {
    rowan::engine::Url url = rowan::engine::parse_url(text);
    MYSQL* handle = mysql_init(nullptr);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const std::string* socket = url.option("unix_socket");
    if (!mysql_real_connect(handle, url.host.empty() ? nullptr : url.host.c_str(), url.user.c_str(),
                            url.password.c_str(), url.database.c_str(),
                            static_cast<unsigned>(url.port), socket ? socket->c_str() : nullptr, 0))
        throw std::runtime_error(mysql_error(handle));
    return handle;
}

double seconds(const std::function<std::uint64_t()>& work, std::uint64_t& weight) {
    auto started = std::chrono::steady_clock::now();
    weight = work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

void compare(
    const char* name, int rounds, double target, const std::function<std::uint64_t()>& raw,
    const std::function<std::uint64_t()>& with_rowan,
    const std::function<void()>& between = [] {}) {
    std::vector<double> raw_times, rowan_times;
    for (int i = 0; i <= rounds; ++i) {
        std::uint64_t one = 0, other = 0;
        double raw_time = 0, rowan_time = 0;
        // Turn about, so that neither always comes second.
        if (i % 2 == 0)
            raw_time = seconds(raw, one);
        between();
        rowan_time = seconds(with_rowan, other);
        between();
        if (i % 2 == 1)
            raw_time = seconds(raw, one);
        between();
        if (one != other)
            throw std::runtime_error(std::string(name) + ": the sides read different rows");
        if (i == 0)
            continue;
        raw_times.push_back(raw_time);
        rowan_times.push_back(rowan_time);
    }
    auto median = [](std::vector<double> times) {
        std::sort(times.begin(), times.end());
        return times[times.size() / 2];
    };
    double raw_median = median(raw_times), rowan_median = median(rowan_times);
    std::printf("| %s | %.1f | %.1f | %.2f | %.2f |\n", name, raw_median * 1e3, rowan_median * 1e3,
                rowan_median / raw_median, target);
    std::fflush(stdout);
}

template <typename Row>
std::uint64_t weight_of(const std::vector<Row>& rows) {
    std::uint64_t weight = 0;
    for (const Row& row : rows)
        weight += weigh(row);
    return weight;
}

void measure(const std::string& url, int rounds, int count) {
    rowan::Engine engine(url);
    rowan::drop_all<Texts, Numbers>(engine);
    rowan::create_all<Texts, Numbers>(engine);
    MYSQL* connection = connect(url);
    std::vector<std::string> keys;
    {
        rowan::Session session(engine);
        std::vector<Texts> texts;
        std::vector<Numbers> numbers;
        for (int i = 0; i < count; ++i) {
            std::string n = std::to_string(i);
            texts.push_back({{},
                             "6c84fb90-12c4-11e1-840d-" + std::string(12 - n.size(), '0') + n,
                             "alice" + n,
                             "organisation-" + n,
                             "https://stac.example/collections/" + n,
                             n,
                             "finished",
                             "no message but a few words",
                             "x" + n});
            numbers.push_back(
                {{}, i + 1, i * 7919LL, i * 104729LL, -i, i % 3, 1, 2, INT64_MAX - i});
            keys.push_back(texts.back().a);
        }
        session.insert_all(texts);
        session.insert_all(numbers);
        session.commit();
    }
    std::printf("| work | by hand, ms | Rowan, ms | ratio | target |\n|---|---|---|---|---|\n");

    rowan::Session session(engine);
    const std::string columns = "SELECT `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` FROM ";
    Raw all_texts(connection, columns + "`texts`", true);
    compare(
        "select 8 text columns", rounds, 1.05, [&] { return weight_of(all_texts.all<Texts>()); },
        [&] { return weight_of(Texts::query(session).all()); });
    Raw all_numbers(connection, columns + "`numbers`", false);
    compare(
        "select 8 bigint columns", rounds, 1.10,
        [&] { return weight_of(all_numbers.all<Numbers>()); },
        [&] { return weight_of(Numbers::query(session).all()); });
    Raw one_text(connection, columns + "`texts` WHERE `a` = ?", true);
    const std::size_t stride = 7919;
    compare(
        "20k point lookups", rounds, 1.10,
        [&] {
            std::uint64_t weight = 0;
            for (std::size_t i = 0; i < 20'000; ++i) {
                one_text.key(keys[i * stride % keys.size()]);
                one_text.run();
                Texts row;
                if (one_text.step())
                    one_text.read(row);
                one_text.end();
                weight += weigh(row);
            }
            return weight;
        },
        [&] {
            std::uint64_t weight = 0;
            for (std::size_t i = 0; i < 20'000; ++i)
                weight +=
                    weigh(Texts::get(session, "a"_col = keys[i * stride % keys.size()]).one());
            return weight;
        });
    session.rollback();

    std::vector<Texts> rows = Texts::query(session).all();
    session.rollback();
    // Both write into an empty table; emptying it again is not measured.
    run(connection, "TRUNCATE TABLE texts");
    RawInsert insert(connection);
    compare(
        "insert_all, 8 text columns", std::min(rounds, 7), 0.45,
        [&] {
            run(connection, "BEGIN");
            for (const Texts& row : rows)
                insert.run(row);
            run(connection, "COMMIT");
            return rows.size();
        },
        [&] {
            session.insert_all(std::as_const(rows));
            session.commit();
            return rows.size();
        },
        [&] { run(connection, "TRUNCATE TABLE texts"); });
    rowan::drop_all<Texts, Numbers>(engine);
    mysql_close(connection);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::puts("usage: mysql_run_time URL [rounds [rows]]");
        return 2;
    }
    try {
        measure(argv[1], argc > 2 ? std::atoi(argv[2]) : 11,
                argc > 3 ? std::atoi(argv[3]) : 100'000);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        return 1;
    }
}
