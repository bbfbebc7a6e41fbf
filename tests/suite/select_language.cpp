// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The language of selects over SQLAlchemy's own cases: t(id, x, y, s), u(id, t_id, n), each with
// the rows that SQLAlchemy gives.

#include "tests/suite/database.hpp"

#include <algorithm>
#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::col;
using rowan::select;

namespace {

struct T : rowan::Model<T> {
    std::int64_t id = 0;
    std::optional<std::int64_t> x;
    std::optional<std::int64_t> y;
    std::optional<std::string> s;

    static constexpr auto table =
        rowan::table("suite_t", rowan::primary_key<&T::id>(),
                     rowan::column<&T::s>(rowan::type(rowan::Varchar{40})));
};

struct U : rowan::Model<U> {
    std::int64_t id = 0;
    std::optional<std::int64_t> t_id;
    std::string n;

    static constexpr auto table =
        rowan::table("suite_u", rowan::primary_key<&U::id>(),
                     rowan::column<&U::n>(rowan::type(rowan::Varchar{40})),
                     rowan::foreign_key<&U::t_id>(rowan::references<&T::id>()));
};

using Ids = std::vector<std::int64_t>;
using Numbers = std::vector<std::optional<std::int64_t>>;

/// id, x, y, s: 1, 1, 2, 'abc'; 2, 5, 1, '50%_x/'; 3, NULL, 3, 'Abd'; 4, 3, 3, NULL; 5, 3, NULL,
/// ''. u: two rows of 1, one of 4, one of nothing.
struct Cases : Tables<T, U> {
    Cases() {
        session.insert(T{{}, 1, 1, 2, "abc"});
        session.insert(T{{}, 2, 5, 1, "50%_x/"});
        session.insert(T{{}, 3, {}, 3, "Abd"});
        session.insert(T{{}, 4, 3, 3, {}});
        session.insert(T{{}, 5, 3, {}, ""});
        session.insert(U{{}, 1, 1, "one"});
        session.insert(U{{}, 2, 1, "two"});
        session.insert(U{{}, 3, 4, "three"});
        session.insert(U{{}, 4, {}, "none"});
    }
    template <typename... Condition>
    Ids ids(const Condition&... condition) {
        return select(session, col<&T::id>).where(condition...).order_by(col<&T::id>).all();
    }
};

struct Named {
    std::optional<std::string> s;
    std::int64_t id = 0;
};

constexpr auto x = col<&T::x>;
constexpr auto y = col<&T::y>;
constexpr auto s = col<&T::s>;
constexpr auto id = col<&T::id>;

} // namespace

