// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>

namespace rowan::meta {

/// A text of its own inside a schema value: a name, a comment, an SQL expression. Usable in
/// constant expressions, where std::string is not (clang 19 on libstdc++ 12).
class Name {
  public:
    constexpr Name() = default;
    constexpr Name(std::string_view text) { append(text); }
    constexpr Name(const char* text) { append(text); }
    constexpr Name(const Name& other) { append(other.view()); }
    constexpr Name(Name&& other) noexcept : characters_(other.characters_), size_(other.size_) {
        other.characters_ = nullptr;
        other.size_ = 0;
    }
    constexpr Name& operator=(const Name& other) { return *this = Name(other); }
    constexpr Name& operator=(Name&& other) noexcept {
        // Swapped by hand: the steps of a constant expression are counted.
        char* characters = characters_;
        characters_ = other.characters_;
        other.characters_ = characters;
        std::size_t size = size_;
        size_ = other.size_;
        other.size_ = size;
        return *this;
    }
    constexpr ~Name() { delete[] characters_; }

    /// Writes `text` behind what is there.
    constexpr Name& append(std::string_view text) {
        if (text.empty())
            return *this;
        char* longer = new char[size_ + text.size()]{};
        for (std::size_t i = 0; i < size_; ++i)
            longer[i] = characters_[i];
        for (std::size_t i = 0; i < text.size(); ++i)
            longer[size_ + i] = text[i];
        delete[] characters_;
        characters_ = longer;
        size_ += text.size();
        return *this;
    }

    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr std::string_view view() const { return {characters_, size_}; }
    constexpr operator std::string_view() const { return view(); }

    friend constexpr bool operator==(const Name& left, const Name& right) {
        return left.equals(right.characters_, right.size_);
    }
    template <std::convertible_to<std::string_view> Other>
    friend constexpr bool operator==(const Name& left, const Other& right) {
        std::string_view text = right;
        return left.equals(text.data(), text.size());
    }

  private:
    [[nodiscard]] constexpr bool equals(const char* characters, std::size_t size) const {
        if (size_ != size)
            return false;
        for (std::size_t i = 0; i < size; ++i)
            if (characters_[i] != characters[i])
                return false;
        return true;
    }

    char* characters_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace rowan::meta
