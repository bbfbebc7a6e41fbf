// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Selects of any shape: items, joins, groups.

#include "tests/suite/database.hpp"

#include <algorithm>
#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::col;

namespace {

struct Owner : rowan::Model<Owner> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> age;
    std::optional<std::int64_t> boss;

    static constexpr auto table =
        rowan::table("suite_owner", rowan::primary_key<&Owner::id>(),
                     rowan::column<&Owner::name>(rowan::type(rowan::Varchar{40})));
};

struct Task : rowan::Model<Task> {
    std::int64_t id = 0;
    std::optional<std::int64_t> owner_id;
    std::string title;
    std::int64_t size = 0;
    rowan::BelongsTo<Owner> owner;

    static constexpr auto table =
        rowan::table("suite_task", rowan::primary_key<&Task::id>(),
                     rowan::column<&Task::title>(rowan::type(rowan::Varchar{40})),
                     rowan::foreign_key<&Task::owner_id>(rowan::references<&Owner::id>()));
};

struct Summary {
    std::int64_t tasks = 0;
    std::string name;
    std::optional<std::int64_t> total;
};

struct Titles {
    std::string title;
    std::int64_t id = 0;
};

/// Ann (40) leads Bob (30) and Cid (no age); Ann has two tasks, Bob one, Cid none, one has nobody.
struct Tasks : Tables<Owner, Task> {
    Tasks() {
        session.insert(Owner{{}, 1, "Ann", 40, {}});
        session.insert(Owner{{}, 2, "Bob", 30, 1});
        session.insert(Owner{{}, 3, "Cid", {}, 1});
        session.insert(Task{{}, 1, 1, "dig", 10, {}});
        session.insert(Task{{}, 2, 1, "saw", 5, {}});
        session.insert(Task{{}, 3, 2, "dig", 7, {}});
        session.insert(Task{{}, 4, {}, "nap", 1, {}});
    }
};

template <typename... Value>
auto row(Value... value) {
    return std::tuple(value...);
}

} // namespace

TEST_CASE("a select gives values, tuples and structs") {
    Tasks tasks;
    auto& session = tasks.session;
    std::vector<std::string> names =
        rowan::select(session, col<&Owner::name>).order_by(col<&Owner::id>).all();
    CHECK(names == std::vector<std::string>{"Ann", "Bob", "Cid"});
    auto pairs = rowan::select(session, col<&Owner::name>, col<&Owner::age>)
                     .where(col<&Owner::id> > 1)
                     .order_by(col<&Owner::name>.desc())
                     .all();
    static_assert(
        std::is_same_v<decltype(pairs),
                       std::vector<std::tuple<std::string, std::optional<std::int64_t>>>>);
    REQUIRE(pairs.size() == 2);
    CHECK(std::get<0>(pairs[0]) == "Cid");
    CHECK(std::get<1>(pairs[0]) == std::nullopt);
    CHECK(std::get<1>(pairs[1]) == 30);

    // Members of a struct are found by the items' names, in whatever order.
    auto titles = rowan::select(session, col<&Task::id>, col<&Task::title>)
                      .where(col<&Task::size> >= 5)
                      .order_by(col<&Task::size>)
                      .into<Titles>()
                      .all();
    REQUIRE(titles.size() == 3);
    CHECK(titles[0].title == "saw");
    CHECK(titles[0].id == 2);

    auto one = rowan::select(session, col<&Owner::name>).where(col<&Owner::age> == 30);
    CHECK(one.one() == "Bob");
    CHECK(one.first() == "Bob");
    CHECK(one.one_or_none() == "Bob");
    auto none = rowan::select(session, col<&Owner::name>).where(col<&Owner::age> == 99);
    CHECK(none.first() == std::nullopt);
    CHECK(none.one_or_none() == std::nullopt);
    CHECK_THROWS_AS(none.one(), rowan::NoResultFound);
    auto many = rowan::select(session, col<&Owner::name>);
    CHECK_THROWS_AS(many.one(), rowan::MultipleResultsFound);

    std::int64_t sum = 0;
    for (std::int64_t size : rowan::select(session, col<&Task::size>))
        sum += size;
    CHECK(sum == 23);
    CHECK(rowan::select(col<&Owner::id>).where(col<&Owner::name> == "Bob").one(session) == 2);
}

TEST_CASE("a view of a table is read by just its columns") {
    Tasks tasks;
    auto views = rowan::select(tasks.session, rowan::view_of<Titles, Task>)
                     .where(col<&Task::size> < 7)
                     .order_by(col<&Task::id>);
    CHECK_FALSE(has_name(views.sql(), "owner_id"));
    auto all = views.all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].title == "saw");
    CHECK(all[1].id == 4);
}

TEST_CASE("a select is cut and takes each row once") {
    Tasks tasks;
    auto& session = tasks.session;
    auto sizes = rowan::select(session, col<&Task::size>).order_by(col<&Task::size>);
    CHECK(sizes.limit(2).all() == std::vector<std::int64_t>{1, 5});
    CHECK(sizes.limit(2).offset(1).all() == std::vector<std::int64_t>{5, 7});
    CHECK(sizes.offset(3).all() == std::vector<std::int64_t>{10});
    CHECK(sizes.limit(0).all().empty());
    CHECK(sizes.first() == 1);
    CHECK_THROWS_AS(sizes.limit(-1), rowan::InvalidQuery);
    CHECK(rowan::select(session, col<&Task::title>).distinct().order_by("title"_col).all() ==
          std::vector<std::string>{"dig", "nap", "saw"});
}

