// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <rowan/orm/blank.hpp>
#include <rowan/orm/dictionary.hpp>
#include <rowan/orm/session.hpp>
#include <rowan/sql/lower.hpp>

namespace rowan {

namespace orm {

template <typename Node>
inline constexpr bool is_assignment = false;
template <typename Column, typename Right>
inline constexpr bool is_assignment<lang::Assignment<Column, Right>> = true;
template <typename Node>
inline constexpr bool is_ordering = false;
template <typename Inner>
inline constexpr bool is_ordering<lang::Ordering<Inner>> = true;

/// What the compiler is asked, by the names its messages show.
template <typename Entity, typename Node>
inline constexpr bool is_condition = lang::IsCondition<Node>;
template <typename Entity, typename Node>
inline constexpr bool is_column_set = is_assignment<Node>;

template <typename Column, typename Right>
consteval std::string_view column_name(const lang::Assignment<Column, Right>*) {
    return lang::node_name(Column{});
}
template <lang::Op Operator, typename Left, typename Right>
consteval std::string_view column_name(const lang::Comparison<Operator, Left, Right>*) {
    if constexpr (std::is_empty_v<Left>)
        return lang::node_name(Left{});
    else
        return "expression";
}
consteval std::string_view column_name(const void*) { return "argument"; }

template <typename Entity, typename Node>
constexpr void check_condition() {
    ROWAN_CHECK((is_condition<Entity, Node>),
                "rowan: filter() takes conditions: compare by '==' where '=' is written, or use "
                "get() or filter_by(). docs/errors.md#E102",
                "rowan: filter() of ", reflect::type_name<Entity>(), ": '",
                column_name(static_cast<Node*>(nullptr)),
                "' is no condition; compare by '==', or use get() or filter_by() with '='. "
                "docs/errors.md#E102");
}
template <typename Entity, typename Node>
constexpr void check_assignment() {
    ROWAN_CHECK((is_column_set<Entity, Node>),
                "rowan: get(), filter_by(), make() and update() take \"column\"_col = value: write "
                "'=' where '==' is written, or use filter(). docs/errors.md#E113",
                "rowan: get(), filter_by(), make() or update() of ", reflect::type_name<Entity>(),
                ": '", column_name(static_cast<Node*>(nullptr)),
                "' is not set by '='; write \"column\"_col = value, or use filter() with '=='. "
                "docs/errors.md#E113");
}

/// What a query is, whatever the struct: its session and its clauses.
class QueryState {
  public:
    explicit QueryState(engine::Work& work) : work_(&work) {}

    engine::Work* work_;
    lang::Clauses clauses_;

    [[nodiscard]] lang::Statement statement(lang::Verb verb, const meta::Mapping& mapping) const {
        return {verb, &mapping, &clauses_};
    }
    void set_limit(std::int64_t rows) {
        if (rows < 0)
            throw InvalidQuery("rowan: limit() can't be negative");
        clauses_.limit = rows;
    }
    void set_offset(std::int64_t rows) {
        if (rows < 0)
            throw InvalidQuery("rowan: offset() can't be negative");
        clauses_.offset = rows;
    }
    /// update() and remove() are about all rows that the conditions name.
    void check_changeable(const char* call) const {
        if (clauses_.limit >= 0 || clauses_.offset >= 0 || !clauses_.order.empty())
            throw InvalidQuery("rowan: " + std::string(call) +
                               "() after limit(), offset() or order_by(): it changes all rows that "
                               "the conditions name");
    }
};

[[noreturn]] inline void no_result(const meta::Mapping& mapping) {
    throw NoResultFound("rowan: one() of " + std::string(mapping.entity) + " found no row");
}
[[noreturn]] inline void multiple_results(const meta::Mapping& mapping) {
    throw MultipleResultsFound("rowan: one() of " + std::string(mapping.entity) +
                               " found more than one row");
}

} // namespace orm

/// A SELECT of one struct's table: conditions are added by its calls, nothing is sent before one of
/// all(), first(), one(), one_or_none(), count(), exists(), update(), remove() or a loop. Each of
/// these runs it again. A value: copies are independent. Must not outlive its session.
template <typename Entity>
class Query : private orm::QueryState {
  public:
    explicit Query(Session& session) : QueryState(session.work()) {}

