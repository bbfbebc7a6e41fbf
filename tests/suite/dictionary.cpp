// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/suite/everything.hpp"
#include "tests/suite/jobs.hpp"

#include <rowan/base/datetime.hpp>

#include <chrono>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::Filters;
using rowan::Value;

namespace {

/// One row with a value other than the first of each type.
struct OneOfEach : Tables<Everything> {
    Everything row;

    OneOfEach() {
        row.id = "one";
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
        row.text = "it's";
        row.bytes = {std::byte{0}, std::byte{255}};
        row.day = std::chrono::year{2024} / 2 / 29;
        row.clock.since_midnight = std::chrono::microseconds(1);
        row.moment = std::chrono::sys_days(row.day) + std::chrono::microseconds(7);
        row.lasting = std::chrono::seconds(90);
        row.exact = rowan::Decimal("12.5");
        row.unique_id.data[15] = 7;
        row.colour = Colour::ultramarine;
        if (dialect().blobs)
            session.insert(row);
        else // As a whole: nothing is left out.
            CHECK_FAILS(session, rowan::DataError, session.insert(row));
    }
    /// How many rows there are.
    [[nodiscard]] std::int64_t rows() const { return dialect().blobs ? 1 : 0; }
    std::int64_t count(const Filters& filters) {
        return rowan::query<Everything>(session).filter_by(filters).count();
    }
};

template <typename Thrown, typename Call>
std::string message(Call call) {
    try {
        call();
    } catch (const Thrown& error) {
        return error.what();
    }
    return "nothing thrown";
}

} // namespace

TEST_CASE("run-time filters find a row by a value of any type") {
    OneOfEach one;
    const rowan::Blob bytes = one.row.bytes;
    const struct {
        const char* name;
        Value hit, miss;
    } cases[] = {
        {"id", "one", "two"},
        {"flag", true, false},
        {"i8", -8, 8},
        {"i16", -16, 16},
        {"i32", -32, 32},
        {"i64", INT64_MIN, INT64_MAX},
        {"u8", 255, -1},
        {"u16", 65535u, 0u},
        {"u32", 4294967295u, 1},
        {"u64", INT64_MAX, INT64_MIN},
        {"f32", 0.5, 0.25},
        {"f64", 0.1, 1},
        {"text", "it's", "it''s"},
        {"bytes", bytes, rowan::Blob{}},
        {"day", one.row.day, std::chrono::year{2024} / 3 / 1},
        {"clock", one.row.clock, rowan::Time{}},
        {"moment", one.row.moment, rowan::DateTime{}},
        {"lasting", std::chrono::microseconds(90'000'000), std::chrono::microseconds(1)},
        {"exact", "12.5", "12.25"},
        {"unique_id", "00000000-0000-0000-0000-000000000007",
         "00000000-0000-0000-0000-000000000008"},
        {"unique_id", "00000000000000000000000000000007", "F0000000000000000000000000000007"},
        {"colour", "ultramarine", "no colour"},
        {"maybe", nullptr, "x"},
    };
    for (const auto& each : cases) {
        INFO(each.name);
        if (!dialect().blobs && each.name == std::string("bytes")) {
            CHECK_FAILS(one.session, rowan::DataError, one.count({{each.name, each.hit}}));
            continue;
        }
        CHECK(one.count({{each.name, each.hit}}) == one.rows());
        CHECK(one.count({{each.name, each.miss}}) == 0);
        CHECK(one.count({{each.name, each.hit}, {"id", "one"}}) == one.rows());
        CHECK(one.count({{each.name, each.hit}, {"id", "two"}}) == 0);
    }
    CHECK(one.count({}) == one.rows());
    CHECK(one.count({{"id", nullptr}}) == 0);
    CHECK(one.count({{"id", std::optional<std::string>()}, {"text", "it's"}}) == 0);
    CHECK(one.count({{"text", std::optional<std::string>("it's")}}) == one.rows());
}

