// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/describe_mapping.hpp>
#include <rowan/schema/map.hpp>

namespace rowan {

/// The table of a struct as a value.
template <typename Entity>
constexpr meta::Table describe() {
    return meta::describe(meta::mapping<Entity>);
}

} // namespace rowan
