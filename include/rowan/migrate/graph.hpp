// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/name_index.hpp>
#include <rowan/migrate/nodes.hpp>
#include <rowan/migrate/revision.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// What can be wrong with a list of revisions.
enum class Fault : std::uint8_t {
    none,
    bad_id,             ///< Empty, too long, or with a character that symbols are made of.
    duplicate_id,       ///< Two revisions, or a revision and a label, have one name.
    unknown_parent,     ///< `down` names no revision.
    unknown_dependency, ///< `depends_on` names neither a revision nor a label.
    own_parent,         ///< A revision follows itself or depends on itself.
    cycle,              ///< Revisions follow each other in a circle.
    duplicate_label,    ///< Two revisions have one label.
    replaced_is_there,  ///< A revision that another one replaces is in the list still.
};

/// The first fault of a list of revisions, with the two names that a message needs.
struct Problem {
    Fault fault = Fault::none;
    Node at = no_node;
    std::string_view name = {}; ///< The id, parent or label in question.
    Node other = no_node;       ///< The other revision, where there are two.

    constexpr explicit operator bool() const { return fault != Fault::none; }
};

/// The edges of one kind: for each revision a list, all of them in one array.
class Edges {
  public:
    [[nodiscard]] constexpr std::span<const Node> operator[](Node node) const {
        return {ends_.data() + begins_[node], begins_[node + 1] - begins_[node]};
    }
    /// Starts over, for so many revisions.
    constexpr void clear(std::size_t size) {
        begins_.assign(1, 0);
        begins_.reserve(size + 1);
        ends_.clear();
        ends_.reserve(size);
    }
    /// Adds an edge of the revision that comes next.
    constexpr void add(Node end) { ends_.push_back(end); }
    /// Ends the list of a revision.
    constexpr void close() { begins_.push_back(static_cast<Node>(ends_.size())); }
    /// The edges added since the last close().
    [[nodiscard]] constexpr std::span<const Node> open() const {
        return {ends_.data() + begins_.back(), ends_.size() - begins_.back()};
    }
    /// The same edges from the other end.
    [[nodiscard]] constexpr Edges reversed(Node size) const {
        Edges edges;
        edges.begins_.assign(std::size_t{size} + 1, 0);
        edges.ends_.assign(ends_.size(), 0);
        for (Node end : ends_)
            ++edges.begins_[end];
        Node sum = 0;
        for (Node& begin : edges.begins_) {
            sum += begin;
            begin = sum;
        }
        for (Node node = size; node > 0; --node) {
            std::span<const Node> list = (*this)[node - 1];
            for (std::size_t i = list.size(); i > 0; --i)
                edges.ends_[--edges.begins_[list[i - 1]]] = node - 1;
        }
        return edges;
    }

  private:
    std::vector<Node> begins_;
    std::vector<Node> ends_;
};

/// The revisions as a graph: who follows whom. Usable in constant expressions; all that is done
/// once for a graph takes time in proportion to its size.
class Graph {
  public:
    /// The revisions must outlive the graph. Look at problem() before anything else.
    constexpr explicit Graph(std::span<const Revision* const> revisions) : revisions_(revisions) {
        problem_ = build();
    }

    /// What is wrong with the list; nothing else may be asked then.
    [[nodiscard]] constexpr const Problem& problem() const { return problem_; }
    [[nodiscard]] constexpr Node size() const { return static_cast<Node>(revisions_.size()); }
    [[nodiscard]] constexpr const Revision& revision(Node node) const { return *revisions_[node]; }
    [[nodiscard]] constexpr std::string_view id(Node node) const {
        return node == base_node ? std::string_view("base") : revision(node).id;
    }

