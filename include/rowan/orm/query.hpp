// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/query_errors.hpp>
#include <rowan/engine/query_parts.hpp>
#include <rowan/orm/default_session.hpp>
#include <rowan/orm/dict_query.hpp>
#include <rowan/orm/load.hpp>
#include <rowan/orm/page.hpp>
#include <rowan/orm/returning.hpp>
#include <rowan/orm/row_iterator.hpp>
#include <rowan/orm/row_target.hpp>
#include <rowan/sql/clause_calls.hpp>
#include <rowan/sql/describe_values.hpp>
#include <rowan/sql/dictionary.hpp>
#include <rowan/sql/lock.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan {

template <typename Entity>
class Query;

/// A query whose rows become objects that the session tracks: one for each row, the one that it
/// tracks already where there is one, which then stays as it is.
template <typename Entity>
class TrackedQuery {
  public:
    explicit TrackedQuery(Query<Entity> query) : query_(std::move(query)) { query_.tells_ = false; }

    /// All rows.
    [[nodiscard]] std::vector<std::shared_ptr<Entity>> all() const {
        std::vector<Entity> rows = query_.all();
        return query_.take(rows.data(), rows.size());
    }
    /// The first row, or nullptr.
    [[nodiscard]] std::shared_ptr<Entity> first() const { return take(query_.first()); }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] std::shared_ptr<Entity> one() const {
        Entity row = query_.one();
        return query_.take(&row, 1).front();
    }
    /// The only row, or nullptr. Throws MultipleResultsFound.
    [[nodiscard]] std::shared_ptr<Entity> one_or_none() const { return take(query_.one_or_none()); }

  private:
    [[nodiscard]] std::shared_ptr<Entity> take(std::optional<Entity> row) const {
        return row ? query_.take(&*row, 1).front() : nullptr;
    }

    Query<Entity> query_;
};

/// A SELECT of one struct's table: conditions are added by its calls, nothing is sent before one of
/// all(), first(), one(), one_or_none(), count(), exists(), update(), remove() or a loop. Each of
/// these runs it again. A value: copies are independent. Must not outlive its session.
template <typename Entity>
class Query : engine::QueryParts, public lang::ClauseCalls<Query<Entity>, Entity> {
    using Calls = lang::ClauseCalls<Query<Entity>, Entity>;

  public:
    explicit Query(Session& session) : QueryParts(session.work()) {}

    using Calls::filter_by;
    using Calls::narrow_by;
    /// Adds run-time conditions. Throws UnknownColumn and TypeMismatch.
    [[nodiscard]] Query filter_by(const Filters& filters) const& {
        return Query(*this).filter_by(filters);
    }
    [[nodiscard]] Query filter_by(const Filters& filters) && {
        narrow_by(filters);
        return std::move(*this);
    }
    void narrow_by(const Filters& filters) { lang::add_filters(clauses_.where, mapping, filters); }

    /// Loads a relation with the rows, by a statement of its own for every thousand keys or so:
    /// `.load<&User::jobs>()`; a path of several loads what they lead to, `.load<&User::jobs,
    /// &Job::tags>()`. A function narrows the rows: `.load<&User::jobs>([](auto jobs) { return
    /// jobs.filter("status"_col == "failed").order_by("id"_col).limit(3); })`; its limit and offset
    /// are for each row of the query.
    template <auto... Path, typename... Choose>
    [[nodiscard]] Query load(Choose... choose) const& {
        return Query(*this).template load<Path...>(std::move(choose)...);
    }
    template <auto... Path, typename... Choose>
    [[nodiscard]] Query load(Choose... choose) && {
        orm::add_load<Entity, Path...>(loads_, engine::LoadWay::apart, choose...);
        return std::move(*this);
    }
    /// Loads relations by the query's own statement, by joins: all rows of them, in no order of
    /// theirs. Of several that are to many, each row of one comes beside each of the others: take
    /// load(). Loops throw InvalidQuery if anything but BelongsTo is joined.
    template <auto... Path, typename... Choose>
    [[nodiscard]] Query load_joined(Choose... choose) const& {
        return Query(*this).template load_joined<Path...>(choose...);
    }
    template <auto... Path, typename... Choose>
    [[nodiscard]] Query load_joined(Choose... choose) && {
        orm::add_joined_load<Entity, Path...>(loads_, choose...);
        return std::move(*this);
    }

    /// The same query, which does not come under the filters of this name (rowan::add_filter), nor
    /// do the relations that it loads. Throws InvalidQuery if no filter is named so.
    [[nodiscard]] Query lift_filter(std::string_view name) const {
        Query query = *this;
        query.clauses_.lifted |= engine::filter_named(name);
        return query;
    }

