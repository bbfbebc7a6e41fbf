// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A table of numbered lines.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <string>

namespace rowan_test {

struct Line : rowan::Model<Line> {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto table = rowan::table("line", rowan::primary_key<&Line::id>());
};

} // namespace rowan_test