    /// Adds `"column"_col = value` conditions, all of which must hold.
    template <typename... Assignments>
    [[nodiscard]] Query filter_by(const Assignments&... assignments) const& {
        return Query(*this).filter_by(assignments...);
    }
    template <typename... Assignments>
    [[nodiscard]] Query&& filter_by(const Assignments&... assignments) && {
        (add_equality(assignments), ...);
        return std::move(*this);
    }
    /// Adds run-time conditions. Throws UnknownColumn and TypeMismatch.
    [[nodiscard]] Query filter_by(const Filters& filters) const& {
        return Query(*this).filter_by(filters);
    }
    [[nodiscard]] Query&& filter_by(const Filters& filters) && {
        orm::add_filters(clauses_.where, mapping, filters);
        return std::move(*this);
    }
    /// Adds conditions, all of which must hold.
    template <typename... Conditions>
    [[nodiscard]] Query filter(const Conditions&... conditions) const& {
        return Query(*this).filter(conditions...);
    }
    template <typename... Conditions>
    [[nodiscard]] Query&& filter(const Conditions&... conditions) && {
        (add_condition(conditions), ...);
        return std::move(*this);
    }
    /// Sorts by columns or expressions, after those given before.
    template <typename... Orderings>
    [[nodiscard]] Query order_by(const Orderings&... orderings) const& {
        return Query(*this).order_by(orderings...);
    }
    template <typename... Orderings>
    [[nodiscard]] Query&& order_by(const Orderings&... orderings) && {
        (add_ordering(orderings), ...);
        return std::move(*this);
    }
    /// At most `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Query limit(std::int64_t rows) const& { return Query(*this).limit(rows); }
    [[nodiscard]] Query&& limit(std::int64_t rows) && {
        set_limit(rows);
        return std::move(*this);
    }
    /// Leaves out the first `rows` rows. Throws InvalidQuery if negative.
    [[nodiscard]] Query offset(std::int64_t rows) const& { return Query(*this).offset(rows); }
    [[nodiscard]] Query&& offset(std::int64_t rows) && {
        set_offset(rows);
        return std::move(*this);
    }

    /// All rows.
    [[nodiscard]] std::vector<Entity> all() const {
        std::vector<Entity> rows;
        auto next = [](void* context) -> void* {
            auto& list = *static_cast<std::vector<Entity>*>(context);
            return &list.emplace_back(orm::Blank<Entity>{});
        };
        work_->fetch(statement(lang::Verb::select, mapping), {&rows, next}, -1);
        return rows;
    }
    /// The first row, or nothing.
    [[nodiscard]] std::optional<Entity> first() const {
        Query limited = *this;
        if (limited.clauses_.limit != 0)
            limited.clauses_.limit = 1;
        std::optional<Entity> row(std::in_place, orm::Blank<Entity>{});
        if (limited.read_one(&*row) == 0)
            row.reset();
        return row;
    }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] Entity one() const {
        Entity row = orm::make_blank<Entity>();
        std::int64_t count = read_one(&row);
        if (count == 0)
            orm::no_result(mapping);
        if (count > 1)
            orm::multiple_results(mapping);
        return row;
    }
    /// The only row, or nothing. Throws MultipleResultsFound.
    [[nodiscard]] std::optional<Entity> one_or_none() const {
        std::optional<Entity> row(std::in_place, orm::Blank<Entity>{});
        std::int64_t count = read_one(&*row);
        if (count > 1)
            orm::multiple_results(mapping);
        if (count == 0)
            row.reset();
        return row;
    }
    /// How many rows there are.
    [[nodiscard]] std::int64_t count() const {
        return work_->scalar(statement(lang::Verb::count, mapping));
    }
    /// Whether there is a row.
    [[nodiscard]] bool exists() const {
        return work_->scalar(statement(lang::Verb::exists, mapping)) != 0;
    }
    /// Sets columns of all rows that fulfil the conditions; returns how many they are. Throws
    /// InvalidQuery after limit(), offset() or order_by().
    template <typename... Assignments>
    std::int64_t update(const Assignments&... assignments) const {
        static_assert(sizeof...(Assignments) > 0, "rowan: update() needs \"column\"_col = value");
        check_changeable("update");
        Query changing = *this;
        (changing.add_set(assignments), ...);
        return work_->change(changing.statement(lang::Verb::update, mapping));
    }
    /// Deletes all rows that fulfil the conditions; returns how many they were. Throws InvalidQuery
    /// after limit(), offset() or order_by().
    std::int64_t remove() const {
        check_changeable("remove");
        return work_->change(statement(lang::Verb::remove, mapping));
    }
    /// The SELECT's text, with placeholders for its values.
    [[nodiscard]] std::string sql() const {
        return work_->text_of(statement(lang::Verb::select, mapping));
    }

