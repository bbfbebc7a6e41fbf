// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/filter_name.hpp>
#include <rowan/orm/default_session.hpp>
#include <rowan/orm/read_rows.hpp>
#include <rowan/orm/select_source.hpp>
#include <rowan/sql/lower_wide.hpp>
#include <rowan/sql/select_lock.hpp>

#include <cstdint>
#include <iosfwd>
#include <iterator>
#include <string>
#include <string_view>

namespace rowan {

/// What a row of a select is read into: the one item's type, a `std::tuple` of all, or what into()
/// says.
template <typename Select>
using row_of = typename lang::RowOf<typename Select::select_types::outputs,
                                    typename Select::select_types::rest::into>::type;

/// A SELECT of any items from any tables, made by `rowan::select(…)`: nothing is sent before one of
/// all(), first(), one(), one_or_none() or a loop. Each of these runs it again. A value: each call
/// that adds to it gives a longer select. Where it has a session, it must not outlive that.
///
/// Each call gives a type of its own, so that this class does nothing itself: its calls name the
/// next type, and pass the draft to functions that know no more of it than they need.
template <typename Items, typename Sources, typename Rest = lang::Plain>
class Selection {
    template <typename Source>
    using from_t =
        Selection<Items, lang::TypeList<lang::Joined<Source, false>>, lang::begun_t<Rest>>;
    template <typename Join>
    using joined_t = Selection<Items, typename Join::sources,
                               lang::Joining<lang::settled_t<Rest>, typename Join::why>>;
    /// After a call that takes these.
    template <typename More, typename... Node>
    using with_t = Selection<Items, Sources, lang::uses_of_t<More, Sources, Node...>>;
    using Settled = lang::settled_t<Rest>;

  public:
    /// What the compiler knows of it.
    using select_types = lang::SelectTypes<Items, Sources, Rest>;

    engine::Work* asked; ///< Rowan's own, as the next: nullptr is this thread's default session.
    lang::SelectDraft draft; ///< The words and values.

    /// Selects from a table, where the items don't say it all: `.from<User>()`.
    template <typename Entity>
    [[nodiscard]] auto from() const {
        lang::check_begin<Sources, Rest>();
        return from_t<lang::TableSource<Entity>>{
            asked, lang::with_from(draft, lang::TableSource<Entity>{})};
    }
    /// The same of an alias, a subquery or a common table expression.
    template <typename Source>
    [[nodiscard]] auto from(const Source& source) const {
        lang::check_begin<Sources, Rest>();
        return from_t<lang::source_t<Source>>{asked, lang::with_from(draft, source)};
    }

#define ROWAN_JOIN(call, kind, words)                                                              \
    /** Joins rows of another table words, along the foreign key between it and a table before; */ \
    /** `.on(…)` after it gives another condition. */                                            \
    template <typename Other>                                                                      \
    [[nodiscard]] auto call() const {                                                              \
        using Join = lang::KeyJoin<lang::JoinKind::kind, Sources, lang::TableSource<Other>>;       \
        lang::check_join<typename Rest::pending>();                                                \
        return joined_t<Join>{asked, Join::add(draft, {})};                                        \
    }                                                                                              \
    /** The same of an alias, a subquery or a common table expression. */                          \
    template <typename Source>                                                                     \
    [[nodiscard]] auto call(const Source& source) const {                                          \
        using Join = lang::KeyJoin<lang::JoinKind::kind, Sources, Source>;                         \
        lang::check_join<typename Rest::pending>();                                                \
        return joined_t<Join>{asked, Join::add(draft, source)};                                    \
    }                                                                                              \
    /** The same along a relation: `.call<&Job::owner>()`. */                                      \
    template <auto Member>                                                                         \
    [[nodiscard]] auto call() const {                                                              \
        return call<Member>(lang::TableSource<lang::related_t<Member>>{});                         \
    }                                                                                              \
    /** The same where the other table goes by an alias. */                                        \
    template <auto Member, typename Source>                                                        \
    [[nodiscard]] auto call(const Source& source) const {                                          \
        using Join = lang::RelationJoin<lang::JoinKind::kind, Sources, Source, Member>;            \
        lang::check_join<typename Rest::pending>();                                                \
        return joined_t<Join>{asked, Join::add(draft, source)};                                    \
    }
    ROWAN_JOIN(join, inner, "that belong to those here")
    ROWAN_JOIN(left_join, left, "where there are any; its columns are std::optional")
    ROWAN_JOIN(right_join, right, "all of them; the columns before are std::optional")
    ROWAN_JOIN(full_join, full, "all of both; all columns are std::optional. MySQL has none")
#undef ROWAN_JOIN
    /// Joins each row of another table to each row here.
    template <typename Other>
    [[nodiscard]] auto cross_join() const {
        return cross_join(lang::TableSource<Other>{});
    }
    template <typename Source>
    [[nodiscard]] auto cross_join(const Source& source) const {
        constexpr auto kind = lang::JoinKind::cross;
        lang::check_join<typename Rest::pending>();
        return Selection<Items, lang::join_sources_t<kind, Sources, Source>, Settled>{
            asked, lang::with_join<kind>(draft, source)};
    }
    /// The condition of the join before it.
    template <typename Condition>
    [[nodiscard]] auto on(const Condition& condition) const {
        static_assert(lang::IsCondition<Condition>,
                      "rowan: select(): on() takes a condition: compare by '=='. "
                      "docs/errors.md#E102");
        lang::check_on<Rest>();
        if constexpr (lang::IsCondition<Condition> && lang::is_joining<Rest>) {
            lang::check_one_row<Condition>();
            return with_t<typename lang::Conditioned<Rest>::type, Condition>{
                asked, lang::with_condition(draft, condition)};
        }
    }

