// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/event.hpp>
#include <rowan/engine/query_parts.hpp>
#include <rowan/schema/map.hpp>

#include <cstddef>
#include <type_traits>

namespace rowan {

class Session;

namespace orm {

/// `Given`, named where it need not be complete yet.
template <typename Given, typename>
struct Later {
    using type = Given;
};

/// The functions that a struct has for the events of its objects.
template <typename Entity>
inline constexpr engine::Hooks hooks = [] {
    engine::Hooks all{};
#define ROWAN_HOOK(event)                                                                          \
    if constexpr (requires(Entity & object, Session & session) { object.event(session); })         \
        all.of[static_cast<std::size_t>(Event::event)] = [](engine::Work& work, void* object) {    \
            typename Later<Session, Entity>::type session(work);                                   \
            static_cast<Entity*>(object)->event(session);                                          \
        };
    ROWAN_HOOK(before_insert)
    ROWAN_HOOK(after_insert)
    ROWAN_HOOK(before_update)
    ROWAN_HOOK(after_update)
    ROWAN_HOOK(before_remove)
    ROWAN_HOOK(after_remove)
    ROWAN_HOOK(after_load)
#undef ROWAN_HOOK
    return all;
}();

/// The same of an object; none of a const one, which they could not change.
template <typename Object>
inline constexpr const engine::Hooks* hooks_of =
    std::is_const_v<Object> ? nullptr : &hooks<std::remove_const_t<Object>>;

/// The objects that a struct's rows become.
template <typename Entity>
inline constexpr engine::RowKind row_kind{meta::mapping<Entity>, hooks<Entity>, sizeof(Entity)};

} // namespace orm

} // namespace rowan
