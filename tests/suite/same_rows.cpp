// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Rowan's side of python/same_rows.py: the rows of each of its statements, on its tables. Hidden to
// all others.

#include "tests/suite/database.hpp"

#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::change;
using rowan::col;
using rowan::excluded;
using rowan::insert_into;
using rowan::on_conflict;
using rowan::scalar;
using rowan::select;

namespace {

struct LanguageT : rowan::Model<LanguageT> {
    std::int64_t id = 0;
    std::optional<std::int64_t> x;
    std::optional<std::int64_t> y;
    std::optional<std::string> s;

    static constexpr auto table = rowan::table("t", rowan::primary_key<&LanguageT::id>());
};

struct LanguageU : rowan::Model<LanguageU> {
    std::int64_t id = 0;
    std::optional<std::int64_t> t_id;
    std::string n;

    static constexpr auto table =
        rowan::table("u", rowan::primary_key<&LanguageU::id>(),
                     rowan::foreign_key<&LanguageU::t_id>(rowan::references<&LanguageT::id>()));
};

using T = LanguageT;
using U = LanguageU;
constexpr auto id = col<&T::id>;
constexpr auto x = col<&T::x>;
constexpr auto y = col<&T::y>;
constexpr auto s = col<&T::s>;
constexpr auto u_id = col<&U::id>;
constexpr auto t_id = col<&U::t_id>;
constexpr auto n = col<&U::n>;

template <typename Value>
boost::json::value told(const Value& value) {
    return boost::json::value(value);
}
template <typename Value>
boost::json::value told(const std::optional<Value>& value) {
    return value ? told(*value) : nullptr;
}
template <typename Row>
boost::json::array row_of(const Row& row) {
    return {told(row)};
}
template <typename... Value>
boost::json::array row_of(const std::tuple<Value...>& row) {
    return std::apply([](const auto&... value) { return boost::json::array{told(value)...}; }, row);
}

/// Gathers the rows of each statement by its name.
class Cases {
  public:
    explicit Cases(const char* url) : engine_(url), session_(engine_) {}

    /// The rows of a select; null where the database has no such thing, or the error.
    template <typename Select>
    void rows(std::string_view name, const Select& select) {
        note(name, [&] { return select.all(session_); });
    }
    /// Rows of t by a condition, of a select and of a query.
    template <typename Condition>
    void where(std::string_view name, const Condition& condition) {
        rows(name, select(id).where(condition));
        note(std::string(name) + " (query)", [&] {
            std::vector<std::int64_t> ids;
            for (const T& row : rowan::query<T>(session_).filter(condition))
                ids.push_back(row.id);
            return ids;
        });
    }
    /// The rows of t after a change that is undone then.
    template <typename Change>
    void after(std::string_view name, Change change) {
        note(name, [&] {
            change(session_);
            return select(id, x, y, s).all(session_);
        });
        session_.rollback();
    }
    /// What a change returns.
    template <typename Change>
    void returned(std::string_view name, Change change) {
        note(name, [&] { return change(session_); });
        session_.rollback();
    }
    void write(const char* path) const { std::ofstream(path) << boost::json::serialize(all_); }

  private:
    template <typename Run>
    void note(std::string_view name, Run run) {
        boost::json::array rows;
        try {
            for (const auto& row : run())
                rows.push_back(row_of(row));
        } catch (const rowan::InvalidQuery&) {
            all_[name] = nullptr;
            return;
        } catch (const rowan::NotSupported&) {
            all_[name] = nullptr;
            return;
        } catch (const rowan::Error& error) {
            all_[name] = error.what();
            return session_.rollback();
        }
        all_[name] = std::move(rows);
    }

