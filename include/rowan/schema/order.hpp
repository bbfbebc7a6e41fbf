// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace rowan::meta {

/// A foreign key, by the positions of its table and of the key in it.
struct ForeignKeyPlace {
    std::size_t table;
    std::size_t key;

    friend constexpr bool operator==(const ForeignKeyPlace&, const ForeignKeyPlace&) = default;
};

/// In which order tables can be created: parents before the tables that refer to them.
struct TableOrder {
    std::vector<std::size_t> tables;        ///< Positions in the list that was ordered.
    std::vector<ForeignKeyPlace> postponed; ///< Keys that point forward, since there is a cycle.
};

/// Orders tables by their foreign keys.
class Orderer {
  public:
    constexpr explicit Orderer(std::span<const Table> tables)
        : tables_(tables), placed_(tables.size(), 0) {}

    constexpr TableOrder order() {
        while (order_.tables.size() < tables_.size()) {
            std::size_t next = first_free();
            if (next == tables_.size()) {
                next = first_in_cycle();
                postpone_keys(next);
            }
            placed_[next] = 1;
            order_.tables.push_back(next);
        }
        return std::move(order_);
    }

  private:
    /// The table a key points to; the number of tables if it is none of the list.
    [[nodiscard]] constexpr std::size_t target_of(const ForeignKey& key) const {
        std::size_t at = 0;
        while (at < tables_.size() && !(tables_[at].name == key.referred_table &&
                                        tables_[at].schema == key.referred_schema))
            ++at;
        return at;
    }

    /// Whether a key keeps its table from being the next one.
    [[nodiscard]] constexpr bool waits(std::size_t table, const ForeignKey& key) const {
        std::size_t target = target_of(key);
        return target != table && target != tables_.size() && !placed_[target];
    }

    [[nodiscard]] constexpr bool is_free(std::size_t table) const {
        for (const ForeignKey& key : tables_[table].foreign_keys)
            if (waits(table, key))
                return false;
        return true;
    }

    [[nodiscard]] constexpr std::size_t first_free() const {
        std::size_t table = 0;
        while (table < tables_.size() && (placed_[table] || !is_free(table)))
            ++table;
        return table;
    }

    /// Whether a way of keys that wait leads from `from` back to itself.
    [[nodiscard]] constexpr bool in_cycle(std::size_t from) const {
        std::vector<char> seen(tables_.size(), 0);
        std::vector<std::size_t> open{from};
        while (!open.empty()) {
            std::size_t table = open.back();
            open.pop_back();
            for (const ForeignKey& key : tables_[table].foreign_keys) {
                if (!waits(table, key))
                    continue;
                std::size_t target = target_of(key);
                if (target == from)
                    return true;
                if (!seen[target]) {
                    seen[target] = 1;
                    open.push_back(target);
                }
            }
        }
        return false;
    }

    [[nodiscard]] constexpr std::size_t first_in_cycle() const {
        std::size_t table = 0;
        while (placed_[table] || !in_cycle(table))
            ++table;
        return table;
    }

    constexpr void postpone_keys(std::size_t table) {
        const auto& keys = tables_[table].foreign_keys;
        for (std::size_t key = 0; key < keys.size(); ++key)
            if (waits(table, keys[key]))
                order_.postponed.push_back({table, key});
    }

    std::span<const Table> tables_;
    // Not of bool: clang takes no constant std::vector<bool> of libstdc++ 12.
    std::vector<char> placed_;
    TableOrder order_;
};

/// Orders tables so that each comes after those it refers to, as near to the given order as that
/// allows. A table may refer to itself and to tables that are not in the list.
constexpr TableOrder order_tables(std::span<const Table> tables) { return Orderer(tables).order(); }

} // namespace rowan::meta