    /// Walks over the rows of a running query; the row is overwritten by each step.
    class Iterator {
      public:
        using iterator_concept = std::input_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = Entity;

        Iterator() = default;
        Entity& operator*() const { return state_->row; }
        Entity* operator->() const { return &state_->row; }
        Iterator& operator++() {
            if (!state_->cursor->next(&state_->row))
                state_.reset();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const Iterator& at, std::default_sentinel_t) { return !at.state_; }

      private:
        friend class Query;
        struct State {
            std::unique_ptr<engine::Cursor> cursor;
            Entity row = orm::make_blank<Entity>();
        };
        explicit Iterator(std::unique_ptr<engine::Cursor> cursor)
            : state_(std::make_unique<State>(std::move(cursor))) {
            ++*this;
        }
        std::unique_ptr<State> state_;
    };

    /// Runs the query; memory does not grow with the number of rows.
    [[nodiscard]] Iterator begin() const {
        return Iterator(work_->open(statement(lang::Verb::select, mapping)));
    }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  private:
    static constexpr const meta::Mapping& mapping = meta::mapping<Entity>;

    /// Reads the first of at most two rows.
    std::int64_t read_one(void* row) const {
        auto next = [](void* context) {
            return std::exchange(*static_cast<void**>(context), nullptr);
        };
        return work_->fetch(statement(lang::Verb::select, mapping), {&row, next}, 2);
    }
    template <typename Node>
    void add_condition(const Node& node) {
        orm::check_condition<Entity, Node>();
        if constexpr (lang::IsCondition<Node>) {
            lang::Lower<Entity>{clauses_.where}(node);
            ++clauses_.where.count;
        }
    }
    template <typename Node>
    void add_equality(const Node& node) {
        orm::check_assignment<Entity, Node>();
        if constexpr (orm::is_assignment<Node>) {
            lang::Lower<Entity>{clauses_.where}.template compare<lang::Op::equal>(node.column,
                                                                                  node.value);
            ++clauses_.where.count;
        }
    }
    template <typename Node>
    void add_set(const Node& node) {
        orm::check_assignment<Entity, Node>();
        if constexpr (orm::is_assignment<Node>)
            lang::Lower<Entity>{clauses_.set}.assign(node.column, node.value);
    }
    template <typename Node>
    void add_ordering(const Node& node) {
        static_assert(orm::is_ordering<Node> || lang::IsOperand<Node>,
                      "rowan: order_by() takes columns and expressions, \"name\"_col.desc()");
        if constexpr (orm::is_ordering<Node>)
            lang::Lower<Entity>{clauses_.order}(node);
        else
            lang::Lower<Entity>{clauses_.order}(node.asc());
        ++clauses_.order.count;
    }
};

/// A query of any mapped struct, with or without the base `rowan::Model`.
template <typename Entity>
[[nodiscard]] Query<Entity> query(Session& session) {
    return Query<Entity>(session);
}
template <typename Entity>
[[nodiscard]] Query<Entity> query() {
    return Query<Entity>(default_session());
}

} // namespace rowan
