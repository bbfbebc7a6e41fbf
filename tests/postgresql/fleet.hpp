// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two tables, the second of which points to the first, in a schema of their own.

#include "tests/postgresql/schema.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowan_test {

struct Harbour : rowan::Model<Harbour> {
    std::string code;
    std::optional<std::string> country;

    static constexpr auto table = rowan::table("harbour", rowan::primary_key<&Harbour::code>());
};

struct Vessel : rowan::Model<Vessel> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> home;
    std::int32_t crew = 1;

    static constexpr auto table = rowan::table(
        "vessel", rowan::primary_key<&Vessel::id>(), rowan::unique<&Vessel::name>("uq_vessel_name"),
        rowan::foreign_key<&Vessel::home>(rowan::references<&Harbour::code>()),
        rowan::check("ck_vessel_crew", "crew > 0"));
};

struct Shipyard {
    Schema schema;
    rowan::Engine engine;

    explicit Shipyard(const std::string& options = "") : engine(schema.url(options)) {
        rowan::create_all<Harbour, Vessel>(engine);
    }
    /// How many vessels another connection sees.
    [[nodiscard]] std::int64_t vessels() const {
        rowan::Session session(engine);
        return Vessel::count(session);
    }
};

inline Vessel vessel(const std::string& name, std::int32_t crew = 1) {
    return {{}, 0, name, {}, crew};
}

inline std::vector<Vessel> vessels(const std::string& prefix, int count) {
    std::vector<Vessel> list;
    for (int i = 0; i < count; ++i)
        list.push_back(vessel(prefix + std::to_string(i)));
    return list;
}

} // namespace rowan_test
