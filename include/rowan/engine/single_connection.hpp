// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/pooled_connection.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace rowan::engine {

/// The number of this thread: no other one of the program ever has it, and it is not 0.
inline std::uint64_t thread_number() {
    static std::atomic<std::uint64_t> last = 0;
    thread_local const std::uint64_t number = ++last;
    return number;
}

/// The one connection of a database in memory: sessions of one thread share it (and so its
/// transaction), other threads wait until none of them uses it. Thread-safe.
///
/// Who finds it free takes it without a lock; the mutex is for those who wait.
class SingleConnection {
  public:
    SingleConnection(Connector& connector, std::size_t cache_size,
                     std::chrono::milliseconds timeout)
        : connector_(connector), cache_size_(cache_size), timeout_(timeout) {}

    /// One holder more. Throws Closed, OperationalError after the timeout, what connecting throws.
    PooledConnection* take() {
        std::uint64_t thread = thread_number() << holder_bits;
        if (!claim(thread))
            wait(thread);
        try {
            check_open();
            if (!connection_) {
                connection_ = open_connection(connector_, cache_size_);
                opened_.fetch_add(1, std::memory_order_relaxed);
            }
        } catch (...) {
            give_back();
            throw;
        }
        return connection_.get();
    }
    /// One holder less; what the last one left open is rolled back.
    void give_back() noexcept {
        std::uint64_t state = state_.load(std::memory_order_relaxed);
        while (!state_.compare_exchange_weak(state, holders(state) > 1 ? state - 1 : nobody))
            ;
        if (holders(state) > 1)
            return;
        if (connection_)
            settle(*connection_);
        release();
        if (waiting_ > 0) {
            std::lock_guard lock(mutex_);
            free_.notify_one();
        }
    }
    /// Closes it, at once or when it comes back; who waits gets Closed.
    void close() {
        closed_ = true;
        std::uint64_t state = 0;
        if (state_.compare_exchange_strong(state, nobody))
            release();
        std::lock_guard lock(mutex_);
        free_.notify_all();
    }
    [[nodiscard]] bool is_shared() const { return holders(state_) > 1; }
    [[nodiscard]] bool in_use() const { return state_ != 0; }
    [[nodiscard]] std::uint64_t opened() const { return opened_; }

  private:
    /// The state is the thread's number and that of its sessions which hold the connection; 0 is
    /// free.
    static constexpr int holder_bits = 24;
    static constexpr std::uint64_t nobody = 1; ///< Held, by no thread: somebody settles it.
    static std::uint64_t holders(std::uint64_t state) {
        return state & ((std::uint64_t{1} << holder_bits) - 1);
    }

    bool claim(std::uint64_t thread) {
        std::uint64_t state = state_;
        while (state == 0 || state - holders(state) == thread)
            if (state_.compare_exchange_weak(state, (state == 0 ? thread : state) + 1))
                return true;
        return false;
    }
    void wait(std::uint64_t thread) {
        bool claimed = false;
        std::unique_lock lock(mutex_);
        // Whoever gives the connection back after this sees that somebody waits; before it, the
        // claim finds it free.
        ++waiting_;
        free_.wait_until(lock, std::chrono::steady_clock::now() + timeout_, [&] {
            claimed = claim(thread);
            return claimed || closed_;
        });
        --waiting_;
        if (claimed)
            return;
        check_open();
        throw OperationalError("rowan: another thread did not end its work on the database in "
                               "memory within " +
                               std::to_string(timeout_.count()) + " ms");
    }
    /// Makes what nobody holds free.
    void release() noexcept {
        bool closed = closed_;
        if (closed)
            connection_.reset();
        state_ = 0;
        // Closed meanwhile: close() found it held.
        std::uint64_t state = 0;
        if (!closed && closed_ && state_.compare_exchange_strong(state, nobody))
            release();
    }
    void check_open() const {
        if (closed_)
            throw Closed("rowan: this engine is closed");
    }

    Connector& connector_;
    std::size_t cache_size_;
    std::chrono::milliseconds timeout_;
    std::atomic<std::uint64_t> state_ = 0;
    std::unique_ptr<PooledConnection> connection_; ///< Touched by its holders only.
    std::atomic<std::uint64_t> opened_ = 0;
    std::atomic<bool> closed_ = false;
    std::atomic<int> waiting_ = 0;
    std::mutex mutex_;
    std::condition_variable free_;
};

} // namespace rowan::engine
