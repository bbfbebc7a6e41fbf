// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/describe_mapping.hpp>
#include <rowan/schema/map.hpp>

#include <cstddef>
#include <span>

namespace rowan {

/// A list of mapped structs, for what works on all tables of a program.
template <typename... Entities>
struct Models {};

/// The list as a value: `rowan::models<User, StacHarvester>`.
template <typename... Entities>
inline constexpr Models<Entities...> models{};

namespace meta {

/// The mappings of a list of structs; one more than there are, so that it is never empty.
template <typename... Entities>
inline constexpr const Mapping* mapping_list[] = {&mapping<Entities>..., nullptr};

/// A list of mapped structs without their types.
struct ModelList {
    std::span<const Mapping* const> mappings;

    constexpr ModelList() = default;
    template <typename... Entities>
    constexpr ModelList(Models<Entities...>)
        : mappings(mapping_list<Entities...>, sizeof...(Entities)) {}
};

} // namespace meta
} // namespace rowan
