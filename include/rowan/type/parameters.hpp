// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/small_buffer.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan::types {

/// The values of a statement, in the order of its placeholders; owns its text.
class Parameters {
  public:
    void add(const Cell& cell) {
        Entry entry{cell.kind, 0, {}};
        if (is_text(cell.kind)) {
            entry.size = cell.text.size();
            entry.at = text_.size();
            text_.append(cell.text.data(), cell.text.size());
        } else if (cell.kind == CellKind::real) {
            entry.real = cell.real;
        } else {
            entry.integer = cell.integer;
        }
        entries_.push_back(entry);
    }
    constexpr void add_null() { entries_.push_back({CellKind::null, 0, {}}); }
    constexpr void add_integer(std::int64_t value) {
        Entry entry{CellKind::integer, 0, {}};
        entry.integer = value;
        entries_.push_back(entry);
    }
    constexpr void add_text(std::string_view value) {
        Entry entry{CellKind::text, value.size(), {}};
        entry.at = text_.size();
        text_.append(value.data(), value.size());
        entries_.push_back(entry);
    }
    constexpr void append(const Parameters& other) {
        std::size_t shift = text_.size();
        text_.append(other.text_);
        for (Entry entry : other.entries_) {
            if (is_text(entry.kind))
                entry.at += shift;
            entries_.push_back(entry);
        }
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Writes value `i` into the cell, which then points into these parameters.
    void get(std::size_t i, Cell& cell) const {
        const Entry& entry = entries_[i];
        cell.kind = entry.kind;
        if (is_text(entry.kind))
            cell.text = {text_.data() + entry.at, entry.size};
        else if (entry.kind == CellKind::real)
            cell.real = entry.real;
        else
            cell.integer = entry.integer;
    }

  private:
    struct Entry {
        CellKind kind;
        std::size_t size;
        union {
            std::int64_t integer;
            double real;
            std::size_t at;
        };
    };

    SmallBuffer<Entry, 6> entries_;
    SmallBuffer<char, 120> text_;
};

} // namespace rowan::types
