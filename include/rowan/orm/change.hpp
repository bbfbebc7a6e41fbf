// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/default_session.hpp>
#include <rowan/orm/returning.hpp>
#include <rowan/orm/select.hpp>
#include <rowan/sql/check_change.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan {

/// Rows of one struct's table that are changed by what other tables hold, made by change(). Nothing
/// is sent before update() or remove(). A value: each call that adds to it gives a longer one. Must
/// not outlive its session.
template <typename Entity, typename Rows, typename Returned = void>
class Change {
    using Types = typename Rows::select_types;

  public:
    Change(engine::Work& work, Rows rows, lang::Clause returned = {})
        : work_(&work), rows_(std::move(rows)), returned_(std::move(returned)) {}

    /// Joins another table along the foreign key between it and a table before; `.on(…)` after it
    /// gives another condition.
    template <typename Other>
    [[nodiscard]] auto join() const {
        return with(rows_.template join<Other>());
    }
    /// The same along a relation: `.join<&Job::owner>()`.
    template <auto Member>
    [[nodiscard]] auto join() const {
        return with(rows_.template join<Member>());
    }
    /// The same of an alias or a subquery, `select(…).as<"name">()`.
    template <typename Source>
    [[nodiscard]] auto join(const Source& source) const {
        static_assert(!lang::is_common_table<Source>,
                      "rowan: change(): cte() stands in selects alone; join a subquery, "
                      "select(...).as<\"name\">()");
        return with(rows_.join(source));
    }
    /// The condition of the join before it.
    template <typename Condition>
    [[nodiscard]] auto on(const Condition& condition) const {
        return with(rows_.on(condition));
    }
    /// Takes the rows that fulfil all these conditions.
    template <typename... Conditions>
    [[nodiscard]] auto where(const Conditions&... conditions) const {
        return with(rows_.where(conditions...));
    }
    /// The same, which does not come under the filters of this name (rowan::add_filter). Throws
    /// InvalidQuery if no filter is named so.
    [[nodiscard]] Change lift_filter(std::string_view name) const {
        return Change(*work_, rows_.lift_filter(name), returned_);
    }
    /// Says that update() or remove() is to return columns of the rows that it changes, or the
    /// whole rows where none is named, as Query::returning() does.
    template <typename... Columns>
    [[nodiscard]] auto returning(Columns...) const {
        using Row = lang::ReturnedRow<Entity, lang::ReturnedColumns<Columns...>>;
        return Change<Entity, Rows, Row>(
            *work_, rows_, lang::with_returned<Entity, Columns...>(lang::Clauses{}).order);
    }

    /// Sets columns of the rows that have a joined row which fulfils all conditions:
    /// `.update("owner"_col = col<&User::name>)`. Where it has several, the values are of one of
    /// them. Returns how many rows they are. The right sides name columns by their members.
    template <typename... Assignments>
    auto update(const Assignments&... assignments) const {
        lang::Clauses clauses = settings(assignments...);
        return run(statement(lang::Verb::update, clauses));
    }
    /// Deletes the rows that have a joined row which fulfils all conditions; returns how many they
    /// were.
    auto remove() const {
        lang::Clauses clauses;
        return run(statement(lang::Verb::remove, clauses));
    }
    /// The text of update() and of remove(), and how the database would run them.
    template <typename... Assignments>
    [[nodiscard]] std::string update_sql(const Assignments&... assignments) const {
        lang::Clauses clauses = settings(assignments...);
        return work_->text_of(statement(lang::Verb::update, clauses));
    }
    template <typename... Assignments>
    [[nodiscard]] std::string explain_update(const Assignments&... assignments) const {
        lang::Clauses clauses = settings(assignments...);
        return work_->explain(statement(lang::Verb::update, clauses));
    }
    [[nodiscard]] std::string remove_sql() const {
        lang::Clauses clauses;
        return work_->text_of(statement(lang::Verb::remove, clauses));
    }
    [[nodiscard]] std::string explain_remove() const {
        lang::Clauses clauses;
        return work_->explain(statement(lang::Verb::remove, clauses));
    }

  private:
    template <typename Next>
    auto with(const Next& rows) const {
        return Change<Entity, Next, Returned>(*work_, rows, returned_);
    }
    template <typename... Assignments>
    lang::Clauses settings(const Assignments&... assignments) const {
        static_assert(sizeof...(Assignments) > 0, "rowan: update() needs \"column\"_col = value");
        lang::Clauses clauses;
        (lang::put_joined_set<Entity, typename Types::sources>(clauses.set, assignments), ...);
        return clauses;
    }
    lang::Statement statement(lang::Verb verb, lang::Clauses& clauses) const {
        lang::check_whole<Types>();
        clauses.order = returned_;
        clauses.lifted = rows_.clauses().lifted;
        lang::Statement statement{verb, &meta::mapping<Entity>, &clauses};
        statement.source = &rows_.clauses().where;
        return statement;
    }
    auto run(lang::Statement statement) const {
        if constexpr (std::is_void_v<Returned>) {
            return work_->change(statement);
        } else {
            std::vector<Returned> rows;
            statement.rows = &lang::returned_mapping<Entity, Returned>();
            work_->fetch(statement, orm::into(rows), -1);
            return rows;
        }
    }

    engine::Work* work_;
    Rows rows_;
    lang::Clause returned_;
};

/// Changes rows of a struct's table by what other tables hold, in one statement:
/// `change<Job>(session).join<&Job::owner>().where(col<&User::gone> == true).remove()`.
template <typename Entity>
[[nodiscard]] auto change(Session& session) {
    // A type that waits for Entity: a select of nothing would be compiled in every file.
    using Work = typename orm::Later<engine::Work, Entity>::type;
    auto rows = orm::start_select(static_cast<Work*>(&session.work())).template from<Entity>();
    return Change<Entity, decltype(rows)>(session.work(), rows);
}
/// The same on this thread's default session.
template <typename Entity>
[[nodiscard]] auto change() {
    return change<Entity>(default_session());
}

} // namespace rowan
