// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/core.hpp>
#include <rowan/engine/single_connection.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

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
/// coming. A database in memory has a single connection.
///
/// A connection that comes back is free for whoever runs now, while the first of those who wait
/// wakes up: handed over at once, each use would cost the change to another thread.
/// Once he has waited for long, the next one is his (eventual fairness, as in WebKit's
/// locks: webkit.org/blog/6161/locking-in-webkit).
class Pool {
  public:
    Pool(std::unique_ptr<Connector> connector, PoolSettings settings)
        : connector_(std::move(connector)), settings_(settings) {
        if (connector_->single_connection())
            single_.emplace(*connector_, settings.cache_size, settings.timeout);
        else
            idle_.reserve(settings.size);
    }

    /// Takes a connection. Throws Closed, OperationalError after the timeout, what connecting
    /// throws.
    PooledConnection* take() {
        if (single_)
            return single_->take();
        std::unique_ptr<PooledConnection> connection = next_place();
        if (connection && !is_fit(*connection)) {
            connection.reset();
            replaced_.fetch_add(1, std::memory_order_relaxed);
        }
        if (!connection)
            connection = connect();
        return connection.release();
    }

    /// Gives a connection back; one with a transaction that nobody ended is rolled back.
    void give_back(PooledConnection* connection) noexcept {
        if (single_)
            return single_->give_back();
        std::unique_ptr<PooledConnection> owned(connection);
        bool usable = settle(*connection);
        // Closed without the lock: it may take long.
        std::unique_ptr<PooledConnection> closing;
        std::lock_guard lock(mutex_);
        if (owned->broken)
            lost_at_ = std::chrono::steady_clock::now();
        if (!usable || closed_)
            closing = std::move(owned);
        if (first_ && !closed_) {
            const Clock::time_point now = Clock::now();
            if (!owned || now - first_->since >= patience)
                return serve(std::move(owned));
            idle_.push_back(std::move(owned));
            if (idle_.size() > 1 || now >= quiet_until_)
                wake(*first_);
            return;
        }
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
        for (Waiting* one = first_; one; one = one->next)
            one->ready.notify_one();
        if (single_)
            single_->close();
    }
    /// Whether several sessions hold a connection now.
    [[nodiscard]] bool is_shared() const { return single_ && single_->is_shared(); }

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
        status.opened = opened_.load(std::memory_order_relaxed);
        if (single_ && single_->opened() > 0) {
            status.opened = single_->opened();
            status.in_use = single_->in_use() ? 1 : 0;
            status.idle = closed_ ? 0 : 1 - status.in_use;
        }
        for (Waiting* one = first_; one; one = one->next)
            ++status.waiting;
        status.replaced = replaced_.load(std::memory_order_relaxed);
        status.waits = waits_;
        status.timeouts = timeouts_;
        return status;
    }

  private:
    using Clock = std::chrono::steady_clock;

    /// How long others may pass who waits.
    static constexpr std::chrono::milliseconds patience{10};
    /// How long nobody is woken after somebody was woken in vain.
    static constexpr std::chrono::milliseconds quiet{1};

    /// Somebody who waits; lives on his stack.
    struct Waiting {
        Clock::time_point since = Clock::now();
        std::condition_variable ready;
        bool woken = false; ///< Was told that a connection is free.
        bool served = false;
        std::unique_ptr<PooledConnection> connection; ///< Empty: the place to open one.
        Waiting* next = nullptr;
    };

    /// An idle connection, or none and the place to open one.
    std::unique_ptr<PooledConnection> next_place() {
        std::unique_lock lock(mutex_);
        check_open();
        if (!idle_.empty())
            return take_idle();
        if (!first_ && open_ < settings_.size + settings_.overflow) {
            ++open_;
            return nullptr;
        }
        Waiting self;
        enqueue(self);
        ++waits_;
        wait(self, lock);
        if (self.served)
            return std::move(self.connection);
        if (!closed_ && first_ == &self && !idle_.empty()) {
            auto connection = take_idle();
            remove(self);
            return connection;
        }
        remove(self);
        check_open();
        ++timeouts_;
        throw OperationalError("rowan: no connection was free within " +
                               std::to_string(settings_.timeout.count()) +
                               " ms; end sessions or raise pool_size");
    }
    /// Until something has come for him, or his time is over. Where he is woken in vain, since
    /// somebody was faster, nobody is woken for a while: that would cost what passing him saves.
    void wait(Waiting& self, std::unique_lock<std::mutex>& lock) {
        auto has_come = [&] {
            if (self.served || closed_ || (first_ == &self && !idle_.empty()))
                return true;
            if (std::exchange(self.woken, false))
                quiet_until_ = Clock::now() + quiet;
            return false;
        };
        if (!self.ready.wait_until(lock, self.since + std::min(patience, settings_.timeout),
                                   has_come))
            self.ready.wait_until(lock, self.since + settings_.timeout, has_come);
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
        if (first_ && !idle_.empty())
            wake(*first_);
    }
    std::unique_ptr<PooledConnection> take_idle() {
        std::unique_ptr<PooledConnection> connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    static void wake(Waiting& one) {
        if (!std::exchange(one.woken, true))
            one.ready.notify_one();
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
    /// Connects in a place that the caller has; gives the place back if it fails.
    std::unique_ptr<PooledConnection> connect() {
        try {
            auto connection = open_connection(*connector_, settings_.cache_size);
            opened_.fetch_add(1, std::memory_order_relaxed);
            return connection;
        } catch (...) {
            std::lock_guard lock(mutex_);
            if (first_ && !closed_)
                serve(nullptr);
            else
                --open_;
            throw;
        }
    }

    std::unique_ptr<Connector> connector_;
    PoolSettings settings_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<PooledConnection>> idle_;
    std::size_t open_ = 0;     ///< Connections and places to open one that are given out.
    Waiting* first_ = nullptr; ///< Who waits, in the order of coming.
    Waiting* last_ = nullptr;
    /// Until then an idle connection wakes nobody, unless there are several.
    Clock::time_point quiet_until_ = Clock::time_point::min();
    std::atomic<bool> closed_ = false;
    /// When a connection was last found broken: the others are asked before they are used again.
    std::atomic<Clock::time_point> lost_at_ = Clock::time_point::min();
    std::atomic<std::uint64_t> opened_ = 0;
    std::atomic<std::uint64_t> replaced_ = 0;
    std::uint64_t waits_ = 0;
    std::uint64_t timeouts_ = 0;
    std::optional<SingleConnection> single_; ///< Instead of all that.
};

/// A holder of a pooled connection.
class Lease {
  public:
    Lease() = default;
    explicit Lease(Pool& pool) : pool_(&pool), held_(pool.take()) {}
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