TEST_CASE("conditions of selects find the rows that SQLAlchemy's do") {
    Cases cases;
    const std::optional<std::int64_t> nothing;
    CHECK(cases.ids(x == nullptr) == Ids{3});
    CHECK(cases.ids(x != nullptr) == Ids{1, 2, 4, 5});
    CHECK(cases.ids(x == nothing) == Ids{3});
    CHECK(cases.ids(x == 5) == Ids{2});
    CHECK(cases.ids((x == 1 && y == 2) || x == 3) == Ids{1, 4, 5});
    CHECK(cases.ids(x == 3 && (y == 3 || y == 1)) == Ids{4});
    // Of 3 and 5 nobody knows.
    CHECK(cases.ids(!(x == 3 && y == 3)) == Ids{1, 2});
    CHECK(cases.ids(x != 3) == Ids{1, 2});
    CHECK(cases.ids(!(x == 3)) == Ids{1, 2});
    CHECK(cases.ids(x.in({1, 3, 9})) == Ids{1, 4, 5});
    CHECK(cases.ids(x.not_in({1, 3})) == Ids{2});
    CHECK(cases.ids(x.in(Ids{})) == Ids{});
    CHECK(cases.ids(x.not_in(Ids{})) == Ids{1, 2, 3, 4, 5});
    CHECK(cases.ids(x.in(Numbers{1, std::nullopt})) == Ids{1, 3});
    using Pairs = std::vector<std::tuple<int, int>>;
    if (dialect().select->row_values) {
        CHECK(cases.ids(rowan::tuple(x, y).in(Pairs{{1, 2}, {3, 3}, {5, 5}})) == Ids{1, 4});
        CHECK(cases.ids(rowan::tuple(x, y).not_in(Pairs{{1, 2}})) == Ids{2, 3, 4, 5});
    } else {
        CHECK_THROWS_AS(cases.ids(rowan::tuple(x, y).in(Pairs{{1, 2}})), rowan::InvalidQuery);
    }
    CHECK(cases.ids(rowan::tuple(x, y).in(Pairs{})) == Ids{});
    CHECK(cases.ids(x.between(1, 3)) == Ids{1, 4, 5});
    CHECK(cases.ids(x.not_between(1, 3)) == Ids{2});
    CHECK(cases.ids(s.contains("50%_x/")) == Ids{2});
    CHECK(cases.ids(s.contains("%")) == Ids{2});
    CHECK(cases.ids(s.ilike("ab%")) == Ids{1, 3});
    CHECK(cases.ids(s.starts_with("50")) == Ids{2});
    CHECK(cases.ids((x + y) * 2 == 6) == Ids{1});
    CHECK(cases.ids(x - (y - 1) == 1) == Ids{4});
    CHECK(cases.ids(x + y * 2 == 9) == Ids{4});
    CHECK(cases.ids(rowan::is_distinct_from(x, y)) == Ids{1, 2, 3, 5});
    CHECK(cases.ids(rowan::is_not_distinct_from(x, y)) == Ids{4});
    CHECK(cases.ids(rowan::is_distinct_from(x, nullptr)) == Ids{1, 2, 4, 5});
    CHECK(cases.ids(rowan::lower(s) == "abd") == Ids{3});
}

TEST_CASE("items of selects are calculated") {
    Cases cases;
    auto& session = cases.session;
    auto of = [&](const auto& item) {
        return select(session, item).template from<T>().order_by(id).all();
    };
    CHECK(of(x / 2) == Numbers{0, 2, std::nullopt, 1, 1});
    CHECK(of(x % 2) == Numbers{1, 1, std::nullopt, 1, 1});
    CHECK(of(-x) == Numbers{-1, -5, std::nullopt, -3, -3});
    CHECK(of(x * 1.5 + y)[0] == 3.5);
    CHECK(of(s + "!")[0] == "abc!");
    CHECK(of(id + 1) == Ids{2, 3, 4, 5, 6});
    auto kind = rowan::case_().when(x > 3, "big").when(x > 1, "middle").else_("small");
    CHECK(of(kind) == std::vector<std::string>{"small", "big", "small", "middle", "middle"});
    auto name = rowan::case_(x).when(1, "one").when(3, "three");
    CHECK(of(name)[3] == "three");
    CHECK(of(name)[1] == std::nullopt);
    CHECK(of(name.else_("more"))[1] == "more");
    CHECK(of(rowan::coalesce(x, y, 0)) == Ids{1, 5, 3, 3, 3});
    CHECK(of(rowan::nullif(x, 3))[3] == std::nullopt);
    CHECK(of(rowan::cast<std::string>(x))[1] == "5");
    CHECK(of(rowan::cast<double>(x) / 2)[1] == 2.5);
    CHECK(select(session, rowan::cast<std::int64_t>(rowan::literal("12"))).one() == 12);
    CHECK(select(session, rowan::literal("it's")).one() == "it's");
    CHECK(select(session, rowan::as<"big">(x > 3)).where(id == 2).one() == true);
    CHECK(of(rowan::func<"upper", std::optional<std::string>>(s))[0] == "ABC");
}

