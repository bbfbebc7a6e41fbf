// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/select_rows.hpp>
#include <rowan/orm/select_source.hpp>
#include <rowan/orm/session.hpp>
#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/lower_wide.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace rowan {

/// A SELECT of any items from any tables, made by `rowan::select(…)`: nothing is sent before one of
/// all(), first(), one(), one_or_none() or a loop. Each of these runs it again. A value: each call
/// that adds to it gives a longer select. Where it has a session, it must not outlive that.
template <typename Types>
class Selection : public orm::SelectRows<Selection<Types>> {
    using Rows = orm::SelectRows<Selection>;
    friend Rows;
    template <typename>
    friend class Selection;

  public:
    using select_types = Types;

    explicit Selection(engine::Work* work) : Rows(work) {}

    /// Selects from a table, where the items don't say it all: `.from<User>()`.
    template <typename Entity>
    [[nodiscard]] auto from() const {
        return from(lang::TableSource<Entity>{});
    }
    /// The same of an alias, a subquery or a common table expression.
    template <typename Source>
    [[nodiscard]] auto from(const Source& source) const {
        static_assert(lang::size_of_list<typename Types::sources> == 0 || Types::flags.deduced,
                      "rowan: select(): from() comes once; join() other tables");
        constexpr lang::SelectFlags named = [] {
            lang::SelectFlags flags = Types::flags;
            flags.deduced = false;
            return flags;
        }();
        using Sources = lang::TypeList<lang::Joined<lang::source_t<Source>, false>>;
        auto next =
            become<typename Types::template with_sources<Sources>::template with_flags<named>>();
        next.put_source(lang::Part::from, 0, source);
        return next;
    }

#define ROWAN_JOIN(call, kind, words)                                                              \
    /** Joins rows of another table words, along the foreign key between it and a table before; */ \
    /** `.on(…)` after it gives another condition. */                                            \
    template <typename Other>                                                                      \
    [[nodiscard]] auto call() const {                                                              \
        return add_join<lang::JoinKind::kind>(lang::TableSource<Other>{});                         \
    }                                                                                              \
    /** The same of an alias, a subquery or a common table expression. */                          \
    template <typename Source>                                                                     \
    [[nodiscard]] auto call(const Source& source) const {                                          \
        return add_join<lang::JoinKind::kind>(source);                                             \
    }                                                                                              \
    /** The same along a relation: `.call<&Job::owner>()`. */                                      \
    template <auto Member>                                                                         \
    [[nodiscard]] auto call() const {                                                              \
        return add_relation<lang::JoinKind::kind, Member>(                                         \
            lang::TableSource<lang::related_t<Member>>{});                                         \
    }                                                                                              \
    /** The same where the other table goes by an alias. */                                        \
    template <auto Member, typename Source>                                                        \
    [[nodiscard]] auto call(const Source& source) const {                                          \
        return add_relation<lang::JoinKind::kind, Member>(source);                                 \
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
        return joined<lang::JoinKind::cross, lang::Nothing>(source);
    }
    /// The condition of the join before it.
    template <typename Condition>
    [[nodiscard]] auto on(const Condition& condition) const {
        static_assert(lang::IsCondition<Condition>,
                      "rowan: select(): on() takes a condition: compare by '=='. "
                      "docs/errors.md#E102");
        if constexpr (lang::IsCondition<Condition>)
            return with_condition(condition);
    }

