// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/apply.hpp>
#include <rowan/migrate/history.hpp>
#include <rowan/migrate/operation.hpp>
#include <rowan/migrate/recorder.hpp>
#include <rowan/migrate/revisions.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <vector>

namespace rowan::migrate {

/// What a revision's upgrade makes of a schema.
template <typename R>
constexpr void replay_revision(meta::Schema& schema) {
    Recorder op;
    R::upgrade(op);
    for (const Operation& operation : op.take())
        apply(operation, schema);
}

template <typename... R>
inline constexpr void (*replayed_revisions[sizeof...(R) + 1])(meta::Schema&) = {
    &replay_revision<R>..., nullptr};

/// The revisions' places in a list, each behind all that it needs.
constexpr std::vector<Node> order_of(const Graph& graph) {
    std::vector<Node> order(graph.size(), 0);
    for (Node node = 0; node < graph.size(); ++node)
        order[graph.rank(node)] = node;
    return order;
}

/// The schema after all of these revisions, as a value: no database is asked.
template <typename... R>
constexpr meta::Schema replay(Revisions<R...>) {
    meta::Schema schema;
    Graph graph(revisions_of<R...>());
    for (Node node : order_of(graph))
        replayed_revisions<R...>[node](schema);
    return schema;
}

/// The same at run time.
inline meta::Schema replay(const History& history) {
    meta::Schema schema;
    Graph graph(history.revisions);
    for (Node node : order_of(graph))
        for (const Operation& operation : history.operations[node].upgrade())
            apply(operation, schema);
    return schema;
}

} // namespace rowan::migrate
