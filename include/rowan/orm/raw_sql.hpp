// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/default_session.hpp>
#include <rowan/orm/model.hpp>
#include <rowan/orm/row_iterator.hpp>
#include <rowan/orm/row_target.hpp>
#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/check_raw.hpp>

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan {

namespace orm {

template <typename Row>
inline constexpr bool can_take_a_row = meta::is_row<Row>;

template <typename Row>
consteval void check_row() {
    ROWAN_CHECK((can_take_a_row<Row>),
                "rowan: sql<>(): rows are read into a value, a std::tuple of values, or a struct "
                "whose members are all values. docs/errors.md#E142",
                "rowan: sql<>(): no row can be read into ", reflect::type_name<Row>(),
                "; take a value, a std::tuple of values, or a struct whose members are all values. "
                "docs/errors.md#E142");
}
} // namespace orm

template <typename Row>
class RawRows;

/// An SQL statement that was written by hand, with its values: made by `rowan::sql<"…">()`. Nothing
/// is sent before one of its calls; each runs it again. Must not outlive its session.
///
/// `Row` is a single value, a `std::tuple` of values, or a struct, whose members are read from the
/// columns of their names. All calls throw ProgrammingError where columns and `Row` don't fit,
/// DataError for a value that can't be what it is read into, and what the database says.
class RawQuery {
  public:
    RawQuery(Session& session, const lang::RawText& text, lang::Clauses values)
        : work_(&session.work()), text_(&text), values_(std::move(values)) {
        if (text.has_question && !lang::shares_places(work_->dialect()))
            throw InvalidQuery("rowan: sql<>(): this database would take the '?' for a value; "
                               "write :name");
    }

    /// All rows.
    template <typename Row>
    [[nodiscard]] std::vector<Row> all() const {
        orm::check_row<Row>();
        std::vector<Row> rows;
        work_->fetch(statement<Row>(), orm::into(rows), -1);
        return rows;
    }
    /// The first row, or nothing.
    template <typename Row>
    [[nodiscard]] std::optional<Row> first() const {
        std::optional<Row> row(std::in_place, orm::Blank<Row>{});
        if (read(&*row, 1) == 0)
            row.reset();
        return row;
    }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    template <typename Row>
    [[nodiscard]] Row one() const {
        std::optional<Row> row = one_or_none<Row>();
        if (!row)
            throw NoResultFound("rowan: one() of sql<>() found no row");
        return std::move(*row);
    }
    /// The only row, or nothing. Throws MultipleResultsFound.
    template <typename Row>
    [[nodiscard]] std::optional<Row> one_or_none() const {
        std::optional<Row> row(std::in_place, orm::Blank<Row>{});
        std::int64_t count = read(&*row, 2);
        if (count > 1)
            throw MultipleResultsFound("rowan: one() of sql<>() found more than one row");
        if (count == 0)
            row.reset();
        return row;
    }
    /// Runs a statement whose rows nobody reads; returns how many it matched, if it changes rows.
    std::int64_t execute() const { return work_->change(statement<void>()); }
    /// The text as the database gets it.
    [[nodiscard]] std::string sql() const { return work_->text_of(statement<void>()); }
    /// How the database would run the statement, which does not run. Throws NotSupported where it
    /// can't be asked, and what the database says of a statement that has no plan.
    [[nodiscard]] std::string explain() const { return work_->explain(statement<void>()); }

    /// Rows that are read one by one, `for (const Row& row : query.rows<Row>())`: memory does not
    /// grow with their number.
    template <typename Row>
    [[nodiscard]] RawRows<Row> rows() const {
        orm::check_row<Row>();
        return RawRows<Row>(*this);
    }

  private:
    template <typename Row>
    friend class RawRows;

    template <typename Row>
    [[nodiscard]] lang::Statement statement() const {
        return {lang::Verb::raw, &meta::row_mapping<Row>, &values_, 0, text_};
    }
    template <typename Row>
    std::int64_t read(Row* row, std::int64_t most) const {
        orm::check_row<Row>();
        void* target = row;
        return work_->fetch(statement<Row>(), {&target, engine::next_of_one}, most);
    }

    engine::Work* work_;
    const lang::RawText* text_;
    lang::Clauses values_;
};

/// The rows of a statement; each loop runs it again.
template <typename Row>
class RawRows {
  public:
    explicit RawRows(const RawQuery& query) : query_(query) {}

    [[nodiscard]] orm::RowIterator<Row> begin() const {
        return orm::RowIterator<Row>(query_.work_->open(query_.statement<Row>()));
    }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  private:
    RawQuery query_;
};

/// A statement written by hand: `sql<"SELECT … WHERE user = :user AND n > :n">(session, user, n)`.
/// The compiler checks that there is one value for each `:name`, in the order of the names' first
/// coming, or by their names (`"n"_col = 5`). Values are bound, whatever is in them. Strings,
/// comments, `::type` and the like hold no parameters; `\:` is a colon. Throws DataError for a
/// value that has no form in a database, InvalidQuery for a `?` outside of PostgreSQL.
template <FixedString Sql, typename... Values>
[[nodiscard]] RawQuery sql(Session& session, const Values&... values) {
    lang::Clauses clauses;
    if constexpr (lang::check_raw<Sql, Values...>())
        lang::put_raw_values<Sql>(clauses.where, session.work().dialect(), values...);
    return RawQuery(session, lang::raw_text<Sql>, std::move(clauses));
}
/// The same on this thread's default session.
template <FixedString Sql, typename... Values>
requires(!orm::starts_with_session<Values...>) [[nodiscard]] RawQuery sql(const Values&... values) {
    return sql<Sql>(default_session(), values...);
}

} // namespace rowan