TEST_CASE("functions have one name and one result over all databases") {
    Cases cases;
    auto& session = cases.session;
    auto of = [&](const auto& item) { return select(session, item).one(); };
    using rowan::literal;
    CHECK(of(rowan::upper("abc")) == "ABC");
    CHECK(of(rowan::length(literal("r\u00e9ve"))) == 4);
    CHECK(of(rowan::trim("  a ")) == "a");
    CHECK(of(rowan::ltrim("  a ")) == "a ");
    CHECK(of(rowan::rtrim("  a ")) == "  a");
    CHECK(of(rowan::replace("banana", "an", "o")) == "booa");
    CHECK(of(rowan::substring("banana", 2, 3)) == "ana");
    CHECK(of(rowan::position("banana", "nan")) == 3);
    CHECK(of(rowan::position("banana", "x")) == 0);
    CHECK(of(rowan::left("banana", 2)) == "ba");
    CHECK(of(rowan::right("banana", 2)) == "na");
    CHECK(of(rowan::abs(-5)) == 5);
    CHECK(of(rowan::round(2.6)) == 3);
    CHECK(of(rowan::round(2.654, 2)) == 2.65);
    CHECK(of(rowan::floor(-2.5)) == -3);
    CHECK(of(rowan::floor(2.5)) == 2);
    CHECK(of(rowan::ceil(2.5)) == 3);
    CHECK(of(rowan::ceil(-2.5)) == -2);
    CHECK(of(rowan::sign(-7)) == -1);
    CHECK(of(rowan::sqrt(16)) == 4);
    CHECK(of(rowan::power(2, 10)) == 1024);
    CHECK(of(rowan::greatest(1, 3, 2)) == 3);
    CHECK(of(rowan::least(1, 3, 2)) == 1);
    using namespace std::chrono;
    const rowan::DateTime moment =
        sys_days(2024y / March / 9) + hours(17) + minutes(4) + seconds(58) + microseconds(600000);
    CHECK(of(rowan::year(moment)) == 2024);
    CHECK(of(rowan::month(moment)) == 3);
    CHECK(of(rowan::day(moment)) == 9);
    CHECK(of(rowan::hour(moment)) == 17);
    CHECK(of(rowan::minute(moment)) == 4);
    CHECK(of(rowan::second(moment)) == 58);
    CHECK(of(rowan::weekday(moment)) == 6);
    CHECK(of(rowan::date_of(moment)) == rowan::Date(2024y / March / 9));
    CHECK(of(rowan::add_days(rowan::Date(2024y / February / 28), 2)) ==
          rowan::Date(2024y / March / 1));
    CHECK(of(rowan::days_between(rowan::Date(2024y / February / 28),
                                 rowan::Date(2024y / March / 1))) == 2);
    CHECK(of(rowan::today()).year() >= 2024y);
}

TEST_CASE("selects know the time", "[not_firebird]") {
    Cases cases;
    CHECK(select(cases.session, rowan::now()).one() >
          rowan::DateTime(std::chrono::sys_days(std::chrono::year(2024) / 1 / 1)));
}

