// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// A select of three joins and three values: `rowan::select` against the same statement by hand over
// the sqlite3 API, prepared once, into the same struct. Both sides take turns in one program, on
// SQLite in memory.
//
//   rowan_bench_joined_select [--rounds=N] [--check]
//
// Rowan builds the select anew for each search, as a program does. Its session begins a transaction
// with the first of them and stays in it; so the other side begins one, too, before the first: in a
// transaction a statement of SQLite's costs less.

#include "ratio.hpp"

#include <rowan/rowan.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using rowan::col;

constexpr std::int64_t countries = 40, cities = 200, customers = 2'000, invoices = 10'000;
constexpr int searches = 2'000; // of a round

struct Country {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table =
        rowan::table("country", rowan::primary_key<&Country::id>(), rowan::index<&Country::name>());
};
struct City {
    std::int64_t id = 0;
    std::int64_t country_id = 0;
    std::string name;

    static constexpr auto table =
        rowan::table("city", rowan::primary_key<&City::id>(), rowan::index<&City::country_id>(),
                     rowan::foreign_key<&City::country_id>(rowan::references<&Country::id>()));
};
struct Customer {
    std::int64_t id = 0;
    std::int64_t city_id = 0;
    std::string name;
    std::string status;

    static constexpr auto table = rowan::table(
        "customer", rowan::primary_key<&Customer::id>(), rowan::index<&Customer::city_id>(),
        rowan::foreign_key<&Customer::city_id>(rowan::references<&City::id>()));
};
struct Invoice {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    std::int64_t total = 0;
    std::optional<std::string> note;

    static constexpr auto table = rowan::table(
        "invoice", rowan::primary_key<&Invoice::id>(), rowan::index<&Invoice::customer_id>(),
        rowan::foreign_key<&Invoice::customer_id>(rowan::references<&Customer::id>()));
};

/// A row that is read.
struct Line {
    std::int64_t id = 0;
    std::int64_t total = 0;
    std::optional<std::string> note;
    std::string customer;
    std::string city;
};

Country country(std::int64_t id) { return {id, "country " + std::to_string(id)}; }
City city(std::int64_t id) {
    return {id, id % countries + 1, "a city with the number " + std::to_string(id)};
}
Customer customer(std::int64_t id) {
    return {id, id % cities + 1, "a customer with the number " + std::to_string(id),
            id % 3 ? "active" : "gone"};
}
Invoice invoice(std::int64_t id) {
    return {id, id % customers + 1, id * 37 % 1000,
            id % 3 ? std::optional<std::string>("a note of this invoice") : std::nullopt};
}

/// What a search asks for; it finds 25 rows or so.
struct Wanted {
    std::string country;
    std::string status;
    std::int64_t least;
};
Wanted wanted(int search) {
    return {"country " + std::to_string(search % countries + 1), "active", 830 + search % 20};
}

std::size_t sum_of(const std::vector<Line>& lines) {
    std::size_t sum = 0;
    for (const Line& line : lines)
        sum += static_cast<std::size_t>(line.id + line.total) + line.customer.size() +
               line.city.size() + (line.note ? line.note->size() : 0);
    return sum;
}

class RowanSide {
  public:
    RowanSide() {
        rowan::create_all<Country, City, Customer, Invoice>(engine_);
        for (std::int64_t id = 1; id <= countries; ++id)
            session_.insert(country(id));
        for (std::int64_t id = 1; id <= cities; ++id)
            session_.insert(city(id));
        for (std::int64_t id = 1; id <= customers; ++id)
            session_.insert(customer(id));
        for (std::int64_t id = 1; id <= invoices; ++id)
            session_.insert(invoice(id));
        session_.commit();
    }
    std::size_t run() {
        std::size_t sum = 0;
        for (int search = 0; search < searches; ++search) {
            const Wanted one = wanted(search);
            sum += sum_of(rowan::select(session_, col<&Invoice::id>, col<&Invoice::total>,
                                        col<&Invoice::note>, col<&Customer::name>.as<"customer">(),
                                        col<&City::name>.as<"city">())
                              .from<Invoice>()
                              .join<Customer>()
                              .join<City>()
                              .join<Country>()
                              .where(col<&Country::name> == one.country,
                                     col<&Customer::status> == one.status,
                                     col<&Invoice::total> >= one.least)
                              .order_by(col<&Invoice::id>)
                              .into<Line>()
                              .all());
        }
        return sum;
    }

  private:
    rowan::Engine engine_{"sqlite://"};
    rowan::Session session_{engine_};
};

