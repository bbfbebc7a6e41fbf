// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/row_target.hpp>
#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/returning.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace rowan::orm {

/// The rows of a query, to be changed by a statement that returns what they are then.
template <typename Entity, typename Row>
class Returning {
  public:
    Returning(engine::Work& work, lang::Clauses clauses)
        : work_(&work), clauses_(std::move(clauses)) {}

    /// Updates the rows and returns what they are now. Throws NotSupported on MySQL and Firebird.
    template <typename... Assignments>
    std::vector<Row> update(const Assignments&... assignments) const {
        static_assert(sizeof...(Assignments) > 0, "rowan: update() needs \"column\"_col = value");
        lang::Clauses changing = clauses_;
        (lang::add_set<Entity>(changing.set, assignments), ...);
        return run(lang::Verb::update, changing);
    }
    /// Deletes the rows and returns what they were. Throws NotSupported on Firebird.
    std::vector<Row> remove() const { return run(lang::Verb::remove, clauses_); }

  private:
    std::vector<Row> run(lang::Verb verb, const lang::Clauses& clauses) const {
        std::vector<Row> rows;
        lang::Statement statement{verb, &meta::mapping<Entity>, &clauses};
        statement.rows = &lang::returned_mapping<Entity, Row>();
        work_->fetch(statement, into(rows), -1);
        return rows;
    }

    engine::Work* work_;
    lang::Clauses clauses_;
};

} // namespace rowan::orm
