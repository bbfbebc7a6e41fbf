// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/select_words.hpp>

#include <cstdint>

namespace rowan::lang {

/// Reads the words of a select one after the other.
class WordReader {
  public:
    WordReader(const std::uint32_t* first, const std::uint32_t* last) : at_(first), last_(last) {}

    [[nodiscard]] bool more() const { return at_ != last_; }
    [[nodiscard]] const std::uint32_t* at() const { return at_; }
    [[nodiscard]] const std::uint32_t* last() const { return last_; }
    std::uint32_t number() { return argument_of(*at_++); }
    template <typename Constant>
    const Constant* address() {
        std::uint64_t address = 0;
        for (int i = 0; i < 3; ++i)
            address |= static_cast<std::uint64_t>(number()) << 24 * i;
        return reinterpret_cast<const Constant*>(static_cast<std::uintptr_t>(address));
    }
    /// Words with their length before them.
    WordReader words() {
        std::uint32_t length = number();
        const std::uint32_t* first = at_;
        at_ += length;
        return {first, at_};
    }

  private:
    const std::uint32_t* at_;
    const std::uint32_t* last_;
};

/// One part of a select.
struct SelectPart {
    Part part;
    std::uint32_t detail;
    WordReader words;
};
inline SelectPart read_part(WordReader& reader) {
    std::uint32_t argument = reader.number() >> 8;
    return {static_cast<Part>(argument & 0xff), argument >> 8, reader.words()};
}

} // namespace rowan::lang
