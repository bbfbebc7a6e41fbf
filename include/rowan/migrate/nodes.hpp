// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rowan::migrate {

/// A revision's place in its list.
using Node = std::uint32_t;
using Nodes = std::vector<Node>;

/// What stands before the first revision.
inline constexpr Node base_node = 0xffff'ffff;
/// No revision at all.
inline constexpr Node no_node = 0xffff'fffe;

/// A set of revisions.
class NodeSet {
  public:
    constexpr explicit NodeSet(std::size_t size) : marks_(size, 0) {}
    /// False if it was there already.
    constexpr bool add(Node node) {
        if (marks_[node])
            return false;
        marks_[node] = 1;
        ++count_;
        return true;
    }
    constexpr void remove(Node node) {
        count_ -= has(node) ? 1 : 0;
        marks_[node] = 0;
    }
    [[nodiscard]] constexpr bool has(Node node) const { return marks_[node] != 0; }
    [[nodiscard]] constexpr std::size_t count() const { return count_; }
    [[nodiscard]] constexpr Node size() const { return static_cast<Node>(marks_.size()); }
    constexpr void add_all(const NodeSet& other) {
        for (Node node = 0; node < size(); ++node)
            if (other.has(node))
                add(node);
    }
    constexpr void keep_only(const NodeSet& other) {
        for (Node node = 0; node < size(); ++node)
            if (!other.has(node))
                remove(node);
    }
    constexpr void remove_all(const NodeSet& other) {
        for (Node node = 0; node < size(); ++node)
            if (other.has(node))
                remove(node);
    }
    [[nodiscard]] constexpr Nodes list() const {
        Nodes found;
        for (Node node = 0; node < size(); ++node)
            if (has(node))
                found.push_back(node);
        return found;
    }

  private:
    // Not of bool: clang takes no constant std::vector<bool> of libstdc++ 12.
    std::vector<char> marks_;
    std::size_t count_ = 0;
};

constexpr Nodes to_nodes(std::span<const Node> nodes) { return {nodes.begin(), nodes.end()}; }

constexpr bool contains(std::span<const Node> nodes, Node wanted) {
    for (Node node : nodes)
        if (node == wanted)
            return true;
    return false;
}

} // namespace rowan::migrate
