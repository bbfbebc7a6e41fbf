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

/// The revisions as a graph: who follows whom. Usable in constant expressions; all that is done
/// once for a graph takes time in proportion to its size.
class Graph {
  public:
    /// The revisions must outlive the graph. Look at problem() before anything else.
    constexpr explicit Graph(std::span<const Revision* const> revisions) {
        links_.resize(revisions.size());
        for (std::size_t i = 0; i < revisions.size(); ++i)
            links_[i].revision = revisions[i];
        problem_ = build();
    }

    /// What is wrong with the list; nothing else may be asked then.
    [[nodiscard]] constexpr const Problem& problem() const { return problem_; }
    [[nodiscard]] constexpr Node size() const { return static_cast<Node>(links_.size()); }
    [[nodiscard]] constexpr const Revision& revision(Node node) const {
        return *links_[node].revision;
    }
    [[nodiscard]] constexpr std::string_view id(Node node) const {
        return node == base_node ? std::string_view("base") : revision(node).id;
    }

    /// What the revision follows.
    [[nodiscard]] constexpr const Nodes& down(Node node) const { return links_[node].down; }
    /// What it follows and depends on.
    [[nodiscard]] constexpr const Nodes& all_down(Node node) const { return links_[node].all_down; }
    /// The same without dependencies that a revision below has already.
    [[nodiscard]] constexpr const Nodes& near_down(Node node) const {
        return links_[node].near_down;
    }
    /// What follows it.
    [[nodiscard]] constexpr const Nodes& next(Node node) const { return links_[node].next; }
    /// What follows it or depends on it.
    [[nodiscard]] constexpr const Nodes& all_next(Node node) const { return links_[node].all_next; }
    [[nodiscard]] constexpr bool is_head(Node node) const { return next(node).empty(); }
    [[nodiscard]] constexpr bool is_base(Node node) const { return down(node).empty(); }
    [[nodiscard]] constexpr bool is_branch_point(Node node) const { return next(node).size() > 1; }
    [[nodiscard]] constexpr bool is_merge_point(Node node) const { return down(node).size() > 1; }
    /// The labels that hold for the revision.
    [[nodiscard]] constexpr const std::vector<std::string_view>& labels(Node node) const {
        return links_[node].labels;
    }
    [[nodiscard]] constexpr bool has_label(Node node, std::string_view label) const {
        for (std::string_view one : labels(node))
            if (one == label)
                return true;
        return false;
    }
    /// A number that is greater for a revision than for all that it needs.
    [[nodiscard]] constexpr Node rank(Node node) const { return links_[node].rank; }

    /// Revisions that nothing follows.
    [[nodiscard]] constexpr Nodes heads() const {
        return select([](const Links& links) { return links.next.empty(); });
    }
    /// Revisions that nothing follows or depends on: what the version table holds after an upgrade
    /// to all heads.
    [[nodiscard]] constexpr Nodes real_heads() const {
        return select([](const Links& links) { return links.all_next.empty(); });
    }
    [[nodiscard]] constexpr Nodes bases() const {
        return select([](const Links& links) { return links.down.empty(); });
    }

    /// The revision with this very id or label, or that replaces this id; no_node if there is none.
    [[nodiscard]] constexpr Node find(std::string_view name) const { return names_.find(name); }

    /// These revisions and all that they need, dependencies included unless `deep` is false.
    /// Revisions of a rank below `from` are left out.
    [[nodiscard]] constexpr NodeSet ancestors(const Nodes& of, bool deep = true,
                                              Node from = 0) const {
        return related(of, from, [&](Node node) -> const Nodes& {
            return deep ? near_down(node) : down(node);
        });
    }
    /// These revisions and all that need them.
    [[nodiscard]] constexpr NodeSet descendants(const Nodes& of, bool deep = true) const {
        return related(
            of, 0, [&](Node node) -> const Nodes& { return deep ? all_next(node) : next(node); });
    }

