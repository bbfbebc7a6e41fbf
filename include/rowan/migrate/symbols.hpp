// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/graph.hpp>

#include <charconv>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// Symbols, as the user writes them or the version table holds them; an empty list is the base.
using Idents = std::vector<std::string>;

/// `label@symbol+N`, each part of which may be missing but the number.
struct Relative {
    std::string_view branch = {};
    std::string_view symbol = {};
    int steps = 0;
};

/// Names one after the other, for a message.
inline std::string join_ids(const Graph& graph, std::span<const Node> nodes) {
    std::string text;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        text += i == 0 ? "" : i + 1 == nodes.size() ? " and " : ", ";
        text += graph.id(nodes[i]);
    }
    return text;
}

/// Reads the symbols that name revisions: ids and their beginnings, `head`, `heads`, `base`,
/// `label@head`, `+2`, `-1`, `ab12-1`, `label@+1`. `current` is for whoever knows the database.
class Symbols {
  public:
    /// Throws MigrationError if something is wrong with the graph.
    explicit Symbols(const Graph& graph);

    [[nodiscard]] const Graph& graph() const { return *graph_; }

    /// All that a symbol names; empty for the base. `-N` counts down from the heads, and gives
    /// base_node or no_node at the end. Throws MigrationError.
    [[nodiscard]] Nodes all(std::string_view symbol) const {
        auto [branch, rest] = split(symbol);
        if (rest.empty() || rest == "base")
            return {};
        if (rest == "heads")
            return branch.empty() ? graph_->real_heads() : of_branch(graph_->heads(), branch);
        if (rest == "head") {
            Node head = only_head(branch);
            return head == base_node ? Nodes{} : Nodes{check_branch(head, branch)};
        }
        if (std::optional<int> steps = number(rest); steps && *steps < 0) {
            Nodes found;
            for (Node head : graph_->real_heads())
                if (branch.empty() || graph_->has_label(head, branch))
                    found.push_back(walk(head, *steps, {}, true));
            return found;
        }
        return {find(rest, branch)};
    }
    [[nodiscard]] Nodes all(const Idents& symbols) const {
        Nodes found;
        for (const std::string& symbol : symbols)
            for (Node node : all(symbol))
                found.push_back(node);
        return found;
    }
    /// The one revision that a symbol names; base_node for the base. Throws MigrationError if there
    /// are several or none.
    [[nodiscard]] Node one(std::string_view symbol) const {
        auto [branch, rest] = split(symbol);
        if (rest.empty() || rest == "base")
            return base_node;
        if (rest != "head" && rest != "heads")
            return find(rest, branch);
        Nodes found = all(symbol);
        if (found.size() > 1)
            throw several_heads(symbol, found);
        return found.empty() ? base_node : found.front();
    }

    /// Those of the nodes that lie on one line with what the symbol names.
    [[nodiscard]] Nodes of_branch(const Nodes& nodes, std::string_view symbol,
                                  bool deep = false) const {
        auto [branch, rest] = split(symbol);
        Nodes shared;
        if (!branch.empty())
            shared.push_back(branch_node(branch));
        if (rest == "head" || rest == "heads") {
            for (Node node : all(symbol))
                shared.push_back(node);
        } else if (!rest.empty() && rest != "base") {
            shared.push_back(find(rest, {}));
        }
        if (shared.empty())
            return nodes;
        NodeSet above = graph_->descendants(shared, deep), below = graph_->ancestors(shared, deep);
        Nodes found;
        for (Node node : nodes)
            if (above.has(node) || below.has(node))
                found.push_back(node);
        return found;
    }
    /// The revision that gives a branch its name: by label or by id.
    [[nodiscard]] Node branch_node(std::string_view branch) const {
        if (Node node = graph_->find(branch); node != no_node)
            return node;
        Nodes found = starting_with(branch);
        if (found.size() != 1)
            throw MigrationError("rowan: there is no branch '" + std::string(branch) + "'");
        return found.front();
    }

    /// Goes some steps up (of those ways that belong to the branch) or down. base_node is the base;
    /// past the end it is no_node if `strict`, else the end. Throws MigrationError at a fork.
    [[nodiscard]] Node walk(Node from, int steps, std::string_view branch, bool strict) const {
        Node at = from;
        bool below = false; // base_node was come to from above: there is no further down.
        std::optional<NodeSet> allowed;
        if (steps > 0 && !branch.empty()) {
            Node named = branch_node(branch);
            allowed = graph_->descendants(Nodes{named}, false);
            allowed->add_all(graph_->ancestors(Nodes{named}, false));
        }
        for (int left = steps < 0 ? -steps : steps; left > 0; --left) {
            Nodes ways;
            if (steps > 0) {
                ways = at == base_node ? graph_->bases() : to_nodes(graph_->next(at));
                std::erase_if(ways, [&](Node node) { return allowed && !allowed->has(node); });
            } else if (at == base_node) {
                ways = below ? Nodes{} : graph_->heads();
            } else {
                ways = to_nodes(graph_->down(at));
                below = ways.empty();
                if (below)
                    ways.push_back(base_node);
            }
            if (ways.empty())
                return strict ? no_node : at;
            if (ways.size() > 1)
                throw MigrationError("rowan: " + std::to_string(steps < 0 ? -steps : steps) +
                                     " steps " + (steps < 0 ? "down" : "up") + " from " +
                                     std::string(graph_->id(from)) + " are ambiguous: behind " +
                                     std::string(graph_->id(at)) + " come " +
                                     join_ids(*graph_, ways) + "; name a revision or a branch");
            at = ways.front();
        }
        return at;
    }

