// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace rowan {

/// A text of its own in a constant: a string literal as a template argument (`"user"_col` carries
/// its name in its type), or a name that was cut out of a longer text.
template <std::size_t Size>
struct FixedString {
    char text[Size]{};

    /// Zeros, to be written over.
    constexpr FixedString() = default;
    /// Of a text of `Size - 1` characters.
    constexpr explicit FixedString(std::string_view from) {
        for (std::size_t i = 0; i < from.size(); ++i)
            text[i] = from[i];
        // clang prints letters, not numbers, of what is written to its end.
        text[from.size()] = '\0';
    }
    consteval FixedString(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i)
            text[i] = literal[i];
    }

    /// The text without its terminating zero.
    [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

} // namespace rowan