  private:
    struct Links {
        const Revision* revision = nullptr;
        Nodes down, all_down, near_down, next, all_next;
        std::vector<std::string_view> labels;
        Node rank = 0;
    };

    template <typename Wanted>
    [[nodiscard]] constexpr Nodes select(Wanted wanted) const {
        Nodes found;
        for (Node node = 0; node < size(); ++node)
            if (wanted(links_[node]))
                found.push_back(node);
        return found;
    }

    template <typename Edges>
    [[nodiscard]] constexpr NodeSet related(const Nodes& of, Node from, Edges edges) const {
        NodeSet seen(links_.size());
        Nodes open;
        for (Node start : of)
            if (start < size() && seen.add(start))
                open.push_back(start);
        while (!open.empty()) {
            Node node = open.back();
            open.pop_back();
            for (Node other : edges(node))
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
        for (const Links& links : links_)
            names += 1 + links.revision->branch_labels.size() + links.revision->replaces.size();
        names_.reserve(names);
        if (Problem problem = index_names())
            return problem;
        if (Problem problem = link())
            return problem;
        if (Problem problem = order())
            return problem;
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
        for (Node node = 0; node < size(); ++node) {
            Links& links = links_[node];
            for (std::string_view name : links.revision->down) {
                Node other = names_.find(name);
                // A label is a name for a branch, not for what one can follow.
                if (other == no_node || links_[other].revision->branch_labels.contains(name))
                    return {Fault::unknown_parent, node, name};
                if (other == node)
                    return {Fault::own_parent, node, name};
                if (contains(links.down, other))
                    continue;
                links.down.push_back(other);
                links.all_down.push_back(other);
                links_[other].next.push_back(node);
                links_[other].all_next.push_back(node);
            }
            for (std::string_view name : links.revision->depends_on) {
                Node other = names_.find(name);
                if (other == no_node)
                    return {Fault::unknown_dependency, node, name};
                if (other == node)
                    return {Fault::own_parent, node, name};
                if (contains(links.all_down, other))
                    continue;
                links.all_down.push_back(other);
                links_[other].all_next.push_back(node);
            }
        }
        return {};
    }

    /// Gives the ranks; what has none in the end is in a cycle or behind one.
    constexpr Problem order() {
        Nodes waits(links_.size()), open;
        for (Node node = size(); node > 0; --node) {
            waits[node - 1] = static_cast<Node>(all_down(node - 1).size());
            if (waits[node - 1] == 0)
                open.push_back(node - 1);
        }
        Node rank = 0;
        while (!open.empty()) {
            Node node = open.back();
            open.pop_back();
            links_[node].rank = rank++;
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
        for (Node node = 0; node < size(); ++node) {
            Links& links = links_[node];
            links.near_down = links.down;
            if (links.all_down.size() == links.down.size())
                continue;
            Node lowest = size();
            for (std::size_t i = links.down.size(); i < links.all_down.size(); ++i)
                lowest = rank(links.all_down[i]) < lowest ? rank(links.all_down[i]) : lowest;
            NodeSet below =
                related(links.down, lowest, [&](Node one) -> const Nodes& { return down(one); });
            for (std::size_t i = links.down.size(); i < links.all_down.size(); ++i) {
                Node dependency = links.all_down[i];
                bool known = false;
                for (Node other : all_next(dependency))
                    known = known || (below.has(other) && depends(other, dependency));
                if (!known)
                    links.near_down.push_back(dependency);
            }
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
            NodeSet holds = descendants({node}, false);
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
            for (Node one = 0; one < size(); ++one)
                if (holds.has(one))
                    for (std::string_view label : revision(node).branch_labels)
                        if (!has_label(one, label))
                            links_[one].labels.push_back(label);
        }
    }

    std::vector<Links> links_;
    NameIndex names_;
    Problem problem_;
};

} // namespace rowan::migrate
