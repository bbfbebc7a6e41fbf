// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The tables of ships in the suite's database.

#include "tests/suite/database.hpp"
#include "tests/support/ships.hpp"

#include <cstdint>

namespace rowan_test {

struct Fleet : Tables<Port, Ship> {
    using Tables::Tables;

    /// How many ships another session sees: with a connection of its own, unless the database is in
    /// memory.
    std::int64_t ships() const {
        rowan::Session other(engine);
        return Ship::count(other);
    }
};

} // namespace rowan_test
