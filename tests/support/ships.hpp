// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two tables, the second of which points to the first.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowan_test {

struct Port : rowan::Model<Port> {
    std::string code;
    std::optional<std::string> country;

    static constexpr auto table = rowan::table("port", rowan::primary_key<&Port::code>());
};

struct Ship : rowan::Model<Ship> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> home;
    std::int32_t crew = 1;

    static constexpr auto table = rowan::table(
        "ship", rowan::primary_key<&Ship::id>(), rowan::unique<&Ship::name>("uq_ship_name"),
        rowan::foreign_key<&Ship::home>(rowan::references<&Port::code>()),
        rowan::check("ck_ship_crew", "crew > 0"));
};

inline Ship ship(const std::string& name) { return {{}, 0, name, {}, 1}; }

/// Ships called `prefix0`, `prefix1`, ….
inline std::vector<Ship> ships(const std::string& prefix, int count) {
    std::vector<Ship> list;
    for (int i = 0; i < count; ++i)
        list.push_back(ship(prefix + std::to_string(i)));
    return list;
}

} // namespace rowan_test
