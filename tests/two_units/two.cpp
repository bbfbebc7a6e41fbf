// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "everything.hpp"

#include "tests/two_units/ship.hpp"

std::int64_t count_ships(rowan::Session& session, const std::string& name) {
    using namespace rowan::literals;
    return Ship::get(session, "name"_col = name).count();
}
