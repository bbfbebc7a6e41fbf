// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/everything.hpp"
#include "tests/suite/jobs.hpp"
#include "tests/suite/shelf.hpp"
#include "tests/support/catch.hpp"

#include <list>
#include <ranges>
#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Entry : rowan::Model<Entry> {
    std::int64_t shelf = 0;
    std::string name;
    std::optional<std::string> text;
    std::optional<double> weight;
    bool checked = false;
    std::optional<rowan::DateTime> at;
    std::int64_t version = 1;

    static constexpr auto table =
        rowan::table("entry", rowan::primary_key<&Entry::shelf, &Entry::name>(),
                     rowan::column<&Entry::name>(rowan::type(rowan::Varchar{40})),
                     rowan::version<&Entry::version>());
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Nothing but its key and a version.
struct Seat : rowan::Model<Seat> {
    std::int64_t row = 0;
    std::int64_t number = 0;
    std::int64_t version = 1;
    static constexpr auto table = rowan::table(
        "seat", rowan::primary_key<&Seat::row, &Seat::number>(), rowan::version<&Seat::version>());
};
/// Nothing but its key.
struct Tag : rowan::Model<Tag> {
    std::int64_t row = 0;
    std::int64_t number = 0;
    static constexpr auto table =
        rowan::table("tag_of", rowan::primary_key<&Tag::row, &Tag::number>());
};

struct Entries : Tables<Entry, Seat, Tag> {
    std::vector<Entry> list;
    explicit Entries(std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            Entry one;
            one.shelf = i / 10;
            one.name = "n" + std::to_string(i % 10);
            list.push_back(one);
        }
        session.insert_all(list);
        session.commit();
    }
    std::vector<Entry> rows() { return all<Entry>().order_by("shelf"_col, "name"_col).all(); }
};

} // namespace