TEST_CASE("selects stand inside of selects") {
    Cases cases;
    auto& session = cases.session;
    auto of_t = select(col<&U::id>).where(col<&U::t_id> == id);
    CHECK(cases.ids(rowan::exists(of_t)) == Ids{1, 4});
    CHECK(cases.ids(!rowan::exists(of_t)) == Ids{2, 3, 5});
    auto count = rowan::scalar(select(rowan::count(col<&U::id>)).where(col<&U::t_id> == id));
    auto counts = select(session, id, count.as<"n">()).order_by("n"_col.desc(), id).all();
    CHECK(counts[0] == std::tuple<std::int64_t, std::int64_t>(1, 2));
    CHECK(counts[1] == std::tuple<std::int64_t, std::int64_t>(4, 1));
    CHECK(cases.ids(count > 1) == Ids{1});
    CHECK(cases.ids(id.in(select(col<&U::t_id>))) == Ids{1, 4});
    CHECK(cases.ids(id.not_in(select(col<&U::t_id>).where(col<&U::t_id> > 1))) == Ids{1, 2, 3, 5});
    auto some = select(col<&U::t_id>).where(col<&U::n> != "none");
    if (dialect().select->any_all) {
        CHECK(cases.ids(id == rowan::any(some)) == Ids{1, 4});
        CHECK(cases.ids(id >= rowan::all(some)) == Ids{4, 5});
    } else {
        CHECK_THROWS_AS(cases.ids(id == rowan::any(some)), rowan::InvalidQuery);
    }
    CHECK(cases.ids(id == rowan::scalar(select(rowan::max(col<&U::t_id>)))) == Ids{4});

    // In FROM, beside a table, with values on both sides.
    auto per_t = select(col<&U::t_id>, rowan::count().as<"n">())
                     .where(col<&U::id> < 4)
                     .group_by(col<&U::t_id>)
                     .as<"per_t">();
    auto joined = select(session, id, per_t.col<"n">)
                      .from<T>()
                      .join(per_t)
                      .on(per_t.col<"t_id"> == id && per_t.col<"n"> > 0)
                      .where(id < 9)
                      .order_by(id)
                      .all();
    CHECK(joined == std::vector<std::tuple<std::int64_t, std::int64_t>>{{1, 2}, {4, 1}});
    CHECK(select(session, rowan::sum(per_t.col<"n">)).from(per_t).one() == 3);
    auto first_two = select(id).order_by(id.desc()).limit(2).as<"last">();
    CHECK(select(session, rowan::sum(first_two.col<"id">)).from(first_two).one() == 9);
}

TEST_CASE("selects have common table expressions") {
    Cases cases;
    auto& session = cases.session;
    auto c = select(id, x).where(x > 1).cte<"c">();
    CHECK(select(session, c.col<"id">).from(c).order_by(c.col<"id">).all() == Ids{2, 4, 5});
    CHECK(select(session, id, col<&U::n>)
              .from<T>()
              .join<U>()
              .join(c)
              .on(c.col<"id"> == id)
              .all()
              .size() == 1);
    // 3 has no x; 4 and 5 point to it, 2 to 5.
    auto tree = select(id, x).where(x == nullptr).recursive<"tree">([](auto parent) {
        return select(id, x).from<T>().join(parent).on(x == parent.template col<"id">);
    });
    CHECK(select(session, tree.col<"id">).from(tree).order_by(tree.col<"id">).all() ==
          Ids{2, 3, 4, 5});
    auto numbers = select(rowan::literal(1).as<"n">()).recursive<"numbers">([](auto before) {
        auto n = before.template col<"n">;
        return select(rowan::as<"n">(n + 1)).from(before).where(n < 10);
    });
    CHECK(select(session, rowan::sum(numbers.col<"n">)).from(numbers).one() == 55);
}

TEST_CASE("selects are put together") {
    Cases cases;
    auto& session = cases.session;
    auto t = select(session, id);
    auto u = select(col<&U::id>);
    CHECK(t.union_(u).order_by("id"_col).limit(3).all() == Ids{1, 2, 3});
    CHECK(t.union_(u).all().size() == 5);
    CHECK(t.union_all(u).all().size() == 9);
    CHECK(t.union_all(u).order_by(id.desc()).first() == 5);
    if (dialect().select->intersect) {
        CHECK(t.intersect(u).order_by("id"_col).all() == Ids{1, 2, 3, 4});
        CHECK(t.except(u).all() == Ids{5});
    } else {
        CHECK_THROWS_AS(t.except(u).all(), rowan::InvalidQuery);
    }
    // Parts that have an order, or are put together themselves.
    CHECK(
        t.order_by(id.desc()).limit(1).union_(u.where(col<&U::id> == 1)).order_by("id"_col).all() ==
        Ids{1, 5});
    CHECK(t.where(id == 1)
              .union_(u.where(col<&U::id> == 2).union_all(u.where(col<&U::id> == 2)))
              .order_by("id"_col)
              .all() == Ids{1, 2});
    // A column is NULL where either select gives NULL.
    auto nullable = t.union_(select(col<&U::t_id>));
    static_assert(std::is_same_v<rowan::row_of<decltype(nullable)>, std::optional<std::int64_t>>);
    CHECK(nullable.all().size() == 6);
    // Into a struct whose members stand in another order.
    auto named = select(session, id, s)
                     .union_(select(col<&U::id>, col<&U::n>))
                     .order_by("id"_col.desc(), "s"_col)
                     .into<Named>()
                     .all();
    REQUIRE(named.size() == 9);
    CHECK(named[0].id == 5);
    CHECK(named[0].s == "");
    auto both = t.union_(u).as<"both">();
    CHECK(select(session, rowan::count()).from(both).one() == 5);
}

