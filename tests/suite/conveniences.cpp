// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Package : rowan::Model<Package> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> notes;
    std::int32_t stars = 0;
    std::optional<rowan::DateTime> seen;

    static constexpr auto table = rowan::table("package", rowan::primary_key<&Package::id>());
};

struct Packages : Tables<Package> {
    Packages() {
        add(1, "Rainfall", "half of 50% is 25");
        add(2, "rivers", "100_000 of them");
        add(3, "roads", std::nullopt);
    }
    void add(std::int64_t id, const std::string& name, std::optional<std::string> notes) {
        session.insert(Package::make("id"_col = id, "name"_col = name, "notes"_col = notes));
    }
    template <auto... Fields>
    std::vector<std::int64_t> search(std::string_view term) {
        std::vector<std::int64_t> found;
        for (const Package& one :
             Package::text_search<Fields...>(session, term).order_by("id"_col).all())
            found.push_back(one.id);
        return found;
    }
};
using Ids = std::vector<std::int64_t>;

} // namespace

TEST_CASE("by_name() finds a row by its name, or none") {
    Packages packages;
    CHECK(Package::by_name(packages.session, "roads")->id == 3);
    CHECK_FALSE(Package::by_name(packages.session, "road"));
    rowan::set_default_engine(packages.engine);
    packages.session.commit();
    CHECK(Package::by_name("rivers")->id == 2);
    CHECK(Package::text_search<&Package::name>("ROADS").count() == 1);
    rowan::default_session().rollback();
}

TEST_CASE("text_search() takes wildcards as plain characters") {
    Packages packages;
    CHECK(packages.search<&Package::name>("R") == Ids{1, 2, 3});
    CHECK(packages.search<&Package::name>("rain") == Ids{1});
    CHECK(packages.search<&Package::name, &Package::notes>("of") == Ids{1, 2});
    CHECK(packages.search<&Package::name, &Package::notes>("%") == Ids{1});
    CHECK(packages.search<&Package::notes>("0_0") == Ids{2});
    CHECK(packages.search<&Package::notes>("0_") == Ids{2});
    CHECK(packages.search<&Package::notes>("/") == Ids{});
}

TEST_CASE("from_dict() sets what the map names, and tells what it did") {
    Package package;
    package.id = 7;
    package.name = "old";
    package.notes = "kept";
    auto report = package.from_dict({{"name", "new"}, {"id", 7}, {"colour", "red"}, {"stars", 3}});
    CHECK(report.changed == std::vector<std::string>{"name", "stars"});
    CHECK(report.skipped == std::vector<std::string>{"colour"});
    CHECK((package.name == "new" && package.notes == "kept" && package.stars == 3));
    package.seen = rowan::parse<rowan::DateTime>("2026-01-02 03:04:05.000006");
    // What as_dict() gives changes nothing.
    report = package.from_dict(package.as_dict());
    CHECK((report.changed.empty() && report.skipped.empty()));
    CHECK(package.from_dict({{"notes", nullptr}, {"seen", nullptr}}).changed.size() == 2);
    CHECK_FALSE(package.notes);
}

TEST_CASE("from_dict() sets all or nothing") {
    Package package;
    package.name = "old";
    CHECK_THROWS_AS(package.from_dict({{"name", "new"}, {"stars", "many"}}), rowan::TypeMismatch);
    CHECK(package.name == "old");
    CHECK_THROWS_AS(package.from_dict({{"name", "new"}, {"name", nullptr}}), rowan::TypeMismatch);
    CHECK(package.name == "old");
    CHECK_THROWS_AS(
        package.from_dict({{"name", "new"}, {"stars", std::numeric_limits<std::int64_t>::max()}}),
        rowan::DataError);
    CHECK((package.name == "old" && package.stars == 0));
}
