// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/postgresql/fleet.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <malloc.h>
#include <string>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct Number {
    std::int64_t id = 0;
    std::string text;
    static constexpr auto table = rowan::table("number", rowan::primary_key<&Number::id>());
};

/// A table of numbers from 1 on, each with a text of this length.
struct Numbers {
    Schema schema;
    rowan::Engine engine{schema.url()};
    Session session{engine};

    explicit Numbers(std::int64_t count, int length = 40) {
        rowan::create_all<Number>(engine);
        session.execute_unchecked("INSERT INTO number SELECT i, repeat('x', " +
                                  std::to_string(length) + ") FROM generate_series(1, " +
                                  std::to_string(count) + ") AS i");
        session.commit();
    }
    auto all() { return rowan::query<Number>(session).order_by("id"_col); }
    std::int64_t open_cursors() {
        return rowan::query<Number>(session)
            .filter("id"_col <= std::int64_t{1})
            .update("text"_col = "y");
    }
};

/// Bytes handed out by malloc and not freed.
std::size_t live_heap() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

TEST_CASE("a million rows are streamed in constant memory, with statements between them") {
    Numbers numbers(1'000'000);
    std::int64_t rows = 0, found = 0;
    std::size_t at_start = 0, most = 0;
    for (const Number& row : numbers.all()) {
        ++rows;
        if (row.id != rows || row.text.size() != 40)
            FAIL("row " << rows);
        if (rows == 10'000)
            at_start = most = live_heap();
        if (rows > 10'000 && rows % 1'000 == 0)
            most = std::max(most, live_heap());
        if (rows % 50'000 == 0)
            found += rowan::query<Number>(numbers.session).filter_by("id"_col = row.id).count();
    }
    CHECK(rows == 1'000'000);
    CHECK(found == 20);
    // A portion is a megabyte or little more; all rows would be 100 of them.
    CHECK(most - at_start < 4'000'000);
}

TEST_CASE("wide rows are fetched a few at a time") {
    Numbers numbers(600, 100'000);
    const std::size_t before = live_heap();
    std::size_t most = 0, rows = 0;
    for (const Number& row : numbers.all()) {
        rows += row.text.size() == 100'000;
        most = std::max(most, live_heap());
    }
    CHECK(rows == 600);
    // The first portion is of 64 rows, and none is larger: it has more than enough bytes.
    CHECK(most - before < 16'000'000);
}

TEST_CASE("loops of one session are nested, also of the same query") {
    Numbers numbers(1000);
    std::size_t pairs = 0;
    auto query = numbers.all();
    for (const Number& outer : query) {
        std::int64_t inner_id = 0;
        for (const Number& inner : query) {
            if (inner.id != ++inner_id)
                FAIL("inner row " << inner.id);
            if (inner.id > outer.id || inner.id > 100)
                break;
            ++pairs;
        }
        if (outer.id == 200)
            break;
    }
    CHECK(pairs == 100 * 101 / 2 + 100 * 100);
    CHECK(query.all().size() == 1000);
}

TEST_CASE("a loop goes on after a commit, and sees what it would have seen") {
    Numbers numbers(5000);
    std::int64_t rows = 0;
    for (const Number& row : numbers.all()) {
        if (row.id != ++rows || row.text != std::string(40, 'x'))
            FAIL("row " << row.id);
        if (rows == 10 || rows == 20) {
            rowan::query<Number>(numbers.session).update("text"_col = "changed");
            numbers.session.commit();
        }
    }
    CHECK(rows == 5000);
    std::size_t nested = 0;
    for (const Number& outer : numbers.all()) {
        for (const Number& inner : numbers.all()) {
            nested += inner.text == "changed";
            if (inner.id == 100)
                numbers.session.commit();
        }
        if (outer.id == 2)
            break;
    }
    CHECK(nested == 10'000);
    CHECK(rowan::query<Number>(numbers.session).filter_by("text"_col = "changed").count() == 5000);
}

TEST_CASE("a loop that was left leaves no cursor behind") {
    Numbers numbers(500);
    for (int i = 0; i < 3; ++i)
        for (const Number& row : numbers.all()) {
            static_cast<void>(row);
            break;
        }
    for (const Number& row : numbers.all())
        static_cast<void>(row);
    numbers.session.execute_unchecked(
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_cursors WHERE name LIKE 'rowan%') THEN "
        "RAISE EXCEPTION 'a cursor is open'; END IF; END $$");
}

TEST_CASE("an error in a loop's body, a rollback and a savepoint's end leave the session usable") {
    Numbers numbers(5000);
    auto loop = [&](auto body) {
        for (const Number& row : numbers.all())
            if (row.id == 100)
                body();
    };
    CHECK_THROWS_AS(loop([&] {
                        numbers.session.insert(Number{1, "twice"});
                    }),
                    rowan::UniqueViolation);
    numbers.session.rollback();
    CHECK_THROWS_AS(loop([&] { numbers.session.rollback(); }), rowan::Closed);
    CHECK(rowan::query<Number>(numbers.session).count() == 5000);
    std::int64_t rows = 0;
    for (const Number& row : numbers.all()) {
        ++rows;
        if (row.id == 50) {
            rowan::Savepoint inner = numbers.session.savepoint();
            for (const Number& other : numbers.all())
                if (other.id == 3)
                    break;
            CHECK_THROWS_AS(numbers.session.insert(Number{1, "twice"}), rowan::UniqueViolation);
            inner.rollback();
        }
    }
    CHECK(rows == 5000);
    CHECK_THROWS_AS(loop([&] {
                        try {
                            numbers.session.insert(Number{1, "twice"});
                        } catch (const rowan::UniqueViolation&) {
                        }
                        for (int i = 0; i < 2; ++i)
                            static_cast<void>(numbers.all().first());
                    }),
                    rowan::OperationalError);
    numbers.session.rollback();
    CHECK(rowan::query<Number>(numbers.session).count() == 5000);
    numbers.session.commit();
}
