// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What sessions do with plain objects, compiled once.

#include <rowan/base/once.hpp>
#include <rowan/engine/plain_objects.hpp>
#include <rowan/engine/query_errors.hpp>
#include <rowan/engine/work.hpp>

namespace rowan::engine {

ROWAN_ONCE bool is_heard(const Work& work, Event event, const meta::Mapping& mapping,
                         const Hooks& hooks) {
    return hooks[event] || (work.listeners() && work.listeners()->hears(event, &mapping));
}
ROWAN_ONCE void call_hooks(Work& work, Event event, const meta::Mapping& mapping,
                           const Hooks& hooks, void* object) {
    if (hooks[event])
        hooks[event](work, object);
    if (const Listeners* listeners = work.listeners())
        listeners->tell(event, &mapping, work, object);
}
ROWAN_ONCE void tell(Work& work, Event event, const meta::Mapping& mapping, const Hooks& hooks,
                     void* object) {
    if ((hooks[event] || work.listeners()) && !work.tracks(object))
        call_hooks(work, event, mapping, hooks, object);
}
inline void* address(const PlainObject& object) { return const_cast<void*>(object.object); }
inline void tell(Work& work, Event event, const PlainObject& object) {
    if (object.hooks)
        tell(work, event, object.mapping, *object.hooks, address(object));
}

ROWAN_ONCE void insert(Work& work, const PlainObject& object) {
    tell(work, Event::before_insert, object);
    work.insert(object.mapping, address(object), object.constant);
    tell(work, Event::after_insert, object);
}
/// Updates the object's row, if there is one.
inline bool update_row(Work& work, const PlainObject& object) {
    tell(work, Event::before_update, object);
    if (!work.update(object.mapping, address(object), object.constant))
        return false;
    tell(work, Event::after_update, object);
    return true;
}
ROWAN_ONCE void update(Work& work, const PlainObject& object) {
    if (!update_row(work, object))
        stale(object.mapping, "update");
}
ROWAN_ONCE void save(Work& work, const PlainObject& object) {
    if (!update_row(work, object))
        insert(work, object);
}
ROWAN_ONCE void remove(Work& work, const PlainObject& object) {
    tell(work, Event::before_remove, object);
    if (!work.remove(object.mapping, object.object))
        stale(object.mapping, "remove");
    tell(work, Event::after_remove, object);
}

} // namespace rowan::engine
