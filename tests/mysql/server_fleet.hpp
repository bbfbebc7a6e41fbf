// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tests/mysql/server.hpp"
#include "tests/support/fleet.hpp"

namespace rowan_test {

/// The tables of fleet.hpp in a database of their own on the server.
struct ServerFleet {
    ServerDatabase database;
    rowan::Engine engine;

    explicit ServerFleet(const std::string& options = "") : engine(database.url(options)) {
        rowan::create_all<Port, Ship>(engine);
    }
    /// How many ships a client sees that is not Rowan's.
    std::string ships() { return database.raw().value("SELECT COUNT(*) FROM ship"); }
};

} // namespace rowan_test