    rowan::Engine engine_;
    rowan::Session session_;
    boost::json::object all_;
};

void conditions(Cases& cases) {
    const std::vector<std::int64_t> none;
    cases.where("eq None", x == nullptr);
    cases.where("ne None", x != nullptr);
    cases.where("eq 5", x == 5);
    cases.where("and/or nesting", (x == 1 && y == 2) || x == 3);
    cases.where("or in and", x == 3 && (y == 3 || y == 1));
    cases.where("not(and)", !(x == 3 && y == 3));
    cases.where("not eq", !(x == 3));
    cases.where("in", x.in({1, 3, 9}));
    cases.where("not in", x.not_in({1, 3}));
    cases.where("in empty", x.in(none));
    cases.where("not in empty", x.not_in(none));
    using Pairs = std::vector<std::tuple<int, int>>;
    cases.where("tuple in", rowan::tuple(x, y).in(Pairs{{1, 2}, {3, 3}}));
    cases.where("tuple in empty", rowan::tuple(x, y).in(Pairs{}));
    cases.where("between", x.between(1, 3));
    cases.where("not between", x.not_between(1, 3));
    cases.where("contains autoescape", s.contains("50%_x/"));
    cases.where("ilike", s.ilike("AB%"));
    cases.where("startswith", s.starts_with("50"));
    cases.where("is distinct", rowan::is_distinct_from(x, y));
    cases.where("is not distinct", rowan::is_not_distinct_from(x, y));
    cases.where("exists correlated sel", rowan::exists(select(u_id).where(t_id == id)));
    cases.where("not exists", !rowan::exists(select(u_id).where(t_id == id)));
    cases.where("in select", id.in(select(t_id).where(n != "two")));
    cases.where("not in select with NULL", id.not_in(select(t_id)));
    cases.where("eq scalar", id == scalar(select(rowan::max(t_id))));
    cases.where("eq any", id == rowan::any(select(t_id).where(n != "none")));
    cases.where("ge all", id >= rowan::all(select(t_id).where(n != "none")));
    cases.where("arith", (x + y) * 2 == 6 || x - (y - 1) == 1);
}

void selects(Cases& cases) {
    cases.rows("limit", select(id).order_by(id).limit(2));
    cases.rows("offset", select(id).order_by(id).offset(3));
    cases.rows("limit offset", select(id).order_by(id).limit(2).offset(1));
    cases.rows("nulls_last", select(id).order_by(x.desc().nulls_last(), id.desc()));
    cases.rows("nulls_first", select(id).order_by(x.nulls_first(), id));
    cases.rows("group/having",
               select(x, rowan::count(id)).group_by(x).having(rowan::count(id) > 1));
    cases.rows("distinct", select(x).distinct());
    cases.rows("join", select(id, n).from<T>().join<U>());
    cases.rows("outer join", select(id, n).from<T>().left_join<U>());
    cases.rows("full join", select(id, n).from<T>().full_join<U>());
    cases.rows("cross join", select(id, u_id).from<T>().cross_join<U>());
    cases.rows("scalar subq",
               select(id, scalar(select(rowan::count(u_id)).where(t_id == id)).as<"n">()));
    auto c = select(id).where(x > 1).cte<"c">();
    cases.rows("cte", select(c.col<"id">).from(c));
    auto tree = select(id, x).where(x == nullptr).recursive<"tree">([](auto parent) {
        return select(id, x).from<T>().join(parent).on(x == parent.template col<"id">);
    });
    cases.rows("recursive cte", select(tree.col<"id">).from(tree));
    cases.rows("union order limit", select(id).union_(select(u_id)).order_by("id"_col).limit(3));
    cases.rows("union all", select(id).union_all(select(u_id)));
    cases.rows("intersect", select(id).intersect(select(u_id)));
    cases.rows("except", select(id).except(select(u_id)));
    cases.rows("nested union", select(id).union_(select(u_id).union_all(select(t_id))));
    cases.rows("union w/ limited part",
               select(id).order_by(id.desc()).limit(1).union_(select(u_id).where(u_id < 3)));
    cases.rows(
        "case",
        select(rowan::case_().when(x > 3, "big").when(x > 1, "middle").else_("small")).from<T>());
    cases.rows("case value",
               select(rowan::case_(x).when(1, "one").when(3, "three").else_("more")).from<T>());
    cases.rows("cast", select(rowan::cast<std::string>(x)).from<T>());
    auto later = rowan::order_by(y.desc().nulls_last(), id);
    cases.rows("window", select(id, rowan::row_number().over(rowan::partition_by(x), later)));
    auto frame = rowan::rows(rowan::preceding(1));
    cases.rows("frame", select(id, rowan::sum(x).over(rowan::order_by(id), frame)));
    cases.rows("running sum", select(id, rowan::sum(x).over(rowan::order_by(id))));
    cases.rows("lag", select(id, rowan::lag(x).over(rowan::order_by(id))));
    cases.rows("rank", select(id, rowan::rank().over(rowan::order_by(y.nulls_first()))));
    cases.rows("filter agg", select(rowan::count(id).filter(x > 1)));
    cases.rows("aggregates", select(rowan::count(), rowan::count(x), rowan::count(x).distinct(),
                                    rowan::sum(x), rowan::avg(x), rowan::min(s), rowan::max(y))
                                 .from<T>());
    cases.rows("aggregates of nothing",
               select(rowan::count(), rowan::sum(x), rowan::avg(x), rowan::max(s))
                   .from<T>()
                   .where(id > 99));
    cases.rows("concat", select(s + "!"));
    cases.rows("arith prec", select((x + y) * 2, x + y * 2, x - (y - 1)));
    cases.rows("div", select(x / 2, x % 2));
    constexpr auto a = rowan::alias<T, "a">;
    constexpr auto b = rowan::alias<T, "b">;
    cases.rows(
        "self alias",
        select(a.col<&T::id>, b.col<&T::id>).from(a).join(b).on(a.col<&T::x> == b.col<&T::id>));
    cases.rows("coalesce", select(rowan::coalesce(x, y, 0), rowan::nullif(x, 3)).from<T>());
    cases.rows("functions", select(rowan::upper(s), rowan::length(s), rowan::abs(x - 4)).from<T>());
    auto counted = select(t_id, rowan::count().as<"jobs">()).group_by(t_id).as<"counted">();
    cases.rows(
        "subquery in from",
        select(id, counted.col<"jobs">).from<T>().left_join(counted).on(counted.col<"t_id"> == id));
}

template <typename Count>
auto one_row(Count count) {
    return [count](rowan::Session& session) { return std::vector<std::int64_t>{count(session)}; };
}

void writes(Cases& cases) {
    using rowan::Session;
    auto add = [](const T& row) { return [row](Session& session) { session.insert(row); }; };
    cases.after("insert", add(T{{}, 9, 7, {}, "it's"}));
    cases.after("insert multi", [](Session& session) {
        session.insert_all({T{{}, 8, 7, {}, "a"}, T{{}, 9, {}, {}, {}}});
    });
    auto max_n = scalar(select(rowan::max(n)).where(t_id == id));
    cases.after("insert from select", [](Session& session) {
        insert_into<T>(session, "id"_col, "x"_col, "s"_col).from(select(u_id + 10, t_id, n));
    });
    cases.after("insert from union", [](Session& session) {
        auto both =
            select(u_id + 10, n).where(u_id < 3).union_(select(u_id + 20, n).from<T>().join<U>());
        insert_into<T>(session, "id"_col, "s"_col).from(both);
    });
    cases.after("insert from select, do nothing", [](Session& session) {
        insert_into<T>(session, "id"_col, "s"_col)
            .from(select(u_id + 3, n), on_conflict<&T::id>().do_nothing());
    });
    cases.after("insert from select, do update", [](Session& session) {
        insert_into<T>(session, "id"_col, "x"_col, "s"_col)
            .from(select(u_id + 3, u_id, n),
                  on_conflict<&T::id>().do_update("x"_col = "x"_col + excluded("x"_col),
                                                  "s"_col = excluded("s"_col)));
    });
    cases.after("upsert", [](Session& session) {
        session.insert(T{{}, 2, 50, {}, {}},
                       on_conflict<&T::id>().do_update("x"_col = excluded("x"_col)));
    });
    cases.after("do nothing", [](Session& session) {
        session.insert(T{{}, 2, 50, {}, {}}, on_conflict<T>().do_nothing());
    });
    cases.after("update", [](Session& session) {
        T::get(session, "id"_col = 2).update("x"_col = "x"_col + 1);
    });
    cases.after("update corr", [&](Session& session) { T::get(session).update("s"_col = max_n); });
    cases.after("update from", [](Session& session) {
        change<T>(session).join<U>().where(u_id != 1).update("s"_col = n, "y"_col = id * 10 + u_id);
    });
    cases.after("update where exists", [](Session& session) {
        rowan::query<T>(session)
            .filter(rowan::exists(select(u_id).where(t_id == id && n != "three")))
            .update("y"_col = -1);
    });
    cases.after("update where in", [](Session& session) {
        rowan::query<T>(session).filter(id.in(select(t_id))).update("y"_col = nullptr);
    });
    cases.returned("update returning", [](Session& session) {
        return rowan::query<T>(session)
            .filter("id"_col > 3)
            .returning("id"_col, "x"_col)
            .update("x"_col = "x"_col * 2);
    });
    cases.returned("insert from select returning", [](Session& session) {
        return insert_into<T>(session, "id"_col, "s"_col)
            .from(select(u_id + 10, n), rowan::returning("id"_col, "s"_col));
    });
    auto unhook = [](Session& session) { rowan::query<U>(session).update("t_id"_col = 5); };
    cases.after("delete", [&](Session& session) {
        unhook(session);
        T::get(session, "id"_col = 2).remove();
    });
    cases.after("delete where not exists", [](Session& session) {
        rowan::query<T>(session).filter(!rowan::exists(select(u_id).where(t_id == id))).remove();
    });
    cases.returned("delete using", [](Session& session) {
        change<U>(session).join<T>().where(x == 1).remove();
        return select(u_id).all(session);
    });
    cases.returned("count of join", one_row([](Session& session) {
                       return select(id, u_id).from<T>().left_join<U>().count(session);
                   }));
    cases.returned("count of distinct",
                   one_row([](Session& session) { return select(x).distinct().count(session); }));
    cases.returned("count of union", one_row([](Session& session) {
                       return select(id).union_(select(u_id)).limit(4).count(session);
                   }));
}

} // namespace

TEST_CASE("SQLAlchemy's rows: selected", "[.same_bytes]") {
    const char* url = std::getenv("ROWAN_SAME_BYTES_URL");
    const char* path = std::getenv("ROWAN_SAME_BYTES");
    REQUIRE((url && path));
    Cases cases(url);
    conditions(cases);
    selects(cases);
    writes(cases);
    cases.write(path);
}
