// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/traverse.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// What happens to the version table, one row a head.
enum class VersionVerb : std::uint8_t { insert, update, remove };

/// One statement on the version table.
struct VersionChange {
    VersionVerb verb;
    std::string_view from; ///< The row that is updated or deleted.
    std::string_view to;   ///< What is inserted, or written into the row.

    friend bool operator==(const VersionChange&, const VersionChange&) = default;
};

enum class Direction : std::uint8_t { up, down };

/// One revision to apply or take back, or one move of a stamp.
struct Step {
    Direction direction;
    Node revision = no_node; ///< no_node for a stamp.
    Nodes from, to;          ///< Of a stamp.
    bool branch_move = false;
    std::vector<VersionChange> changes = {};
};

/// What to do, and the version table's rows in the end.
struct Plan {
    std::vector<Step> steps;
    Nodes heads;
};

/// Keeps the version table's rows while steps are taken, and says how they change.
class HeadKeeper {
  public:
    HeadKeeper(const Graph& graph, Nodes heads) : graph_(graph), heads_(std::move(heads)) {}

    [[nodiscard]] const Nodes& heads() const { return heads_; }

    /// Applies the step to the rows and notes the changes in it.
    void take(Step& step) {
        changes_ = &step.changes;
        if (step.revision == no_node)
            stamp(step);
        else if (step.direction == Direction::up)
            up(step.revision);
        else
            down(step.revision);
    }

  private:
    void up(Node revision) {
        Nodes present;
        for (Node below : graph_.near_down(revision))
            if (contains(heads_, below))
                present.push_back(below);
        if (present.empty())
            return insert(revision);
        if (present.size() > 1) {
            // A merge: rows that other heads need stay implied by those.
            Nodes others = heads_;
            std::erase_if(others,
                          [&](Node head) { return contains(graph_.near_down(revision), head); });
            present = without_ancestors_of(others, to_nodes(graph_.near_down(revision)));
            std::erase_if(present, [&](Node head) { return !contains(heads_, head); });
        }
        merge(present, revision);
    }

    void down(Node revision) {
        Nodes others = heads_;
        std::erase(others, revision);
        Nodes to = to_nodes(graph_.near_down(revision));
        if (!others.empty())
            to = without_ancestors_of(others, to);
        else if (to.size() > 1)
            to = topmost(to);
        if (to.empty())
            return remove(revision);
        unmerge(revision, to);
    }

    void stamp(const Step& step) {
        if (step.to.empty())
            remove(step.from.front());
        else if (step.from.empty())
            insert(step.to.front());
        else
            merge(step.from, step.to.front());
    }

    void merge(const Nodes& from, Node to) {
        for (std::size_t i = 0; i + 1 < from.size(); ++i)
            remove(from[i]);
        update(from.back(), to);
    }
    void unmerge(Node from, const Nodes& to) {
        for (std::size_t i = 0; i + 1 < to.size(); ++i)
            insert(to[i]);
        update(from, to.back());
    }

    void insert(Node node) {
        if (contains(heads_, node))
            return;
        heads_.push_back(node);
        changes_->push_back({VersionVerb::insert, {}, graph_.id(node)});
    }
    void remove(Node node) {
        std::erase(heads_, node);
        changes_->push_back({VersionVerb::remove, graph_.id(node), {}});
    }
    void update(Node from, Node to) {
        if (contains(heads_, to))
            return remove(from);
        std::replace(heads_.begin(), heads_.end(), from, to);
        changes_->push_back({VersionVerb::update, graph_.id(from), graph_.id(to)});
    }

    /// Those of `nodes` that none of `heads` needs.
    [[nodiscard]] Nodes without_ancestors_of(const Nodes& heads, Nodes nodes) const {
        Node lowest = graph_.size();
        for (Node node : nodes)
            lowest = std::min(lowest, graph_.rank(node));
        NodeSet needed = graph_.ancestors(heads, true, lowest);
        std::erase_if(nodes, [&](Node node) { return needed.has(node); });
        return nodes;
    }
    /// Those of `nodes` that no other of them needs.
    [[nodiscard]] Nodes topmost(const Nodes& nodes) const {
        Nodes below;
        for (Node node : nodes)
            for (Node other : graph_.near_down(node))
                below.push_back(other);
        return without_ancestors_of(below, nodes);
    }

