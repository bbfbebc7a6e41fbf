// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/default_session.hpp>
#include <rowan/orm/row_iterator.hpp>
#include <rowan/sql/select_types.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::orm {

/// What a row of a select is read into: the one item's type, a `std::tuple` of all, or what into()
/// says.
template <typename Select>
using row_of = typename lang::RowOf<typename Select::select_types::outputs,
                                    typename Select::select_types::into>::type;

/// The calls that run a select `Self`. What their rows become is computed where one is called: a
/// select has a type after each call that adds to it, and most of these never run.
template <typename Self>
class SelectRows {
  public:
    /// All rows.
    [[nodiscard]] auto all() const { return all_of(work()); }
    [[nodiscard]] auto all(Session& session) const { return all_of(session.work()); }
    /// The first row, or nothing.
    [[nodiscard]] auto first() const { return first_of(work()); }
    [[nodiscard]] auto first(Session& session) const { return first_of(session.work()); }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] auto one() const { return one_of(work()); }
    [[nodiscard]] auto one(Session& session) const { return one_of(session.work()); }
    /// The only row, or nothing. Throws MultipleResultsFound.
    [[nodiscard]] auto one_or_none() const { return at_most_one_of(work()); }
    [[nodiscard]] auto one_or_none(Session& session) const {
        return at_most_one_of(session.work());
    }
    /// The same select, which does not come under the filters of this name (rowan::add_filter);
    /// the last call before those that run it. Throws InvalidQuery if no filter is named so.
    [[nodiscard]] Self lift_filter(std::string_view name) const {
        Self lifted = self();
        lifted.SelectRows::clauses_.lifted |= engine::filter_named(name);
        return lifted;
    }
    /// How many rows there are.
    [[nodiscard]] std::int64_t count() const { return scalar_of(work(), lang::Verb::count); }
    [[nodiscard]] std::int64_t count(Session& session) const {
        return scalar_of(session.work(), lang::Verb::count);
    }
    /// Whether there is a row.
    [[nodiscard]] bool exists() const { return scalar_of(work(), lang::Verb::exists) != 0; }
    [[nodiscard]] bool exists(Session& session) const {
        return scalar_of(session.work(), lang::Verb::exists) != 0;
    }
    /// The text, with placeholders for its values. Throws InvalidQuery for what the database has
    /// not, as do all calls that run it.
    [[nodiscard]] std::string sql() const { return work().text_of(statement()); }
    [[nodiscard]] std::string sql(Session& session) const {
        return session.work().text_of(statement());
    }
    /// Runs the select; memory does not grow with the number of rows.
    [[nodiscard]] auto begin() const { return RowIterator<row_of<Self>>(work().open(statement())); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  protected:
    explicit SelectRows(engine::Work* work) : work_(work) {}
    engine::Work* work_;
    lang::Clauses clauses_; ///< All words and values are in `where`.

  private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    [[nodiscard]] engine::Work& work() const { return work_ ? *work_ : default_session().work(); }
    [[nodiscard]] lang::Statement statement() const { return self().statement(); }

    [[nodiscard]] std::int64_t scalar_of(engine::Work& work, lang::Verb verb) const {
        Self::check();
        lang::Clause words;
        lang::put_select(words, clauses_);
        lang::Clauses none;
        none.lifted = clauses_.lifted;
        lang::Statement around{verb, &meta::row_mapping<void>, &none};
        around.source = &words;
        return work.scalar(around);
    }
    auto all_of(engine::Work& work) const {
        using Row = row_of<Self>;
        std::vector<Row> rows;
        auto next = [](void* context) -> void* {
            return &static_cast<std::vector<Row>*>(context)->emplace_back(orm::make_blank<Row>());
        };
        auto reserve = [](void* context, std::size_t count) {
            static_cast<std::vector<Row>*>(context)->reserve(count);
        };
        work.fetch(statement(), {&rows, next, reserve}, -1);
        return rows;
    }
    auto first_of(engine::Work& work) const {
        using Row = row_of<Self>;
        Self limited = self();
        if (limited.clauses_.limit != 0)
            limited.clauses_.limit = 1;
        std::optional<Row> row(orm::make_blank<Row>());
        if (limited.SelectRows::read(work, *row) == 0)
            row.reset();
        return row;
    }
    auto one_of(engine::Work& work) const {
        auto row = at_most_one_of(work);
        if (!row)
            throw NoResultFound("rowan: one() of a select found no row");
        return row_of<Self>(std::move(*row));
    }
    auto at_most_one_of(engine::Work& work) const {
        using Row = row_of<Self>;
        std::optional<Row> row(orm::make_blank<Row>());
        std::int64_t count = read(work, *row);
        if (count > 1)
            throw MultipleResultsFound("rowan: one() of a select found more than one row");
        if (count == 0)
            row.reset();
        return row;
    }
    /// Reads the first of at most two rows.
    template <typename Row>
    std::int64_t read(engine::Work& work, Row& row) const {
        void* target = &row;
        auto next = [](void* context) {
            return std::exchange(*static_cast<void**>(context), nullptr);
        };
        return work.fetch(statement(), {&target, next}, 2);
    }
};

} // namespace rowan::orm
