// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Keys of all kinds in joins that load relations; objects that are tracked or locked with them.

#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <boost/uuid/uuid.hpp>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

using Ids = std::vector<std::int64_t>;

template <typename Rows>
Ids ids(const Rows& rows) {
    Ids list;
    for (const auto& row : rows)
        list.push_back(row.id);
    return list;
}

/// Rows of a table that belong to rows of the same table.
struct Knot : rowan::Model<Knot> {
    std::int64_t id = 0;
    std::optional<std::int64_t> parent_id;
    rowan::BelongsTo<Knot> parent;
    rowan::HasMany<Knot> children;

    static constexpr auto table =
        rowan::table("knot", rowan::primary_key<&Knot::id>(),
                     rowan::foreign_key<&Knot::parent_id>(rowan::references<&Knot::id>()),
                     rowan::relation<&Knot::children>().back_populates<&Knot::parent>());
};

/// A key of two columns, one of them of a type that no database has.
enum class Side { left, right };
struct Drawer;
struct Desk : rowan::Model<Desk> {
    Side side = Side::left;
    std::int32_t number = 0;
    rowan::HasMany<Drawer> drawers;

    static constexpr auto table =
        rowan::table("desk", rowan::primary_key<&Desk::side, &Desk::number>());
};
struct Drawer : rowan::Model<Drawer> {
    Side label = Side::left;
    std::int64_t id = 0;
    std::optional<Side> desk_side;
    std::optional<std::int32_t> desk_number;
    rowan::BelongsTo<Desk> desk;

    static constexpr auto table =
        rowan::table("drawer", rowan::primary_key<&Drawer::label, &Drawer::id>(),
                     rowan::foreign_key<&Drawer::desk_side, &Drawer::desk_number>(
                         rowan::references<&Desk::side, &Desk::number>()));
};

/// Keys that are dates and UUIDs.
struct Task;
struct Day : rowan::Model<Day> {
    rowan::Date date{};
    rowan::HasMany<Task> tasks;

    static constexpr auto table = rowan::table("day", rowan::primary_key<&Day::date>());
};
struct Task : rowan::Model<Task> {
    boost::uuids::uuid id{};
    rowan::Date date{};

    static constexpr auto table =
        rowan::table("task", rowan::primary_key<&Task::id>(),
                     rowan::foreign_key<&Task::date>(rowan::references<&Day::date>()));
};

/// A table between with a key of its own, which may connect two rows more than once.
struct Seat;
struct Guest : rowan::Model<Guest> {
    std::int64_t id = 0;
    rowan::ManyToMany<Guest, Seat> neighbours;

    static constexpr auto table =
        rowan::table("guest", rowan::primary_key<&Guest::id>(),
                     rowan::relation<&Guest::neighbours>().by<"guest_id">());
};
struct Seat : rowan::Model<Seat> {
    std::int64_t id = 0;
    std::int64_t guest_id = 0;
    std::int64_t other_id = 0;

    static constexpr auto table =
        rowan::table("seat", rowan::primary_key<&Seat::id>(),
                     rowan::foreign_key<&Seat::guest_id>(rowan::references<&Guest::id>()),
                     rowan::foreign_key<&Seat::other_id>(rowan::references<&Guest::id>()));
};

} // namespace

TEST_CASE("rows of one's own table, joined to themselves") {
    Tables<Knot> tables;
    tables.session.insert(Knot::make("id"_col = 1));
    tables.session.insert(Knot::make("id"_col = 2, "parent_id"_col = 1));
    tables.session.insert(Knot::make("id"_col = 3, "parent_id"_col = 1));
    tables.session.insert(Knot::make("id"_col = 4, "parent_id"_col = 3));
    tables.session.insert(Knot::make("id"_col = 5, "parent_id"_col = 4));
    auto root = tables.all<Knot>()
                    .filter("id"_col == 1)
                    .load_joined<&Knot::children, &Knot::children, &Knot::children>()
                    .one();
    REQUIRE(root.children.size() == 2);
    const Knot& third = root.children[root.children[0].id == 3 ? 0 : 1];
    const Knot& second = root.children[root.children[0].id == 3 ? 1 : 0];
    CHECK(second.children.is_loaded());
    CHECK(second.children.empty());
    REQUIRE(third.children.size() == 1);
    CHECK(ids(third.children[0].children) == Ids{5});
    CHECK_FALSE(third.children[0].children[0].children.is_loaded());
    // NULL joins nothing.
    auto all = tables.all<Knot>()
                   .order_by("id"_col)
                   .load_joined<&Knot::parent, &Knot::children>()
                   .load_joined<&Knot::children>()
                   .all();
    REQUIRE(ids(all) == Ids{1, 2, 3, 4, 5});
    CHECK_FALSE(all[0].parent);
    CHECK(all[1].parent->children.size() == 2);
    CHECK(all[4].children.empty());
}

