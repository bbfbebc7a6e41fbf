// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/rowan.hpp>

#include <cstdint>
#include <string>

struct Ship : rowan::Model<Ship> {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = rowan::table("ship", rowan::primary_key<&Ship::id>());
};

std::int64_t count_ships(rowan::Session& session, const std::string& name);