class RawSide : bench::RawDatabase {
  public:
    RawSide() : RawDatabase(SQLITE_OPEN_NOMUTEX) {
        run_sql("CREATE TABLE country (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL)");
        run_sql("CREATE TABLE city (id INTEGER NOT NULL PRIMARY KEY, country_id BIGINT NOT NULL, "
                "name VARCHAR NOT NULL, FOREIGN KEY (country_id) REFERENCES country (id))");
        run_sql("CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, city_id BIGINT NOT NULL, "
                "name VARCHAR NOT NULL, status VARCHAR NOT NULL, FOREIGN KEY (city_id) REFERENCES "
                "city (id))");
        run_sql("CREATE TABLE invoice (id INTEGER NOT NULL PRIMARY KEY, customer_id BIGINT NOT "
                "NULL, total BIGINT NOT NULL, note VARCHAR, FOREIGN KEY (customer_id) REFERENCES "
                "customer (id))");
        run_sql("CREATE INDEX ix_country_name ON country (name)");
        run_sql("CREATE INDEX ix_city_country_id ON city (country_id)");
        run_sql("CREATE INDEX ix_customer_city_id ON customer (city_id)");
        run_sql("CREATE INDEX ix_invoice_customer_id ON invoice (customer_id)");
        fill();
        select_ = prepare(
            "SELECT invoice.id, invoice.total, invoice.note, customer.name AS customer, city.name "
            "AS city FROM invoice JOIN customer ON invoice.customer_id = customer.id JOIN city ON "
            "customer.city_id = city.id JOIN country ON city.country_id = country.id WHERE "
            "country.name = ? AND customer.status = ? AND invoice.total >= ? ORDER BY invoice.id");
        run_sql("BEGIN");
    }
    std::size_t run() {
        std::size_t sum = 0;
        for (int search = 0; search < searches; ++search) {
            const Wanted one = wanted(search);
            bind(select_, 1, one.country);
            bind(select_, 2, one.status);
            sqlite3_bind_int64(select_, 3, one.least);
            std::vector<Line> lines;
            while (sqlite3_step(select_) == SQLITE_ROW) {
                Line& line = lines.emplace_back();
                line.id = sqlite3_column_int64(select_, 0);
                line.total = sqlite3_column_int64(select_, 1);
                assign(line.note, select_, 2);
                assign(line.customer, select_, 3);
                assign(line.city, select_, 4);
            }
            check(sqlite3_reset(select_));
            sum += sum_of(lines);
        }
        return sum;
    }

  private:
    void fill() {
        run_sql("BEGIN");
        sqlite3_stmt* insert = prepare("INSERT INTO country VALUES (?, ?)");
        for (std::int64_t id = 1; id <= countries; ++id) {
            const Country one = country(id);
            sqlite3_bind_int64(insert, 1, id);
            bind(insert, 2, one.name);
            finish(insert);
        }
        insert = prepare("INSERT INTO city VALUES (?, ?, ?)");
        for (std::int64_t id = 1; id <= cities; ++id) {
            const City one = city(id);
            sqlite3_bind_int64(insert, 1, id);
            sqlite3_bind_int64(insert, 2, one.country_id);
            bind(insert, 3, one.name);
            finish(insert);
        }
        insert = prepare("INSERT INTO customer VALUES (?, ?, ?, ?)");
        for (std::int64_t id = 1; id <= customers; ++id) {
            const Customer one = customer(id);
            sqlite3_bind_int64(insert, 1, id);
            sqlite3_bind_int64(insert, 2, one.city_id);
            bind(insert, 3, one.name);
            bind(insert, 4, one.status);
            finish(insert);
        }
        insert = prepare("INSERT INTO invoice VALUES (?, ?, ?, ?)");
        for (std::int64_t id = 1; id <= invoices; ++id) {
            const Invoice one = invoice(id);
            sqlite3_bind_int64(insert, 1, id);
            sqlite3_bind_int64(insert, 2, one.customer_id);
            sqlite3_bind_int64(insert, 3, one.total);
            bind(insert, 4, one.note);
            finish(insert);
        }
        run_sql("COMMIT");
    }

    sqlite3_stmt* select_ = nullptr;
};

} // namespace

int main(int argc, char** argv) {
    bench::Options options(argc, argv, 21);
    RawSide raw;
    RowanSide rowan;
    bool met = bench::compare("2000 selects of three joins and three values, some 25 rows each",
                              1.10, options.rounds, bench::timed(raw), bench::timed(rowan));
    return options.checks && !met ? 1 : 0;
}
