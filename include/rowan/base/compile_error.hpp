// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace rowan::errors {

/// A compiler's message, put together at compile time: names of the user's own struct and column,
/// and what to do about it.
struct Message {
    char characters[600]{};
    std::size_t length = 0;

    template <typename... Part>
    consteval Message(Part... part) {
        (add(std::string_view(part)), ...);
    }
    consteval void add(std::string_view part) {
        for (char c : part)
            if (length < sizeof characters - 1)
                characters[length++] = c;
    }
};

/// The same with exactly its own length, as g++ prints a template argument.
template <std::size_t Size>
struct Sentence {
    char text[Size]{};
};

template <std::size_t Size>
consteval Sentence<Size> shrink(const Message& message) {
    Sentence<Size> sentence;
    for (std::size_t i = 0; i < message.length; ++i)
        sentence.text[i] = message.characters[i];
    return sentence;
}

template <Sentence Text>
void cannot_compile() = delete;

/// How many letters must change to make one name the other: to guess what a misspelt name meant.
consteval std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::size_t row[65]{};
    if (left.size() > 64 || right.size() > 64)
        return 64;
    for (std::size_t j = 0; j <= right.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            std::size_t change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            std::size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < least ? change : least;
        }
    }
    return row[right.size()];
}

} // namespace rowan::errors

/// Stops the compiler unless `condition` holds. The first line of the error names the user's struct
/// and column: g++ prints the sentence made of the last arguments, clang the condition with its
/// template arguments and then `words`.
#if defined(__clang__)
#define ROWAN_CHECK(condition, words, ...) static_assert(ROWAN_UNWRAP condition, words)
#else
#define ROWAN_CHECK(condition, words, ...)                                                         \
    if constexpr (!(ROWAN_UNWRAP condition)) {                                                     \
        constexpr ::rowan::errors::Message rowan_message(__VA_ARGS__);                             \
        ::rowan::errors::cannot_compile<::rowan::errors::shrink<rowan_message.length + 1>(         \
            rowan_message)>();                                                                     \
    }
#endif
#define ROWAN_UNWRAP(...) __VA_ARGS__
