// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/schema/relation_slot.hpp>

#include <cstdint>
#include <span>

namespace rowan::meta {

enum class RelationKind : std::uint8_t { belongs_to, has_one, has_many, many_to_many };

constexpr bool is_to_many(RelationKind kind) {
    return kind == RelationKind::has_many || kind == RelationKind::many_to_many;
}

/// The table between the two of a many-to-many.
struct MappedThrough {
    const Mapping* table = nullptr;
    std::span<const std::uint16_t> to_source = {}; ///< Its columns that are equal to the source's,
    std::span<const std::uint16_t> to_target = {}; ///< and to the target's.
    const ListType* lists = nullptr;
};

/// All that Rowan knows about one relation member: constexpr static data, one per member that is
/// loaded somewhere.
struct MappedRelation {
    RelationKind kind;
    const RelationName* name;
    const Mapping* source;                         ///< The member's struct.
    const Mapping* target;                         ///< The struct of its rows.
    std::span<const std::uint16_t> source_columns; ///< What is equal in source and target, or
    std::span<const std::uint16_t> target_columns; ///< in each of them and the table between.
    MappedThrough through;
    RelationSlot* (*slot)(void* object); ///< The member of an object of the source.
    const ListType* lists;               ///< Of the target's objects.
};

} // namespace rowan::meta
