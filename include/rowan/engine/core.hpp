// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/owner.hpp>
#include <rowan/engine/transaction_options.hpp>
#include <rowan/engine/work.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan {

/// One statement that ran, as a user's sink sees it. The views are valid during the call.
struct StatementEvent {
    std::string_view sql;
    std::string_view parameters;       ///< Types and sizes of the values, never the values.
    std::chrono::nanoseconds duration; ///< Until the last row was read.
    std::int64_t rows;                 ///< Read, or matched by a change.
    std::string_view error;            ///< Empty if all went well.
};

/// What Rowan has to say about how a program uses it. The views are valid during the call.
struct LogEvent {
    std::string_view about; ///< What sort of event: `n_plus_one`.
    std::string_view text;  ///< What is wrong, and how to mend it; holds no values.
    std::string_view sql;   ///< The statement that it is about.
};

/// What an engine is made of beside its URL.
struct EngineOptions {
    /// URLs of databases that follow the engine's own; sessions that read only go to them by turns.
    std::vector<std::string> replicas = {};
    /// Such a session sees all that this engine has committed before: it waits for the replica.
    bool read_your_writes = true;
    /// How long it waits before it goes to another replica or to the primary.
    std::chrono::milliseconds replica_wait{1000};
};

/// What an engine's connections do at one moment, and have done so far.
struct PoolStatus {
    std::size_t idle = 0;       ///< Open and free.
    std::size_t in_use = 0;     ///< Held by sessions, or being opened for them.
    std::size_t waiting = 0;    ///< Threads that wait for one.
    std::uint64_t opened = 0;   ///< So far.
    std::uint64_t replaced = 0; ///< Too old at a checkout, or did not answer.
    std::uint64_t waits = 0;    ///< How often a thread had to wait.
    std::uint64_t timeouts = 0; ///< How often it waited in vain.
};

} // namespace rowan

namespace rowan::engine {

/// A user's function for StatementEvents; called from whatever thread runs the statement.
class EchoSink {
  public:
    virtual ~EchoSink() = default;
    virtual void operator()(const StatementEvent& event) = 0;
};

/// A user's function for LogEvents; called from whatever thread uses the session.
class LogSink {
  public:
    virtual ~LogSink() = default;
    virtual void operator()(const LogEvent& event) = 0;
};

/// A database as the whole program sees it: its pool and settings. Thread-safe. It counts its
/// holders (Shared<Core>): engines and sessions.
class Core {
  public:
    virtual ~Core() = default;
    virtual void retain() noexcept = 0;
    virtual void release() noexcept = 0;
    [[nodiscard]] virtual Owned<Work> open_work(const TransactionOptions& options = {}) = 0;
    virtual void create_all(std::span<const meta::Mapping* const> mappings) = 0;
    virtual void drop_all(std::span<const meta::Mapping* const> mappings) = 0;
    virtual void set_echo(Owned<EchoSink> sink) = 0;
    /// Sessions that begin from now on have the filter, or tell the listener.
    virtual void add_filter(const lang::TableFilter& filter) = 0;
    virtual void add_listener(Event event, const meta::Mapping* mapping,
                              Owned<Listener> listener) = 0;
    virtual void set_log(Owned<LogSink> sink) = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual PoolStatus pool_status() = 0;
    [[nodiscard]] virtual const lang::Dialect& dialect() const = 0;
    /// The URL with its password masked.
    [[nodiscard]] virtual std::string url() const = 0;
};

} // namespace rowan::engine
