// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/nodes.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Finds ids, replaced ids and labels; open addressing, since constant expressions have no hash
/// map.
class NameIndex {
  public:
    constexpr void reserve(std::size_t names) {
        std::size_t size = 8;
        while (size < names * 2)
            size *= 2;
        entries_.resize(size);
    }
    /// Where the name is already, the node that has it; else it is added.
    constexpr Node add(std::string_view name, Node node) {
        Entry& entry = entries_[place_of(name)];
        if (entry.node == no_node)
            entry = {name, node};
        return entry.node;
    }
    [[nodiscard]] constexpr Node find(std::string_view name) const {
        return entries_.empty() ? no_node : entries_[place_of(name)].node;
    }

  private:
    struct Entry {
        std::string_view name = {};
        Node node = no_node;
    };

    [[nodiscard]] constexpr std::size_t place_of(std::string_view name) const {
        std::uint32_t hash = 2166136261U;
        for (char c : name)
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
        std::size_t place = (hash ^ (hash >> 15)) & (entries_.size() - 1);
        while (entries_[place].node != no_node && entries_[place].name != name)
            place = (place + 1) & (entries_.size() - 1);
        return place;
    }

    std::vector<Entry> entries_;
};

} // namespace rowan::migrate
