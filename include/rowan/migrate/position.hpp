// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/plan.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace rowan::migrate {

/// At which revisions a database is.
struct Position {
    Idents heads;
    /// What makes the table say so, where it holds ids that a revision replaces.
    std::vector<VersionChange> renames;
};

/// Reads the version table's rows as revisions of the graph; `rows` must outlive the result. Throws
/// MigrationError for an id that the graph doesn't know.
inline Position locate(const Graph& graph, const Idents& rows) {
    Position position;
    for (const std::string& id : rows) {
        Node node = graph.find(id);
        bool is_id = node != no_node && graph.id(node) == id;
        if (node == no_node || (!is_id && !graph.revision(node).replaces.contains(id)))
            throw MigrationError(
                "rowan: the database is at revision '" + id +
                "', which is not in this program; was it migrated by a newer one?");
        std::string name(graph.id(node));
        bool known =
            std::find(position.heads.begin(), position.heads.end(), name) != position.heads.end();
        if (!known)
            position.heads.push_back(name);
        if (is_id)
            continue;
        const Ids& replaced = graph.revision(node).replaces;
        bool at_end = false;
        for (const std::string& other : rows)
            at_end = at_end || other == replaced.back() || other == name;
        if (!at_end)
            throw MigrationError("rowan: the database is at revision '" + id + "', which " + name +
                                 " replaces together with later ones, up to '" +
                                 std::string(replaced.back()) +
                                 "'; bring it there first, with the program that has them");
        position.renames.push_back(known ? VersionChange{VersionVerb::remove, id, {}}
                                         : VersionChange{VersionVerb::update, id, graph.id(node)});
    }
    return position;
}

} // namespace rowan::migrate
