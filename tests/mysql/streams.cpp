// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/line.hpp"
#include "tests/mysql/server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <cstdint>
#include <string>

#include <malloc.h>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// A table of lines, each as long as is said.
struct Lines {
    ServerDatabase database;
    Engine engine;

    explicit Lines(int count, int length = 20)
        : engine(database.url("&pool_size=1&max_overflow=0")) {
        rowan::create_all<Line>(engine);
        database.raw().run("INSERT INTO line SELECT seq, REPEAT('x', " + std::to_string(length) +
                           ") FROM seq_1_to_" + std::to_string(count));
    }
};

std::size_t live_heap() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

TEST_CASE("the memory of a loop doesn't grow with the number of rows") {
    const int count = 1'000'000;
    Lines lines(count);
    Session session(lines.engine);
    std::int64_t rows = 0, sum = 0;
    std::size_t start = 0, most = 0;
    for (const Line& line : Line::query(session)) {
        sum += line.id;
        if (++rows == 2'000)
            start = most = live_heap();
        if (rows % 10'000 == 0)
            most = std::max(most, live_heap());
    }
    CHECK(rows == count);
    CHECK(sum == std::int64_t{count} * (count + 1) / 2);
    INFO(most - start);
    CHECK(most - start < 1'000'000);
}

TEST_CASE("the larger the rows of a loop, the fewer are fetched at once") {
    Lines lines(300, 300'000);
    Session session(lines.engine);
    std::size_t first = 0, most = 0;
    int rows = 0;
    for (const Line& line : Line::query(session)) {
        CHECK(line.text.size() == 300'000);
        // The first batch is not yet measured.
        if (++rows == 200)
            first = live_heap();
        if (rows > 200)
            most = std::max(most, live_heap());
    }
    CHECK(rows == 300);
    CHECK(most < first + 5'000'000);
    CHECK(most < 30'000'000);
}

TEST_CASE("loops of one session can stand in each other and write between their rows") {
    Lines lines(300);
    Session session(lines.engine);
    int inner_rows = 0, outer_rows = 0;
    for (const Line& outer : Line::query(session).order_by("id"_col)) {
        ++outer_rows;
        for (const Line& inner : Line::query(session).order_by("id"_col.desc()).limit(100))
            inner_rows += inner.id > 200;
        Line::get(session, "id"_col = outer.id).update("text"_col = "seen");
        if (outer.id == 150)
            CHECK(Line::get(session, "text"_col = "seen").count() == 150);
    }
    CHECK(outer_rows == 300);
    CHECK(inner_rows == 30'000);
    session.commit();
    CHECK(lines.database.raw().value("SELECT COUNT(*) FROM line WHERE text = 'seen'") == "300");
}

TEST_CASE("a loop that is left early leaves the connection ready, and nothing on the server") {
    Lines lines(5'000);
    Session session(lines.engine);
    for (int round = 0; round < 3; ++round) {
        for (const Line& line : Line::query(session)) {
            if (line.id == 100)
                break;
        }
        CHECK(Line::count(session) == 5'000);
    }
    CHECK(Line::query(session).all().size() == 5'000);
    CHECK(Line::query(session).first()->id == 1);
    session.commit();
    session.execute_unchecked("DROP TABLE line");
}

TEST_CASE("a commit lets a loop go on, a rollback ends it") {
    Lines lines(3'000);
    Session session(lines.engine);
    int rows = 0;
    for (const Line& line : Line::query(session)) {
        if (++rows == 10) {
            Line::get(session, "id"_col = line.id).update("text"_col = "kept");
            session.commit();
        }
    }
    CHECK(rows == 3'000);
    CHECK(lines.database.raw().value("SELECT COUNT(*) FROM line WHERE text = 'kept'") == "1");
    CHECK_THROWS_AS(
        [&] {
            for (const Line& line : Line::query(session))
                if (line.id == 1'000)
                    session.rollback();
        }(),
        rowan::Closed);
    CHECK(Line::count(session) == 3'000);
}

TEST_CASE("a query that is read at once after a loop has no cursor any more") {
    Lines lines(1'000);
    Session session(lines.engine);
    auto query = Line::query(session).filter("id"_col > 0);
    auto fetches = [&] {
        session.execute_unchecked("CREATE OR REPLACE TABLE counted AS SELECT variable_value AS v "
                                  "FROM information_schema.session_status "
                                  "WHERE variable_name = 'COM_STMT_FETCH'");
        return std::stol(lines.database.raw().value("SELECT v FROM counted"));
    };
    int rows = 0;
    for (const Line& line : query)
        rows += line.id > 0;
    CHECK(rows == 1'000);
    long before = fetches();
    CHECK(before > 0);
    CHECK(before < 100);
    CHECK(query.all().size() == 1'000);
    CHECK(fetches() == before);
}
