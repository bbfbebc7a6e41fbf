// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two tables that refer to each other.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>

namespace rowan_test {

struct Hen {
    std::int64_t id = 0;
    std::optional<std::int64_t> egg;
};
struct Egg {
    std::int64_t id = 0;
    std::optional<std::int64_t> hen;
};

} // namespace rowan_test

template <>
inline constexpr auto rowan::table_of<rowan_test::Hen> = rowan::table(
    rowan::primary_key<&rowan_test::Hen::id>(),
    rowan::foreign_key<&rowan_test::Hen::egg>(rowan::references<&rowan_test::Egg::id>()));
template <>
inline constexpr auto rowan::table_of<rowan_test::Egg> = rowan::table(
    rowan::primary_key<&rowan_test::Egg::id>(),
    rowan::foreign_key<&rowan_test::Egg::hen>(rowan::references<&rowan_test::Hen::id>()));
