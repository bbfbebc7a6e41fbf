// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/core.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/engine/statement_cache.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A connection with what belongs to it.
struct PooledConnection {
    std::unique_ptr<Connection> connection;
    StatementCache statements; ///< Dies before the connection.
    /// Dialect::commit_position or ::position_reached, once it was asked.
    std::unique_ptr<PreparedStatement> position;
    std::uint64_t transaction = 0;  ///< Number of the open transaction; 0 is none.
    std::uint64_t transactions = 0; ///< How many there were.
    std::uint64_t savepoints = 0;   ///< How many there were.
    /// Transactions that were rolled back while several sessions shared them.
    std::vector<std::uint64_t> lost;
    std::size_t holders = 0; ///< Sessions that use it now.
    bool broken = false;     ///< Found lost: nobody gets it again.
    std::chrono::steady_clock::time_point opened = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point checked = opened; ///< When it last was known to work.

    PooledConnection(std::unique_ptr<Connection> made, std::size_t cache_size)
        : connection(std::move(made)), statements(cache_size) {}
    /// Learns from an error whether the connection is lost.
    void note(const DriverError& error) {
        broken = broken || error.kind == ErrorKind::connection_lost;
    }
};

/// How many connections a pool may have, and for how long.
struct PoolSettings {
    std::size_t size = 5;                      ///< Kept open.
    std::size_t overflow = 10;                 ///< Opened beyond that, closed when they come back.
    std::chrono::milliseconds timeout{30'000}; ///< For waiting until one is free.
    std::size_t cache_size = 512;              ///< Prepared statements a connection.
    std::chrono::seconds recycle{0}; ///< Replaced when older than this at a checkout; 0 is never.
    bool pre_ping = false;           ///< Asked at each checkout whether the server still answers.
};

/// The connections of one database. Thread-safe. Who waits for one is served in the order of
/// coming: a connection that comes back goes to the first of them.
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
        if (connector_->single_connection())
            return take_single();
        std::unique_ptr<PooledConnection> connection = next_place();
        if (connection && !is_fit(*connection)) {
            connection.reset();
            replaced_.fetch_add(1, std::memory_order_relaxed);
        }
        if (!connection)
            connection = connect();
        connection->holders = 1;
        return connection.release();
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
        // Closed without the lock: it may take long.
        std::unique_ptr<PooledConnection> closing;
        std::lock_guard lock(mutex_);
        if (owned->broken)
            lost_at_ = std::chrono::steady_clock::now();
        if (!usable || closed_)
            closing = std::move(owned);
        if (first_ && !closed_) // who waits takes the place, with or without a connection
            return serve(std::move(owned));
        if (owned && idle_.size() < settings_.size)
            return idle_.push_back(std::move(owned));
        if (owned)
            closing = std::move(owned);
        --open_;
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
        for (Waiting* one = first_; one; one = one->next)
            one->ready.notify_one();
        single_free_.notify_all();
    }

    /// Throws Closed after close().
    void check_open() const {
        if (closed_)
            throw Closed("rowan: this engine is closed");
    }
    [[nodiscard]] const lang::Dialect& dialect() const { return connector_->dialect(); }
    [[nodiscard]] PoolStatus status() {
        std::lock_guard lock(mutex_);
        PoolStatus status;
        status.idle = idle_.size();
        status.in_use = open_ - idle_.size();
        if (connector_->single_connection() && single_)
            (single_->holders > 0 ? status.in_use : status.idle) = 1;
        for (Waiting* one = first_; one; one = one->next)
            ++status.waiting;
        status.opened = opened_.load(std::memory_order_relaxed);
        status.replaced = replaced_.load(std::memory_order_relaxed);
        status.waits = waits_;
        status.timeouts = timeouts_;
        return status;
    }

  private:
    using Clock = std::chrono::steady_clock;

    /// Somebody who waits; lives on his stack.
    struct Waiting {
        std::condition_variable ready;
        bool served = false;
        std::unique_ptr<PooledConnection> connection; ///< Empty: the place to open one.
        Waiting* next = nullptr;
    };

    /// An idle connection, or none and the place to open one.
    std::unique_ptr<PooledConnection> next_place() {
        std::unique_lock lock(mutex_);
        check_open();
        if (!first_ && !idle_.empty()) {
            std::unique_ptr<PooledConnection> connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        if (!first_ && open_ < settings_.size + settings_.overflow) {
            ++open_;
            return nullptr;
        }
        Waiting self;
        enqueue(self);
        ++waits_;
        self.ready.wait_until(lock, Clock::now() + settings_.timeout,
                              [&] { return self.served || closed_; });
        if (self.served)
            return std::move(self.connection);
        remove(self);
        check_open();
        ++timeouts_;
        throw OperationalError("rowan: no connection was free within " +
                               std::to_string(settings_.timeout.count()) +
                               " ms; end sessions or raise pool_size");
    }
    void enqueue(Waiting& one) {
        (first_ ? last_->next : first_) = &one;
        last_ = &one;
    }
    void remove(Waiting& one) {
        Waiting* before = nullptr;
        for (Waiting* at = first_; at != &one; at = at->next)
            before = at;
        (before ? before->next : first_) = one.next;
        if (last_ == &one)
            last_ = before;
    }
    /// Gives a place to the first who waits.
    void serve(std::unique_ptr<PooledConnection> connection) {
        Waiting& one = *first_;
        remove(one);
        one.connection = std::move(connection);
        one.served = true;
        one.ready.notify_one();
    }
    /// Whether a connection can be given out: young enough, and known to work where there is
    /// doubt.
    bool is_fit(PooledConnection& connection) {
        bool ping = settings_.pre_ping || connection.checked <= lost_at_.load();
        if (!ping && settings_.recycle.count() == 0)
            return true;
        Clock::time_point now = Clock::now();
        if (settings_.recycle.count() > 0 && now - connection.opened >= settings_.recycle)
            return false;
        if (!ping)
            return true;
        connection.checked = now;
        return connection.connection->ping();
    }
    std::unique_ptr<PooledConnection> open_one() {
        try {
            auto connection =
                std::make_unique<PooledConnection>(connector_->connect(), settings_.cache_size);
            opened_.fetch_add(1, std::memory_order_relaxed);
            return connection;
        } catch (const DriverError& error) {
            raise(error, {});
        }
    }
    /// Connects in a place that the caller has; gives the place back if it fails.
    std::unique_ptr<PooledConnection> connect() {
        try {
            return open_one();
        } catch (...) {
            std::lock_guard lock(mutex_);
            if (first_ && !closed_)
                serve(nullptr);
            else
                --open_;
            throw;
        }
    }
    PooledConnection* take_single() {
        std::unique_lock lock(mutex_);
        auto self = std::this_thread::get_id();
        auto is_free = [&] {
            return closed_ || !single_ || single_->holders == 0 || owner_ == self;
        };
        // The clock costs more than all the rest: it is read by those only who wait.
        bool free =
            is_free() || single_free_.wait_until(lock, Clock::now() + settings_.timeout, is_free);
        check_open();
        if (!free)
            throw OperationalError("rowan: another thread did not end its work on the database in "
                                   "memory within " +
                                   std::to_string(settings_.timeout.count()) + " ms");
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
        single_free_.notify_one();
    }
    /// Ends what the last holder left open; false if the connection can't be used again.
    static bool settle(PooledConnection& connection) noexcept {
        connection.broken = connection.broken || connection.connection->lost();
        if (connection.broken)
            return false;
        try {
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
    std::vector<std::unique_ptr<PooledConnection>> idle_;
    std::size_t open_ = 0;     ///< Connections and places to open one that are given out.
    Waiting* first_ = nullptr; ///< Who waits, in the order of coming.
    Waiting* last_ = nullptr;
    std::atomic<bool> closed_ = false;
    /// When a connection was last found broken: the others are asked before they are used again.
    std::atomic<Clock::time_point> lost_at_ = Clock::time_point::min();
    std::atomic<std::uint64_t> opened_ = 0;
    std::atomic<std::uint64_t> replaced_ = 0;
    std::uint64_t waits_ = 0;
    std::uint64_t timeouts_ = 0;

    std::unique_ptr<PooledConnection> single_;
    std::thread::id owner_;
    std::condition_variable single_free_;
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
