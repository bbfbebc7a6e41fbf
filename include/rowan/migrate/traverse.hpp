// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/symbols.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// How far a range of revisions goes.
struct Range {
    bool inclusive = false;     ///< The lower end belongs to it.
    bool implicit_base = false; ///< What the upper end needs of other branches belongs to it.
    bool strict = true;         ///< Steps past the end of the graph are an error.
};

/// Two ends that are not on one line.
struct NotAnAncestor : MigrationError {
    using MigrationError::MigrationError;
};

/// Finds the revisions between two ends, the topmost first.
class Traversal {
  public:
    explicit Traversal(const Symbols& symbols) : symbols_(symbols), graph_(symbols.graph()) {}

    /// What has to be applied to come from `lower` to `upper`. Throws MigrationError.
    [[nodiscard]] Nodes up(const Idents& upper, const Idents& lower, const Range& range) const {
        Nodes targets = upgrade_targets(upper, lower, range.strict);
        if (lower.size() == 1)
            targets = in_branch_of(lower.front(), targets);
        check_apart(targets);
        NodeSet wanted = graph_.ancestors(targets);
        Nodes current = symbols_.all(lower);
        Nodes included = current;
        bool past_end = !current.empty() && (current[0] == no_node || current[0] == base_node);
        if (past_end) {
            Node node = downgrade_target(upper, lower.front(), range.strict).node;
            current = node == base_node ? Nodes{} : Nodes{node};
            included = current;
        }
        std::erase_if(current, [&](Node node) { return node >= graph_.size(); });
        if (!range.implicit_base)
            for (Node node : current)
                if (!wanted.has(node))
                    throw NotAnAncestor("rowan: " + join(lower) + " is not below " + join(upper));
        check_apart(current);
        wanted.remove_all(graph_.ancestors(current));
        if (range.inclusive)
            for (Node node : included)
                if (node < graph_.size())
                    wanted.add(node);
        if (!current.empty() && !range.implicit_base)
            wanted.keep_only(graph_.descendants(current, false));
        return sorted(wanted, targets);
    }

    /// What has to be taken back to come from the `current` heads down to `lower`. Throws
    /// MigrationError.
    [[nodiscard]] Nodes down(const Idents& current, const Idents& lower, const Range& range) const {
        Target target = downgrade_target(
            current, lower.empty() ? std::string_view{} : std::string_view(lower.front()),
            range.strict);
        Nodes roots;
        if (target.node == base_node)
            roots = graph_.bases();
        else if (range.inclusive)
            roots = {target.node};
        else
            roots = to_nodes(graph_.next(target.node));
        if (!target.branch.empty() && roots.size() > 1) {
            NodeSet lineage = graph_.ancestors(Nodes{symbols_.branch_node(target.branch)}, false);
            std::erase_if(roots, [&](Node node) { return !lineage.has(node); });
            if (roots.empty())
                throw NotAnAncestor("rowan: '" + join(lower) +
                                    "' can't be reached downwards from " + join(current));
        }
        Nodes heads = symbols_.all(current);
        NodeSet active = graph_.ancestors(heads);
        NodeSet doomed = graph_.descendants(roots);
        doomed.keep_only(active);
        if (range.implicit_base) {
            active.remove_all(graph_.ancestors(roots));
            doomed.add_all(active);
        }
        if (target.node != base_node && doomed.count() == 0 && !contains(heads, target.node))
            throw NotAnAncestor("rowan: '" + join(lower) + "' can't be reached downwards from " +
                                (current.empty() ? "base" : join(current)));
        return sorted(doomed, heads);
    }

    static std::string join(const Idents& idents) {
        std::string text;
        for (const std::string& one : idents)
            text += (text.empty() ? "" : ", ") + one;
        return text.empty() ? "base" : text;
    }

  private:
    struct Target {
        std::string branch;
        Node node = base_node;
    };