    /// What the revision follows.
    [[nodiscard]] constexpr std::span<const Node> down(Node node) const { return down_[node]; }
    /// What it follows and depends on.
    [[nodiscard]] constexpr std::span<const Node> all_down(Node node) const {
        return all_down_[node];
    }
    /// The same without dependencies that a revision below has already.
    [[nodiscard]] constexpr std::span<const Node> near_down(Node node) const {
        return has_dependencies_ ? near_down_[node] : down_[node];
    }
    /// What follows it.
    [[nodiscard]] constexpr std::span<const Node> next(Node node) const { return next_[node]; }
    /// What follows it or depends on it.
    [[nodiscard]] constexpr std::span<const Node> all_next(Node node) const {
        return has_dependencies_ ? all_next_[node] : next_[node];
    }
    [[nodiscard]] constexpr bool is_head(Node node) const { return next(node).empty(); }
    [[nodiscard]] constexpr bool is_base(Node node) const { return down(node).empty(); }
    [[nodiscard]] constexpr bool is_branch_point(Node node) const { return next(node).size() > 1; }
    [[nodiscard]] constexpr bool is_merge_point(Node node) const { return down(node).size() > 1; }
    /// The labels that hold for the revision.
    [[nodiscard]] constexpr std::vector<std::string_view> labels(Node node) const {
        std::vector<std::string_view> found;
        for (const Label& label : labels_)
            if (label.holds.has(node))
                found.push_back(label.name);
        return found;
    }
    [[nodiscard]] constexpr bool has_label(Node node, std::string_view name) const {
        for (const Label& label : labels_)
            if (label.name == name)
                return node < size() && label.holds.has(node);
        return false;
    }
    /// A number that is greater for a revision than for all that it needs.
    [[nodiscard]] constexpr Node rank(Node node) const { return ranks_[node]; }

    /// Revisions that nothing follows.
    [[nodiscard]] constexpr Nodes heads() const { return without(next_); }
    /// Revisions that nothing follows or depends on: what the version table holds after an upgrade
    /// to all heads.
    [[nodiscard]] constexpr Nodes real_heads() const {
        return without(has_dependencies_ ? all_next_ : next_);
    }
    [[nodiscard]] constexpr Nodes bases() const { return without(down_); }

    /// The revision with this very id or label, or that replaces this id; no_node if there is none.
    [[nodiscard]] constexpr Node find(std::string_view name) const { return names_.find(name); }

    /// These revisions and all that they need, dependencies included unless `deep` is false.
    /// Revisions of a rank below `from` are left out.
    [[nodiscard]] constexpr NodeSet ancestors(std::span<const Node> of, bool deep = true,
                                              Node from = 0) const {
        return related(of, from, deep && has_dependencies_ ? near_down_ : down_);
    }
    /// These revisions and all that need them.
    [[nodiscard]] constexpr NodeSet descendants(std::span<const Node> of, bool deep = true) const {
        return related(of, 0, deep && has_dependencies_ ? all_next_ : next_);
    }

  private:
    struct Label {
        std::string_view name;
        NodeSet holds;
    };

    // No templates of functions here: clang would not have them ready for a constant expression.
    [[nodiscard]] constexpr Nodes without(const Edges& edges) const {
        Nodes found;
        for (Node node = 0; node < size(); ++node)
            if (edges[node].empty())
                found.push_back(node);
        return found;
    }
    [[nodiscard]] constexpr NodeSet related(std::span<const Node> of, Node from,
                                            const Edges& edges) const {
        NodeSet seen(size());
        Nodes open;
        for (Node start : of)
            if (start < size() && seen.add(start))
                open.push_back(start);
        while (!open.empty()) {
            Node node = open.back();
            open.pop_back();
            for (Node other : edges[node])
                if (rank(other) >= from && seen.add(other))
                    open.push_back(other);
        }
        return seen;
    }

    static constexpr bool is_good_id(std::string_view id) {
        for (char c : id)
            if (c == '@' || c == '+' || c == '-' || c == ':' || c == ' ' || c == '\'')
                return false;
        return !id.empty() && id.size() <= 32;
    }

    constexpr Problem build() {
        std::size_t names = 0;
        for (const Revision* revision : revisions_) {
            names += 1 + revision->branch_labels.size() + revision->replaces.size();
            has_dependencies_ = has_dependencies_ || !revision->depends_on.empty();
        }
        names_.reserve(names);
        if (Problem problem = index_names())
            return problem;
        if (Problem problem = link())
            return problem;
        if (Problem problem = order())
            return problem;
        if (has_dependencies_)
            drop_known_dependencies();
        spread_labels();
        return {};
    }

    constexpr Problem index_names() {
        for (Node node = 0; node < size(); ++node) {
            std::string_view id = revision(node).id;
            if (!is_good_id(id))
                return {Fault::bad_id, node, id};
            if (Node other = names_.add(id, node); other != node)
                return {Fault::duplicate_id, node, id, other};
        }
        for (Node node = 0; node < size(); ++node)
            for (std::string_view id : revision(node).replaces)
                if (Node other = names_.add(id, node); other != node)
                    return {Fault::replaced_is_there, node, id, other};
        for (Node node = 0; node < size(); ++node)
            for (std::string_view label : revision(node).branch_labels)
                if (Node other = names_.add(label, node); other != node)
                    return {Fault::duplicate_label, node, label, other};
        return {};
    }