TEST_CASE("many rows are updated by their keys") {
    for (std::int64_t count : {0, 1, 2, 5, 21, 345}) {
        INFO(count << " rows");
        Entries entries(count);
        for (std::size_t i = 0; i < entries.list.size(); ++i) {
            Entry& one = entries.list[i];
            if (i % 3 != 0)
                one.text = std::string(i * 7 % 301, 'x') + "\xc3\xbc'; --";
            if (i % 4 != 0)
                one.weight = static_cast<double>(i) / (dialect().exact_doubles ? 3.0 : 4.0);
            one.checked = i % 2 == 0;
            if (i % 5 != 0)
                one.at = rowan::DateTime(std::chrono::microseconds(1'700'000'000'123'456 + i));
        }
        entries.session.update_all(entries.list);
        for (const Entry& one : entries.list)
            CHECK(one.version == 2);
        entries.session.commit();
        CHECK(entries.rows() == entries.list);
        // Back to NULL, from objects that can't be written.
        std::vector<Entry> blank;
        for (const Entry& one : entries.list) {
            blank.push_back(one);
            blank.back().text = {};
            blank.back().at = {};
        }
        entries.session.update_all(std::as_const(blank));
        CHECK(entries.all<Entry>().filter("text"_col != nullptr).count() == 0);
        CHECK(entries.all<Entry>().filter("version"_col == 3).count() == count);
        for (const Entry& one : blank)
            CHECK(one.version == 2);
    }
}

TEST_CASE("all rows are updated or none, where one is gone or newer") {
    Entries entries(50);
    auto change = [&](const char* text) {
        for (Entry& one : entries.list)
            one.text = text;
    };
    change("one");
    entries.list[37].version = 9;
    const std::string message = error_of<rowan::StaleData>(
        entries.session, [&] { return entries.session.update_all(entries.list), 0; });
    CHECK(has(message, "update_all() of Entry"));
    CHECK(has(message, "version"));
    CHECK(entries.all<Entry>().filter("text"_col != nullptr).count() == 0);
    CHECK(entries.list[0].version == 1);
    entries.list[37].version = 1;
    entries.list[49].name = "gone";
    CHECK_THROWS_AS(entries.session.update_all(entries.list), rowan::StaleData);
    CHECK(entries.all<Entry>().filter("text"_col != nullptr).count() == 0);
    entries.list.pop_back();
    entries.session.update_all(entries.list);
    CHECK(entries.all<Entry>().filter("text"_col == "one").count() == 49);
    // Once more with the versions that were written back.
    change("two");
    entries.session.update_all(entries.list);
    CHECK(entries.list[0].version == 3);
    entries.session.commit();
    CHECK(entries.all<Entry>().filter("text"_col == "two", "version"_col == 3).count() == 49);
}

TEST_CASE("rows of other ranges are updated") {
    Jobs jobs;
    std::list<Job> some;
    for (const Job& job : jobs.all().filter("id"_col < 6))
        some.push_back(job);
    for (Job& job : some)
        job.status = "list";
    jobs.session.update_all(some);
    CHECK(jobs.all().filter_by("status"_col = "list").count() == 5);
    jobs.session.update_all(
        std::vector<Job>{{{}, 7, "x", "temporary", 1}, {{}, 8, {}, "temporary", {}}});
    CHECK(ids(jobs.all().filter_by("status"_col = "temporary").order_by("id"_col)) == Ids{7, 8});
    // A row whose values don't change is there all the same.
    jobs.session.update_all(some);
    jobs.session.update_all(std::vector<Job>());
}

TEST_CASE("rows that are nothing but keys") {
    Entries entries(0);
    std::vector<Seat> seats;
    std::vector<Tag> tags;
    for (std::int64_t i = 1; i < 30; ++i) {
        seats.push_back({{}, 1, i, 1});
        tags.push_back({{}, 2, i});
    }
    entries.session.insert_all(seats);
    entries.session.insert_all(tags);
    entries.session.update_all(seats);
    entries.session.update_all(tags);
    CHECK(entries.all<Seat>().filter("version"_col == 2).count() == 29);
    tags[3].row = 99;
    CHECK_THROWS_AS(entries.session.update_all(tags), rowan::StaleData);
}

TEST_CASE("values of all types are what they are when rows are updated together") {
    Tables<Everything> tables;
    if (!dialect().blobs)
        return;
    std::vector<Everything> list(7);
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i].id = "row " + std::to_string(i);
    tables.session.insert_all(list);
    // The first row has the smallest values: nobody must take its types for those of all.
    for (std::size_t i = 1; i < list.size(); ++i) {
        Everything& row = list[i];
        row.flag = true;
        row.i8 = -8;
        row.i16 = -16;
        row.i32 = -32;
        row.i64 = INT64_MIN;
        row.u8 = 255;
        row.u16 = 65535;
        row.u32 = 4294967295;
        row.u64 = INT64_MAX;
        row.f32 = 0.5F;
        row.f64 = 0.1;
        row.text = std::string(1000 * i, 'y') + "it's";
        row.bytes = {std::byte{0}, std::byte{255}};
        row.day = std::chrono::year{2024} / 2 / 29;
        row.clock.since_midnight = std::chrono::microseconds(1);
        row.moment = std::chrono::sys_days(row.day) + std::chrono::microseconds(7);
        row.lasting = std::chrono::seconds(90);
        row.exact = rowan::Decimal("12.5");
        row.unique_id.data[15] = static_cast<std::uint8_t>(i);
        row.colour = Colour::ultramarine;
        row.document = {{"a", {1, 2.5, nullptr}}};
        row.line = std::string(40, 'z');
        row.price = rowan::Decimal("1234567890.12");
        row.maybe = "";
        row.maybe_number = 7;
        row.maybe_real = 1e300;
        row.maybe_flag = false;
        row.maybe_moment = row.moment;
        row.maybe_bytes = row.bytes;
    }
    std::vector<rowan::Dict> expected;
    for (const Everything& row : list) {
        tables.session.update(row);
        expected.push_back(tables.all<Everything>().filter_by("id"_col = row.id).one().as_dict());
    }
    CHECK(tables.all<Everything>().update("text"_col = "", "u64"_col = 0, "i64"_col = 0) == 7);
    tables.session.update_all(list);
    for (std::size_t i = 0; i < list.size(); ++i)
        CHECK(tables.all<Everything>().filter_by("id"_col = list[i].id).one().as_dict() ==
              expected[i]);
}

TEST_CASE("tracked objects among those that are updated together") {
    Tables<Writer, Novel, Label, NovelLabel> tables;
    rowan::Session& session = tables.session;
    std::vector<std::shared_ptr<Writer>> writers;
    for (std::int64_t i = 1; i <= 9; ++i) {
        auto writer = std::make_shared<Writer>();
        writer->id = i;
        writer->name = "first";
        session.add(writer);
        writers.push_back(writer);
    }
    session.flush();
    for (std::size_t i = 0; i < writers.size(); ++i)
        writers[i]->name = i % 2 == 0 ? "second" : "first";
    auto objects = writers | std::views::transform([](auto& writer) -> Writer& { return *writer; });
    session.update_all(objects);
    CHECK(tables.all<Writer>().filter_by("name"_col = "second").count() == 5);
    // The session still knows what stands in their rows.
    writers[0]->name = "third";
    session.commit();
    CHECK(tables.all<Writer>().filter_by("name"_col = "third").count() == 1);
    CHECK_THROWS_AS(session.insert(*writers[0], rowan::on_conflict<&Writer::id>().do_nothing()),
                    rowan::InvalidQuery);
    CHECK_THROWS_AS(session.insert(*writers[0], rowan::returning()), rowan::InvalidQuery);
}
