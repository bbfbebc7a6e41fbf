// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/core.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/schema/map.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan {

/// A database: its URL, pool and settings. Copies are the same database; thread-safe.
class Engine {
  public:
    /// Reads the URL, spelled as SQLAlchemy spells it; connections are opened when they are needed.
    /// Throws InvalidUrl.
    explicit Engine(std::string_view url) : core_(engine::open(url)) {}

    /// The same with replicas. Throws InvalidUrl, and InvalidQuery if they are databases that can't
    /// say how far they are and `read_your_writes` is asked for.
    Engine(std::string_view url, const EngineOptions& options)
        : core_(engine::open(url, options)) {}

    /// Closes all connections; sessions that still use one keep it until they end. Everything else
    /// throws Closed from now on.
    void close() { core_->close(); }

    /// The connections and what was done with them so far, for a monitor.
    [[nodiscard]] PoolStatus pool_status() const { return core_->pool_status(); }

    /// Calls `sink(const StatementEvent&)` for each statement, from the thread that runs it; an
    /// exception that leaves it ends the program.
    template <typename Sink>
    requires std::is_invocable_v<Sink&, const StatementEvent&>
    void set_echo(Sink sink) {
        struct Wrapped final : engine::EchoSink {
            Sink call;
            explicit Wrapped(Sink&& function) : call(std::move(function)) {}
            void operator()(const StatementEvent& event) override { call(event); }
        };
        core_->set_echo(Owned<engine::EchoSink>(new Wrapped(std::move(sink))));
    }
    /// Ends the echo.
    void set_echo(std::nullptr_t) { core_->set_echo({}); }

    /// Calls `sink(const LogEvent&)` for what Rowan has to say about the program, from the thread
    /// that uses the session; it must not use that session, and an exception that leaves it ends
    /// the program. So far it tells of statements that ran too often (`n_plus_one` in the URL).
    template <typename Sink>
    requires std::is_invocable_v<Sink&, const LogEvent&>
    void set_log(Sink sink) {
        struct Wrapped final : engine::LogSink {
            Sink call;
            explicit Wrapped(Sink&& function) : call(std::move(function)) {}
            void operator()(const LogEvent& event) override { call(event); }
        };
        core_->set_log(Owned<engine::LogSink>(new Wrapped(std::move(sink))));
    }
    /// Ends the log.
    void set_log(std::nullptr_t) { core_->set_log({}); }

    [[nodiscard]] const lang::Dialect& dialect() const { return core_->dialect(); }
    /// The URL, its password masked.
    [[nodiscard]] std::string url() const { return core_->url(); }
    /// What the engine is made of; for Rowan's own rooms.
    [[nodiscard]] const Shared<engine::Core>& core() const { return core_; }

  private:
    Shared<engine::Core> core_;
};

/// Creates the tables of these structs that don't exist, parents of foreign keys first, all or none
/// where the database can.
template <typename... Entities>
void create_all(const Engine& engine) {
    const meta::Mapping* mappings[] = {&meta::mapping<Entities>...};
    engine.core()->create_all(mappings);
}
/// Drops the tables of these structs that exist, children of foreign keys first.
template <typename... Entities>
void drop_all(const Engine& engine) {
    const meta::Mapping* mappings[] = {&meta::mapping<Entities>...};
    engine.core()->drop_all(mappings);
}

} // namespace rowan
