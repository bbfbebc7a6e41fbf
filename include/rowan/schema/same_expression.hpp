// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace rowan::meta {

/// Reads an SQL expression by characters and leaves out blanks that mean nothing.
class ExpressionReader {
  public:
    constexpr explicit ExpressionReader(std::string_view text) : text_(text) {}

    /// The next character; '\0' at the end.
    constexpr char next() {
        bool blank = false;
        while (quote_ == '\0' && at_ < text_.size() && is_blank(text_[at_])) {
            blank = true;
            ++at_;
        }
        if (at_ == text_.size())
            return '\0';
        char c = text_[at_];
        if (blank && is_word(last_) && is_word(c))
            return last_ = ' ';
        ++at_;
        if (quote_ != '\0')
            quote_ = c == quote_ ? '\0' : quote_;
        else if (c == '\'' || c == '"' || c == '`')
            quote_ = c;
        return last_ = c;
    }

  private:
    static constexpr bool is_blank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
    static constexpr bool is_word(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || static_cast<unsigned char>(c) >= 0x80;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    char quote_ = '\0';
    char last_ = '\0';
};

/// Whether two SQL expressions are spelled alike, but for blanks between their words.
constexpr bool same_expression(std::string_view left, std::string_view right) {
    if (left == right)
        return true;
    ExpressionReader a(left), b(right);
    while (true) {
        char c = a.next();
        if (c != b.next())
            return false;
        if (c == '\0')
            return true;
    }
}

} // namespace rowan::meta