    /// Takes the rows that fulfil all these conditions.
    template <typename... Conditions>
    [[nodiscard]] auto where(const Conditions&... conditions) const {
        static_assert((lang::IsCondition<Conditions> && ...),
                      "rowan: select(): where() takes conditions: compare by '=='. "
                      "docs/errors.md#E102");
        (lang::check_one_row<Conditions>(), ...);
        return with_t<Settled, Conditions...>{
            asked, lang::with_parts<lang::Part::where>(draft, conditions...)};
    }
    /// Makes one row of all that have the same values of these.
    template <typename... Keys>
    [[nodiscard]] auto group_by(const Keys&... keys) const {
        (lang::check_one_row<Keys>(), ...);
        return with_t<lang::GroupedBy<Settled, lang::TypeList<Keys...>>, Keys...>{
            asked, lang::with_parts<lang::Part::group>(draft, keys...)};
    }
    /// Takes the groups that fulfil all these conditions.
    template <typename... Conditions>
    [[nodiscard]] auto having(const Conditions&... conditions) const {
        static_assert((lang::IsCondition<Conditions> && ...),
                      "rowan: select(): having() takes conditions: compare by '=='. "
                      "docs/errors.md#E102");
        static_assert(!(lang::Meaning<Conditions>::windowed || ...),
                      "rowan: select(): having() takes no window; filter windows by a subquery. "
                      "docs/errors.md#E154");
        return with_t<lang::Having<Settled>, Conditions...>{
            asked, lang::with_parts<lang::Part::having>(draft, conditions...)};
    }
    /// Sorts by columns, expressions, or columns of the result: `"total"_col.desc()`.
    template <typename... Orderings>
    [[nodiscard]] auto order_by(const Orderings&... orderings) const {
        if constexpr (lang::are_sorted_by_a_name<Orderings...>)
            lang::check_order<select_types, Orderings...>();
        return with_t<Settled, lang::sorted_t<Rest::compound, Orderings>...>{
            asked, lang::with_parts<lang::Part::order>(
                       draft, lang::result_ordering<Rest::compound>(orderings)...)};
    }
    /// Each row once.
    [[nodiscard]] Selection<Items, Sources, Settled> distinct() const {
        return {asked, lang::with_distinct(draft)};
    }
    /// The first row of each group of these. PostgreSQL; elsewhere InvalidQuery is thrown.
    template <typename... Keys>
    [[nodiscard]] auto distinct_on(const Keys&... keys) const {
        return with_t<Settled, Keys...>{asked,
                                        lang::with_parts<lang::Part::distinct_on>(draft, keys...)};
    }
    /// At most `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Selection limit(std::int64_t rows) const {
        return {asked, lang::with_limit(draft, rows)};
    }
    /// Leaves out the first `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Selection offset(std::int64_t rows) const {
        return {asked, lang::with_offset(draft, rows)};
    }
    /// Locks the rows that are read until the transaction ends, as an update would: others can
    /// neither change nor lock them. What is read begins a transaction. Options are rowan::nowait
    /// or rowan::skip_locked, and rowan::of<Struct> or an alias to lock the rows of these tables
    /// alone. What the database hasn't got is NotSupported when the select runs, as all of it is on
    /// SQLite.
    template <typename... Options>
    [[nodiscard]] auto for_update(Options...) const {
        return Selection<Items, Sources, lang::Locking<Settled>>{
            asked, lang::with_lock<lang::lock_update, Sources, Options...>(draft)};
    }
    /// The same against changes alone: others can lock them so, too.
    template <typename... Options>
    [[nodiscard]] auto for_share(Options...) const {
        return Selection<Items, Sources, lang::Locking<Settled>>{
            asked, lang::with_lock<lang::lock_share, Sources, Options...>(draft)};
    }

    /// The rows of both, each once.
    template <typename Other>
    [[nodiscard]] auto union_(const Other& other) const {
        return combine(other, lang::SetOperation::union_distinct);
    }
    template <typename Other>
    [[nodiscard]] auto union_all(const Other& other) const {
        return combine(other, lang::SetOperation::union_all);
    }
    /// The rows that are in both.
    template <typename Other>
    [[nodiscard]] auto intersect(const Other& other) const {
        return combine(other, lang::SetOperation::intersect);
    }
    template <typename Other>
    [[nodiscard]] auto intersect_all(const Other& other) const {
        return combine(other, lang::SetOperation::intersect_all);
    }
    /// The rows that are not in the other.
    template <typename Other>
    [[nodiscard]] auto except(const Other& other) const {
        return combine(other, lang::SetOperation::except);
    }
    template <typename Other>
    [[nodiscard]] auto except_all(const Other& other) const {
        return combine(other, lang::SetOperation::except_all);
    }

    /// A subquery for from() and join(), whose columns are `it.col<"name">`.
    template <FixedString Name>
    [[nodiscard]] auto as() const {
        check_embedded();
        using Source = lang::SelectSource<typename select_types::outputs, Name>;
        return lang::Subquery<Source>{{}, draft.clauses};
    }
    /// A common table expression, WITH, for from() and join().
    template <FixedString Name>
    [[nodiscard]] auto cte() const {
        lang::check_whole<select_types>();
        lang::check_unlocked<select_types>();
        using Source = lang::SelectSource<typename select_types::outputs, Name>;
        return lang::CommonTable<Source>{{}, draft.clauses, false};
    }
    /// A recursive one: this select's rows, and those that `step` makes of the rows before until
    /// there are none: `.recursive<"tree">([](auto tree) { return select(…).join(tree).on(…); })`.
    template <FixedString Name, typename Step>
    [[nodiscard]] auto recursive(Step step) const {
        using Source = lang::SelectSource<typename select_types::outputs, Name>;
        auto both = union_all(step(Source{}));
        lang::check_whole<typename decltype(both)::select_types>();
        return lang::CommonTable<Source>{{}, both.draft.clauses, true};
    }

    /// Reads rows into a struct, whose members are found by the items' names.
    template <typename Struct>
    [[nodiscard]] auto into() const {
        lang::check_members<Struct, typename select_types::outputs>();
        return Selection<Items, Sources, lang::ReadInto<Settled, Struct>>{asked, draft};
    }
    /// The same select, which does not come under the filters of this name (rowan::add_filter);
    /// the last call before those that run it. Throws InvalidQuery if no filter is named so.
    [[nodiscard]] Selection lift_filter(std::string_view name) const {
        Selection lifted = *this;
        lifted.draft.clauses.lifted |= engine::filter_named(name);
        return lifted;
    }

    /// All rows.
    [[nodiscard]] auto all() const { return orm::read_all<row_of<Selection>>(work(), whole()); }
    [[nodiscard]] auto all(Session& session) const {
        return orm::read_all<row_of<Selection>>(session.work(), whole());
    }
    /// The first row, or nothing.
    [[nodiscard]] auto first() const { return orm::read_first<row_of<Selection>>(work(), whole()); }
    [[nodiscard]] auto first(Session& session) const {
        return orm::read_first<row_of<Selection>>(session.work(), whole());
    }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] auto one() const { return orm::read_single<row_of<Selection>>(work(), whole()); }
    [[nodiscard]] auto one(Session& session) const {
        return orm::read_single<row_of<Selection>>(session.work(), whole());
    }
    /// The only row, or nothing. Throws MultipleResultsFound.
    [[nodiscard]] auto one_or_none() const {
        return orm::read_one_or_none<row_of<Selection>>(work(), whole());
    }
    [[nodiscard]] auto one_or_none(Session& session) const {
        return orm::read_one_or_none<row_of<Selection>>(session.work(), whole());
    }
    /// How many rows there are.
    [[nodiscard]] std::int64_t count() const {
        return orm::read_scalar<lang::Verb::count>(work(), counted());
    }
    [[nodiscard]] std::int64_t count(Session& session) const {
        return orm::read_scalar<lang::Verb::count>(session.work(), counted());
    }
    /// Whether there is a row.
    [[nodiscard]] bool exists() const {
        return orm::read_scalar<lang::Verb::exists>(work(), counted()) != 0;
    }
    [[nodiscard]] bool exists(Session& session) const {
        return orm::read_scalar<lang::Verb::exists>(session.work(), counted()) != 0;
    }
    /// Runs the select; memory does not grow with the number of rows.
    [[nodiscard]] auto begin() const { return orm::read_each<row_of<Selection>>(work(), whole()); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }
    /// The text, with placeholders for its values. Throws InvalidQuery for what the database has
    /// not, as do all calls that run it.
    [[nodiscard]] std::string sql() const { return work().text_of(statement()); }
    [[nodiscard]] std::string sql(Session& session) const {
        return session.work().text_of(statement());
    }
    /// How the database would run it: its plan, in the database's own words. Throws NotSupported
    /// where it can't be asked.
    [[nodiscard]] std::string explain() const { return work().explain(statement()); }
    [[nodiscard]] std::string explain(Session& session) const {
        return session.work().explain(statement());
    }

    /// The words, for a select around this one.
    [[nodiscard]] const lang::Clauses& clauses() const { return draft.clauses; }
    /// Stops the compiler unless it can stand inside another select.
    static consteval void check_embedded() {
        lang::check_inner<select_types>();
        lang::check_unlocked<select_types>();
    }

  private:
    template <typename Other>
    auto combine(const Other& other, lang::SetOperation operation) const {
        using Theirs = typename Other::select_types;
        check_embedded();
        Other::check_embedded();
        lang::check_same_columns<typename select_types::outputs, typename Theirs::outputs>();
        using Both = lang::Combined<select_types, Theirs>;
        return Selection<typename Both::items, lang::TypeList<>, typename Both::rest>{
            asked, lang::combine(draft, other.draft.clauses, operation)};
    }

    [[nodiscard]] engine::Work& work() const { return asked ? *asked : default_session().work(); }
    /// The words of a select that can be run; else it stops the compiler.
    [[nodiscard]] const lang::Clauses& whole() const {
        lang::check_whole<select_types>();
        return draft.clauses;
    }
    [[nodiscard]] const lang::Clauses& counted() const {
        lang::check_unlocked<select_types>();
        return whole();
    }
    [[nodiscard]] lang::Statement statement() const {
        return orm::select_of<row_of<Selection>>(whole());
    }
};