    [[noreturn]] static void wrong_steps(std::string_view steps) {
        throw MigrationError("rowan: " + std::string(steps) +
                             " is more steps than there are revisions that way");
    }
    static std::string signed_text(int steps) {
        return (steps >= 0 ? "+" : "") + std::to_string(steps);
    }
    Node checked(Node node, int steps) const {
        if (node == no_node)
            wrong_steps(signed_text(steps));
        return node;
    }
    [[nodiscard]] Node start_of(std::string_view branch, std::string_view symbol) const {
        if (branch.empty())
            return symbols_.one(symbol);
        return symbols_.one(std::string(branch) + "@" + std::string(symbol));
    }

    [[nodiscard]] Nodes upgrade_targets(const Idents& upper, const Idents& lower,
                                        bool strict) const {
        if (upper.size() != 1)
            return symbols_.all(upper);
        std::optional<Relative> relative = Symbols::relative(upper.front());
        if (!relative)
            return symbols_.all(upper.front());
        auto [branch, symbol, steps] = *relative;
        if (steps <= 0 && symbol.empty())
            wrong_steps(signed_text(steps));
        if (steps <= 0)
            return just(checked(symbols_.walk(start_of(branch, symbol), steps, {}, strict), steps));
        if (!symbol.empty())
            return just(checked(symbols_.walk(symbols_.one(symbol), steps, branch, strict), steps));
        Nodes starts = symbols_.all(lower);
        if (!branch.empty())
            starts = tips_in_branch(starts, branch);
        if (starts.empty())
            starts = {base_node};
        if (starts.size() > 1)
            throw MigrationError("rowan: " + signed_text(steps) +
                                 " is ambiguous: the database is at several revisions, " +
                                 join_ids(graph_, starts) + "; say '<branch>@" +
                                 signed_text(steps) + "'");
        return just(checked(symbols_.walk(starts.front(), steps, branch, strict), steps));
    }
    static Nodes just(Node node) { return node == base_node ? Nodes{} : Nodes{node}; }

    /// Where a branch stands: those of the database's heads that belong to it, or the topmost
    /// applied revisions that do.
    [[nodiscard]] Nodes tips_in_branch(const Nodes& current, std::string_view branch) const {
        Nodes tips = symbols_.of_branch(current, branch);
        if (!tips.empty())
            return tips;
        Nodes active = symbols_.of_branch(graph_.ancestors(current).list(), branch);
        NodeSet below(graph_.size());
        for (Node node : active)
            for (Node other : graph_.near_down(node))
                below.add(other);
        std::erase_if(active, [&](Node node) { return below.has(node); });
        return active;
    }

    /// `label@…` as lower end leaves only those targets that belong to the branch.
    [[nodiscard]] Nodes in_branch_of(std::string_view lower, Nodes targets) const {
        auto [branch, rest] = Symbols::split(lower);
        if (branch.empty())
            return targets;
        Node node = symbols_.branch_node(branch);
        if (graph_.id(node) == branch && !graph_.labels(node).empty())
            branch = graph_.labels(node).front();
        else if (graph_.id(node) == branch)
            return symbols_.of_branch(targets, branch);
        std::erase_if(targets, [&](Node target) { return !graph_.has_label(target, branch); });
        return targets;
    }

    void check_apart(const Nodes& nodes) const {
        if (nodes.size() < 2)
            return;
        Nodes below;
        for (Node node : nodes)
            if (node < graph_.size())
                for (Node other : graph_.near_down(node))
                    below.push_back(other);
        NodeSet ancestors = graph_.ancestors(below);
        for (Node node : nodes)
            if (node < graph_.size() && ancestors.has(node))
                throw MigrationError("rowan: of the revisions " + join_ids(graph_, nodes) + ", " +
                                     std::string(graph_.id(node)) + " is below another one");
    }

