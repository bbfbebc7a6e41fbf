// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace rowan::engine {

/// The names of filters are one for the whole program; each is a bit, so that those which a query
/// lifts are a number. Throws InvalidQuery for more than 64 names.
[[nodiscard]] std::uint64_t name_filter(std::string_view name);
/// The bit of a name that a filter has. Throws InvalidQuery if none has it.
[[nodiscard]] std::uint64_t filter_named(std::string_view name);

} // namespace rowan::engine