/// A select's text and its values with their types, for a log or a test that fails. Mind that the
/// values are there to be read.
template <typename Items, typename Sources, typename Rest>
std::string to_string(const Selection<Items, Sources, Rest>& select) {
    return orm::describe<row_of<Selection<Items, Sources, Rest>>>(
        select.asked ? *select.asked : default_session().work(), select.clauses());
}
template <typename Traits, typename Items, typename Sources, typename Rest>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             const Selection<Items, Sources, Rest>& select) {
    return out << to_string(select);
}

namespace orm {

template <typename... Item>
auto start_select(engine::Work* work, const Item&... item) {
    using From = lang::deduced_from_t<Item...>;
    lang::SelectDraft draft;
    (lang::put_item(draft.clauses.where, item), ...);
    From::put(draft.clauses.where);
    return Selection<lang::TypeList<Item...>, typename From::sources, typename From::rest>{work,
                                                                                           draft};
}

} // namespace orm

/// A select of columns and expressions: `rowan::select(session, rowan::col<&User::name>,
/// rowan::count().as<"jobs">()).join<Job>().group_by(…)`. Where all items are of one table, it is
/// selected from.
template <typename... Item>
requires(sizeof...(Item) > 0 && (lang::is_item<Item> && ...))
    [[nodiscard]] auto select(Session& session, const Item&... item) {
    return orm::start_select(&session.work(), item...);
}
/// The same on this thread's default session, on one that all() is given, or inside of another one.
template <typename... Item>
requires(sizeof...(Item) > 0 && (lang::is_item<Item> && ...))
    [[nodiscard]] auto select(const Item&... item) {
    return orm::start_select(nullptr, item...);
}

} // namespace rowan
