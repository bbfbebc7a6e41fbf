// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace rowan {

/// How much a transaction sees of others that run at the same time, as SQL's standard names it. A
/// database may give a stronger level than asked for, never a weaker one.
enum class Isolation : std::uint8_t {
    engine_default, ///< What the database is set to.
    read_uncommitted,
    read_committed,
    repeatable_read,
    serializable,
};

/// How the transactions of a session are.
struct TransactionOptions {
    Isolation isolation = Isolation::engine_default;
    bool read_only = false; ///< A write throws ReadOnly.
    /// Reads see what was committed before them on any node of the cluster (MariaDB Galera). Where
    /// the database is no such cluster, the session's first statement throws ProgrammingError.
    bool causal = false;

    /// Whether nothing is asked for that SET TRANSACTION says.
    [[nodiscard]] constexpr bool plain() const {
        return isolation == Isolation::engine_default && !read_only;
    }
    /// Whether nothing is asked for.
    [[nodiscard]] constexpr bool empty() const { return plain() && !causal; }
};

} // namespace rowan