TEST_CASE("keys of several columns and of types that are stored otherwise are joined") {
    Tables<Desk, Drawer> tables;
    for (std::int32_t number = 1; number <= 2; ++number)
        for (Side side : {Side::left, Side::right})
            tables.session.insert(Desk{{}, side, number, {}});
    auto add = [&](Side label, std::int64_t id, std::optional<Side> side,
                   std::optional<std::int32_t> number) {
        tables.session.insert(Drawer{{}, label, id, side, number, {}});
    };
    add(Side::left, 1, Side::left, 1);
    add(Side::right, 1, Side::left, 1);
    add(Side::left, 2, Side::right, 1);
    add(Side::left, 3, std::nullopt, 1);
    add(Side::left, 4, Side::right, std::nullopt);
    auto desks = tables.all<Desk>().order_by("number"_col, "side"_col);
    auto told = [](const std::vector<Desk>& rows) {
        std::vector<std::vector<std::int64_t>> all;
        for (const Desk& desk : rows) {
            Ids drawers = {static_cast<std::int64_t>(desk.side), desk.number};
            for (const Drawer& drawer : desk.drawers)
                drawers.push_back(drawer.id * 10 + static_cast<std::int64_t>(drawer.label));
            std::sort(drawers.begin() + 2, drawers.end());
            all.push_back(drawers);
        }
        return all;
    };
    CHECK(told(desks.load_joined<&Desk::drawers>().all()) ==
          told(desks.load<&Desk::drawers>().all()));
    CHECK(told(desks.limit(1).load_joined<&Desk::drawers>().all()).at(0).size() == 4);
    auto drawers = tables.all<Drawer>()
                       .order_by("id"_col, "label"_col)
                       .load_joined<&Drawer::desk, &Desk::drawers>()
                       .all();
    REQUIRE(drawers.size() == 5);
    CHECK(drawers[0].desk->drawers.size() == 2);
    CHECK_FALSE(drawers[3].desk);
    CHECK_FALSE(drawers[4].desk);
}

TEST_CASE("keys of dates and UUIDs are joined") {
    Tables<Day, Task> tables;
    std::vector<boost::uuids::uuid> tasks;
    for (unsigned day = 1; day <= 3; ++day) {
        rowan::Date date = std::chrono::year(2026) / 11 / std::chrono::day(day);
        tables.session.insert(Day::make("date"_col = date));
        for (unsigned i = 1; i < day; ++i) {
            tasks.push_back({});
            tasks.back().data[15] = static_cast<std::uint8_t>(tasks.size());
            tables.session.insert(Task{{}, tasks.back(), date});
        }
    }
    auto days =
        tables.all<Day>().order_by("date"_col.desc()).limit(2).load_joined<&Day::tasks>().all();
    REQUIRE(days.size() == 2);
    REQUIRE(days[0].tasks.size() == 2);
    REQUIRE(days[1].tasks.size() == 1);
    CHECK(days[1].tasks[0].id == tasks[0]);
    CHECK(days[0].tasks[0].id != days[0].tasks[1].id);
    CHECK(days[0].tasks[0].date == days[0].date);
}

