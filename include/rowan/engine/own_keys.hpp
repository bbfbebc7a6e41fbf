// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>
#include <rowan/engine/row_access.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace rowan::engine {

/// Whether an object has a key before the database gives it one.
inline bool knows_key(const Entry& entry) {
    const meta::Mapping& mapping = entry.mapping();
    return mapping.generated == meta::no_column ||
           !is_unset(mapping, mapping.generated, entry.object.get());
}

/// Objects of tables that refer to themselves, by keys that are known already.
class OwnKeys {
  public:
    explicit OwnKeys(const std::vector<Entry*>& entries) {
        KeyBytes key;
        for (Entry* entry : entries)
            if (refers_to_itself(entry->mapping()) && knows_key(*entry) &&
                read(*entry, entry->mapping().key, key))
                by_key_[std::string(key.view())] = entry;
    }
    template <typename Use>
    void each_parent(Entry& entry, Use use) const {
        if (by_key_.empty())
            return;
        KeyBytes key;
        for (const meta::MappedConstraint& constraint : entry.mapping().constraints) {
            if (constraint.kind != meta::ConstraintKind::foreign_key ||
                constraint.target().table != &entry.mapping() ||
                !read(entry, constraint.columns, key))
                continue;
            auto found = by_key_.find(std::string(key.view()));
            if (found != by_key_.end() && found->second != &entry)
                use(*found->second);
        }
    }

  private:
    static bool refers_to_itself(const meta::Mapping& mapping) {
        return std::ranges::any_of(mapping.constraints, [&](const auto& constraint) {
            return constraint.kind == meta::ConstraintKind::foreign_key &&
                   constraint.target().table == &mapping;
        });
    }
    static bool read(const Entry& entry, std::span<const std::uint16_t> columns, KeyBytes& key) {
        types::Cell cell;
        const meta::Mapping* mapping = &entry.mapping();
        cell.set_text({reinterpret_cast<const char*>(&mapping), sizeof mapping});
        key.clear();
        key.add(cell);
        for (std::uint16_t column : columns) {
            encode_member(entry.mapping(), column, entry.object.get(), cell);
            if (cell.kind == types::CellKind::null)
                return false;
            key.add(cell);
        }
        return true;
    }

    std::unordered_map<std::string, Entry*> by_key_;
};

} // namespace rowan::engine
