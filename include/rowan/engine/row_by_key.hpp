// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>
#include <rowan/engine/row_access.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

// The row that a tracker reads where it knows no object with a key.

namespace rowan::engine {

/// Conditions that a row has a key; texts in it stay where they are.
[[nodiscard]] inline lang::Clauses by_key(const meta::Mapping& mapping,
                                          std::span<const types::Cell> key, bool filtered) {
    lang::Clauses clauses;
    clauses.lifted = filtered ? 0 : lang::all_filters;
    for (std::size_t i = 0; i < key.size(); ++i) {
        types::Cell cell = key[i];
        meta::fit(cell, mapping.columns[mapping.key[i]]);
        add_equal(clauses.where, mapping.key[i], cell);
    }
    return clauses;
}
/// Reads a value's key; false if the database is to make it, or a part of it is NULL.
inline bool read_whole_key(const meta::Mapping& mapping, const void* value,
                           std::vector<types::Cell>& key) {
    key.resize(mapping.key.size());
    bool whole = true;
    for (std::size_t i = 0; i < key.size(); ++i) {
        encode_member(mapping, mapping.key[i], value, key[i]);
        whole = whole && key[i].kind != types::CellKind::null &&
                !(mapping.columns[mapping.key[i]].generated && key[i].integer == 0);
    }
    return whole;
}
/// Whether changes of tracked objects, once they are written, may take away a row that no tracked
/// object has, or put other values into it. If not, there is no need to look for any before it is
/// read. (What triggers do nobody can tell.)
[[nodiscard]] inline bool may_change_others(const IdentityMap& map, const Work& work,
                                            const meta::Mapping& mapping, bool filtered) {
    auto follows_keys = [](const meta::MappedConstraint& constraint) {
        return constraint.on_update != Action::no_action &&
               constraint.on_update != Action::restrict;
    };
    return map.has_removing_relations() || std::ranges::any_of(mapping.constraints, follows_keys) ||
           (filtered && work.filters_see_other_rows(mapping));
}

} // namespace rowan::engine
