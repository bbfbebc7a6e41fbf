// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/insert_all.hpp>
#include <rowan/engine/joined_rows.hpp>
#include <rowan/engine/loading_cursor.hpp>
#include <rowan/engine/plan.hpp>
#include <rowan/engine/unit_of_work.hpp>
#include <rowan/engine/update_all.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::engine {

/// The implementation of Work.
class SessionWork final : public Work {
  public:
    SessionWork(Database& database, const TransactionOptions& options)
        : SessionWork(database, options, Followed{}, database.settings()->get()) {}
    /// On a replica that has the commits of its primary. Throws OperationalError if it lags behind
    /// or can't be reached.
    SessionWork(Database& replica, const TransactionOptions& options, Followed followed)
        : SessionWork(replica, options, std::move(followed), replica.settings()->get()) {
        state_->take_connection();
    }
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

    std::int64_t fetch(const lang::Statement& bare, RowTarget target, std::int64_t most) override {
        flush_before_statement();
        FilteredStatement filtered = under_filters(bare);
        const lang::Statement& statement = *filtered;
        bool selects = statement.verb == lang::Verb::query || statement.verb == lang::Verb::select;
        bool reads = (selects && statement.clauses->lock == 0) ||
                     (statement.verb == lang::Verb::raw && statement.raw->reads);
        Purpose purpose = reads ? Purpose::read : Purpose::write;
        return run(statement, purpose, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            std::int64_t rows = 0;
            if (statement.related && statement.related->repeats) {
                JoinedRows joined(statement, target);
                while (rows != most && execution->step())
                    rows += joined.take(*execution) ? 1 : 0;
                return rows;
            }
            bool single = execution.cached().whole_key;
            // Where nobody can tell how many rows come, room is made for as many as last time once
            // the first eighth of them has come: a large result is hardly ever moved, a small one
            // wastes little.
            std::int64_t before = target.reserve ? execution.cached().rows : 0;
            std::int64_t reserve_at = before >= few ? before / 8 : -1;
            while (rows != most && execution->step()) {
                if (rows == 0 && target.reserve && execution->rows() >= few) {
                    target.reserve(target.context, static_cast<std::size_t>(execution->rows()));
                    reserve_at = -1;
                } else if (rows == reserve_at) {
                    target.reserve(target.context, static_cast<std::size_t>(before + before / 16));
                }
                if (void* object = target.next(target.context)) {
                    if (statement.related)
                        read_joined(*execution, statement, object);
                    else
                        execution.read_row(object);
                }
                ++rows;
                if (single)
                    break;
            }
            if (target.reserve)
                execution.found(rows);
            return rows;
        });
    }
    Owned<Cursor> open(const lang::Statement& statement) override {
        flush_before_statement();
        FilteredStatement filtered = under_filters(statement);
        return Owned<Cursor>(new StreamCursor(state_, *filtered, filtered.filters()));
    }
    Owned<Cursor> open(const lang::Statement& statement, const Loads& loads) override {
        flush_before_statement();
        return Owned<Cursor>(new LoadingCursor(state_, statement, loads,
                                               filters_.without(statement.clauses->lifted)));
    }
    void load(const Loads& loads, const meta::ListObjects& objects, std::uint64_t lifted) override {
        ObjectList list;
        for (std::size_t i = 0; i < objects.count; ++i)
            list.push_back(objects[i]);
        load(loads, list.data(), list.size(), lifted);
    }
    void load(const Loads& loads, void* const* objects, std::size_t count,
              std::uint64_t lifted) override {
        flush_before_statement();
        load_relations(*state_, loads.tree(), ObjectList(objects, objects + count),
                       filters_.without(lifted));
        if (tracker_)
            tracker_->loaded({objects, count});
    }
    std::int64_t scalar(const lang::Statement& statement) override {
        flush_before_statement();
        std::int64_t value = 0;
        FilteredStatement filtered = under_filters(statement);
        run(*filtered, Purpose::read, nullptr, [&](Execution& execution) {
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
        flush_before_statement();
        FilteredStatement filtered = under_filters(statement);
        return run(*filtered, Purpose::write, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            execution->step();
            return state_->connection().connection->affected_rows();
        });
    }

    void insert(const meta::Mapping& mapping, void* object, bool constant) override {
        if (flushed(object))
            return;
        lang::Statement statement{lang::Verb::insert, &mapping, nullptr,
                                  omitted_columns(mapping, object)};
        run(statement, Purpose::write, object, [&](Execution& execution) {
            insert_one(*state_, execution, object, constant);
            return std::int64_t{1};
        });
    }
    void insert_all(const meta::Mapping& mapping, RowSource source, bool constant) override {
        if (void* first = source.next(source.context))
            InsertAll(*state_, mapping, constant).run(first, source);
    }
    std::int64_t insert_by(const lang::Statement& statement, const void* object,
                           RowTarget target) override {
        if (is_tracked(object))
            throw InvalidQuery("rowan: insert() of a tracked object inserts its row and nothing "
                               "else; give a copy of it to on_conflict() or returning()");
        flush_before_statement();
        lang::Statement own = statement;
        own.omitted = omitted_columns(*own.mapping, object);
        return run(own, Purpose::write, object, [&](Execution& execution) {
            execution->bind_row(*own.mapping, execution.cached().bound, object);
            execution.bind_conflict();
            std::int64_t rows = 0;
            for (; execution->step() && own.rows; ++rows)
                execution.read_row(target.next(target.context));
            return rows;
        });
    }
    bool update(const meta::Mapping& mapping, void* object, bool constant) override {
        if (flushed(object))
            return true;
        if (mapping.generated != meta::no_column && is_unset(mapping, mapping.generated, object))
            return false;
        lang::Statement statement{lang::Verb::update_row, &mapping};
        return run(statement, Purpose::write, object, [&](Execution& execution) {
                   execution->bind_row(mapping, execution.cached().bound, object);
                   std::int64_t version = bind_version(mapping, execution, object);
                   execution->step();
                   std::int64_t rows = state_->connection().connection->affected_rows();
                   if (rows > 0 && mapping.version != meta::no_column && !constant)
                       write_integer(mapping, mapping.version, object, version);
                   return rows;
               }) > 0;
    }
    void update_all(const meta::Mapping& mapping, RowSource source, bool constant) override {
        flush_before_statement();
        // Tracked objects are written as they always are: by what was changed of them.
        struct Others {
            SessionWork& work;
            RowSource source;
        } others{*this, source};
        auto next = [](void* context) {
            auto& [work, all] = *static_cast<Others*>(context);
            void* object = all.next(all.context);
            while (object && work.flushed(object))
                object = all.next(all.context);
            return object;
        };
        UpdateAll(*state_, *this, mapping, constant).run({&others, next});
    }
    bool remove(const meta::Mapping& mapping, const void* object) override {
        if (is_tracked(object)) {
            tracker_->remove(const_cast<void*>(object));
            return true;
        }
        lang::Statement statement{lang::Verb::remove_row, &mapping};
        return run(statement, Purpose::write, object, [&](Execution& execution) {
                   execution->bind_row(mapping, execution.cached().bound, object);
                   execution->step();
                   return state_->connection().connection->affected_rows();
               }) > 0;
    }
    void add_filter(const lang::TableFilter& filter) override { filters_.add(filter); }
    void lift_filters(std::uint64_t names) override { filters_.lift(names); }
    [[nodiscard]] bool filters_see_other_rows(const meta::Mapping& mapping) const override {
        SharedFilters filters = filters_.without(0);
        return filters && std::ranges::any_of(*filters, [&](const lang::TableFilter& filter) {
                   return filter.mapping == &mapping && lang::has_wide_words(filter.condition);
               });
    }
    [[nodiscard]] bool tracks(const void* object) const override {
        return tracker_ && tracker_->tracks(object);
    }
    Tracker& tracker() override {
        if (!tracker_)
            tracker_ = std::make_unique<UnitOfWork>(*this);
        return *tracker_;
    }
    void execute(std::string_view sql) override {
        flush_before_statement();
        Visit visit(*state_, Purpose::write);
        state_->execute(std::string(sql));
    }
    void query(std::string_view sql, std::span<const types::Cell> values, std::size_t columns,
               CellSink sink) override {
        flush_before_statement();
        Visit visit(*state_, Purpose::read);
        state_->query(std::string(sql), values, columns, sink);
    }
    std::int64_t change_by(std::string_view sql, std::span<const types::Cell> values) override {
        flush_before_statement();
        Visit visit(*state_, Purpose::write);
        state_->query(std::string(sql), values, 0, {});
        return state_->connection().connection->affected_rows();
    }

    void hold() override { state_->hold(); }
    void autocommit(bool on) override { state_->autocommit(on); }
    void begin_to_write() override {
        state_->begin_to_write();
        Visit visit(*state_, Purpose::write);
    }
    void discard() noexcept override { state_->discard(); }

    void commit() override {
        tell(Event::before_commit);
        if (tracker_)
            tracker_->flush();
        state_->commit();
        if (tracker_)
            tracker_->committed();
        tell(Event::after_commit);
    }
    [[nodiscard]] std::uint64_t commits() const override { return state_->commits(); }
    void rollback() override {
        bool was_open = in_transaction();
        roll_back();
        if (was_open)
            tell(Event::after_rollback);
    }
    void roll_back() {
        struct Telling {
            UnitOfWork* tracker;
            ~Telling() {
                if (tracker)
                    tracker->rolled_back();
            }
        } telling{tracker_.get()};
        state_->rollback();
    }
    std::uint64_t savepoint() override {
        bool own = tracker_ && !tracker_->is_busy();
        if (own)
            tracker_->flush();
        Visit visit(*state_, Purpose::write);
        std::uint64_t number = state_->make_savepoint();
        if (own)
            tracker_->savepoint_made(number);
        return number;
    }
    void release_savepoint(std::uint64_t number) override { end_savepoint(number, true); }
    void rollback_to_savepoint(std::uint64_t number) override { end_savepoint(number, false); }
    [[nodiscard]] bool in_transaction() const override { return state_->in_transaction(); }
    [[nodiscard]] const lang::Dialect& dialect() const override {
        return state_->database().dialect();
    }
    [[nodiscard]] std::string explain(const lang::Statement& statement) override {
        FilteredStatement filtered = under_filters(statement);
        lang::Statement own = *filtered;
        own.explain = true;
        Plan plan(state_->database().dialect().explain_columns);
        run(own, Purpose::read, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            while (execution->step())
                plan.add(*execution);
            return std::int64_t{0};
        });
        return std::move(plan.text);
    }
    [[nodiscard]] std::string text_of(const lang::Statement& statement) const override {
        FilteredStatement filtered = under_filters(statement);
        return state_->database().text_of(*filtered, lang::ShapeParts(*filtered));
    }

  private:
    static constexpr std::int64_t few = 512; ///< Rows for which no room is made beforehand.

    SessionWork(Database& database, const TransactionOptions& options, Followed followed,
                Settings settings)
        : state_(new SessionState(database, options, std::move(followed))),
          filters_(std::move(settings.filters)), told_(std::move(settings.listeners)) {
        listeners_ = told_.get();
    }

    void tell(Event event) {
        if (listeners_)
            listeners_->tell(event, nullptr, *this, nullptr);
    }
    [[nodiscard]] FilteredStatement under_filters(const lang::Statement& statement) const {
        return {statement, filters_.without(statement.clauses ? statement.clauses->lifted : 0)};
    }

    void end_savepoint(std::uint64_t number, bool keep) {
        bool own = tracker_ && !tracker_->is_busy();
        if (own && keep)
            tracker_->flush();
        state_->end_savepoint(number, keep);
        if (own)
            tracker_->savepoint_ended(number, keep);
    }
    /// What the program asks the database for has in it what it has done to objects.
    void flush_before_statement() {
        if (tracker_)
            tracker_->before_statement();
    }
    [[nodiscard]] bool is_tracked(const void* object) const {
        return tracks(object) && !tracker_->is_busy();
    }
    /// Writes a tracked object as the tracker does; false if it is not tracked.
    bool flushed(const void* object) {
        if (!is_tracked(object))
            return false;
        tracker_->flush();
        return true;
    }
    /// Runs `body`, as run_statement() says.
    template <typename Body>
    std::int64_t run(const lang::Statement& statement, Purpose purpose, const void* object,
                     Body body) {
        return run_statement(*state_, statement, purpose, object, body);
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
    Shared<SessionState> state_;
    SessionFilters filters_;
    std::shared_ptr<const ListenerList> told_;
    std::unique_ptr<UnitOfWork> tracker_; ///< Only if the session tracks objects.
};

inline Owned<Work> Database::open_work(const TransactionOptions& options) {
    pool_.check_open();
    return Owned<Work>(new SessionWork(*this, options));
}

} // namespace rowan::engine
