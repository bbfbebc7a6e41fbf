// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_backend.hpp"

#include <rowan/rowan.hpp>

#include <cstdint>
#include <iterator>
#include <ranges>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace rowan_test;
using rowan::Session;
using Texts = std::vector<std::string>;

namespace {

struct Row {
    std::int64_t id = 0;
    std::int64_t number = 0;

    static constexpr auto table = rowan::table("row", rowan::primary_key<&Row::id>());
    friend std::istream& operator>>(std::istream& in, Row& row) { return in >> row.number; }
};

struct Bulk : FakeDatabase {
    Session session{engine};
    explicit Bulk(std::size_t batch) { log.batch = batch; }
    std::vector<std::int64_t> ids(const std::vector<Row>& rows) {
        std::vector<std::int64_t> list;
        for (const Row& row : rows)
            list.push_back(row.id);
        return list;
    }
};

} // namespace

TEST_CASE("rows are sent by the batch, and their keys written back in order") {
    Bulk bulk(3);
    std::vector<Row> rows(8);
    bulk.session.insert_all(rows);
    CHECK(bulk.log.taken() == Texts{"BEGIN", "SAVEPOINT rowan_1",
                                    "BULK \"row\" (\"number\") \"id\"", "SEND 3", "SEND 3",
                                    "SEND 2", "RELEASE SAVEPOINT rowan_1"});
    CHECK(bulk.ids(rows) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("no keys are asked for where none can be written") {
    Bulk bulk(10);
    bulk.session.insert_all(std::as_const(*std::make_unique<std::vector<Row>>(2)));
    CHECK(bulk.log.taken()[2] == "BULK \"row\" (\"number\") ");
    std::vector<Row> keyed{{5, 1}, {6, 1}};
    bulk.session.insert_all(keyed);
    CHECK(bulk.log.taken()[1] == "BULK \"row\" (\"id\", \"number\") ");
    CHECK(bulk.ids(keyed) == std::vector<std::int64_t>{5, 6});
}

TEST_CASE("rows that leave out other columns begin a batch of their own") {
    Bulk bulk(10);
    std::vector<Row> rows{{0, 1}, {0, 1}, {7, 1}, {0, 1}};
    bulk.session.insert_all(rows);
    CHECK(bulk.log.taken() ==
          Texts{"BEGIN", "SAVEPOINT rowan_1", "BULK \"row\" (\"number\") \"id\"", "SEND 2",
                "BULK \"row\" (\"id\", \"number\") ", "SEND 1", "BULK \"row\" (\"number\") \"id\"",
                "SEND 1", "RELEASE SAVEPOINT rowan_1"});
    CHECK(rows[2].id == 7);
}

TEST_CASE("a batch that fails undoes those before it, and takes their keys back") {
    Bulk bulk(3);
    bulk.log.failing = "SEND 2";
    std::vector<Row> rows(8);
    try {
        bulk.session.insert_all(rows);
        FAIL("was inserted");
    } catch (const rowan::OperationalError& error) {
        CHECK(error.sql() == "the bulk's text");
    }
    CHECK(bulk.ids(rows) == std::vector<std::int64_t>(8, 0));
    Texts texts = bulk.log.taken();
    CHECK(texts[texts.size() - 2] == "ROLLBACK TO SAVEPOINT rowan_1");
    CHECK(bulk.log.alive == 0);
    CHECK(bulk.session.in_transaction());
}

TEST_CASE("a lost connection in a bulk insert is not used again") {
    Bulk bulk(3);
    bulk.log.failing = "SEND";
    bulk.log.failing_kind = engine::ErrorKind::connection_lost;
    std::vector<Row> rows(3);
    CHECK_THROWS_AS(bulk.session.insert_all(rows), rowan::ConnectionLost);
    CHECK(bulk.log.taken().back() == "SEND 3");
    bulk.session.rollback();
    CHECK(bulk.engine.pool_status().idle == 0);
}

TEST_CASE("the progress is told by the batch and at the end") {
    for (std::size_t batch : {std::size_t{0}, std::size_t{700}}) {
        Bulk bulk(batch);
        std::vector<std::int64_t> told;
        std::vector<Row> rows(2500, Row{1, 1});
        bulk.session.insert_all(rows, [&](std::int64_t done) { told.push_back(done); });
        CHECK(told == (batch == 0 ? std::vector<std::int64_t>{1000, 2000, 2500}
                                  : std::vector<std::int64_t>{1400, 2500}));
        bulk.log.taken();
        CHECK_THROWS_AS(bulk.session.insert_all(rows, [](std::int64_t) { throw 7; }), int);
        CHECK(bulk.log.taken().back().starts_with("RELEASE"));
    }
}

TEST_CASE("any input range can be inserted") {
    for (std::size_t batch : {std::size_t{0}, std::size_t{3}}) {
        Bulk bulk(batch);
        std::vector<std::int64_t> told;
        auto count = [&](std::int64_t done) { told.push_back(done); };
        bulk.session.insert_all(std::views::iota(1, 8) | std::views::transform([](int i) {
                                    return Row{0, i};
                                }),
                                count);
        std::istringstream text("1 2 3 4 5");
        auto read = std::ranges::istream_view<Row>(text);
        bulk.session.insert_all(read, count);
        std::vector<Row> rows(2);
        bulk.session.insert_all(std::vector<Row>(2), count);
        CHECK(told == std::vector<std::int64_t>{7, 5, 2});
    }
}

TEST_CASE("a source that ends the transaction ends the insert, and keeps its connection") {
    for (std::size_t batch : {std::size_t{0}, std::size_t{3}})
        for (bool commit : {true, false}) {
            Bulk bulk(batch);
            auto make = [&](int i) {
                if (i == 5) {
                    commit ? bulk.session.commit() : bulk.session.rollback();
                    CHECK(bulk.engine.pool_status().in_use == 1);
                }
                return Row{0, i};
            };
            auto rows = std::views::iota(1, 8) | std::views::transform(make);
            CHECK_THROWS_AS(bulk.session.insert_all(rows), rowan::Closed);
            CHECK(bulk.engine.pool_status().in_use == 0);
        }
}