TEST_CASE("tables are joined along a foreign key, a relation or a condition") {
    Tasks tasks;
    auto& session = tasks.session;
    auto title_and_name = [](const auto& select) {
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto& [title, name] : select.order_by(col<&Task::id>).all())
            found.emplace_back(title, name);
        return found;
    };
    const std::vector<std::pair<std::string, std::string>> expected{
        {"dig", "Ann"}, {"saw", "Ann"}, {"dig", "Bob"}};
    auto items = rowan::select(session, col<&Task::title>, col<&Owner::name>);
    CHECK(title_and_name(items.from<Task>().join<Owner>()) == expected);
    CHECK(title_and_name(items.from<Owner>().join<Task>()) == expected);
    CHECK(title_and_name(items.from<Task>().join<&Task::owner>()) == expected);
    CHECK(title_and_name(items.from<Task>().join<Owner>().on(col<&Task::owner_id> ==
                                                             col<&Owner::id>)) == expected);
    CHECK(title_and_name(items.from<Task>().cross_join<Owner>().where(
              col<&Task::owner_id> == col<&Owner::id>)) == expected);
    CHECK(items.from<Task>().cross_join<Owner>().all().size() == 12);

    auto left = items.from<Task>().left_join<Owner>().order_by(col<&Task::id>).all();
    static_assert(std::is_same_v<decltype(left),
                                 std::vector<std::tuple<std::string, std::optional<std::string>>>>);
    REQUIRE(left.size() == 4);
    CHECK(std::get<1>(left[3]) == std::nullopt);
    CHECK(items.from<Owner>().left_join<Task>().where(col<&Task::id>.is_null()).all().size() == 1);
    auto right = items.from<Task>().right_join<Owner>();
    static_assert(std::is_same_v<rowan::row_of<decltype(right)>,
                                 std::tuple<std::optional<std::string>, std::string>>);
    CHECK(right.all().size() == 4);
    auto full = items.from<Task>().full_join<Owner>();
    if (dialect().select->full_join)
        CHECK(full.all().size() == 5);
    else
        CHECK_THROWS_AS(full.all(), rowan::InvalidQuery);
}

TEST_CASE("a table stands beside itself by an alias") {
    Tasks tasks;
    constexpr auto boss = rowan::alias<Owner, "boss">;
    auto pairs = rowan::select(tasks.session, col<&Owner::name>, boss.col<&Owner::name>)
                     .from<Owner>()
                     .join(boss)
                     .on(col<&Owner::boss> == boss.col<&Owner::id>)
                     .order_by(col<&Owner::id>)
                     .all();
    CHECK(pairs ==
          std::vector<std::tuple<std::string, std::string>>{{"Bob", "Ann"}, {"Cid", "Ann"}});
    auto task = rowan::select(tasks.session, col<&Task::title>, boss.col<&Owner::name>)
                    .from<Task>()
                    .join<&Task::owner>(boss)
                    .where(boss.col<&Owner::age> < 40)
                    .all();
    CHECK(task == std::vector<std::tuple<std::string, std::string>>{{"dig", "Bob"}});
}

TEST_CASE("rows are grouped") {
    Tasks tasks;
    auto& session = tasks.session;
    auto summaries =
        rowan::select(session, col<&Owner::name>, rowan::count(col<&Task::id>).as<"tasks">(),
                      rowan::sum(col<&Task::size>).as<"total">())
            .from<Owner>()
            .left_join<Task>()
            .group_by(col<&Owner::id>, col<&Owner::name>)
            .order_by("total"_col.desc().nulls_last())
            .into<Summary>()
            .all();
    REQUIRE(summaries.size() == 3);
    CHECK(summaries[0].name == "Ann");
    CHECK(summaries[0].tasks == 2);
    CHECK(summaries[0].total == 15);
    CHECK(summaries[2].tasks == 0);
    CHECK(summaries[2].total == std::nullopt);

    CHECK(rowan::select(session, col<&Task::title>)
              .group_by(col<&Task::title>)
              .having(rowan::count() > 1)
              .all() == std::vector<std::string>{"dig"});
    CHECK(rowan::select(session, rowan::count()).from<Task>().one() == 4);
    CHECK(rowan::select(session, rowan::count(col<&Task::title>).distinct()).one() == 3);
    CHECK(rowan::select(session, rowan::count().filter(col<&Task::size> > 5)).from<Task>().one() ==
          2);
    CHECK(rowan::select(session, rowan::sum(col<&Task::size>).filter(col<&Task::title> == "dig"))
              .one() == 17);
    CHECK(rowan::select(session, rowan::avg(col<&Task::size>)).one() == 5.75);
    CHECK(rowan::select(session, rowan::min(col<&Task::title>)).one() == "dig");
    CHECK(rowan::select(session, rowan::max(col<&Owner::age>)).one() == 40);
    CHECK(rowan::select(session, rowan::max(col<&Task::size>)).where(col<&Task::id> > 99).one() ==
          std::nullopt);
}
