// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/load.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// One relation that is loaded, and what is loaded with its rows.
struct LoadNode {
    const meta::MappedRelation* relation;
    LoadWay way;
    bool has_clauses = false;
    lang::Clauses clauses = {};
    std::vector<LoadNode> children = {};
};

/// All relations that are loaded with a query's objects.
struct LoadTree {
    std::vector<LoadNode> nodes;
    const meta::ListType* roots = nullptr;
    std::vector<lang::Join> joins;
    lang::Related related;
};

inline LoadNode& node_of(std::vector<LoadNode>& nodes, const meta::MappedRelation* relation,
                         LoadWay way) {
    for (LoadNode& node : nodes)
        if (node.relation == relation)
            return node;
    return nodes.emplace_back(LoadNode{relation, way});
}

inline void list_joins(const std::vector<LoadNode>& nodes, std::int32_t from, LoadTree& tree) {
    for (const LoadNode& node : nodes) {
        if (node.way != LoadWay::joined)
            continue;
        if (tree.joins.size() == lang::most_joins)
            throw InvalidQuery("rowan: load_joined(): more than " +
                               std::to_string(lang::most_joins) +
                               " tables in one statement; load some of them by load()");
        auto at = static_cast<std::int32_t>(tree.joins.size());
        tree.joins.push_back({node.relation, from});
        if (node.relation->kind != meta::RelationKind::belongs_to)
            tree.related.repeats = true;
        list_joins(node.children, at, tree);
    }
}

ROWAN_ONCE LoadTree* Loads::copy(const LoadTree& tree) {
    auto* made = new LoadTree(tree);
    made->related.joins = made->joins;
    return made;
}
ROWAN_ONCE void Loads::destroy(LoadTree* tree) { delete tree; }
ROWAN_ONCE LoadTree& Loads::own_tree() {
    if (!tree_)
        tree_ = new LoadTree;
    return *tree_;
}
ROWAN_ONCE void Loads::set_roots(const meta::ListType& roots) { own_tree().roots = &roots; }
ROWAN_ONCE const lang::Related* Loads::joined() const {
    return tree_ && !tree_->joins.empty() ? &tree_->related : nullptr;
}
ROWAN_ONCE void Loads::add(std::span<const meta::MappedRelation* const> path, LoadWay way,
                           const lang::Clauses* clauses) {
    std::vector<LoadNode>* nodes = &own_tree().nodes;
    for (std::size_t i = 0; i < path.size(); ++i) {
        bool last = i + 1 == path.size();
        LoadNode& node =
            node_of(*nodes, path[i], last && way == LoadWay::missing ? LoadWay::apart : way);
        if (last && clauses) {
            node.clauses = *clauses;
            node.has_clauses = true;
            node.way = LoadWay::apart;
        }
        // A join needs all that its path goes over; rows that are narrowed come apart.
        if (way == LoadWay::joined && !node.has_clauses)
            node.way = way;
        nodes = &node.children;
    }
    tree_->joins.clear();
    tree_->related.repeats = false;
    list_joins(tree_->nodes, -1, *tree_);
    tree_->related.joins = tree_->joins;
}

} // namespace rowan::engine

namespace rowan::meta {

ROWAN_ONCE void not_loaded(const RelationName* name, std::string_view kind) {
    if (!name)
        throw NotLoaded("rowan: a " + std::string(kind) +
                        " was read that was neither loaded nor set: its object was made by the "
                        "program; set() it, or load it by session.load<&…>(object)");
    std::string member = std::string(name->entity) + "::" + std::string(name->member);
    throw NotLoaded("rowan: " + member + " was not loaded; add .load<&" + member +
                    ">() to the query, or call session.load<&" + member + ">(objects)");
}
ROWAN_ONCE void related_row_ended(const RelationName* name, std::string_view kind) {
    std::string member = name ? std::string(name->entity) + "::" + std::string(name->member)
                              : "a " + std::string(kind);
    throw NotLoaded("rowan: " + member + " points to an object that has ended with the session " +
                    "that tracked it; keep a shared pointer to it (ptr()), or the session");
}
ROWAN_ONCE void no_related_row(const RelationName* name, std::string_view kind) {
    std::string member = name ? std::string(name->entity) + "::" + std::string(name->member)
                              : "a " + std::string(kind);
    throw NoResultFound("rowan: " + member + " has no row; ask `if (object.member)` before");
}

} // namespace rowan::meta
