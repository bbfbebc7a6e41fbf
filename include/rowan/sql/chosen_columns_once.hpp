// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/sql/chosen_columns.hpp>
#include <rowan/sql/dictionary.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// Some columns of a table, in the table's order.
struct PartOfTable {
    const meta::Mapping* whole;
    std::vector<std::uint16_t> positions;
    std::vector<meta::MappedColumn> columns;
    std::vector<std::uint16_t> key;
    std::vector<const void*> addresses;
    meta::Mapping mapping;
};

/// All that were chosen. There are few in most programs, and a user who names columns at will must
/// not fill the memory.
struct PartsOfTables {
    static constexpr std::size_t most = 64;
    std::mutex mutex;
    std::array<std::unique_ptr<PartOfTable>, most> parts;

    static PartsOfTables& get() {
        static PartsOfTables all;
        return all;
    }
    /// The mapping of these columns, or of the whole table if there is no room for another.
    const meta::Mapping& find(const meta::Mapping& whole, std::vector<std::uint16_t> positions) {
        std::lock_guard lock(mutex);
        for (std::size_t slot = 0; slot < most; ++slot) {
            if (!parts[slot])
                return add(slot, whole, std::move(positions)).mapping;
            if (parts[slot]->whole == &whole && parts[slot]->positions == positions)
                return parts[slot]->mapping;
        }
        return whole;
    }

  private:
    PartOfTable& add(std::size_t slot, const meta::Mapping& whole,
                     std::vector<std::uint16_t> positions) {
        auto part = std::make_unique<PartOfTable>();
        for (std::uint16_t position : positions) {
            part->columns.push_back(whole.columns[position]);
            part->addresses.push_back(whole.offsets.address(position));
        }
        for (std::uint16_t column : whole.key) {
            auto found = std::find(positions.begin(), positions.end(), column);
            if (found != positions.end())
                part->key.push_back(static_cast<std::uint16_t>(found - positions.begin()));
        }
        // A message that names half of a key would name another row.
        if (part->key.size() < whole.key.size())
            part->key.clear();
        part->whole = &whole;
        part->positions = std::move(positions);
        part->mapping = whole;
        part->mapping.columns = part->columns;
        part->mapping.key = part->key;
        part->mapping.constraints = {};
        part->mapping.version = part->mapping.generated = meta::no_column;
        part->mapping.has_omittable = false;
        part->mapping.offsets = whole.offsets.of(part->addresses.data());
        parts[slot] = std::move(part);
        return *parts[slot];
    }
};

ROWAN_ONCE void ask_column(AskedColumns& asked, const meta::Mapping& mapping,
                           std::string_view name) {
    std::uint16_t column = mapping.find(name);
    if (column == meta::no_column)
        throw UnknownColumn("rowan: " + std::string(mapping.entity) + " has no column '" +
                            std::string(name) + "'");
    if (std::find(asked.begin(), asked.end(), column) == asked.end())
        asked.push_back(column);
}

ROWAN_ONCE ChosenColumns choose_columns(const meta::Mapping& mapping, const AskedColumns& asked) {
    if (asked.empty())
        throw InvalidQuery("rowan: columns() of " + std::string(mapping.entity) +
                           " needs the name of a column at least");
    std::vector<std::uint16_t> sorted;
    for (std::uint32_t column : asked)
        sorted.push_back(static_cast<std::uint16_t>(column));
    std::sort(sorted.begin(), sorted.end());
    ChosenColumns chosen{&PartsOfTables::get().find(mapping, sorted), asked};
    if (chosen.rows != &mapping)
        for (std::size_t i = 0; i < asked.size(); ++i)
            chosen.order[i] = static_cast<std::uint32_t>(
                std::lower_bound(sorted.begin(), sorted.end(), asked[i]) - sorted.begin());
    return chosen;
}

ROWAN_ONCE Dict chosen_values(const ChosenColumns& chosen, const void* object) {
    const Dict all = to_dict(*chosen.rows, object);
    Dict values;
    for (std::uint32_t column : chosen.order) {
        std::string_view name = chosen.rows->columns[column].name;
        values[name] = all.at(name);
    }
    return values;
}

} // namespace rowan::lang