    /// Reads `+2`, `ab12-1`, `label@+1`, `label@base+2`; nothing where the symbol is not relative.
    [[nodiscard]] static std::optional<Relative> relative(std::string_view symbol) {
        auto [branch, rest] = split(symbol);
        std::size_t sign = rest.find_first_of("+-");
        if (sign == std::string_view::npos || rest.find('@') != std::string_view::npos)
            return std::nullopt;
        std::optional<int> steps = number(rest.substr(sign));
        if (!steps)
            return std::nullopt;
        return Relative{branch, rest.substr(0, sign), *steps};
    }
    /// `label` and `symbol` of `label@symbol`.
    [[nodiscard]] static std::pair<std::string_view, std::string_view>
    split(std::string_view symbol) {
        std::size_t at = symbol.find('@');
        if (at == std::string_view::npos)
            return {{}, symbol};
        return {symbol.substr(0, at), symbol.substr(at + 1)};
    }

  private:
    static std::optional<int> number(std::string_view text) {
        int value = 0;
        bool plus = text.starts_with('+');
        const char* end = text.data() + text.size();
        auto [stop, error] = std::from_chars(text.data() + plus, end, value);
        if (error != std::errc{} || stop != end || text.size() == 0 || (plus && value < 0))
            return std::nullopt;
        return value;
    }

    [[nodiscard]] Node only_head(std::string_view branch) const {
        Nodes heads = graph_->heads();
        if (!branch.empty())
            heads = of_branch(heads, branch);
        if (heads.size() > 1)
            throw several_heads(branch.empty() ? "head" : std::string(branch) + "@head", heads);
        return heads.empty() ? base_node : heads.front();
    }
    [[nodiscard]] MigrationError several_heads(std::string_view symbol, const Nodes& heads) const {
        return MigrationError("rowan: '" + std::string(symbol) +
                              "' means several revisions: " + join_ids(*graph_, heads) +
                              "; name one of them, '<branch>@head', or 'heads' for all");
    }

    /// Revisions whose id or label begins so. Like Alembic, it looks only at names of more than
    /// three characters.
    [[nodiscard]] Nodes starting_with(std::string_view start) const {
        Nodes found;
        for (Node node = 0; node < graph_->size(); ++node) {
            const Revision& revision = graph_->revision(node);
            auto begins = [&](std::string_view name) {
                return name.size() > 3 && name.starts_with(start);
            };
            bool matches = begins(revision.id);
            for (std::string_view label : revision.branch_labels)
                matches = matches || begins(label);
            if (matches)
                found.push_back(node);
        }
        return found;
    }
    [[nodiscard]] Node find(std::string_view name, std::string_view branch) const {
        if (Node node = graph_->find(name); node != no_node)
            return check_branch(node, branch);
        Nodes found = starting_with(name);
        if (!branch.empty())
            found = of_branch(found, branch);
        if (found.empty())
            throw MigrationError(
                "rowan: there is no revision or branch '" + std::string(name) + "'" +
                (branch.empty() ? "" : " in branch '" + std::string(branch) + "'"));
        if (found.size() > 1)
            throw MigrationError("rowan: several revisions begin with '" + std::string(name) +
                                 "': " + join_ids(*graph_, found));
        return check_branch(found.front(), branch);
    }
    [[nodiscard]] Node check_branch(Node node, std::string_view branch) const {
        if (!branch.empty() && of_branch({node}, branch).empty())
            throw MigrationError("rowan: revision " + std::string(graph_->id(node)) +
                                 " is not a member of branch '" + std::string(branch) + "'");
        return node;
    }

    const Graph* graph_;
};

/// The sentence for what is wrong with a graph.
inline std::string sentence_of(const Graph& graph) {
    const Problem& problem = graph.problem();
    auto id = [&](Node node) { return std::string(graph.revision(node).id); };
    std::string name(problem.name);
    switch (problem.fault) {
    case Fault::none:
        break;
    case Fault::bad_id:
        return "'" + name +
               "' can't be a revision's id: it must have 1 to 32 characters, none of them @ + - : "
               "or a space";
    case Fault::duplicate_id:
        return "two revisions have the id " + name;
    case Fault::unknown_parent:
        return "revision " + id(problem.at) + " follows " + name + ", which is not in the list";
    case Fault::unknown_dependency:
        return "revision " + id(problem.at) + " depends on " + name + ", which is not in the list";
    case Fault::own_parent:
        return "revision " + id(problem.at) + " follows itself or depends on itself";
    case Fault::cycle:
        return "revisions " + id(problem.at) + " and " + id(problem.other) +
               " are in a cycle: each needs the other before it";
    case Fault::duplicate_label:
        return "branch label '" + name + "' of revision " + id(problem.at) +
               " is already used by revision " + id(problem.other);
    case Fault::replaced_is_there:
        return "revision " + id(problem.at) + " replaces " + name +
               ", which is in the list still or replaced by another one";
    }
    return {};
}

inline Symbols::Symbols(const Graph& graph) : graph_(&graph) {
    if (graph.problem())
        throw MigrationError("rowan: " + sentence_of(graph));
}

} // namespace rowan::migrate
