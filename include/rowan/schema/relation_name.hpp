// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/schema/relation_slot.hpp>

#include <cstddef>

namespace rowan::meta {

/// The name of a member, cut out of the long spelling it comes from.
template <typename Entity, std::size_t Index>
inline constexpr auto member_text = member_name_literal<Entity, Index>();

/// What messages call a relation member.
template <typename Entity, std::size_t Index>
inline constexpr RelationName relation_name = {entity_name<Entity>.view(),
                                               member_text<Entity, Index>.view()};

} // namespace rowan::meta