    /// Takes the rows that fulfil all these conditions.
    template <typename... Conditions>
    [[nodiscard]] auto where(const Conditions&... conditions) const {
        static_assert((lang::IsCondition<Conditions> && ...),
                      "rowan: select(): where() takes conditions: compare by '=='. "
                      "docs/errors.md#E102");
        (lang::check_one_row<Conditions>(), ...);
        return add_each<lang::Part::where, Types>(conditions...);
    }
    /// Makes one row of all that have the same values of these.
    template <typename... Keys>
    [[nodiscard]] auto group_by(const Keys&... keys) const {
        (lang::check_one_row<Keys>(), ...);
        return add_each<lang::Part::group,
                        typename Types::template with_keys<lang::TypeList<Keys...>>>(keys...);
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
        return add_each<lang::Part::having, typename Types::template with_flags<aggregated>>(
            conditions...);
    }
    /// Sorts by columns, expressions, or columns of the result: `"total"_col.desc()`.
    template <typename... Orderings>
    [[nodiscard]] auto order_by(const Orderings&... orderings) const {
        return add_each<lang::Part::order, Types>(
            lang::result_ordering<typename Types::outputs, Types::flags.compound>(orderings)...);
    }
    /// Each row once.
    [[nodiscard]] Selection distinct() const {
        Selection next = *this;
        lang::close_words(next.clauses_.where,
                          lang::open_part(next.clauses_.where, lang::Part::distinct));
        return next;
    }
    /// The first row of each group of these. PostgreSQL; elsewhere InvalidQuery is thrown.
    template <typename... Keys>
    [[nodiscard]] auto distinct_on(const Keys&... keys) const {
        return add_each<lang::Part::distinct_on, Types>(keys...);
    }
    /// At most `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Selection limit(std::int64_t rows) const {
        Selection next = *this;
        next.clauses_.limit = lang::checked_rows(rows);
        return next;
    }
    /// Leaves out the first `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Selection offset(std::int64_t rows) const {
        Selection next = *this;
        next.clauses_.offset = lang::checked_rows(rows);
        return next;
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
        lang::check_inner<Types>();
        return lang::Subquery<lang::SelectSource<typename Types::outputs, Name>>{{}, clauses_};
    }
    /// A common table expression, WITH, for from() and join().
    template <FixedString Name>
    [[nodiscard]] auto cte() const {
        lang::check_whole<Types>();
        return lang::CommonTable<lang::SelectSource<typename Types::outputs, Name>>{
            {}, clauses_, false};
    }
    /// A recursive one: this select's rows, and those that `step` makes of the rows before until
    /// there are none: `.recursive<"tree">([](auto tree) { return select(…).join(tree).on(…); })`.
    template <FixedString Name, typename Step>
    [[nodiscard]] auto recursive(Step step) const {
        using Source = lang::SelectSource<typename Types::outputs, Name>;
        auto both = union_all(step(Source{}));
        lang::check_whole<typename decltype(both)::select_types>();
        return lang::CommonTable<Source>{{}, both.clauses_, true};
    }

    /// Reads rows into a struct, whose members are found by the items' names.
    template <typename Struct>
    [[nodiscard]] auto into() const {
        lang::check_members<Struct, typename Types::outputs>();
        return become<typename Types::template with_into<Struct>>();
    }

    /// The words, for a select around this one.
    [[nodiscard]] const lang::Clauses& clauses() const { return clauses_; }
    /// Stops the compiler unless it can stand inside another select.
    static constexpr void check_embedded() { lang::check_inner<Types>(); }

    /// Adds the items, and the table that they are all of.
    template <typename... Item>
    void start(const Item&... item) {
        (lang::put_item(clauses_.where, item), ...);
        if constexpr (Types::flags.deduced)
            put_deduced(typename Types::sources{});
    }

  private:
    static constexpr lang::SelectFlags aggregated = [] {
        lang::SelectFlags flags = Types::flags;
        flags.aggregate = true;
        return flags;
    }();

    template <typename Next>
    Selection<Next> become() const {
        Selection<Next> next(work_);
        next.clauses_ = clauses_;
        return next;
    }

    template <typename Source>
    void put_deduced(lang::TypeList<lang::Joined<Source, false>>) {
        put_source(lang::Part::deduced, 0, Source{});
    }
    /// Returns where the part began.
    template <typename Source>
    std::size_t put_source(lang::Part part, std::uint32_t detail, const Source& source) {
        lang::Clause& words = clauses_.where;
        lang::put_with(words, source);
        std::size_t opened = lang::open_part(words, part, detail);
        lang::put_address(words, &lang::source_t<Source>::info);
        std::size_t inner = lang::open_words(words);
        lang::put_inner(words, source);
        lang::close_words(words, inner);
        lang::close_words(words, opened);
        return opened;
    }
    template <lang::JoinKind Kind, typename Pending, typename Source>
    auto joined(const Source& source) const {
        lang::check_join<typename Types::pending>();
        using Sources = lang::join_sources_t<Kind, typename Types::sources, lang::source_t<Source>>;
        auto next = become<
            typename Types::template with_sources<Sources>::template with_pending<Pending>>();
        next.joined_ = next.put_source(lang::Part::join, static_cast<std::uint32_t>(Kind), source);
        next.condition_ = Kind == lang::JoinKind::cross ? 0 : next.clauses_.where.code.size();
        return next;
    }
    template <lang::JoinKind Kind, typename Source>
    auto add_join(const Source& source) const {
        using Here = lang::source_t<Source>;
        constexpr std::size_t keys = lang::key_count<Here, typename Types::sources>;
        using Why = std::conditional_t<keys == 1, lang::Nothing,
                                       lang::NoCondition<lang::named_source_t<Here>, keys>>;
        auto next = joined<Kind, Why>(source);
        if constexpr (keys == 1) {
            lang::put_key<Here>(next.clauses_.where, typename Types::sources{});
            lang::close_words(next.clauses_.where, next.joined_);
        }
        return next;
    }
    template <lang::JoinKind Kind, auto Member, typename Source>
    auto add_relation(const Source& source) const {
        using Relation = lang::RelationKeys<Member>;
        using Here = lang::TableSource<typename Relation::Entity>;
        lang::check_source<typename Types::sources, Here>();
        static_assert(Relation::count == 1, "rowan: select(): the relation has no foreign key, or "
                                            "several. docs/errors.md#E151");
        if constexpr (Relation::is_through) {
            using Between = lang::TableSource<typename Relation::Owner>;
            auto through = joined<Kind, lang::Nothing>(Between{});
            Relation::template put_first<Between, Here>(through.clauses_.where);
            lang::close_words(through.clauses_.where, through.joined_);
            auto next = through.template joined<Kind, lang::Nothing>(source);
            Relation::template put_second<Between, lang::source_t<Source>>(next.clauses_.where);
            lang::close_words(next.clauses_.where, next.joined_);
            return next;
        } else {
            auto next = joined<Kind, lang::Nothing>(source);
            if constexpr (Relation::owns)
                Relation::template put_first<Here, lang::source_t<Source>>(next.clauses_.where);
            else
                Relation::template put_first<lang::source_t<Source>, Here>(next.clauses_.where);
            lang::close_words(next.clauses_.where, next.joined_);
            return next;
        }
    }
    template <typename Condition>
    auto with_condition(const Condition& condition) const {
        lang::check_one_row<Condition>();
        auto next = become<typename Types::template with_pending<lang::Nothing>::template with_uses<
            typename lang::Meaning<Condition>::sources>>();
        if (condition_ == 0)
            throw InvalidQuery("rowan: select(): on() comes right after a join");
        lang::Clause& words = next.clauses_.where;
        words.code.resize(condition_);
        lang::LowerSelect{words}(condition);
        lang::close_words(words, joined_);
        next.condition_ = 0;
        return next;
    }
    template <lang::Part Kind, typename Next, typename... Node>
    auto add_each(const Node&... node) const {
        using Uses = lang::concat_t<lang::TypeList<>, typename lang::Meaning<Node>::sources...>;
        auto next = become<typename Next::template with_uses<Uses>>();
        [[maybe_unused]] auto add = [&](const auto& one) {
            std::size_t opened = lang::open_part(next.clauses_.where, Kind);
            lang::LowerSelect{next.clauses_.where}(one);
            lang::close_words(next.clauses_.where, opened);
            if constexpr (Kind == lang::Part::group)
                lang::name_grouped_item(next.clauses_.where, opened);
        };
        (add(node), ...);
        return next;
    }
    template <typename Other>
    auto combine(const Other& other, lang::SetOperation operation) const {
        lang::check_inner<Types>();
        other.check_embedded();
        using Theirs = typename Other::select_types;
        lang::check_columns<typename Types::outputs, typename Theirs::outputs>();
        using Next = lang::SelectTypes<
            typename lang::Together<typename Types::outputs, typename Theirs::outputs>::type,
            lang::TypeList<>, lang::once_t<typename Types::free, typename Theirs::free>,
            lang::TypeList<>, typename Types::into, lang::Nothing,
            lang::SelectFlags{false, true, false}>;
        Selection<Next> next(work_);
        lang::Clause& words = next.clauses_.where;
        std::size_t opened = lang::open_part(words, lang::Part::first);
        lang::put_select(words, clauses_);
        lang::close_words(words, opened);
        opened = lang::open_part(words, lang::Part::second, static_cast<std::uint32_t>(operation));
        lang::put_select(words, other.clauses());
        lang::close_words(words, opened);
        return next;
    }

    /// Stops the compiler unless the select can be run.
    static constexpr void check() { lang::check_whole<Types>(); }
    [[nodiscard]] lang::Statement statement() const {
        check();
        return {lang::Verb::query, &meta::row_mapping<orm::row_of<Selection>>, &clauses_};
    }

    using Rows::clauses_;
    using Rows::work_;
    std::size_t joined_ = 0;    ///< Where the part of the last join began,
    std::size_t condition_ = 0; ///< and its condition.
};

/// What a row of a select is read into: the one item's type, a `std::tuple` of all, or what into()
/// says.
template <typename Select>
using row_of = orm::row_of<Select>;

/// A select of columns and expressions: `rowan::select(session, rowan::col<&User::name>,
/// rowan::count().as<"jobs">()).join<Job>().group_by(…)`. Where all items are of one table, it is
/// selected from.
template <typename... Item>
requires(sizeof...(Item) > 0 && (lang::is_item<Item> && ...))
    [[nodiscard]] auto select(Session& session, const Item&... item) {
    Selection<lang::started_t<Item...>> selection(&session.work());
    selection.start(item...);
    return selection;
}
/// The same on this thread's default session, on one that all() is given, or inside of another one.
template <typename... Item>
requires(sizeof...(Item) > 0 && (lang::is_item<Item> && ...))
    [[nodiscard]] auto select(const Item&... item) {
    Selection<lang::started_t<Item...>> selection(nullptr);
    selection.start(item...);
    return selection;
}

} // namespace rowan
