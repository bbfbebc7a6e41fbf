// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// What is measured: one class of works, done once by hand in C and once with Rowan.
#pragma once

#include "harvester.hpp"

#include <cstdint>
#include <memory>

namespace bench {

/// One in-memory SQLite database with the table of StacHarvester, and the works on it; each virtual
/// call does a whole work (thousands of rows), so its own cost is nothing.
class Side {
  public:
    Side() = default;
    Side(const Side&) = delete;
    Side& operator=(const Side&) = delete;
    virtual ~Side() = default;

    /// Every row, in a vector.
    virtual Rows select_all() = 0;
    /// The sum of weigh() over every row, read one after the other.
    virtual std::uint64_t stream() = 0;
    /// The sum of weigh() over the row of each key.
    virtual std::uint64_t look_up(const Keys& keys) = 0;
    /// The same with column names and values known at run time only.
    virtual std::uint64_t look_up_at_run_time(const Keys& keys) = 0;
    /// Inserts the rows at once, and commits.
    virtual void insert_all(const Rows& rows) = 0;
    /// Inserts the rows one by one, and commits.
    virtual void insert_each(const Rows& rows) = 0;
    /// Writes every column of each row, found by its key, and commits.
    virtual void update_each(const Rows& rows) = 0;
};

std::unique_ptr<Side> make_raw_side();
std::unique_ptr<Side> make_rowan_side();

} // namespace bench