    /// The rows as maps of these columns alone, whose names are known at run time only: `.columns(
    /// names).all()` gives what as_dict() does. Throws UnknownColumn, and InvalidQuery for none.
    template <typename Names = std::initializer_list<std::string_view>>
    [[nodiscard]] orm::DictQuery<Entity> columns(const Names& names) const {
        lang::AskedColumns asked;
        for (std::string_view name : names)
            lang::ask_column(asked, mapping, name);
        return {*work_, clauses_, lang::choose_columns(mapping, asked)};
    }

    /// Locks the rows that are read until the transaction ends, as an update would: others can
    /// neither change nor lock them. What is read begins a transaction. Options are rowan::nowait
    /// or rowan::skip_locked, and rowan::of<Entity> to lock none of the rows that are joined. What
    /// the database hasn't got is NotSupported when the query runs, as all of it is on SQLite.
    template <typename... Options>
    [[nodiscard]] Query for_update(Options...) const {
        return locked(lang::lock_update | lang::lock_flags<Entity, Options...>());
    }
    /// The same against changes alone: others can lock them so, too.
    template <typename... Options>
    [[nodiscard]] Query for_share(Options...) const {
        return locked(lang::lock_share | lang::lock_flags<Entity, Options...>());
    }

    /// The same query, whose objects the session tracks: `query<Job>(session).tracked().all()`.
    [[nodiscard]] TrackedQuery<Entity> tracked() const { return TrackedQuery<Entity>(*this); }