    const Graph& graph_;
    Nodes heads_;
    std::vector<VersionChange>* changes_ = nullptr;
};

/// Plans what to do on a database whose version table holds the `current` ids.
class Planner {
  public:
    /// Throws MigrationError if the graph is wrong.
    explicit Planner(const Graph& graph) : graph_(graph), symbols_(graph) {}

    [[nodiscard]] const Symbols& symbols() const { return symbols_; }

    /// Plans the way up. Throws MigrationError if the destination is not above.
    [[nodiscard]] Plan upgrade(const Idents& destination, const Idents& current) const {
        Nodes way;
        try {
            way = Traversal(symbols_).up(destination, current, {.implicit_base = true});
        } catch (const NotAnAncestor&) {
            throw no_way(destination, "upgrade");
        }
        std::reverse(way.begin(), way.end());
        return plan(way, Direction::up, current);
    }
    /// Plans the way down. Throws MigrationError if the destination is not below.
    [[nodiscard]] Plan downgrade(std::string_view destination, const Idents& current) const {
        Idents target;
        if (!destination.empty())
            target.emplace_back(destination);
        try {
            return plan(Traversal(symbols_).down(current, target, {}), Direction::down, current);
        } catch (const NotAnAncestor&) {
            throw no_way(target, "downgrade");
        }
    }
    /// Plans how the version table comes to say `destination` without anything being run.
    [[nodiscard]] Plan stamp(const Idents& destination, const Idents& current) const {
        Nodes heads = symbols_.all(current), concerned;
        for (const std::string& one : destination.empty() ? Idents{"base"} : destination)
            for (Node head : symbols_.of_branch(heads, one, true))
                if (!contains(concerned, head))
                    concerned.push_back(head);
        Plan plan;
        HeadKeeper keeper(graph_, heads);
        auto add = [&](Step step) {
            keeper.take(step);
            plan.steps.push_back(std::move(step));
        };
        Nodes targets = symbols_.all(destination);
        if (targets.empty())
            for (Node head : concerned)
                add({Direction::down, no_node, {head}, {}, true});
        for (Node target : targets) {
            if (target >= graph_.size())
                throw MigrationError("rowan: a stamp needs a revision or 'base'");
            if (contains(keeper.heads(), target))
                continue;
            Nodes left = concerned;
            std::erase_if(left, [&](Node head) { return !contains(keeper.heads(), head); });
            add(move(target, left));
        }
        plan.heads = keeper.heads();
        return plan;
    }

    /// The revisions that the database is at, and those that they depend on in other branches: what
    /// is the topmost of each branch.
    [[nodiscard]] Nodes all_current(const Idents& current) const {
        Nodes active = graph_.ancestors(symbols_.all(current)).list();
        NodeSet below(graph_.size());
        for (Node node : active)
            for (Node other : graph_.down(node))
                below.add(other);
        std::erase_if(active, [&](Node node) { return below.has(node); });
        return active;
    }

  private:
    [[nodiscard]] static MigrationError no_way(const Idents& destination, const char* verb) {
        return MigrationError("rowan: destination " + Traversal::join(destination) +
                              " is not a valid " + verb +
                              " target from the revisions that the database is at");
    }

    /// Moves those of the heads that are above the target down to it, else those below it up.
    [[nodiscard]] Step move(Node target, const Nodes& heads) const {
        NodeSet above = graph_.descendants(Nodes{target}), below = graph_.ancestors(Nodes{target});
        Nodes down, up;
        for (Node head : heads) {
            if (above.has(head))
                down.push_back(head);
            if (below.has(head))
                up.push_back(head);
        }
        if (!down.empty())
            return {Direction::down, no_node, down, {target}};
        return {Direction::up, no_node, up, {target}, up.empty()};
    }

    [[nodiscard]] Plan plan(const Nodes& way, Direction direction, const Idents& current) const {
        Plan plan{{}, symbols_.all(current)};
        plan.steps.reserve(way.size());
        for (Node node : way)
            plan.steps.push_back({direction, node, {}, {}});
        keep(plan);
        return plan;
    }
    void keep(Plan& plan) const {
        HeadKeeper keeper(graph_, std::move(plan.heads));
        for (Step& step : plan.steps)
            keeper.take(step);
        plan.heads = keeper.heads();
    }

    const Graph& graph_;
    Symbols symbols_;
};

} // namespace rowan::migrate
