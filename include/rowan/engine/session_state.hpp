// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <rowan/engine/execution.hpp>

namespace rowan::engine {

/// A session's connection and transaction; shared with its cursors, which may end after it.
class SessionState {
  public:
    explicit SessionState(std::shared_ptr<Database> database) : database_(std::move(database)) {}
    SessionState(const SessionState&) = delete;
    SessionState& operator=(const SessionState&) = delete;

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] PooledConnection& connection() { return *lease_; }
    [[nodiscard]] bool in_transaction() const { return transaction_ != 0; }

    /// Takes a connection if there is none, and begins a transaction before a write (before a read
    /// too, where the database's way is so). Throws OperationalError if the transaction is lost.
    void enter(bool writes) {
        check_usable();
        if (!lease_)
            lease_ = Lease(database_->pool());
        check_shared_transaction();
        if (transaction_ == 0 && (writes || database_->dialect().begins_on_read))
            begin();
    }
    /// Gives the connection back if nothing holds it.
    void leave() noexcept {
        if (transaction_ == 0 && cursors_ == 0)
            lease_ = Lease();
    }

    void commit() {
        check_usable();
        if (transaction_ == 0)
            return leave();
        check_shared_transaction();
        if (transaction_ == 0)
            return leave();
        try {
            lease_->connection->commit();
        } catch (const DriverError& error) {
            after_error();
            raise(error, {.sql = "COMMIT"});
        }
        lease_->transaction = 0;
        transaction_ = 0;
        leave();
    }
    void rollback() {
        failed_ = false;
        if (transaction_ != 0 && lease_->transaction == transaction_) {
            std::uint64_t ended = std::exchange(transaction_, 0);
            lease_->transaction = 0;
            lease_->lost = ended;
            try {
                if (lease_->connection->in_transaction())
                    lease_->connection->rollback();
            } catch (const DriverError& error) {
                leave();
                raise(error, {.sql = "ROLLBACK"});
            }
        }
        transaction_ = 0;
        leave();
    }

    /// Runs SQL without values. Throws the public errors.
    void execute(const std::string& sql) {
        try {
            lease_->connection->execute(sql);
        } catch (const DriverError& error) {
            after_error();
            raise(error, {.sql = sql});
        }
    }

    /// Notes when the database has ended the transaction by itself, as after a full disk: nothing
    /// may be done as if it were open, until rollback().
    void after_error() {
        if (transaction_ == 0 || !lease_ || lease_->connection->in_transaction())
            return;
        lease_->lost = transaction_;
        lease_->transaction = 0;
        transaction_ = 0;
        failed_ = true;
    }

    void cursor_opened() { ++cursors_; }
    void cursor_closed() noexcept {
        --cursors_;
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
        bool rolled_back = lease_->lost == transaction_;
        transaction_ = 0;
        if (rolled_back) {
            failed_ = true;
            check_usable();
        }
    }
    void begin() {
        if (lease_->transaction == 0) {
            try {
                lease_->connection->begin();
            } catch (const DriverError& error) {
                leave();
                raise(error, {.sql = "BEGIN"});
            }
            lease_->transaction = ++lease_->transactions;
        }
        transaction_ = lease_->transaction;
    }

    std::shared_ptr<Database> database_;
    Lease lease_;
    std::uint64_t transaction_ = 0; ///< Number of the transaction this session is in; 0 is none.
    std::size_t cursors_ = 0;
    bool failed_ = false;
};

} // namespace rowan::engine
