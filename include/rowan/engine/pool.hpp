// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/engine/statement_cache.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A connection with what belongs to it.
struct PooledConnection {
    std::unique_ptr<Connection> connection;
    StatementCache statements;      ///< Dies before the connection.
    std::uint64_t transaction = 0;  ///< Number of the open transaction; 0 is none.
    std::uint64_t transactions = 0; ///< How many there were.
    std::uint64_t savepoints = 0;   ///< How many there were.
    /// Transactions that were rolled back while several sessions shared them.
    std::vector<std::uint64_t> lost;
    std::size_t holders = 0; ///< Sessions that use it now.

    PooledConnection(std::unique_ptr<Connection> opened, std::size_t cache_size)
        : connection(std::move(opened)), statements(cache_size) {}
};

/// How many connections a pool may have.
struct PoolSettings {
    std::size_t size = 5;                      ///< Kept open.
    std::size_t overflow = 10;                 ///< Opened beyond that, closed when they come back.
    std::chrono::milliseconds timeout{30'000}; ///< For waiting until one is free.
    std::size_t cache_size = 512;              ///< Prepared statements a connection.
};

/// The connections of one database. Thread-safe.
///
/// A database in memory has a single connection: sessions of one thread share it (and so its
/// transaction), other threads wait until none of them uses it.
class Pool {
  public:
    Pool(std::unique_ptr<Connector> connector, PoolSettings settings)
        : connector_(std::move(connector)), settings_(settings) {
        idle_.reserve(settings.size);
    }

    /// Takes a connection. Throws Closed, OperationalError after the timeout, what connecting
    /// throws.
    PooledConnection* take() {
        std::unique_lock lock(mutex_);
        if (connector_->single_connection())
            return take_single(lock);
        Patience patience(settings_.timeout);
        while (true) {
            check_open();
            if (!idle_.empty()) {
                PooledConnection* connection = idle_.back().release();
                idle_.pop_back();
                connection->holders = 1;
                return connection;
            }
            if (open_ < settings_.size + settings_.overflow)
                return connect(lock);
            wait(lock, patience);
        }
    }

    /// Another holder of a connection that the caller has taken.
    void share(PooledConnection* connection) {
        if (connector_->single_connection()) {
            std::lock_guard lock(mutex_);
            ++connection->holders;
        } else {
            ++connection->holders;
        }
    }

    /// Gives a connection back; one with a transaction that nobody ended is rolled back.
    void give_back(PooledConnection* connection) noexcept {
        if (connector_->single_connection())
            return give_back_single(connection);
        if (--connection->holders > 0)
            return;
        std::unique_ptr<PooledConnection> owned(connection);
        bool usable = settle(*connection);
        std::lock_guard lock(mutex_);
        if (usable && !closed_ && idle_.size() < settings_.size) {
            idle_.push_back(std::move(owned));
        } else {
            owned.reset();
            --open_;
        }
        free_.notify_one();
    }

    /// Closes idle connections; those in use are closed when they come back.
    void close() {
        std::vector<std::unique_ptr<PooledConnection>> closing;
        std::lock_guard lock(mutex_);
        closed_ = true;
        open_ -= idle_.size();
        closing.swap(idle_);
        if (single_ && single_->holders == 0)
            single_.reset();
        free_.notify_all();
    }

    /// Throws Closed after close().
    void check_open() const {
        if (closed_)
            throw Closed("rowan: this engine is closed");
    }
    [[nodiscard]] const lang::Dialect& dialect() const { return connector_->dialect(); }

  private:
    /// Until when somebody waits.
    struct Patience {
        std::chrono::steady_clock::time_point deadline;
        bool ended = false;

        explicit Patience(std::chrono::milliseconds timeout)
            : deadline(std::chrono::steady_clock::now() + timeout) {}
    };

    /// The caller looks once more after the deadline: what was given back in that moment, and its
    /// notification with it, would be lost.
    void wait(std::unique_lock<std::mutex>& lock, Patience& patience) {
        if (patience.ended)
            throw OperationalError("rowan: no connection was free within " +
                                   std::to_string(settings_.timeout.count()) +
                                   " ms; end sessions or raise pool_size");
        patience.ended = free_.wait_until(lock, patience.deadline) == std::cv_status::timeout;
    }
    std::unique_ptr<PooledConnection> open_one() {
        try {
            return std::make_unique<PooledConnection>(connector_->connect(), settings_.cache_size);
        } catch (const DriverError& error) {
            raise(error, {});
        }
    }
    /// Connects without holding the lock: it may take long.
    PooledConnection* connect(std::unique_lock<std::mutex>& lock) {
        ++open_;
        lock.unlock();
        std::unique_ptr<PooledConnection> connection;
        try {
            connection = open_one();
        } catch (...) {
            lock.lock();
            --open_;
            free_.notify_one();
            throw;
        }
        connection->holders = 1;
        return connection.release();
    }
    PooledConnection* take_single(std::unique_lock<std::mutex>& lock) {
        Patience patience(settings_.timeout);
        auto self = std::this_thread::get_id();
        while (single_ && single_->holders > 0 && owner_ != self) {
            check_open();
            wait(lock, patience);
        }
        check_open();
        if (!single_)
            single_ = open_one();
        owner_ = self;
        ++single_->holders;
        return single_.get();
    }
    void give_back_single(PooledConnection* connection) noexcept {
        std::lock_guard lock(mutex_);
        if (--connection->holders > 0)
            return;
        settle(*connection);
        if (closed_)
            single_.reset();
        free_.notify_one();
    }
    /// Ends what the last holder left open; false if the connection can't be used again.
    static bool settle(PooledConnection& connection) noexcept {
        try {
            if (connection.connection->lost())
                return false;
            if (connection.connection->in_transaction())
                connection.connection->rollback();
            connection.transaction = 0;
            connection.lost.clear();
            return true;
        } catch (...) {
            return false;
        }
    }

    std::unique_ptr<Connector> connector_;
    PoolSettings settings_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<PooledConnection>> idle_;
    std::size_t open_ = 0;
    std::atomic<bool> closed_ = false;
    std::unique_ptr<PooledConnection> single_;
    std::thread::id owner_;
};

/// A holder of a pooled connection.
class Lease {
  public:
    Lease() = default;
    explicit Lease(Pool& pool) : pool_(&pool), held_(pool.take()) {}
    Lease(const Lease& other) : pool_(other.pool_), held_(other.held_) {
        if (held_)
            pool_->share(held_);
    }
    Lease(Lease&& other) noexcept
        : pool_(other.pool_), held_(std::exchange(other.held_, nullptr)) {}
    Lease& operator=(Lease other) noexcept {
        std::swap(pool_, other.pool_);
        std::swap(held_, other.held_);
        return *this;
    }
    ~Lease() {
        if (held_)
            pool_->give_back(held_);
    }

    explicit operator bool() const { return held_ != nullptr; }
    PooledConnection* operator->() const { return held_; }
    PooledConnection& operator*() const { return *held_; }

  private:
    Pool* pool_ = nullptr;
    PooledConnection* held_ = nullptr;
};

} // namespace rowan::engine
