// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/stream_cursor.hpp>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// The implementation of Work.
class SessionWork final : public Work {
  public:
    SessionWork(Database& database, const TransactionOptions& options)
        : state_(new SessionState(database, options)) {}
    SessionWork(const SessionWork&) = delete;
    SessionWork& operator=(const SessionWork&) = delete;
    ~SessionWork() override {
        try {
            state_->rollback();
        } catch (const std::exception&) {
            // A connection that can't roll back is thrown away by the pool, and its transaction
            // with it.
        }
    }

    std::int64_t fetch(const lang::Statement& statement, RowTarget target,
                       std::int64_t most) override {
        return run(statement, false, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            std::int64_t rows = 0;
            bool single = execution.cached().whole_key;
            while (rows != most && execution->step()) {
                if (void* object = target.next(target.context))
                    execution->read_row(*statement.mapping, object);
                ++rows;
                if (single)
                    break;
            }
            return rows;
        });
    }
    Owned<Cursor> open(const lang::Statement& statement) override {
        return Owned<Cursor>(new StreamCursor(state_, statement));
    }
    std::int64_t scalar(const lang::Statement& statement) override {
        std::int64_t value = 0;
        run(statement, false, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            types::Cell cell;
            if (execution->step())
                execution->read(0, cell);
            value = cell.integer;
            return std::int64_t{1};
        });
        return value;
    }
    std::int64_t change(const lang::Statement& statement) override {
        return run(statement, true, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            execution->step();
            return state_->connection().connection->affected_rows();
        });
    }

    void insert(const meta::Mapping& mapping, void* object, bool constant) override {
        lang::Statement statement{lang::Verb::insert, &mapping, nullptr,
                                  omitted_columns(mapping, object)};
        run(statement, true, object, [&](Execution& execution) {
            insert_with(execution, object, constant);
            return std::int64_t{1};
        });
    }
    void insert_all(const meta::Mapping& mapping, RowSource source, bool constant) override;
    bool update(const meta::Mapping& mapping, void* object, bool constant) override {
        if (mapping.generated != meta::no_column && is_unset(mapping, mapping.generated, object))
            return false;
        lang::Statement statement{lang::Verb::update_row, &mapping};
        return run(statement, true, object, [&](Execution& execution) {
                   execution->bind_row(mapping, execution.cached().bound, object);
                   std::int64_t version = bind_version(mapping, execution, object);
                   execution->step();
                   std::int64_t rows = state_->connection().connection->affected_rows();
                   if (rows > 0 && mapping.version != meta::no_column && !constant)
                       write_integer(mapping, mapping.version, object, version);
                   return rows;
               }) > 0;
    }
    bool remove(const meta::Mapping& mapping, const void* object) override {
        lang::Statement statement{lang::Verb::remove_row, &mapping};
        return run(statement, true, object, [&](Execution& execution) {
                   execution->bind_row(mapping, execution.cached().bound, object);
                   execution->step();
                   return state_->connection().connection->affected_rows();
               }) > 0;
    }
    void execute(std::string_view sql) override {
        Visit visit(*state_, true);
        state_->execute(std::string(sql));
    }

    void commit() override { state_->commit(); }
    [[nodiscard]] std::uint64_t commits() const override { return state_->commits(); }
    void rollback() override { state_->rollback(); }
    std::uint64_t savepoint() override {
        Visit visit(*state_, true);
        return state_->make_savepoint();
    }
    void release_savepoint(std::uint64_t number) override { state_->end_savepoint(number, true); }
    void rollback_to_savepoint(std::uint64_t number) override {
        state_->end_savepoint(number, false);
    }
    [[nodiscard]] bool in_transaction() const override { return state_->in_transaction(); }
    [[nodiscard]] const lang::Dialect& dialect() const override {
        return state_->database().dialect();
    }
    [[nodiscard]] std::string text_of(const lang::Statement& statement) const override {
        return state_->database().text_of(statement, lang::ShapeParts(statement));
    }

  private:
    /// Runs `body`, which returns a number of rows; reports it and turns a driver's error into
    /// ours.
    template <typename Body>
    std::int64_t run(const lang::Statement& statement, bool writes, const void* object, Body body) {
        Visit visit(*state_, writes);
        Stopwatch watch(state_->database());
        Execution execution(state_->database(), state_->connection(), statement);
        try {
            std::int64_t rows = body(execution);
            watch.report(execution, object, rows);
            return rows;
        } catch (const DriverError& error) {
            fail(*state_, execution, watch, error, object);
        } catch (const Error& error) {
            watch.report(execution, object, 0, error.what());
            throw;
        }
    }

    static const void* member_of(const meta::Mapping& mapping, std::uint16_t column,
                                 const void* object) {
        return static_cast<const char*>(object) + mapping.offsets()[column];
    }
    /// Whether the member says nothing: NULL, or 0 in a key that the database generates.
    static bool is_unset(const meta::Mapping& mapping, std::uint16_t column, const void* object) {
        types::Cell cell;
        try {
            mapping.columns[column].codec->encode(member_of(mapping, column, object), cell);
        } catch (const types::ConversionError&) {
            return false; // binding the row says which column it is
        }
        return cell.kind == types::CellKind::null ||
               (mapping.columns[column].generated && cell.kind == types::CellKind::integer &&
                cell.integer == 0);
    }
    static std::uint64_t omitted_columns(const meta::Mapping& mapping, const void* object) {
        if (!mapping.has_omittable)
            return 0;
        std::uint64_t omitted = 0, bit = 1;
        for (std::size_t i = 0; i < mapping.columns.size(); ++i)
            if (mapping.columns[i].computed.empty() && mapping.columns[i].omittable()) {
                if (is_unset(mapping, static_cast<std::uint16_t>(i), object))
                    omitted |= bit;
                bit <<= 1;
            }
        return omitted;
    }
    static void write_integer(const meta::Mapping& mapping, std::uint16_t column, void* object,
                              std::int64_t value) {
        types::Cell cell;
        cell.set_integer(value);
        write(mapping, column, object, cell);
    }
    static void write(const meta::Mapping& mapping, std::uint16_t column, void* object,
                      const types::Cell& cell) {
        try {
            mapping.columns[column].codec->decode(
                static_cast<char*>(object) + mapping.offsets()[column], cell);
        } catch (const types::ConversionError& error) {
            throw DataError("rowan: " + std::string(mapping.table) + "." +
                            std::string(mapping.columns[column].name) +
                            ", which the database has set: " + error.what());
        }
    }
    /// Takes a generated key out of an object again, whose row was undone.
    static void unset_key(const meta::Mapping& mapping, void* object) {
        types::Cell cell;
        if (!mapping.columns[mapping.generated].codec->nullable)
            cell.set_integer(0);
        write(mapping, mapping.generated, object, cell);
    }
    /// Binds the version that an update writes: one more than the object's.
    static std::int64_t bind_version(const meta::Mapping& mapping, Execution& execution,
                                     const void* object) {
        if (mapping.version == meta::no_column)
            return 0;
        types::Cell cell;
        mapping.columns[mapping.version].codec->encode(member_of(mapping, mapping.version, object),
                                                       cell);
        cell.set_integer(cell.integer + 1);
        execution->bind(execution.cached().version_at, cell, false);
        return cell.integer;
    }
    /// Undoes what was done since the savepoint, if need be by giving up the whole transaction.
    void undo(std::uint64_t savepoint) noexcept {
        state_->after_error();
        if (!state_->in_transaction())
            return;
        try {
            state_->end_savepoint(savepoint, false);
        } catch (const Error&) {
            state_->abandon();
        }
    }
    /// Whether a generated key was written into the object.
    bool insert_with(Execution& execution, void* object, bool constant) {
        const meta::Mapping& mapping = *execution.statement().mapping;
        execution->bind_row(mapping, execution.cached().bound, object);
        bool row = execution->step();
        if (mapping.generated == meta::no_column || constant ||
            !is_unset(mapping, mapping.generated, object))
            return false;
        types::Cell key;
        if (row && execution.cached().returns_key)
            execution->read(0, key);
        else
            key.set_integer(state_->connection().connection->last_insert_id());
        write(mapping, mapping.generated, object, key);
        return true;
    }

    Shared<SessionState> state_;
};

