// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/counted_core.hpp>
#include <rowan/engine/pool.hpp>
#include <rowan/engine/settings.hpp>
#include <rowan/engine/url.hpp>
#include <rowan/sql/create_all.hpp>
#include <rowan/sql/render.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

namespace rowan::engine {

/// The texts of statements by shape, made once for all connections of a database.
class TextCache {
  public:
    explicit TextCache(std::size_t capacity) : capacity_(capacity) {}

    std::string text_of(const lang::Dialect& dialect, const lang::Statement& statement,
                        const lang::ShapeParts& shape) {
        std::lock_guard lock(mutex_);
        auto found = texts_.find(shape);
        if (found != texts_.end())
            return found->second;
        lang::Text text(dialect);
        lang::render(text, statement);
        if (texts_.size() >= capacity_)
            texts_.clear();
        return texts_.emplace(shape.joined(), std::string(text.view())).first->second;
    }

  private:
    std::size_t capacity_;
    std::mutex mutex_;
    std::unordered_map<lang::Shape, std::string, ShapeHash, ShapeEqual> texts_;
};

/// How far a primary's log went after the last commit of this program, for readers on replicas.
class CommitPosition {
  public:
    /// Says that somebody will ask.
    void watch() { watched_.store(true, std::memory_order_relaxed); }
    /// Asks the primary after a commit. Throws DriverError.
    void note(PooledConnection& connection, const lang::Dialect& dialect) {
        if (!watched_.load(std::memory_order_relaxed))
            return;
        // Asked under the lock, so that a later position is never overwritten by an earlier one.
        std::lock_guard lock(mutex_);
        types::Cell cell;
        if (!connection.position)
            connection.position = connection.connection->prepare(dialect.commit_position);
        if (connection.position->step())
            connection.position->read(0, cell);
        position_ = std::string(cell.text);
        connection.position->reset();
    }
    /// The position; empty if nothing was committed.
    [[nodiscard]] std::string get() const {
        std::lock_guard lock(mutex_);
        return position_;
    }
    /// Whether a replica gets as far as this within a time. Throws DriverError.
    [[nodiscard]] bool reached(PooledConnection& replica, const lang::Dialect& dialect,
                               std::chrono::milliseconds wait) const {
        std::string position = get();
        if (position.empty())
            return true;
        if (!replica.position)
            replica.position = replica.connection->prepare(dialect.position_reached);
        types::Cell wanted, answer;
        wanted.set_text(position);
        auto deadline = std::chrono::steady_clock::now() + wait;
        auto pause = std::chrono::microseconds(200);
        while (true) {
            replica.position->bind(0, wanted, false);
            if (replica.position->step())
                replica.position->read(0, answer);
            replica.position->reset();
            if (answer.integer != 0)
                return true;
            if (std::chrono::steady_clock::now() >= deadline)
                return false;
            std::this_thread::sleep_for(pause);
            pause = std::min(pause * 2, std::chrono::microseconds(10'000));
        }
    }

  private:
    std::atomic<bool> watched_ = false;
    mutable std::mutex mutex_;
    std::string position_;
};

/// How often one statement may run before the log is told; 0 is as often as it likes.
struct RepeatLimits {
    std::int64_t in_loop = 0; ///< Inside one loop over a query.
    std::int64_t in_unit = 0; ///< Between two commits or rollbacks.
};

/// A user's function that may be exchanged while others call it.
template <typename Sink>
class SharedSink {
  public:
    void set(std::shared_ptr<Sink> shared) {
        std::lock_guard lock(mutex_);
        is_set_.store(shared != nullptr, std::memory_order_relaxed);
        sink_.swap(shared);
    }
    [[nodiscard]] bool is_set() const { return is_set_.load(std::memory_order_relaxed); }
    template <typename Event>
    void tell(const Event& event) noexcept {
        std::shared_ptr<Sink> sink;
        {
            std::lock_guard lock(mutex_);
            sink = sink_;
        }
        if (sink)
            (*sink)(event);
    }

  private:
    std::atomic<bool> is_set_ = false;
    std::mutex mutex_;
    std::shared_ptr<Sink> sink_;
};

/// The implementation of Core: included by backends only, compiled once.
class Database final : public CountedCore {
  public:
    Database(const Url& url, std::unique_ptr<Connector> connector, PoolSettings settings,
             RepeatLimits repeats = {})
        : url_(url.masked()), pool_(std::move(connector), settings),
          texts_(settings.cache_size * 8 + 1), repeats_(repeats) {}

    [[nodiscard]] Owned<Work> open_work(const TransactionOptions& options) override;
    void create_all(std::span<const meta::Mapping* const> mappings) override {
        run_all(lang::create_all(dialect(), mappings, true));
    }
    void drop_all(std::span<const meta::Mapping* const> mappings) override {
        run_all(lang::drop_all(dialect(), mappings, true));
    }
    void set_echo(Owned<EchoSink> sink) override {
        share_echo(std::shared_ptr<EchoSink>(sink.release()));
    }
    void share_echo(std::shared_ptr<EchoSink> shared) { echo_.set(std::move(shared)); }
    void set_log(Owned<LogSink> sink) override {
        share_log(std::shared_ptr<LogSink>(sink.release()));
    }
    void share_log(std::shared_ptr<LogSink> shared) { log_.set(std::move(shared)); }
    void add_filter(const lang::TableFilter& filter) override { settings_->add(filter); }
    void add_listener(Event event, const meta::Mapping* mapping,
                      Owned<Listener> listener) override {
        settings_->add({event, mapping, std::shared_ptr<Listener>(listener.release())});
    }
    /// What the engine was told of its sessions; a replica has what its primary has.
    [[nodiscard]] const std::shared_ptr<SettingsHolder>& settings() const { return settings_; }
    void share_settings(std::shared_ptr<SettingsHolder> shared) { settings_.swap(shared); }
    void close() override { pool_.close(); }
    [[nodiscard]] PoolStatus pool_status() override { return pool_.status(); }
    [[nodiscard]] const lang::Dialect& dialect() const override { return pool_.dialect(); }
    [[nodiscard]] std::string url() const override { return url_; }

    [[nodiscard]] Pool& pool() { return pool_; }
    [[nodiscard]] CommitPosition& position() { return position_; }
    [[nodiscard]] std::string text_of(const lang::Statement& statement,
                                      const lang::ShapeParts& shape) {
        return texts_.text_of(dialect(), statement, shape);
    }
    /// Whether somebody listens to statements.
    [[nodiscard]] bool echoes() const { return echo_.is_set(); }
    void echo(const StatementEvent& event) noexcept { echo_.tell(event); }
    /// Whether statements that run often are to be counted, and somebody is told.
    [[nodiscard]] bool counts_repeats() const {
        return (repeats_.in_loop > 0 || repeats_.in_unit > 0) && log_.is_set();
    }
    [[nodiscard]] const RepeatLimits& repeats() const { return repeats_; }
    void log(const LogEvent& event) noexcept { log_.tell(event); }

  private:
    /// Runs statements in one transaction of a session of their own.
    template <typename Statements>
    void run_all(const Statements& statements) {
        auto work = open_work({});
        for (const auto& text : statements)
            work->execute(text.view());
        work->commit();
    }

    std::string url_;
    Pool pool_;
    CommitPosition position_;
    TextCache texts_;
    std::shared_ptr<SettingsHolder> settings_ = std::make_shared<SettingsHolder>();
    const RepeatLimits repeats_;
    SharedSink<EchoSink> echo_;
    SharedSink<LogSink> log_;
};

} // namespace rowan::engine
