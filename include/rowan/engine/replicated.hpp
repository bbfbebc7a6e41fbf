// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/session_work.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A primary with replicas that follow it: sessions that read only go to a replica by turns, all
/// others to the primary. A replica that can't be reached is left alone for a second; where none
/// can serve, the primary does.
class ReplicatedDatabase final : public CountedCore {
  public:
    ReplicatedDatabase(Shared<Database> primary, std::vector<Shared<Database>> replicas,
                       const EngineOptions& options)
        : primary_(std::move(primary)), replicas_(std::move(replicas)), down_(replicas_.size()),
          wait_(options.replica_wait), follows_(options.read_your_writes) {
        for (const Shared<Database>& replica : replicas_)
            replica->share_settings(primary_->settings());
        if (follows_)
            primary_->position().watch();
    }

    [[nodiscard]] Owned<Work> open_work(const TransactionOptions& options) override {
        if (options.read_only) {
            std::size_t first = turn_.fetch_add(1, std::memory_order_relaxed);
            for (std::size_t i = 0; i < replicas_.size(); ++i)
                if (Owned<Work> work = open_replica((first + i) % replicas_.size(), options))
                    return work;
        }
        return primary_->open_work(options);
    }
    void create_all(std::span<const meta::Mapping* const> mappings) override {
        primary_->create_all(mappings);
    }
    void drop_all(std::span<const meta::Mapping* const> mappings) override {
        primary_->drop_all(mappings);
    }
    /// One sink hears of all statements.
    void set_echo(Owned<EchoSink> sink) override {
        std::shared_ptr<EchoSink> shared(sink.release());
        primary_->share_echo(shared);
        for (const Shared<Database>& replica : replicas_)
            replica->share_echo(shared);
    }
    void add_filter(const lang::TableFilter& filter) override { primary_->add_filter(filter); }
    void add_listener(Event event, const meta::Mapping* mapping,
                      Owned<Listener> listener) override {
        primary_->add_listener(event, mapping, std::move(listener));
    }
    void set_log(Owned<LogSink> sink) override {
        std::shared_ptr<LogSink> shared(sink.release());
        primary_->share_log(shared);
        for (const Shared<Database>& replica : replicas_)
            replica->share_log(shared);
    }
    void close() override {
        primary_->close();
        for (const Shared<Database>& replica : replicas_)
            replica->close();
    }
    [[nodiscard]] PoolStatus pool_status() override { return primary_->pool_status(); }
    [[nodiscard]] const lang::Dialect& dialect() const override { return primary_->dialect(); }
    [[nodiscard]] std::string url() const override { return primary_->url(); }

  private:
    using Clock = std::chrono::steady_clock;

    Owned<Work> open_replica(std::size_t at, const TransactionOptions& options) {
        std::int64_t now = Clock::now().time_since_epoch().count();
        if (now < down_[at].load(std::memory_order_relaxed))
            return {};
        Followed followed;
        if (follows_)
            followed = {primary_, wait_};
        try {
            return Owned<Work>(new SessionWork(*replicas_[at], options, std::move(followed)));
        } catch (const OperationalError&) {
            auto until = Clock::now() + std::chrono::seconds(1);
            down_[at].store(until.time_since_epoch().count(), std::memory_order_relaxed);
            return {};
        }
    }

    Shared<Database> primary_;
    std::vector<Shared<Database>> replicas_;
    std::vector<std::atomic<std::int64_t>> down_; ///< Until when each one is left alone.
    std::atomic<std::size_t> turn_ = 0;
    std::chrono::milliseconds wait_;
    bool follows_;
};

} // namespace rowan::engine
