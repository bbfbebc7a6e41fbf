// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/own_keys.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rowan::engine {

/// New objects of one table on their way to insert_all(), and what each was just before its INSERT.
class SentBatch {
  public:
    SentBatch(const std::vector<Entry*>& entries, bool notes_omitted) : entries_(entries) {
        had_key_.reserve(entries.size());
        omitted_.resize(notes_omitted ? entries.size() : 0);
    }
    /// The next object, or nullptr.
    void* next() {
        constexpr std::size_t ahead = 4; // So many INSERTs take longer than an object from memory.
        std::size_t at = had_key_.size();
        if (at == entries_.size())
            return nullptr;
        if (at + ahead < entries_.size())
            IdentityMap::prefetch(entries_[at + ahead]->object.get());
        const Entry& entry = *entries_[at];
        if (!omitted_.empty())
            omitted_[at] = omitted_columns(entry.mapping(), entry.object.get());
        had_key_.push_back(knows_key(entry));
        return entry.object.get();
    }
    /// Whether the database did not make an object's key.
    [[nodiscard]] bool had_key(std::size_t i) const { return had_key_[i] != 0; }
    /// The columns that its INSERT left out, if they are noted.
    [[nodiscard]] std::uint64_t omitted(std::size_t i) const { return omitted_[i]; }

  private:
    const std::vector<Entry*>& entries_;
    std::vector<char> had_key_;
    std::vector<std::uint64_t> omitted_;
};

} // namespace rowan::engine