    /// All rows.
    [[nodiscard]] std::vector<Entity> all() const {
        std::vector<Entity> rows;
        read_all(kind, orm::into(rows));
        finish(kind, rows.data(), rows.size());
        return rows;
    }
    /// The first row, or nothing.
    [[nodiscard]] std::optional<Entity> first() const {
        std::optional<Entity> row(std::in_place, orm::Blank<Entity>{});
        if (!read_first(kind, __builtin_addressof(*row)))
            row.reset();
        return row;
    }
    /// The only row. Throws NoResultFound and MultipleResultsFound.
    [[nodiscard]] Entity one() const {
        Entity row = orm::make_blank<Entity>();
        read_one(kind, __builtin_addressof(row));
        return row;
    }
    /// The only row, or nothing. Throws MultipleResultsFound.
    [[nodiscard]] std::optional<Entity> one_or_none() const {
        std::optional<Entity> row(std::in_place, orm::Blank<Entity>{});
        if (!read_one_or_none(kind, __builtin_addressof(*row)))
            row.reset();
        return row;
    }
    /// The rows of page `number`, counted from 1, and how many rows there are in all: two
    /// statements. Throws InvalidQuery if order_by() leaves open which of two rows is first, and
    /// after limit() or offset().
    [[nodiscard]] Page<Entity> page(std::int64_t number, std::int64_t size) const {
        orm::check_page(clauses_, "page", size);
        std::int64_t before = orm::rows_before(number, size);
        lang::check_stable_order(mapping, clauses_.order, "page");
        Page<Entity> page{{}, number, size, count()};
        if (before < page.total)
            page.rows = this->limit(size).offset(before).all();
        return page;
    }
    /// The next `size` rows behind a cursor, which is the `next` of the page before, or empty for
    /// the first page. However far it goes, no row is read in vain, and rows that are inserted or
    /// deleted meanwhile move none to another page. The order has to be of columns alone, NULLs and
    /// directions as you like; the cursor holds the last row's values of them, so that anybody who
    /// is given it can read these. Throws InvalidQuery for what is no cursor of this order, if
    /// order_by() leaves open which of two rows is first, and after limit() or offset().
    [[nodiscard]] KeysetPage<Entity> after(std::string_view cursor, std::int64_t size) const {
        orm::check_page(clauses_, "after", size);
        Query behind = *this;
        lang::add_cursor(behind.clauses_.where, mapping, clauses_.order, work_->dialect(), cursor);
        behind.clauses_.limit = size + 1;
        KeysetPage<Entity> page{behind.all(), {}};
        if (static_cast<std::int64_t>(page.rows.size()) > size) {
            page.rows.pop_back();
            page.next = lang::write_cursor(mapping, clauses_.order, &page.rows.back());
        }
        return page;
    }
    /// How many rows there are.
    [[nodiscard]] std::int64_t count() const { return work_->scalar(statement(lang::Verb::count)); }
    /// Whether there is a row.
    [[nodiscard]] bool exists() const { return work_->scalar(statement(lang::Verb::exists)) != 0; }
    /// Sets columns of all rows that fulfil the conditions; returns how many they are. Throws
    /// InvalidQuery after limit(), offset() or order_by().
    template <typename... Assignments>
    std::int64_t update(const Assignments&... assignments) const {
        return work_->change(changing(assignments...).statement(lang::Verb::update));
    }
    /// Deletes all rows that fulfil the conditions; returns how many they were. Throws InvalidQuery
    /// after limit(), offset() or order_by().
    std::int64_t remove() const { return remove_rows(mapping); }
    /// Says that update() or remove() is to return columns of the rows that it changes, or the
    /// whole rows where none is named: `query.returning("id"_col).update("status"_col = "taken")`
    /// gives a std::vector of ids; of several columns, of std::tuple. Throws InvalidQuery after
    /// limit(), offset() or order_by().
    template <typename... Columns>
    [[nodiscard]] auto returning(Columns...) const {
        using Row = lang::ReturnedRow<Entity, lang::ReturnedColumns<Columns...>>;
        engine::check_changeable(clauses_, "returning");
        if (clauses_.lock != 0)
            engine::cannot_lock();
        return orm::Returning<Entity, Row>(*work_,
                                           lang::with_returned<Entity, Columns...>(clauses_));
    }
    /// The SELECT's text, with placeholders for its values.
    [[nodiscard]] std::string sql() const { return work_->text_of(selection()); }
    /// How the database would run the SELECT: its plan, in the database's own words. Throws
    /// NotSupported where it can't be asked.
    [[nodiscard]] std::string explain() const { return work_->explain(selection()); }
    /// The text of update() and of remove(), and how the database would run them.
    template <typename... Assignments>
    [[nodiscard]] std::string update_sql(const Assignments&... assignments) const {
        return work_->text_of(changing(assignments...).statement(lang::Verb::update));
    }
    template <typename... Assignments>
    [[nodiscard]] std::string explain_update(const Assignments&... assignments) const {
        return work_->explain(changing(assignments...).statement(lang::Verb::update));
    }
    [[nodiscard]] std::string remove_sql() const {
        return work_->text_of(statement(lang::Verb::remove));
    }
    [[nodiscard]] std::string explain_remove() const {
        return work_->explain(statement(lang::Verb::remove));
    }
    /// The SELECT's text and its values with their types, for a log or a test that fails. Mind that
    /// the values are there to be read.
    friend std::string to_string(const Query& query) {
        return lang::with_values(query.sql(), query.selection(), query.work_->dialect());
    }
    template <typename Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                        const Query& query) {
        return out << to_string(query);
    }

    using Iterator = orm::RowIterator<Entity>;

    /// Runs the query; memory does not grow with the number of rows.
    [[nodiscard]] Iterator begin() const {
        lang::Statement select = statement(lang::Verb::select);
        bool is_heard = engine::is_heard(*work_, Event::after_load, mapping, kind.hooks);
        return Iterator(loads_ ? work_->open(select, loads_) : work_->open(select), work_,
                        is_heard ? &kind : nullptr);
    }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  private:
    friend class TrackedQuery<Entity>;
    friend class lang::ClauseCalls<Query, Entity>;

    static constexpr const meta::Mapping& mapping = meta::mapping<Entity>;
    static constexpr const engine::RowKind& kind = orm::row_kind<Entity>;

    [[nodiscard]] Query locked(int flags) const {
        Query query = *this;
        query.clauses_.lock = static_cast<std::uint8_t>(flags);
        return query;
    }

    template <typename... Assignments>
    [[nodiscard]] Query changing(const Assignments&... assignments) const {
        static_assert(sizeof...(Assignments) > 0, "rowan: update() needs \"column\"_col = value");
        engine::check_changeable(clauses_, "update");
        Query query = *this;
        (lang::add_set<Entity>(query.clauses_.set, assignments), ...);
        return query;
    }

    /// Tracks rows that were read.
    [[nodiscard]] std::vector<std::shared_ptr<Entity>> take(Entity* rows, std::size_t count) const {
        return orm::take_tracked<Entity>(*work_, {rows, count, sizeof(Entity)});
    }

    [[nodiscard]] lang::Statement statement(lang::Verb verb) const {
        return QueryParts::statement(verb, mapping);
    }
    [[nodiscard]] lang::Statement selection() const { return QueryParts::selection(mapping); }
};

/// A query of any mapped struct, with or without the base `rowan::Model`.
template <typename Entity>
[[nodiscard]] Query<Entity> query(Session& session) {
    return Query<Entity>(session);
}
/// The same on this thread's default session.
template <typename Entity>
[[nodiscard]] Query<Entity> query() {
    return Query<Entity>(default_session());
}

} // namespace rowan