inline void SessionWork::insert_all(const meta::Mapping& mapping, RowSource source, bool constant) {
    void* object = source.next(source.context);
    if (!object)
        return;
    Visit visit(*state_, true);
    std::uint64_t point = state_->make_savepoint();
    std::vector<void*> keyed; // objects that were given a key
    try {
        Stopwatch watch(state_->database());
        std::optional<Execution> execution;
        std::int64_t rows = 0;
        for (; object; object = source.next(source.context)) {
            std::uint64_t omitted = omitted_columns(mapping, object);
            if (!execution || execution->statement().omitted != omitted) {
                execution.reset();
                execution.emplace(state_->database(), state_->connection(),
                                  lang::Statement{lang::Verb::insert, &mapping, nullptr, omitted});
            }
            try {
                if (insert_with(*execution, object, constant))
                    keyed.push_back(object);
            } catch (const DriverError& error) {
                fail(*state_, *execution, watch, error, object);
            } catch (const Error& error) {
                watch.report(*execution, object, rows, error.what());
                throw;
            }
            (*execution)->reset();
            ++rows;
        }
        watch.report(*execution, nullptr, rows);
    } catch (...) {
        for (void* one : keyed)
            unset_key(mapping, one);
        undo(point);
        throw;
    }
    state_->end_savepoint(point, true);
}

inline Owned<Work> Database::open_work(const TransactionOptions& options) {
    pool_.check_open();
    return Owned<Work>(new SessionWork(*this, options));
}

} // namespace rowan::engine
