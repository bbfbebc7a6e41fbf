// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/rows.hpp>
#include <rowan/engine/statement_cache.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
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
    bool reads_in_transaction;
    bool broken = false; ///< Found lost: nobody gets it again.
    std::chrono::steady_clock::time_point opened = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point checked = opened; ///< When it last was known to work.

    PooledConnection(std::unique_ptr<Connection> made, std::size_t cache_size)
        : connection(std::move(made)), statements(cache_size),
          reads_in_transaction(connection->reads_in_transaction()) {}
    /// Learns from an error whether the connection is lost.
    void note(const DriverError& error) {
        broken = broken || error.kind == ErrorKind::connection_lost;
    }
};

/// Opens a connection. Throws the public errors.
inline std::unique_ptr<PooledConnection> open_connection(Connector& connector,
                                                         std::size_t cache_size) {
    try {
        return std::make_unique<PooledConnection>(connector.connect(), cache_size);
    } catch (const DriverError& error) {
        raise(error, {});
    }
}

/// Ends what the last holder left open; false if the connection can't be used again.
inline bool settle(PooledConnection& connection) noexcept {
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

} // namespace rowan::engine
