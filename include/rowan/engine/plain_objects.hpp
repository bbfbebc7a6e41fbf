// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/event.hpp>

// What sessions do with plain objects, which they don't track; defined where it is compiled once
// (plain_objects_once.hpp).

namespace rowan::engine {

/// An object of a user's struct.
struct PlainObject {
    const meta::Mapping& mapping;
    const Hooks* hooks; ///< nullptr: nothing is told of it, since it is const.
    const void* object;
    bool constant; ///< Neither a generated key nor a new version is written into it.
};

/// Whether a struct has a function for an event, or somebody listens to it.
[[nodiscard]] bool is_heard(const Work& work, Event event, const meta::Mapping& mapping,
                            const Hooks& hooks);
/// Calls an object's function, if its struct has it, and those who listen.
void call_hooks(Work& work, Event event, const meta::Mapping& mapping, const Hooks& hooks,
                void* object);
/// The same of a plain object; nothing of one that is tracked, since the tracker tells of it.
void tell(Work& work, Event event, const meta::Mapping& mapping, const Hooks& hooks, void* object);

void insert(Work& work, const PlainObject& object);
/// Throws StaleData if the object has no row.
void update(Work& work, const PlainObject& object);
/// Updates the object's row or inserts it.
void save(Work& work, const PlainObject& object);
/// Throws StaleData if the object has no row.
void remove(Work& work, const PlainObject& object);

} // namespace rowan::engine
