// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/engine.hpp>
#include <rowan/engine/filter_name.hpp>
#include <rowan/sql/condition.hpp>

#include <string_view>

namespace rowan {

namespace orm {

/// Adds a filter to an engine's core or a session's work.
template <typename Place, typename Entity>
void add_filter(Place& place, std::string_view name, const Condition<Entity>& condition) {
    if (condition.empty())
        throw InvalidQuery("rowan: add_filter() of an empty condition; lift_filter() ends one");
    place.add_filter({&meta::mapping<Entity>, engine::name_filter(name), condition.clause()});
}

} // namespace orm

/// Adds a condition that rows of a struct have to fulfil wherever sessions of this engine that
/// begin from now on read them: in queries of the struct (update() and remove() too), get(), the
/// relations that are loaded, and the tables of a select: `rowan::add_filter<Job>(engine, "not
/// deleted", "state"_col != "deleted")`. Rows that a session tracks already, what it writes by
/// their keys, and SQL by hand come under none. One of the same name and struct is replaced. Throws
/// InvalidQuery for an empty condition, and for more than 64 names in a program.
///
/// SQLAlchemy: with_loader_criteria().
template <typename Entity>
void add_filter(const Engine& engine, std::string_view name, const Condition<Entity>& condition) {
    orm::add_filter(*engine.core(), name, condition);
}

} // namespace rowan