    [[nodiscard]] Target downgrade_target(const Idents& current, std::string_view target,
                                          bool strict) const {
        std::optional<Relative> relative = Symbols::relative(target);
        if (!relative) {
            std::size_t at = target.rfind('@');
            if (at == std::string_view::npos)
                return {{}, symbols_.one(target)};
            return {std::string(target.substr(0, at)), symbols_.one(target.substr(at + 1))};
        }
        auto [branch, symbol, steps] = *relative;
        if (steps >= 0) {
            if (symbol.empty())
                wrong_steps(signed_text(steps));
            return {std::string(branch),
                    checked(symbols_.walk(symbols_.one(symbol), steps, branch, strict), steps)};
        }
        if (!symbol.empty())
            return {std::string(branch),
                    checked(symbols_.walk(start_of(branch, symbol), steps, {}, strict), steps)};
        Nodes heads = symbols_.all(current);
        if (!branch.empty()) {
            Nodes tips = symbols_.of_branch(heads, branch);
            if (tips.empty())
                tips = tips_in_branch(heads, branch);
            if (tips.size() != 1)
                throw MigrationError("rowan: branch '" + std::string(branch) +
                                     "' is not at one revision of the database");
            return {std::string(branch),
                    checked(symbols_.walk(tips.front(), steps, {}, strict), steps)};
        }
        if (heads.empty())
            wrong_steps(signed_text(steps));
        // From several heads Alembic takes the first one, and so do we.
        return {std::string(graph_.id(heads.front())),
                checked(symbols_.walk(heads.front(), steps, {}, strict), steps)};
    }

    /// The wanted revisions, each before what it needs; lines are followed to their end, from the
    /// first head on.
    [[nodiscard]] Nodes sorted(const NodeSet& wanted, const Nodes& heads) const {
        Nodes found;
        if (wanted.count() == 0)
            return found;
        Node lowest = graph_.size();
        Nodes tops;
        for (Node node = 0; node < graph_.size(); ++node)
            if (wanted.has(node)) {
                lowest = graph_.rank(node) < lowest ? graph_.rank(node) : lowest;
                tops.push_back(node);
            }
        // What lies between wanted revisions says which of them comes first.
        NodeSet region = graph_.ancestors(tops, true, lowest);
        Nodes waits(graph_.size(), 0);
        for (Node node = 0; node < graph_.size(); ++node)
            if (region.has(node))
                for (Node other : graph_.near_down(node))
                    if (region.has(other))
                        ++waits[other];
        NodeSet begun(graph_.size());
        Nodes lanes;
        auto begin = [&](Node node) {
            if (region.has(node) && begun.add(node))
                lanes.push_back(node);
        };
        NodeSet is_head(graph_.size());
        for (Node node : heads)
            if (node < graph_.size())
                is_head.add(node);
        for (Node node = 0; node < graph_.size(); ++node)
            if (is_head.has(node))
                begin(node);
        for (Node node = 0; node < graph_.size(); ++node)
            if (waits[node] == 0)
                begin(node);
        follow(lanes, begun, region, waits, [&](Node node) {
            if (wanted.has(node))
                found.push_back(node);
        });
        return found;
    }

    template <typename Emit>
    void follow(Nodes& lanes, NodeSet& begun, const NodeSet& region, Nodes& waits,
                Emit emit) const {
        std::size_t lane = 0;
        while (!lanes.empty()) {
            for (std::size_t tried = 0; waits[lanes[lane]] > 0 && tried < lanes.size(); ++tried)
                lane = tried; // Something above it is on another lane.
            Node node = lanes[lane];
            emit(node);
            bool goes_on = false;
            for (Node other : graph_.near_down(node)) {
                if (!region.has(other))
                    continue;
                --waits[other];
                if (!begun.add(other))
                    continue;
                if (goes_on)
                    lanes.push_back(other);
                else
                    lanes[lane] = other;
                goes_on = true;
            }
            if (!goes_on) {
                lanes.erase(lanes.begin() + static_cast<std::ptrdiff_t>(lane));
                lane = lane == 0 ? 0 : lane - 1;
            }
        }
    }

    Symbols symbols_;
    const Graph& graph_;
};

} // namespace rowan::migrate
