// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/database.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/sql/render.hpp>
#include <rowan/sql/render_wide.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Types and sizes of values, for errors and the echo: `text(36), NULL, integer`.
class Redacted {
  public:
    void add(const types::Cell& cell) {
        if (!text_.empty())
            text_ += ", ";
        text_ += types::kind_name(cell.kind);
        if (cell.kind == types::CellKind::text || cell.kind == types::CellKind::blob)
            text_ += "(" + std::to_string(cell.text.size()) + ")";
    }
    void add(const types::Parameters& values) {
        types::Cell cell;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values.get(i, cell);
            add(cell);
        }
    }
    void add_integer(std::int64_t) {
        types::Cell cell;
        cell.set_integer(0);
        add(cell);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// One run of a statement: takes it from the connection's cache (preparing it if it is new), and
/// gives it back at the end. The connection must be held meanwhile.
class Execution {
  public:
    Execution(Database& database, PooledConnection& connection, const lang::Statement& statement)
        : database_(&database), connection_(&connection), statement_(statement) {
        lang::ShapeParts shape(statement);
        cached_ = connection_->statements.take(shape);
        if (!cached_->prepared)
            prepare(database, shape);
    }
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;
    ~Execution() {
        if (cached_->prepared)
            cached_->prepared->reset();
        connection_->statements.give_back(cached_, keep_);
    }

    PreparedStatement* operator->() const { return cached_->prepared.get(); }
    PreparedStatement& operator*() const { return *cached_->prepared; }
    [[nodiscard]] const CachedStatement& cached() const { return *cached_; }
    [[nodiscard]] const lang::Statement& statement() const { return statement_; }
    /// Reads the current row into an object of the statement's mapping.
    void read_row(void* object) {
        if (statement_.verb == lang::Verb::raw && !cached_->placed)
            place(true);
        if (cached_->positions.empty())
            return cached_->prepared->read_row(
                statement_.rows ? *statement_.rows : *statement_.mapping, object);
        const reflect::Offsets offsets = statement_.mapping->offsets;
        for (std::size_t i = 0; i < cached_->positions.size(); ++i)
            read_column_at(*cached_->prepared, *statement_.mapping, i, cached_->positions[i],
                           static_cast<char*>(object) + offsets[i]);
    }
    /// Says that a select has run to its end.
    void found(std::int64_t rows) { cached_->rows = rows; }
    /// The statement goes with this run: it failed.
    void discard() { keep_ = false; }

    /// Binds the values of a query's clauses.
    void bind_clauses(bool copy) {
        const lang::Clauses& clauses = *statement_.clauses;
        if (statement_.related && statement_.related->each)
            return bind_ranked(clauses, copy);
        if (lang::cuts_first(statement_))
            return bind_cut(clauses, copy);
        if (cached_->listed) {
            bind_listed(copy);
        } else {
            bind(clauses.set.values, copy);
            bind_joins(copy);
            bind(clauses.where.values, copy);
        }
        if (statement_.verb == lang::Verb::update || statement_.verb == lang::Verb::remove)
            return;
        // Counting needs no order, so that its text has none.
        if (!cached_->listed && statement_.verb == lang::Verb::select &&
            clauses.order.values.size() > 0)
            bind_order(clauses, copy);
        bind_limit(clauses);
    }
    /// Binds the first of these values.
    void bind_first(const types::Parameters& values, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            bind(values, i, false);
    }
    /// Binds the values of what an insert does where its key is taken, behind those of its row.
    void bind_conflict() {
        index_ = cached_->bound.size();
        if (cached_->listed)
            return bind_listed(false);
        bind(statement_.clauses->set.values, false);
        bind(statement_.clauses->where.values, false);
    }
    void bind_integer(std::int64_t value) {
        types::Cell cell;
        cell.set_integer(value);
        cached_->prepared->bind(index_++, cell, false);
    }

  private:
    void prepare(Database& database, const lang::ShapeParts& shape) {
        const meta::Mapping& mapping = *statement_.mapping;
        try {
            if (lang::is_wide(statement_))
                write_wide(database.dialect());
            else
                cached_->sql = database.text_of(statement_, shape);
            cached_->prepared = connection_->connection->prepare(cached_->sql);
            if (statement_.explain) {
                cached_->prepared->expect_columns(database.dialect().explain_columns);
            } else if (statement_.rows) {
                cached_->prepared->expect(statement_.rows);
            } else if (statement_.verb == lang::Verb::raw) {
                place(false);
                if (cached_->positions.empty() && !mapping.columns.empty())
                    cached_->prepared->expect(&mapping);
            } else if (statement_.verb == lang::Verb::query) {
                if (cached_->positions.empty())
                    cached_->prepared->expect(&mapping);
            } else if (statement_.verb == lang::Verb::select) {
                cached_->prepared->expect(&mapping);
                if (statement_.related)
                    expect_beside(*statement_.related);
                else
                    cached_->whole_key = lang::names_whole_key(statement_);
            } else if (statement_.verb == lang::Verb::count ||
                       statement_.verb == lang::Verb::exists) {
                cached_->prepared->expect(nullptr);
            } else if (statement_.verb == lang::Verb::insert && !statement_.clauses) {
                cached_->generates_key = lang::generates_key(mapping, statement_.omitted);
                if (cached_->generates_key && database.dialect().keys_by_returning)
                    cached_->prepared->expect(nullptr);
            }
            list_bound(mapping);
        } catch (const DriverError& error) {
            std::string sql = std::move(cached_->sql);
            connection_->statements.give_back(cached_, false);
            connection_->note(error);
            if (database.echoes())
                database.echo({.sql = sql,
                               .parameters = {},
                               .duration = {},
                               .rows = 0,
                               .error = error.message});
            raise(error, {.sql = std::move(sql)});
        } catch (...) {
            connection_->statements.give_back(cached_, false);
            throw;
        }
    }
    /// Writes a statement with words of the select language, notes which value each placeholder is
    /// for, and which column each member of a struct is read from where that is not its own place.
    void write_wide(const lang::Dialect& dialect) {
        lang::Text text(dialect);
        lang::write_explain(text, statement_);
        lang::StatementWriter writer(text, statement_);
        writer.write();
        cached_->listed = true;
        cached_->sql = std::string(text.view());
        cached_->values.assign(writer.values().begin(), writer.values().end());
        cached_->before_limit = writer.values_before_limit();
        if (!writer.is_arranged())
            cached_->positions.assign(writer.positions().begin(), writer.positions().end());
    }
    /// Finds the columns of a text's rows for the members that are to take them: by their names,
    /// or one after the other where the members have none. Some databases tell the names when there
    /// is a row (`has_row`). Throws DriverError.
    void place(bool has_row) {
        const meta::Mapping& mapping = *statement_.mapping;
        if (mapping.columns.empty()) {
            cached_->placed = true;
            return;
        }
        std::vector<std::string> names = cached_->prepared->column_names();
        bool by_name = !mapping.entity.empty();
        if (names.empty() && has_row && by_name)
            cannot_place("this driver doesn't tell the names of columns; read the rows into a "
                         "std::tuple");
        if (names.empty() && !has_row)
            return;
        cached_->placed = true;
        if (!by_name) {
            if (!names.empty() && names.size() != mapping.columns.size())
                cannot_place("the statement has " + std::to_string(names.size()) +
                             " columns, its rows are read into " +
                             std::to_string(mapping.columns.size()));
            return;
        }
        for (const meta::MappedColumn& column : mapping.columns) {
            auto found = std::find(names.begin(), names.end(), column.name);
            if (found == names.end())
                cannot_place("the statement has no column '" + std::string(column.name) +
                             "' for the member of " + std::string(mapping.entity));
            if (std::find(found + 1, names.end(), column.name) != names.end())
                cannot_place("the statement has two columns '" + std::string(column.name) +
                             "'; name one of them by AS");
            cached_->positions.push_back(static_cast<std::uint16_t>(found - names.begin()));
        }
    }
    [[noreturn]] static void cannot_place(const std::string& why) {
        throw DriverError{ErrorKind::programming, why};
    }
    void expect_beside(const lang::Related& related) {
        if (related.relation && related.relation->through.table)
            cached_->prepared->expect_beside(*related.relation->through.table,
                                             related.relation->through.to_source);
        for (const lang::Join& join : related.joins) {
            const meta::Mapping& target = *join.relation->target;
            std::vector<std::uint16_t> all(target.columns.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] = static_cast<std::uint16_t>(i);
            cached_->prepared->expect_beside(target, all);
            if (const meta::Mapping* through = join.relation->through.table)
                cached_->prepared->expect_beside(*through, through->key);
        }
    }
    /// Of a select that numbers its rows, the order stands before the conditions.
    void bind_ranked(const lang::Clauses& clauses, bool copy) {
        if (cached_->listed) {
            bind_listed(copy);
        } else {
            bind_order(clauses, copy);
            bind(clauses.where.values, copy);
        }
        std::int64_t before = clauses.offset >= 0 ? clauses.offset : 0;
        if (clauses.offset >= 0)
            bind_integer(before);
        if (clauses.limit >= 0)
            bind_integer(clauses.limit > INT64_MAX - before ? INT64_MAX : before + clauses.limit);
    }
    /// Of a select that cuts its own rows first, what is joined comes behind them, and the order
    /// once more.
    void bind_cut(const lang::Clauses& clauses, bool copy) {
        if (cached_->listed) {
            bind_listed(copy, 0, cached_->before_limit);
            bind_limit(clauses);
            return bind_listed(copy, cached_->before_limit, cached_->values.size());
        }
        bind(clauses.where.values, copy);
        bind_order(clauses, copy);
        bind_limit(clauses);
        bind_joins(copy);
        bind_order(clauses, copy);
    }
    void bind_order(const lang::Clauses& clauses, bool copy) {
        lang::each_order_value(clauses.order, database_->dialect(),
                               [&](std::size_t i) { bind(clauses.order.values, i, copy); });
    }
    void bind_limit(const lang::Clauses& clauses) {
        bool offset_first = database_->dialect().limit == lang::Limit::offset_then_fetch;
        if (offset_first && clauses.offset >= 0)
            bind_integer(clauses.offset);
        if (clauses.limit >= 0)
            bind_integer(clauses.limit);
        if (!offset_first && clauses.offset >= 0)
            bind_integer(clauses.offset);
    }
    void list_bound(const meta::Mapping& mapping) {
        auto& bound = cached_->bound;
        if (statement_.verb == lang::Verb::insert) {
            lang::InsertColumns columns(mapping, statement_.omitted);
            for (std::size_t i = 0; i < mapping.columns.size(); ++i)
                if (columns.writes(i))
                    bound.push_back(static_cast<std::uint16_t>(i));
        }
        if (statement_.verb == lang::Verb::update_row)
            for (std::size_t i = 0; i < mapping.columns.size(); ++i)
                if (lang::is_updated(mapping.columns[i])) {
                    if (i == mapping.version)
                        cached_->version_at = bound.size();
                    bound.push_back(static_cast<std::uint16_t>(i));
                }
        if (statement_.verb == lang::Verb::update_row ||
            statement_.verb == lang::Verb::remove_row) {
            bound.insert(bound.end(), mapping.key.begin(), mapping.key.end());
            if (mapping.version != meta::no_column)
                bound.push_back(mapping.version);
        }
    }
    /// Binds the values of filters of what is joined.
    void bind_joins(bool copy) {
        if (statement_.related)
            for (const lang::Join& join : statement_.related->joins)
                for (const lang::TableFilter& filter : statement_.filters)
                    if (lang::is_about(filter, join))
                        bind(filter.condition.values, copy);
    }
    /// Binds the value of each placeholder that the writer has listed.
    void bind_listed(bool copy) { bind_listed(copy, 0, cached_->values.size()); }
    void bind_listed(bool copy, std::size_t first, std::size_t end) {
        lang::each_listed(
            statement_, std::span(cached_->values).subspan(first, end - first),
            [&](const types::Parameters& values, std::size_t i) { bind(values, i, copy); });
    }
    void bind(const types::Parameters& values, bool copy) {
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(values, i, copy);
    }
    void bind(const types::Parameters& values, std::size_t i, bool copy) {
        types::Cell cell;
        values.get(i, cell);
        try {
            cached_->prepared->bind(index_++, cell, copy);
        } catch (const types::ConversionError& error) {
            throw DataError("rowan: value " + std::to_string(index_) +
                                " of the statement: " + error.what(),
                            {.sql = cached_->sql});
        }
    }

    Database* database_;
    PooledConnection* connection_;
    lang::Statement statement_;
    CachedStatement* cached_;
    std::size_t index_ = 0;
    bool keep_ = true;
};

} // namespace rowan::engine