    constexpr Problem link() {
        down_.clear(size());
        all_down_.clear(has_dependencies_ ? size() : 0);
        for (Node node = 0; node < size(); ++node) {
            for (std::string_view name : revision(node).down) {
                Node other = names_.find(name);
                // A label is a name for a branch, not for what one can follow.
                if (other == no_node || revision(other).branch_labels.contains(name))
                    return {Fault::unknown_parent, node, name};
                if (other == node)
                    return {Fault::own_parent, node, name};
                if (!contains(down_.open(), other))
                    down_.add(other);
            }
            if (has_dependencies_) {
                for (Node other : down_.open())
                    all_down_.add(other);
                for (std::string_view name : revision(node).depends_on) {
                    Node other = names_.find(name);
                    if (other == no_node)
                        return {Fault::unknown_dependency, node, name};
                    if (other == node)
                        return {Fault::own_parent, node, name};
                    if (!contains(all_down_.open(), other))
                        all_down_.add(other);
                }
                all_down_.close();
            }
            down_.close();
        }
        if (!has_dependencies_)
            all_down_ = down_;
        next_ = down_.reversed(size());
        if (has_dependencies_)
            all_next_ = all_down_.reversed(size());
        return {};
    }

    /// Gives the ranks; what has none in the end is in a cycle or behind one.
    constexpr Problem order() {
        Nodes waits(size(), 0), open;
        ranks_.assign(size(), 0);
        for (Node node = size(); node > 0; --node) {
            waits[node - 1] = static_cast<Node>(all_down(node - 1).size());
            if (waits[node - 1] == 0)
                open.push_back(node - 1);
        }
        Node rank = 0;
        while (!open.empty()) {
            Node node = open.back();
            open.pop_back();
            ranks_[node] = rank++;
            for (Node other : all_next(node))
                if (--waits[other] == 0)
                    open.push_back(other);
        }
        if (rank == size())
            return {};
        Node node = 0;
        while (waits[node] == 0)
            ++node;
        // Down along what waits, as often as there are revisions: the end is in the cycle.
        Node below = node;
        for (Node i = 0; i <= size(); ++i) {
            node = below;
            for (Node other : all_down(node))
                if (waits[other] > 0)
                    below = other;
        }
        return {Fault::cycle, node, revision(node).id, below};
    }

    /// A dependency that a revision below has already says nothing new.
    constexpr void drop_known_dependencies() {
        near_down_.clear(size());
        for (Node node = 0; node < size(); ++node) {
            for (Node other : down(node))
                near_down_.add(other);
            Node lowest = size();
            std::size_t parents = down(node).size();
            std::span<const Node> dependencies = all_down(node).subspan(parents);
            for (Node dependency : dependencies)
                lowest = rank(dependency) < lowest ? rank(dependency) : lowest;
            if (!dependencies.empty()) {
                NodeSet below = related(down(node), lowest, down_);
                for (Node dependency : dependencies) {
                    bool known = false;
                    for (Node other : all_next(dependency))
                        known = known || (below.has(other) && depends(other, dependency));
                    if (!known)
                        near_down_.add(dependency);
                }
            }
            near_down_.close();
        }
    }
    [[nodiscard]] constexpr bool depends(Node node, Node on) const {
        for (std::string_view name : revision(node).depends_on)
            if (names_.find(name) == on)
                return true;
        return false;
    }

    /// A label holds for all that follows its revision, and for what is below it as far as the line
    /// has no fork.
    constexpr void spread_labels() {
        for (Node node = 0; node < size(); ++node) {
            if (revision(node).branch_labels.empty())
                continue;
            NodeSet holds = related(std::span<const Node>(&node, 1), 0, next_);
            bool is_line = true;
            for (Node one = 0; one < size(); ++one)
                if (holds.has(one))
                    is_line = is_line && all_next(one).size() < 2 && !is_merge_point(one);
            for (Node one = node; is_line && !is_base(one);) {
                one = down(one).front();
                is_line = all_next(one).size() < 2 && !is_merge_point(one);
                if (is_line)
                    holds.add(one);
            }
            for (std::string_view label : revision(node).branch_labels)
                labels_.push_back({label, holds});
        }
    }

    std::span<const Revision* const> revisions_;
    Edges down_, all_down_, near_down_, next_, all_next_;
    Nodes ranks_;
    std::vector<Label> labels_;
    NameIndex names_;
    Problem problem_;
    bool has_dependencies_ = false;
};

} // namespace rowan::migrate
