// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::engine {

/// The values of a key as bytes: two keys are equal if these are.
class KeyBytes {
  public:
    void clear() { bytes_.clear(); }
    /// Adds a value.
    void add(const types::Cell& cell) {
        switch (cell.kind) {
        case types::CellKind::null:
            return bytes_.push_back('n');
        case types::CellKind::real:
            return add('r', &cell.real, sizeof cell.real);
        case types::CellKind::boolean:
        case types::CellKind::integer:
        case types::CellKind::unsigned_integer:
        case types::CellKind::date:
        case types::CellKind::time:
        case types::CellKind::datetime:
        case types::CellKind::interval:
            return add('i', &cell.integer, sizeof cell.integer);
        default: {
            std::size_t size = cell.text.size();
            add('t', &size, sizeof size);
            bytes_.append(cell.text);
        }
        }
    }
    [[nodiscard]] std::string_view view() const { return bytes_; }

  private:
    void add(char kind, const void* data, std::size_t size) {
        bytes_.push_back(kind);
        bytes_.append(static_cast<const char*>(data), size);
    }

    std::string bytes_;
};

/// Numbers different keys, from 0 on.
class KeyIndex {
  public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The number of a key, which is a new one if it was not there.
    std::size_t add(std::string_view key) {
        if ((ends_.size() + 1) * 2 > places_.size())
            grow();
        std::uint32_t* place = find_place(key, hash(key));
        if (*place == 0) {
            bytes_.append(key);
            ends_.push_back(bytes_.size());
            *place = static_cast<std::uint32_t>(ends_.size());
        }
        return *place - 1;
    }
    /// The number of a key, or none.
    std::size_t find(std::string_view key) {
        // Rows often come in the order of their keys.
        if (last_ < ends_.size() && (*this)[last_] == key)
            return last_;
        if (places_.empty())
            return none;
        std::uint32_t number = *find_place(key, hash(key));
        if (number == 0)
            return none;
        return last_ = number - 1;
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t number) const {
        std::size_t begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(bytes_).substr(begin, ends_[number] - begin);
    }

  private:
    static std::uint64_t hash(std::string_view key) {
        std::uint64_t value = 0x9e3779b97f4a7c15 ^ key.size();
        while (!key.empty()) {
            std::uint64_t word = 0;
            std::size_t size = key.size() < sizeof word ? key.size() : sizeof word;
            std::memcpy(&word, key.data(), size);
            value = (value ^ word) * 0xff51afd7ed558ccd;
            value ^= value >> 32;
            key.remove_prefix(size);
        }
        return value;
    }
    /// Where a key is, or could be put.
    std::uint32_t* find_place(std::string_view key, std::uint64_t hashed) {
        std::size_t mask = places_.size() - 1;
        std::size_t at = hashed & mask;
        while (places_[at] != 0 && (*this)[places_[at] - 1] != key)
            at = (at + 1) & mask;
        return &places_[at];
    }
    void grow() {
        places_.assign(places_.empty() ? 64 : places_.size() * 2, 0);
        for (std::size_t i = 0; i < ends_.size(); ++i)
            *find_place((*this)[i], hash((*this)[i])) = static_cast<std::uint32_t>(i + 1);
    }

    std::string bytes_;
    std::vector<std::size_t> ends_;
    std::vector<std::uint32_t> places_; ///< Numbers plus 1; as many as a power of two.
    std::size_t last_ = 0;
};

} // namespace rowan::engine
