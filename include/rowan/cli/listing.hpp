// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/cli/json.hpp>
#include <rowan/migrate/graph.hpp>

#include <span>
#include <string>
#include <string_view>

namespace rowan::cli {

/// What belongs into a revision's line.
struct LineParts {
    bool parents = false;
    bool labels = true;
    bool tree = true; ///< Whether it is a branch point or a merge.
    bool message = false;
    bool current = false; ///< The database is there.
};

/// Names with commas between them.
template <typename Names>
std::string joined(const Names& names) {
    std::string text;
    for (std::string_view name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

inline std::string ids_of(const migrate::Graph& graph, std::span<const migrate::Node> nodes) {
    std::string text;
    for (migrate::Node node : nodes)
        text += (text.empty() ? "" : ", ") + std::string(graph.id(node));
    return text;
}

inline std::string parents_of(const migrate::Graph& graph, migrate::Node node) {
    std::string text = ids_of(graph, graph.down(node));
    return text.empty() ? "<base>" : text;
}

/// `a1 -> b2 (label) (head), message`, in Alembic's format, which scripts may read.
inline std::string line_of(const migrate::Graph& graph, migrate::Node node,
                           const LineParts& parts) {
    const migrate::Revision& revision = graph.revision(node);
    std::string text;
    if (parts.parents) {
        text = parents_of(graph, node);
        if (!revision.depends_on.empty())
            text += " (" + joined(revision.depends_on) + ")";
        text += " -> ";
    }
    text += revision.id;
    if (parts.labels && !graph.labels(node).empty())
        text += " (" + joined(graph.labels(node)) + ")";
    if (graph.is_head(node))
        text += graph.all_next(node).empty() ? " (head)" : " (effective head)";
    if (parts.current)
        text += " (current)";
    if (parts.tree && graph.is_branch_point(node))
        text += " (branchpoint)";
    if (parts.tree && graph.is_merge_point(node))
        text += " (mergepoint)";
    if (parts.message)
        text += ", " + std::string(revision.message);
    return text;
}

/// All about a revision, in Alembic's format.
inline std::string entry_of(const migrate::Graph& graph, migrate::Node node,
                            const std::string& path, bool current) {
    const migrate::Revision& revision = graph.revision(node);
    std::string text = "Rev: " + std::string(revision.id);
    text += graph.is_head(node) ? " (head)" : "";
    text += graph.is_branch_point(node) ? " (branchpoint)" : "";
    text += graph.is_merge_point(node) ? " (mergepoint)" : "";
    text += current ? " (current)" : "";
    text += graph.is_merge_point(node) ? "\nMerges: " : "\nParent: ";
    text += parents_of(graph, node) + "\n";
    if (!revision.depends_on.empty())
        text += "Also depends on: " + joined(revision.depends_on) + "\n";
    if (!revision.replaces.empty())
        text += "Replaces: " + joined(revision.replaces) + "\n";
    if (graph.is_branch_point(node))
        text += "Branches into: " + ids_of(graph, graph.next(node)) + "\n";
    if (!graph.labels(node).empty())
        text += "Branch names: " + joined(graph.labels(node)) + "\n";
    text += "Path: " + path + "\n\n    " + std::string(revision.message) + "\n    \n";
    text += "    Revision ID: " + std::string(revision.id) + "\n";
    text += "    Revises: " + ids_of(graph, graph.down(node)) + "\n";
    text += "    Create Date: " + std::string(revision.created) + "\n";
    return text;
}

inline Json json_of(const migrate::Graph& graph, migrate::Node node, bool current) {
    const migrate::Revision& revision = graph.revision(node);
    Json down = Json::array(), depends_on = Json::array(), labels = Json::array();
    for (migrate::Node parent : graph.down(node))
        down.push(graph.id(parent));
    for (std::string_view name : revision.depends_on)
        depends_on.push(name);
    for (std::string_view label : graph.labels(node))
        labels.push(label);
    Json one = Json::object();
    one.add("revision", revision.id).add("down", down).add("depends_on", depends_on);
    one.add("labels", labels).add("message", revision.message).add("created", revision.created);
    one.add("head", graph.is_head(node)).add("branch_point", graph.is_branch_point(node));
    one.add("merge_point", graph.is_merge_point(node)).add("current", current);
    return one;
}

} // namespace rowan::cli
