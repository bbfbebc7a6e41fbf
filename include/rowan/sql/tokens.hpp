// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::lang {

enum class TokenKind : std::uint8_t { end, word, name, string, number, symbol };

/// A word of SQL text and where it stands.
struct Token {
    TokenKind kind = TokenKind::end;
    std::string text; ///< A word in lower case, a name without its quotes, anything else as it is.
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Cuts SQL text into words, names in quotes, strings, numbers and symbols; comments are left out.
class Tokeniser {
  public:
    /// `brackets`: `[name]` is a name in quotes, as in SQLite.
    Tokeniser(std::string_view text, bool brackets, bool backslashes)
        : text_(text), brackets_(brackets), backslashes_(backslashes) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        do {
            tokens.push_back(next());
        } while (tokens.back().kind != TokenKind::end);
        return tokens;
    }

  private:
    static bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
               static_cast<unsigned char>(c) >= 0x80;
    }
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void skip_blanks() {
        while (at_ < text_.size()) {
            char c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                ++at_;
            } else if (c == '-' && peek(1) == '-') {
                std::size_t end = text_.find('\n', at_);
                at_ = end == std::string_view::npos ? text_.size() : end + 1;
            } else if (c == '/' && peek(1) == '*') {
                std::size_t end = text_.find("*/", at_ + 2);
                at_ = end == std::string_view::npos ? text_.size() : end + 2;
            } else {
                break;
            }
        }
    }

    Token next() {
        skip_blanks();
        Token token;
        token.begin = at_;
        char c = peek();
        if (at_ >= text_.size()) {
            token.end = at_;
            return token;
        }
        if (c == '\'') {
            token.kind = TokenKind::string;
            quoted('\'', backslashes_);
            token.text = text_.substr(token.begin, at_ - token.begin);
        } else if (c == '"' || c == '`' || (c == '[' && brackets_)) {
            token.kind = TokenKind::name;
            token.text = quoted(c == '[' ? ']' : c, false);
        } else if (is_letter(c)) {
            token.kind = TokenKind::word;
            while (is_letter(peek()) || is_digit(peek())) {
                char letter = text_[at_++];
                token.text +=
                    letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
            }
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            token.kind = TokenKind::number;
            while (is_digit(peek()) || is_letter(peek()) || peek() == '.')
                token.text += text_[at_++];
        } else {
            token.kind = TokenKind::symbol;
            constexpr std::string_view pairs[] = {"::", "<>", "!=", "<=", ">=", "||", "==", "->"};
            std::size_t size = 1;
            for (std::string_view pair : pairs)
                if (text_.substr(at_, 2) == pair)
                    size = 2;
            token.text = text_.substr(at_, size);
            at_ += size;
        }
        token.end = at_;
        return token;
    }

    /// Reads up to the closing quote; a doubled one stands for itself.
    std::string quoted(char quote, bool backslashes) {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            char c = text_[at_];
            if (c == '\\' && backslashes && at_ + 1 < text_.size()) {
                value += text_[++at_];
            } else if (c == quote && peek(1) == quote && quote != ']') {
                value += c;
                ++at_;
            } else if (c == quote) {
                ++at_;
                break;
            } else {
                value += c;
            }
        }
        return value;
    }

    std::string_view text_;
    bool brackets_;
    bool backslashes_;
    std::size_t at_ = 0;
};

/// The words of SQL text; the last one is of the kind `end`.
inline std::vector<Token> tokenise(std::string_view text, bool brackets = false,
                                   bool backslashes = false) {
    return Tokeniser(text, brackets, backslashes).run();
}

} // namespace rowan::lang