TEST_CASE("a run-time value of another type is a TypeMismatch with struct and column") {
    OneOfEach one;
    const Value samples[] = {true,
                             1,
                             0.5,
                             "x",
                             rowan::Blob{},
                             std::chrono::year{1970} / 1 / 1,
                             rowan::Time{},
                             rowan::DateTime{},
                             std::chrono::microseconds{}};
    // By column, the positions of the samples it takes.
    const struct {
        const char* name;
        std::vector<std::size_t> fits;
    } cases[] = {
        {"flag", {0}},  {"i64", {1, 2}},   {"u8", {1, 2}},  {"f64", {1, 2}}, {"text", {3}},
        {"bytes", {4}}, {"day", {5}},      {"clock", {6}},  {"moment", {7}}, {"lasting", {8}},
        {"exact", {1}}, {"unique_id", {}}, {"colour", {3}}, {"maybe", {3}},
    };
    for (const auto& each : cases)
        for (std::size_t i = 0; i < std::size(samples); ++i) {
            INFO(each.name << " and sample " << i);
            Filters filters{{each.name, samples[i]}};
            bool fits = std::find(each.fits.begin(), each.fits.end(), i) != each.fits.end();
            if (fits && !dialect().blobs && each.name == std::string("bytes")) {
                CHECK_FAILS(one.session, rowan::DataError, one.count(filters));
            } else if (fits) {
                CHECK_NOTHROW(one.count(filters));
            } else {
                auto text = message<rowan::TypeMismatch>([&] { one.count(filters); });
                CHECK(has(text, "Everything's column '" + std::string(each.name) + "'"));
            }
        }
}

