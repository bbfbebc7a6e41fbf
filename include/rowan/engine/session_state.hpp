// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/execution.hpp>
#include <rowan/engine/repeat_guard.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// The primary whose commits a replica's session has to see, and how long it waits for them.
struct Followed {
    Shared<Database> primary;
    std::chrono::milliseconds wait{0};
};

/// What a session enters its database for.
enum class Purpose : std::uint8_t { read, loop, write };

/// A session's connection and transaction; shared with its cursors, which may end after it.
class SessionState {
  public:
    SessionState(Database& database, const TransactionOptions& options, Followed followed = {})
        : database_(&database), options_(options), followed_(std::move(followed)) {}
    SessionState(const SessionState&) = delete;
    SessionState& operator=(const SessionState&) = delete;

    void retain() noexcept { ++holders_; }
    void release() noexcept {
        if (--holders_ == 0)
            delete this;
    }

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] PooledConnection& connection() { return *lease_; }
    [[nodiscard]] bool in_transaction() const { return transaction_ != 0; }
    /// Who counts this session's statements; nullptr if nobody asks for it.
    [[nodiscard]] RepeatGuard* repeats() {
        if (!repeats_ && database_->counts_repeats())
            repeats_ = std::make_unique<RepeatGuard>(*database_, database_->repeats());
        return repeats_.get();
    }

    /// Takes a connection if there is none, and begins a transaction before a write; before a read
    /// too, if the session was opened with options, and before a loop where the database reads row
    /// by row in transactions only. Throws OperationalError if the transaction is lost.
    void enter(Purpose purpose) {
        check_usable();
        bool writes = purpose == Purpose::write && !autocommit_;
        if (writes && options_.read_only && !sets_transaction())
            throw ReadOnly("rowan: a write in a session that was opened to read only");
        take_connection();
        check_shared_transaction();
        bool for_loop = purpose == Purpose::loop && database_->dialect().loops_in_transaction;
        bool for_read = !options_.empty() || lease_->reads_in_transaction;
        if (transaction_ == 0 && (writes || for_loop || for_read)) {
            begin();
            loops_only_ = for_loop && !for_read;
        }
        loops_only_ = loops_only_ && !writes;
    }
    /// Takes a connection if there is none. Throws OperationalError if it is to a replica that lags
    /// behind.
    void take_connection() {
        if (lease_)
            return;
        lease_ = Lease(database_->pool());
        if (!followed_.primary)
            return;
        bool reached = false;
        try {
            reached = followed_.primary->position().reached(*lease_, database_->dialect(),
                                                            followed_.wait);
        } catch (const DriverError& error) {
            lease_->note(error);
            leave();
            raise(error, {.sql = std::string(database_->dialect().position_reached)});
        }
        if (!reached) {
            leave();
            throw OperationalError("rowan: the replica has not got the last commits within " +
                                   std::to_string(followed_.wait.count()) + " ms");
        }
    }
    /// Gives the connection back if nothing holds it.
    void leave() noexcept {
        if (transaction_ == 0 && cursors_ == 0 && !held_)
            lease_ = Lease();
    }
    /// Keeps the connection until the session ends.
    void hold() {
        take_connection();
        held_ = true;
    }
    /// Whether writes stand alone. Throws InvalidQuery if a transaction is open.
    void autocommit(bool on) {
        if (transaction_ != 0)
            throw InvalidQuery("rowan: a transaction is open; commit it or roll it back first");
        autocommit_ = on;
    }
    /// Begins a transaction that writes for sure.
    void begin_to_write() { writes_for_sure_ = true; }
    /// The connection is thrown away when the session ends.
    void discard() noexcept {
        if (lease_)
            lease_->broken = true;
    }

    void commit() {
        check_usable();
        if (repeats_)
            repeats_->unit_ended();
        if (transaction_ == 0)
            return leave();
        check_shared_transaction();
        if (transaction_ == 0)
            return leave();
        try {
            perform("COMMIT", [](Connection& connection) { connection.commit(); });
        } catch (const ConnectionLost& lost) {
            commit_unknown(lost);
        }
        ++commits_;
        lease_->transaction = 0;
        forget_transaction();
        try {
            database_->position().note(*lease_, database_->dialect());
        } catch (const DriverError& error) {
            // It is committed: what readers then miss is less than an error here would spoil.
            lease_->note(error);
        }
        leave();
    }
    /// How many transactions were committed.
    [[nodiscard]] std::uint64_t commits() const { return commits_; }
    /// Ends the session's loops too: what they still had to read belonged to the transaction in
    /// most databases.
    void rollback() {
        failed_ = false;
        ++rollbacks_;
        if (repeats_)
            repeats_->unit_ended();
        bool open = transaction_ != 0 && lease_->transaction == transaction_;
        if (open)
            lose_transaction();
        forget_transaction();
        struct Leaving {
            SessionState& state;
            ~Leaving() { state.leave(); }
        } leaving{*this};
        if (open && !lease_->broken && lease_->connection->in_transaction())
            perform("ROLLBACK", [](Connection& connection) { connection.rollback(); });
    }
    /// How often the session's work was rolled back.
    [[nodiscard]] std::uint64_t rollbacks() const { return rollbacks_; }

    /// Makes a savepoint, returns its number: one that no session on this connection uses.
    std::uint64_t make_savepoint() {
        std::uint64_t number = ++lease_->savepoints;
        execute("SAVEPOINT " + savepoint_name(number));
        savepoints_.push_back(number);
        return number;
    }
    /// Ends a savepoint and those made after it. Throws Closed if it has ended already.
    void end_savepoint(std::uint64_t number, bool keep) {
        check_usable();
        if (transaction_ != 0)
            check_shared_transaction();
        auto found = std::find(savepoints_.begin(), savepoints_.end(), number);
        if (found == savepoints_.end())
            throw Closed("rowan: this savepoint ended with its transaction or with a savepoint "
                         "around it");
        savepoints_.erase(found, savepoints_.end());
        if (!keep)
            execute("ROLLBACK TO SAVEPOINT " + savepoint_name(number));
        execute("RELEASE SAVEPOINT " + savepoint_name(number));
    }

    /// Runs SQL without values. Throws the public errors.
    void execute(const std::string& sql) {
        perform(sql, [&](Connection& connection) { connection.execute(sql); });
        // A COMMIT may stand in the text, and DDL is one on MySQL.
        if (transaction_ != 0 && !lease_->connection->in_transaction()) {
            lease_->transaction = 0;
            forget_transaction();
        }
    }
    /// Reads the rows of SQL text. Throws the public errors.
    void query(const std::string& sql, std::span<const types::Cell> values, std::size_t columns,
               CellSink sink) {
        perform(sql, [&](Connection& connection) {
            std::unique_ptr<PreparedStatement> statement = connection.prepare(sql);
            statement->expect_columns(columns);
            for (std::size_t i = 0; i < values.size(); ++i)
                statement->bind(i, values[i], false);
            std::vector<types::Cell> cells(columns);
            while (statement->step()) {
                for (std::size_t i = 0; i < columns; ++i)
                    statement->read(i, cells[i]);
                sink.row(sink.context, cells);
            }
        });
    }

    /// Notes when the database has ended the transaction by itself, as after a full disk: nothing
    /// may be done as if it were open, until rollback().
    void after_error() {
        if (transaction_ == 0 || !lease_ ||
            (!lease_->broken && lease_->connection->in_transaction()))
            return;
        lose_transaction();
        forget_transaction();
        ++rollbacks_;
        failed_ = true;
    }
    /// Gives the transaction up where part of it should be undone and can't be.
    void abandon() noexcept {
        try {
            rollback();
        } catch (const Error&) {
            // The pool throws away a connection that can't roll back.
        }
        failed_ = true;
    }

    void cursor_opened() { ++cursors_; }
    void cursor_closed() noexcept {
        --cursors_;
        // Nothing was written: the pool rolls back what was begun for the loops.
        if (cursors_ == 0 && loops_only_)
            forget_transaction();
        leave();
    }

  private:
    void check_usable() const {
        if (failed_)
            throw OperationalError(
                "rowan: the database rolled this session's transaction back after "
                "an error; call rollback() before anything else");
    }
    /// Sessions of one thread share a database in memory, and its transaction: another one may have
    /// ended it.
    void check_shared_transaction() {
        if (transaction_ == 0 || lease_->transaction == transaction_)
            return;
        const auto& lost = lease_->lost;
        bool rolled_back = std::find(lost.begin(), lost.end(), transaction_) != lost.end();
        forget_transaction();
        if (rolled_back) {
            failed_ = true;
            check_usable();
        }
    }
    void begin() {
        bool joins = lease_->transaction != 0;
        if (options_.causal)
            perform("-- causal reads", [](Connection& connection) { connection.read_causally(); });
        lang::SetTransaction place = joins || options_.plain()
                                         ? lang::SetTransaction::nowhere
                                         : database_->dialect().set_transaction;
        if (place == lang::SetTransaction::before_begin)
            execute(set_transaction_text());
        if (!joins) {
            perform("BEGIN", [&](Connection& connection) {
                writes_for_sure_ ? connection.begin_to_write() : connection.begin();
            });
            lease_->transaction = ++lease_->transactions;
        }
        writes_for_sure_ = false;
        transaction_ = lease_->transaction;
        if (place == lang::SetTransaction::after_begin)
            execute(set_transaction_text());
    }
    [[nodiscard]] bool sets_transaction() const {
        return database_->dialect().set_transaction != lang::SetTransaction::nowhere;
    }
    [[nodiscard]] std::string set_transaction_text() const {
        constexpr std::string_view levels[] = {"", "READ UNCOMMITTED", "READ COMMITTED",
                                               "REPEATABLE READ", "SERIALIZABLE"};
        std::string_view level = levels[static_cast<std::size_t>(options_.isolation)];
        std::string text = "SET TRANSACTION ";
        if (!level.empty())
            text.append("ISOLATION LEVEL ").append(level);
        if (options_.read_only)
            text.append(level.empty() ? "READ ONLY" : ", READ ONLY");
        return text;
    }
    [[noreturn]] void commit_unknown(const ConnectionLost& lost) {
        rollback();
        throw CommitUnknown("rowan: the connection broke during COMMIT; the transaction may have "
                            "been kept or not",
                            {.sql = lost.sql(), .sqlstate = lost.sqlstate(), .code = lost.code()});
    }
    void lose_transaction() {
        if (database_->pool().is_shared())
            lease_->lost.push_back(transaction_);
        lease_->transaction = 0;
    }
    void forget_transaction() {
        transaction_ = 0;
        loops_only_ = false;
        savepoints_.clear();
    }
    static std::string savepoint_name(std::uint64_t number) {
        return "rowan_" + std::to_string(number);
    }

    /// Calls the connection, tells the echo, turns a driver's error into ours.
    template <typename Call>
    void perform(std::string_view sql, Call call) {
        bool listens = database_->echoes();
        std::chrono::steady_clock::time_point started;
        if (listens)
            started = std::chrono::steady_clock::now();
        auto report = [&](std::string_view error) {
            if (listens)
                database_->echo({.sql = sql,
                                 .parameters = {},
                                 .duration = std::chrono::steady_clock::now() - started,
                                 .rows = 0,
                                 .error = error});
        };
        try {
            call(*lease_->connection);
        } catch (const DriverError& error) {
            report(error.message);
            lease_->note(error);
            after_error();
            raise(error, {.sql = std::string(sql)});
        }
        report({});
    }

    std::size_t holders_ = 0;
    Shared<Database> database_;
    std::unique_ptr<RepeatGuard> repeats_; ///< Only if somebody asks for it.
    TransactionOptions options_;
    Followed followed_;
    Lease lease_;
    std::uint64_t transaction_ = 0; ///< Number of the transaction this session is in; 0 is none.
    std::vector<std::uint64_t> savepoints_; ///< Open ones, the outermost first.
    std::uint64_t rollbacks_ = 0;
    std::uint64_t commits_ = 0;
    std::size_t cursors_ = 0;
    bool loops_only_ = false; ///< The transaction was begun for loops, and nothing was written.
    bool failed_ = false;
    bool held_ = false;
    bool autocommit_ = false;
    bool writes_for_sure_ = false; ///< The next transaction.
};

/// Leaves the session's connection at the end of a call.
class Visit {
  public:
    Visit(SessionState& state, Purpose purpose) : state_(state) {
        try {
            state.enter(purpose);
        } catch (...) {
            state.leave();
            throw;
        }
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    ~Visit() {
        if (std::uncaught_exceptions() > exceptions_)
            state_.after_error();
        state_.leave();
    }

  private:
    SessionState& state_;
    int exceptions_ = std::uncaught_exceptions();
};

} // namespace rowan::engine
