// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace rowan::lang {

/// How a select locks its rows; the bits of Clauses::lock.
enum LockFlags : std::uint8_t {
    lock_update = 1, ///< As if they were to be updated.
    lock_share = 2,  ///< Against updates.
    lock_nowait = 4,
    lock_skip = 8,
    lock_own = 16, ///< Only the rows of the select's own table.
};

} // namespace rowan::lang