// Firebird has frames since its version 4.
TEST_CASE("selects have windows", "[not_firebird]") {
    Cases cases;
    auto& session = cases.session;
    auto places = select(session, id,
                         rowan::row_number()
                             .over(rowan::partition_by(x), rowan::order_by(y.desc().nulls_last()))
                             .as<"place">())
                      .order_by(id)
                      .all();
    CHECK(std::get<1>(places[3]) == 1);
    CHECK(std::get<1>(places[4]) == 2);
    auto sums =
        select(session, rowan::sum(id).over(rowan::order_by(id), rowan::rows(rowan::preceding(1))))
            .order_by(id)
            .all();
    CHECK(sums == Numbers{1, 3, 5, 7, 9});
    auto running = select(session, rowan::sum(x).over(rowan::order_by(id))).order_by(id).all();
    CHECK(running == Numbers{1, 6, 6, 9, 12});
    CHECK(select(session, rowan::lag(id).over(rowan::order_by(id))).order_by(id).all() ==
          Numbers{std::nullopt, 1, 2, 3, 4});
    CHECK(select(session, rowan::lead(id, 2).over(rowan::order_by(id))).order_by(id).all() ==
          Numbers{3, 4, 5, std::nullopt, std::nullopt});
    auto next_to = select(session, rowan::count().filter(x > 1).over(
                                       rowan::rows(rowan::preceding(1), rowan::following(1))))
                       .from<T>();
    CHECK(next_to.all().size() == 5);
    CHECK(
        select(session, rowan::rank().over(rowan::order_by(x))).where(x != nullptr).all().size() ==
        4);
    CHECK(select(session, rowan::ntile(2).over(rowan::order_by(id))).order_by(id).all() ==
          Ids{1, 1, 1, 2, 2});
    CHECK(select(session, rowan::first_value(id).over(rowan::order_by(id))).all()[4] == 1);
    // The best of each group, by a subquery.
    auto ranked = select(id, x,
                         rowan::row_number()
                             .over(rowan::partition_by(x), rowan::order_by(id.desc()))
                             .as<"place">())
                      .where(x != nullptr)
                      .as<"ranked">();
    CHECK(select(session, ranked.col<"id">)
              .from(ranked)
              .where(ranked.col<"place"> == 1)
              .order_by(ranked.col<"id">)
              .all() == Ids{1, 2, 5});
    auto of_each = select(session, x, id).distinct_on(x).order_by(x, id.desc());
    if (dialect().select->distinct_on)
        CHECK(of_each.all().size() == 4);
    else
        CHECK_THROWS_AS(of_each.all(), rowan::InvalidQuery);
}

TEST_CASE("selects read JSON by its path", "[not_firebird]") {
    Cases cases;
    auto& session = cases.session;
    rowan::query<T>(session).filter("id"_col == 1).update("s"_col = R"({"a":{"b":["x","y"]}})");
    CHECK(select(session, rowan::json_text<"a.b.1">(s)).where(id == 1).one() == "y");
    CHECK(select(session, rowan::json_text<"a.z">(s)).where(id == 1).one() == std::nullopt);
}
