// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace rowan::engine {

/// Whether two different keys of one table never have the same hash: single integers.
[[nodiscard]] inline bool is_hash_exact(std::span<const types::Cell> key) {
    return key.size() == 1 && key[0].kind != types::CellKind::null &&
           key[0].kind != types::CellKind::real && !types::is_text(key[0].kind);
}

/// Hashes a key's values together with their table; the lower half says where to look first, the
/// upper half where else.
class KeyHash {
  public:
    KeyHash(const meta::Mapping& mapping, std::span<const types::Cell> key)
        : value_(salt(mapping)) {
        if (is_hash_exact(key))
            value_ = KeyHash(mapping, key[0].integer).value_;
        else
            for (const types::Cell& cell : key)
                add(cell);
    }
    /// Of a single integer. Neighbours stay neighbours: keys mostly come one after the other.
    KeyHash(const meta::Mapping& mapping, std::int64_t key) {
        auto number = static_cast<std::uint64_t>(key);
        std::uint64_t table = salt(mapping), low = (number + (table >> 32)) & half;
        value_ = (number >> 32 ^ ((number & half) ^ table) * odd >> 32) << 32 | low;
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

    /// Walks over the places of a hash, of which there are as many as a power of two.
    class Walk {
      public:
        Walk(std::uint64_t hash, std::size_t places)
            : hash_(hash), mask_(places - 1), at_(hash & mask_) {}
        [[nodiscard]] std::size_t at() const { return at_; }
        /// By steps that differ with the hash: the places beside a taken one are mostly taken too.
        void next() { at_ = (at_ + (((hash_ >> 32) * odd >> 32) | 1)) & mask_; }

      private:
        std::uint64_t hash_;
        std::size_t mask_;
        std::size_t at_;
    };

  private:
    static constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    static constexpr std::uint64_t half = 0xffffffff;

    static std::uint64_t salt(const meta::Mapping& mapping) {
        return (reinterpret_cast<std::uintptr_t>(&mapping) >> 4) * odd;
    }
    void add(const types::Cell& cell) {
        if (types::is_text(cell.kind)) {
            std::string_view text = cell.text;
            for (; text.size() > sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t)))
                mix(word(text.data(), sizeof(std::uint64_t)));
            mix(word(text.data(), text.size()) ^ cell.text.size() << 56);
        } else if (cell.kind == types::CellKind::real) {
            mix(word(reinterpret_cast<const char*>(&cell.real), sizeof cell.real));
        } else if (cell.kind != types::CellKind::null) {
            mix(static_cast<std::uint64_t>(cell.integer));
        }
    }
    static std::uint64_t word(const char* data, std::size_t size) {
        std::uint64_t made = 0;
        if (size > 0)
            std::memcpy(&made, data, size);
        return made;
    }
    void mix(std::uint64_t more) {
        value_ ^= more;
        for (int twice = 0; twice < 2; ++twice) { // Each bit gets to all others.
            value_ *= odd;
            value_ ^= value_ >> 32;
        }
    }

    std::uint64_t value_;
};

} // namespace rowan::engine