TEST_CASE("a row that is connected twice comes twice, as it does apart") {
    Tables<Guest, Seat> tables;
    for (int id = 1; id <= 3; ++id)
        tables.session.insert(Guest::make("id"_col = id));
    tables.session.insert(Seat{{}, 1, 1, 2});
    tables.session.insert(Seat{{}, 2, 1, 2});
    tables.session.insert(Seat{{}, 3, 1, 3});
    auto guests = tables.all<Guest>().order_by("id"_col);
    auto apart = guests.load<&Guest::neighbours>().all();
    auto joined = guests.load_joined<&Guest::neighbours, &Guest::neighbours>().all();
    REQUIRE(joined.size() == 3);
    Ids found = ids(joined[0].neighbours), expected = ids(apart[0].neighbours);
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == Ids{2, 2, 3});
    CHECK(found == expected);
    CHECK(joined[0].neighbours[1].neighbours.empty());
}

TEST_CASE("objects that are joined are tracked, each once") {
    Library library;
    auto authors = library.authors()
                       .load_joined<&Author::written>()
                       .load_joined<&Author::edited>()
                       .tracked()
                       .all();
    REQUIRE(authors.size() == 4);
    REQUIRE(authors[0]->written.size() == 3);
    REQUIRE(authors[2]->edited.size() == 2);
    // Book 11 was written by author 1 and edited by author 3.
    Book* written = nullptr;
    for (Book& book : authors[0]->written)
        if (book.id == 11)
            written = &book;
    Book* edited = nullptr;
    for (Book& book : authors[2]->edited)
        if (book.id == 11)
            edited = &book;
    REQUIRE(written);
    CHECK(written == edited);
    written->title = "changed";
    library.session.flush();
    CHECK(library.books().first()->title == "changed");
    // Objects that are there stay as they are.
    written->title = "mine";
    auto again =
        library.authors().filter("id"_col == 1).load_joined<&Author::written>().tracked().one();
    CHECK(again == authors[0]);
    CHECK(written->title == "mine");
    auto books = library.books().load_joined<&Book::editor>().load_joined<&Book::tags>();
    auto tracked = books.tracked().all();
    CHECK(tracked[0].get() == written);
    CHECK(&*tracked[0]->editor == authors[2].get());
    CHECK(&tracked[1]->tags[0] == &*std::find_if(tracked[0]->tags.begin(), tracked[0]->tags.end(),
                                                 [](const Tag& tag) { return tag.id == "b"; }));
    auto first = library.authors().load_joined<&Author::profile>().tracked().first();
    CHECK(first->profile->id == "first");
    CHECK(library.authors()
              .filter("id"_col == 4)
              .load_joined<&Author::written>()
              .tracked()
              .one_or_none()
              ->written.empty());
    CHECK(library.authors().load_joined<&Author::written>().limit(2).tracked().all().size() == 2);
}

TEST_CASE("own rows are locked where they are cut before they are joined") {
    Library library;
    auto authors = library.authors().limit(2).load_joined<&Author::written>();
    if (dialect().writing->for_update.empty()) {
        CHECK_THROWS_AS(authors.for_update().all(), rowan::NotSupported);
    } else if (dialect().writing->lock_of) {
        auto rows = authors.for_update(rowan::of<Author>).all();
        CHECK(ids(rows) == Ids{1, 2});
        CHECK(rows[0].written.size() == 3);
    } else {
        CHECK_THROWS_AS(authors.for_update(rowan::of<Author>).all(), rowan::NotSupported);
        if (dialect().writing->lock_waits) // Firebird locks rows of one table alone.
            CHECK(authors.for_update(rowan::nowait).all()[0].written.size() == 3);
    }
}

TEST_CASE("many objects with many rows are joined") {
    Library library;
    std::vector<Author> many(1500);
    std::vector<Book> books;
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].id = static_cast<std::int64_t>(i) + 100;
        for (std::size_t j = 0; j < i % 4; ++j) {
            Book& book = books.emplace_back();
            book.id = static_cast<std::int64_t>(books.size()) + 1000;
            book.author_id = many[i].id;
        }
    }
    library.session.insert_all(many);
    library.session.insert_all(books);
    auto authors = library.authors().load_joined<&Author::written, &Book::tags>().all();
    REQUIRE(authors.size() == 1504);
    bool all = true;
    for (std::size_t i = 4; i < authors.size(); ++i) {
        all = all && authors[i].id == many[i - 4].id && authors[i].written.size() == (i - 4) % 4;
        for (const Book& book : authors[i].written)
            all = all && book.author_id == authors[i].id && book.tags.empty();
    }
    CHECK(all);
}
