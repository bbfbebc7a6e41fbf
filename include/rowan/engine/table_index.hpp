// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace rowan::engine {

/// The tables of a schema while they are read, found by their names.
class TableIndex {
  public:
    /// The table; it is added if it is not there.
    meta::Table& table(std::string_view schema, std::string_view name) {
        auto [found, is_new] = places_.try_emplace(key(schema, name), schema_.tables.size());
        if (is_new) {
            meta::Table& table = schema_.tables.emplace_back();
            table.schema = schema;
            table.name = name;
        }
        return schema_.tables[found->second];
    }
    /// The table, or nullptr.
    meta::Table* find(std::string_view schema, std::string_view name) {
        auto found = places_.find(key(schema, name));
        return found == places_.end() ? nullptr : &schema_.tables[found->second];
    }
    [[nodiscard]] meta::Schema& schema() { return schema_; }
    meta::Schema take() { return std::move(schema_); }

  private:
    static std::string key(std::string_view schema, std::string_view name) {
        return std::string(schema).append(1, '\0').append(name);
    }

    meta::Schema schema_;
    std::unordered_map<std::string, std::size_t> places_;
};

} // namespace rowan::engine