TEST_CASE("a text that is no UUID or number never reaches the database") {
    OneOfEach one;
    for (const char* text : {"", "x", "00000000-0000-0000-0000-00000000000", "'; drop table x"})
        CHECK_THROWS_AS(one.count({{"unique_id", text}}), rowan::TypeMismatch);
    CHECK_THROWS_AS(one.count({{"unique_id", std::string(100'000, 'a')}}), rowan::TypeMismatch);
    CHECK_THROWS_AS(one.count({{"exact", "1,5"}}), rowan::TypeMismatch);
}

TEST_CASE("an unknown name is UnknownColumn with struct and name, wherever it stands") {
    Jobs jobs;
    for (const char* name : {"colour", "", "ID", "id ", "id\" or 1=1 --", "Job"}) {
        auto text = message<rowan::UnknownColumn>([&] {
            static_cast<void>(Job::get(jobs.session, Filters{{"id", 1}, {name, "x"}}));
        });
        CHECK(has(text, "Job"));
        CHECK(has(text, std::string("'") + name + "'"));
    }
}

TEST_CASE("run-time filters join those of the compiler, by column's and member's name") {
    Jobs jobs;
    Filters filters{{"status", "finished"}, {"user", nullptr}};
    CHECK(ids(Job::get(jobs.session, filters)) == Ids{6, 12});
    filters["number_records"] = 60;
    CHECK(ids(Job::get(jobs.session, filters)) == Ids{6});
    CHECK(filters.erase("number_records"));
    filters["records"] = nullptr;
    CHECK(ids(Job::get(jobs.session, filters)) == Ids{12});
    CHECK(ids(jobs.all().filter("id"_col > 6).filter_by(Filters{{"status", "running"}})) ==
          Ids{7, 9, 11});
    CHECK(Job::count(jobs.session, Filters{{"user", "alice"}}) == 4);
    CHECK(jobs.all().filter_by(Filters{{"user", "alice"}}).remove() == 4);
}

TEST_CASE("a query that refuses filters is what it was before") {
    Jobs jobs;
    auto query = jobs.all().filter("id"_col < 3);
    CHECK_THROWS(query.filter_by(Filters{{"status", "running"}, {"nope", 1}}));
    CHECK_THROWS(std::move(query).filter_by(Filters{{"status", "running"}, {"id", "1"}}));
    CHECK(ids(query) == Ids{1, 2});
}

TEST_CASE("as_dict() has all columns in order, by the columns' names") {
    Job job{{}, 7, std::nullopt, "new", 70};
    rowan::Dict dict = job.as_dict();
    REQUIRE(dict.size() == 4);
    std::vector<std::string> names;
    for (const auto& [name, value] : dict)
        names.push_back(name);
    CHECK(names == std::vector<std::string>{"id", "user", "status", "number_records"});
    CHECK(dict.at("id") == Value(7));
    CHECK(dict.at("user").is_null());
    CHECK(dict.at("status") == Value("new"));
    CHECK(dict.at("number_records") == Value(70));
    CHECK(dict.find("records") == nullptr);

    Jobs jobs;
    for (const Job& each : jobs.all().all())
        CHECK(Job::get(jobs.session, each.as_dict()).one() == each);
}

TEST_CASE("the dict of every type finds its own row") {
    OneOfEach one;
    rowan::Dict dict = one.row.as_dict();
    const Value document = dict.at("document");
    CHECK(dict.erase("document"));
    if (!dialect().blobs) {
        CHECK_FAILS(one.session, rowan::DataError, one.count(dict));
        CHECK(dict.erase("bytes"));
    }
    CHECK(one.count(dict) == one.rows());
    if (dialect().json_compares) {
        CHECK(one.count({{"document", document}}) == one.rows());
        CHECK(one.count({{"document", "[1]"}}) == 0);
    } else {
        CHECK_FAILS(one.session, rowan::ProgrammingError, one.count({{"document", document}}));
    }
    Everything broken;
    broken.day = std::chrono::year{2023} / 2 / 29;
    auto text = message<rowan::DataError>([&] {
        static_cast<void>(rowan::lang::to_dict(rowan::meta::mapping<Everything>, &broken));
    });
    CHECK(has(text, "everything.day"));
}

TEST_CASE("columns that are chosen at run time are read into maps") {
    OneOfEach one;
    auto rows = rowan::query<Everything>(one.session);
    std::vector<std::string> wanted{"u8", "text", "id", "text"};
    auto chosen = rows.columns(wanted);
    CHECK(has_name(chosen.sql(), "u8"));
    CHECK_FALSE(has_name(chosen.sql(), "moment"));
    CHECK_THROWS_WITH(rows.columns({"id", "txet"}), "rowan: Everything has no column 'txet'");
    CHECK_THROWS_AS(rows.columns({"id", "txet"}), rowan::UnknownColumn);
    CHECK_THROWS_AS(rows.columns({}), rowan::InvalidQuery);
    CHECK_THROWS_AS(rows.columns(std::vector<std::string>{}), rowan::InvalidQuery);
    if (one.rows() == 0)
        return;
    std::vector<rowan::Dict> found = chosen.all();
    REQUIRE(found.size() == 1);
    CHECK(found[0] == rowan::Dict{{"u8", 255}, {"text", "it's"}, {"id", "one"}});
    CHECK(found[0].begin()->name == "u8");
    CHECK(rows.filter("i8"_col == 0).columns(wanted).first() == std::nullopt);
    // Each column alone and beside each other one: more choices than are kept apart.
    const rowan::Dict all = rows.one().as_dict();
    for (const auto& [name, value] : all)
        for (const auto& [other, second] : all) {
            rowan::Dict both{{name, value}};
            both[other] = second;
            CHECK(rows.columns({name, other}).first() == both);
        }
}

TEST_CASE("maps of chosen columns come in the query's order") {
    Jobs jobs;
    auto last = jobs.all().order_by("id"_col.desc()).limit(3);
    // A member's name means its column.
    std::vector<rowan::Dict> found = last.columns({"user", "records"}).all();
    REQUIRE(found.size() == 3);
    CHECK(found[0] == rowan::Dict{{"user", nullptr}, {"number_records", nullptr}});
    CHECK(found[1] == rowan::Dict{{"user", "alice"}, {"number_records", 110}});
    CHECK(last.offset(1).columns({"id"}).first() == rowan::Dict{{"id", 11}});
    CHECK(last.limit(0).columns({"id"}).first() == std::nullopt);
}
