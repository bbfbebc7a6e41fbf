// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The tables of ships in an SQLite file of their own.

#include "tests/support/ships.hpp"
#include "tests/support/temporary_file.hpp"

#include <cstdint>
#include <string>

namespace rowan_test {

/// A file with the tables and no rows.
struct Fleet {
    TemporaryFile file;
    rowan::Engine engine;

    explicit Fleet(const std::string& options = "") : engine(file.url(options)) {
        rowan::create_all<Port, Ship>(engine);
    }
    /// How many ships another connection sees.
    std::int64_t ships() const {
        rowan::Session session(engine);
        return Ship::count(session);
    }
};

} // namespace rowan_test
