// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/render.hpp>

namespace rowan {

/// A SELECT that knows no database: it has a query's clauses and shows its text.
template <typename Entity>
class Select : public lang::ClauseCalls<Select<Entity>, Entity> {
  public:
    /// The text in a dialect, with placeholders for its values; `.view()` reads it.
    [[nodiscard]] constexpr lang::Text sql(const lang::Dialect& dialect) const {
        return text_of(lang::Verb::select, dialect);
    }
    /// The same of any statement with these clauses.
    [[nodiscard]] constexpr lang::Text text_of(lang::Verb verb,
                                               const lang::Dialect& dialect) const {
        lang::Text text(dialect);
        lang::render(text, {verb, &meta::mapping<Entity>, &clauses_});
        return text;
    }
    /// The UPDATE of these rows.
    template <typename... Assignments>
    [[nodiscard]] constexpr lang::Text update_sql(const lang::Dialect& dialect,
                                                  const Assignments&... assignments) const {
        Select changing = *this;
        (lang::add_set<Entity>(changing.clauses_.set, assignments), ...);
        return changing.text_of(lang::Verb::update, dialect);
    }
    /// The values of the conditions and the order, as they would be bound.
    [[nodiscard]] constexpr const lang::Clauses& clauses() const { return clauses_; }

  private:
    friend class lang::ClauseCalls<Select, Entity>;

    lang::Clauses clauses_;
};

/// A SELECT of a struct's table without a session, to read its SQL:
/// `select<User>().filter("name"_col == "alice").sql(rowan::lang::sqlite).view()`.
template <typename Entity>
[[nodiscard]] constexpr Select<Entity> select() {
    return {};
}

} // namespace rowan
