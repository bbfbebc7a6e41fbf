// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <limits>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

/// Of all types that are sorted by.
struct Reading : rowan::Model<Reading> {
    std::int64_t id = 0;
    std::string station;
    std::optional<double> value;
    std::optional<rowan::DateTime> at;
    std::optional<std::string> note;
    bool checked = false;
    std::int64_t code = 0;
    std::optional<std::int64_t> spare;

    static constexpr auto table =
        rowan::table("reading", rowan::primary_key<&Reading::id>(), rowan::unique<&Reading::code>(),
                     rowan::unique<&Reading::spare>(),
                     rowan::column<&Reading::station>(rowan::type(rowan::Varchar(40))));
};

/// 60 readings; every value comes several times, and NULL too.
struct Readings : Tables<Reading> {
    Readings() {
        std::vector<Reading> list;
        for (std::int64_t i = 1; i <= 60; ++i) {
            Reading one;
            one.id = i;
            one.station = i % 3 == 0   ? "north"
                          : i % 3 == 1 ? "it's"
                                       : "s\xc3\xbc"
                                         "d";
            if (i % 4 != 0)
                one.value = static_cast<double>(i % 5) / (dialect().exact_doubles ? 3.0 : 4.0);
            if (i % 5 != 0)
                one.at = rowan::DateTime(std::chrono::microseconds(1'700'000'000'123'456 + i % 7));
            if (i % 6 != 0)
                one.note = std::string(static_cast<std::size_t>(i % 4), 'x');
            one.checked = i % 2 == 0;
            one.code = (i * 37) % 61;
            list.push_back(one);
        }
        session.insert_all(list);
        session.commit();
    }
    rowan::Query<Reading> all() { return Tables::all<Reading>(); }
};

std::vector<std::int64_t> ids_of(const std::vector<Reading>& rows) {
    std::vector<std::int64_t> list;
    for (const Reading& row : rows)
        list.push_back(row.id);
    return list;
}

/// All rows by pages of `size` rows, each behind the one before.
std::vector<std::int64_t> walk(const rowan::Query<Reading>& query, std::int64_t size) {
    std::vector<std::int64_t> list;
    std::string cursor;
    do {
        auto page = query.after(cursor, size);
        CHECK(page.rows.size() <= static_cast<std::size_t>(size));
        for (const Reading& row : page.rows)
            list.push_back(row.id);
        CHECK(page.has_next() == !page.next.empty());
        cursor = page.next;
    } while (!cursor.empty() && list.size() < 1000);
    return list;
}

} // namespace

TEST_CASE("pages by their number") {
    Jobs jobs;
    const auto sorted = jobs.all().order_by("status"_col, "id"_col.desc());
    const auto first = sorted.page(1, 5);
    CHECK(ids(first.rows) == Ids{12, 10, 8, 6, 4});
    CHECK(first.number == 1);
    CHECK(first.size == 5);
    CHECK(first.total == 12);
    CHECK(first.pages() == 3);
    CHECK(first.has_next());
    CHECK_FALSE(first.has_previous());
    const auto last = sorted.page(3, 5);
    CHECK(ids(last.rows) == Ids{3, 1});
    CHECK_FALSE(last.has_next());
    CHECK(last.has_previous());
    const auto beyond = sorted.page(4, 5);
    CHECK(beyond.rows.empty());
    CHECK(beyond.total == 12);
    CHECK_FALSE(beyond.has_next());
    CHECK(sorted.page(2, 6).pages() == 2);
    const auto none = sorted.filter("id"_col > 99).page(1, 5);
    CHECK(none.total == 0);
    CHECK(none.pages() == 0);
    CHECK(sorted.page(1, 100).rows.size() == 12);
    CHECK(sorted.page(std::numeric_limits<std::int64_t>::max() / 4, 4).rows.empty());
}

TEST_CASE("pages that are none") {
    Jobs jobs;
    const auto sorted = jobs.all().order_by("id"_col);
    CHECK_THROWS_AS(sorted.page(0, 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.page(-1, 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.page(1, 0), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.after("", 0), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.after("", std::numeric_limits<std::int64_t>::max()),
                    rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.page(std::numeric_limits<std::int64_t>::max(), 3), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.limit(7).page(1, 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(sorted.offset(7).after("", 5), rowan::InvalidQuery);
}

TEST_CASE("pages need an order that tells any two rows apart") {
    Readings readings;
    auto all = readings.all();
    CHECK_THROWS_AS(all.page(1, 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(all.after("", 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(all.order_by("station"_col).page(1, 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(all.order_by("station"_col).after("", 5), rowan::InvalidQuery);
    CHECK_THROWS_AS(all.order_by(-"id"_col).page(1, 5), rowan::InvalidQuery);
    // Unique, but NULL as often as you like.
    CHECK_THROWS_AS(all.order_by("spare"_col).page(1, 5), rowan::InvalidQuery);
    CHECK_NOTHROW(all.order_by("code"_col).page(1, 5));
    CHECK_NOTHROW(all.order_by("station"_col, "id"_col).after("", 5));
    CHECK_NOTHROW(all.order_by(rowan::ordering<Reading>("-station,id")).after("", 5));
    CHECK_NOTHROW(all.order_by("code"_col + 1, "id"_col).page(1, 5));
    CHECK_THROWS_AS(all.order_by("code"_col + 1, "id"_col).after("", 5), rowan::InvalidQuery);
    try {
        static_cast<void>(all.order_by("station"_col).page(1, 5));
    } catch (const rowan::InvalidQuery& error) {
        CHECK(has(error.what(), "page() of Reading"));
        CHECK(has(error.what(), "the key 'id'"));
    }
}

TEST_CASE("pages behind a cursor have each row once, in order") {
    Readings readings;
    auto all = readings.all();
    const struct {
        const char* what;
        rowan::Query<Reading> query;
    } cases[] = {
        {"key", all.order_by("id"_col)},
        {"key, down", all.order_by("id"_col.desc())},
        {"another unique column", all.order_by("code"_col)},
        {"text", all.order_by("station"_col, "id"_col)},
        {"text, mixed", all.order_by("station"_col.desc(), "id"_col)},
        {"mixed the other way", all.order_by("station"_col, "id"_col.desc())},
        {"flag", all.order_by("checked"_col, "station"_col.desc(), "code"_col)},
        {"NULLs where they are", all.order_by("value"_col, "id"_col)},
        {"NULLs where they are, down", all.order_by("value"_col.desc(), "id"_col)},
        {"NULLs first", all.order_by("value"_col.nulls_first(), "id"_col)},
        {"NULLs last", all.order_by("value"_col.nulls_last(), "id"_col)},
        {"NULLs first, down", all.order_by("value"_col.desc().nulls_first(), "id"_col.desc())},
        {"NULLs last, down", all.order_by("value"_col.desc().nulls_last(), "id"_col)},
        {"two with NULLs",
         all.order_by("at"_col.desc(), "note"_col.nulls_last(), "value"_col, "id"_col.desc())},
        {"moments", all.order_by("at"_col.nulls_last(), "code"_col)},
        {"twice the same", all.order_by("station"_col, "station"_col.desc(), "id"_col)},
        {"filtered", all.filter("checked"_col == true || "value"_col > 1.0)
                         .order_by("note"_col.desc(), "id"_col)},
        {"by a text", all.order_by(rowan::ordering<Reading>("-note,station,-id"))},
    };
    for (const auto& one : cases) {
        INFO(one.what);
        const auto expected = ids_of(one.query.all());
        for (std::int64_t size : {1, 7, 60}) {
            INFO("pages of " << size);
            CHECK(walk(one.query, size) == expected);
        }
    }
}

TEST_CASE("a page behind a cursor does not move when rows come and go") {
    Jobs jobs;
    const auto sorted = jobs.all().order_by("id"_col);
    const auto first = sorted.after("", 4);
    CHECK(ids(first.rows) == Ids{1, 2, 3, 4});
    jobs.all().filter("id"_col == 4 || "id"_col == 2).remove();
    CHECK(ids(sorted.after(first.next, 4).rows) == Ids{5, 6, 7, 8});
}

TEST_CASE("a text that is no cursor") {
    Jobs jobs;
    const auto sorted = jobs.all().order_by("id"_col);
    const std::string cursor = sorted.after("", 4).next;
    CHECK(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789-_") == std::string::npos);
    CHECK_NOTHROW(sorted.after(cursor, 4));
    for (const std::string& wrong :
         {cursor.substr(1), cursor.substr(0, cursor.size() - 2), cursor + "AAAA", cursor + "=",
          std::string("x"), std::string("4 or 1=1"), std::string("\xff\xfe")}) {
        INFO(wrong);
        CHECK_THROWS_AS(sorted.after(wrong, 4), rowan::InvalidQuery);
    }
    // One of another order.
    CHECK_THROWS_AS(jobs.all().order_by("id"_col.desc()).after(cursor, 4), rowan::InvalidQuery);
    CHECK_THROWS_AS(jobs.all().order_by("user"_col, "id"_col).after(cursor, 4),
                    rowan::InvalidQuery);
    // Whatever is changed in one, it is refused or gives some rows.
    const auto by_user = jobs.all().order_by("user"_col.nulls_last(), "id"_col);
    const std::string text = by_user.after("", 3).next;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        auto point = jobs.session.savepoint();
        try {
            const auto page = by_user.after(changed, 3);
            CHECK(page.rows.size() <= 3);
        } catch (const rowan::InvalidQuery&) {
        } catch (const rowan::DatabaseError&) {
            // Bytes that are no text of the database's.
        }
    }
}

TEST_CASE("pages of rows with their relations") {
    Library library;
    auto books = library.all<Book>().load_joined<&Book::author>().order_by(
        "editor_id"_col.desc().nulls_first(), "id"_col);
    std::vector<std::int64_t> expected, found;
    for (const Book& book : books.all())
        expected.push_back(book.id);
    std::string cursor;
    do {
        const auto page = books.after(cursor, 2);
        for (const Book& book : page.rows) {
            found.push_back(book.id);
            CHECK(book.author->id == book.author_id);
        }
        cursor = page.next;
    } while (!cursor.empty() && found.size() < 100);
    CHECK(found == expected);
    CHECK(books.page(1, 3).rows.size() == 3);
    CHECK(
        library.all<Author>().load<&Author::written>().order_by("id"_col).page(1, 1).rows.size() ==
        1);
}
