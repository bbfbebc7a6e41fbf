// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/row_iterator.hpp>
#include <rowan/orm/session.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::orm {

/// The calls that run a select `Self`, whose rows become `Row`s.
template <typename Self, typename Row>
class SelectRows {
  public:
    using Iterator = RowIterator<Row>;

    /// All rows.
    [[nodiscard]] std::vector<Row> all() const { return all_of(work()); }
    [[nodiscard]] std::vector<Row> all(Session& session) const { return all_of(session.work()); }
    /// The first row, or nothing.
    [[nodiscard]] std::optional<Row> first() const { return first_of(work()); }
    [[nodiscard]] std::optional<Row> first(Session& session) const {
        return first_of(session.work());
    }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] Row one() const { return one_of(work()); }
    [[nodiscard]] Row one(Session& session) const { return one_of(session.work()); }
    /// The only row, or nothing. Throws MultipleResultsFound.
    [[nodiscard]] std::optional<Row> one_or_none() const { return at_most_one_of(work()); }
    [[nodiscard]] std::optional<Row> one_or_none(Session& session) const {
        return at_most_one_of(session.work());
    }
    /// The text, with placeholders for its values. Throws InvalidQuery for what the database has
    /// not, as do all calls that run it.
    [[nodiscard]] std::string sql() const { return work().text_of(statement()); }
    [[nodiscard]] std::string sql(Session& session) const {
        return session.work().text_of(statement());
    }
    /// Runs the select; memory does not grow with the number of rows.
    [[nodiscard]] Iterator begin() const { return Iterator(work().open(statement())); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  protected:
    explicit SelectRows(engine::Work* work) : work_(work) {}
    engine::Work* work_;
    lang::Clauses clauses_; ///< All words and values are in `where`.

  private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    [[nodiscard]] engine::Work& work() const { return work_ ? *work_ : default_session().work(); }
    [[nodiscard]] lang::Statement statement() const { return self().statement(); }

    std::vector<Row> all_of(engine::Work& work) const {
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
    std::optional<Row> first_of(engine::Work& work) const {
        Self limited = self();
        if (limited.clauses_.limit != 0)
            limited.clauses_.limit = 1;
        std::optional<Row> row(orm::make_blank<Row>());
        if (limited.SelectRows::read(work, *row) == 0)
            row.reset();
        return row;
    }
    Row one_of(engine::Work& work) const {
        std::optional<Row> row = at_most_one_of(work);
        if (!row)
            throw NoResultFound("rowan: one() of a select found no row");
        return std::move(*row);
    }
    std::optional<Row> at_most_one_of(engine::Work& work) const {
        std::optional<Row> row(orm::make_blank<Row>());
        std::int64_t count = read(work, *row);
        if (count > 1)
            throw MultipleResultsFound("rowan: one() of a select found more than one row");
        if (count == 0)
            row.reset();
        return row;
    }
    /// Reads the first of at most two rows.
    std::int64_t read(engine::Work& work, Row& row) const {
        void* target = &row;
        auto next = [](void* context) {
            return std::exchange(*static_cast<void**>(context), nullptr);
        };
        return work.fetch(statement(), {&target, next}, 2);
    }
};

} // namespace rowan::orm
