// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/fixed_string.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace rowan::lang {

/// Why a text that was written by hand can't be read for its parameters.
enum class RawFault : std::uint8_t {
    none,
    open_quote,      ///< A quote or a comment that doesn't end.
    backslash_quote, ///< `\'` in a string: its end for some databases, not for others.
    nested_comment,  ///< `/*` in a comment: databases differ in where that ends.
    numbered,        ///< `$1`
    several,         ///< Something behind a `;`: some databases would forget it.
};

/// One `:name` of a text.
struct RawPlace {
    std::uint32_t begin = 0;
    std::uint32_t size = 0; ///< With the colon.
    std::uint16_t name = 0; ///< Which of the names; `literal_colon` for `\:`.
};
inline constexpr std::uint16_t literal_colon = 0xffff;

/// Finds the parameters of an SQL text, whichever database it is for. What stands in strings,
/// quoted names, comments and PostgreSQL's dollar quotes is none, nor are `::type`, `:=`, `a[1:2]`.
class RawScanner {
  public:
    constexpr explicit RawScanner(std::string_view text) : text_(text) {}

    /// Goes to the next place; false at the end, or where the text has a fault.
    constexpr bool next() {
        while (at_ < text_.size() && fault_ == RawFault::none) {
            std::size_t begin = at_;
            char c = text_[at_++];
            if (c == '\'' || c == '"' || c == '`')
                skip_quoted(c);
            else if (c == '-' && peek() == '-')
                skip_past("\n", true);
            else if (c == '/' && peek() == '*')
                skip_comment();
            else if (c == '$' && !follows_word(begin))
                skip_dollar_quote(begin);
            else if (c == ';' && text_.find_first_not_of(blanks, at_) != std::string_view::npos)
                fault_ = RawFault::several;
            else if (c == '?')
                has_question_ = true;
            else if (c == '\\' && peek() == ':')
                return found(begin, ++at_, true);
            else if (c == ':' && is_letter(peek()) && !follows_word(begin))
                return found(begin, end_of_word(at_), false);
            else if (c == ':' && (peek() == ':' || peek() == '='))
                ++at_;
        }
        return false;
    }
    [[nodiscard]] constexpr std::size_t begin() const { return begin_; }
    [[nodiscard]] constexpr std::size_t size() const { return at_ - begin_; }
    [[nodiscard]] constexpr bool is_literal() const { return literal_; }
    /// The parameter's name.
    [[nodiscard]] constexpr std::string_view name() const {
        return text_.substr(begin_ + 1, size() - 1);
    }
    [[nodiscard]] constexpr RawFault fault() const { return fault_; }
    /// Whether a `?` was met that is no part of a string: an operator of PostgreSQL's.
    [[nodiscard]] constexpr bool has_question() const { return has_question_; }

  private:
    static constexpr std::string_view blanks = " \t\r\n;";

    static constexpr bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static constexpr bool is_word(char c) {
        return is_letter(c) || is_digit(c) || c == '$' || (static_cast<unsigned char>(c) & 0x80);
    }
    [[nodiscard]] constexpr char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    [[nodiscard]] constexpr bool follows_word(std::size_t at) const {
        return at > 0 && is_word(text_[at - 1]);
    }
    [[nodiscard]] constexpr std::size_t end_of_word(std::size_t at) const {
        while (at < text_.size() && (is_letter(text_[at]) || is_digit(text_[at])))
            ++at;
        return at;
    }
    constexpr bool found(std::size_t begin, std::size_t end, bool literal) {
        begin_ = begin;
        at_ = end;
        literal_ = literal;
        return true;
    }
    constexpr void skip_past(std::string_view end, bool may_be_the_last) {
        std::size_t found = text_.find(end, at_);
        if (found == std::string_view::npos) {
            at_ = text_.size();
            if (!may_be_the_last)
                fault_ = RawFault::open_quote;
        } else {
            at_ = found + end.size();
        }
    }
    /// A doubled quote inside ends one string and begins the next one, which is as good.
    constexpr void skip_quoted(char quote) {
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == quote) {
                ++at_;
                return;
            }
            if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == quote &&
                quote != '`') {
                fault_ = RawFault::backslash_quote;
                return;
            }
        }
        fault_ = RawFault::open_quote;
    }
    constexpr void skip_comment() {
        std::size_t begin = ++at_;
        skip_past("*/", false);
        if (fault_ == RawFault::none &&
            text_.substr(begin, at_ - begin).find("/*") != std::string_view::npos)
            fault_ = RawFault::nested_comment;
    }
    constexpr void skip_dollar_quote(std::size_t begin) {
        if (is_digit(peek())) {
            fault_ = RawFault::numbered;
            return;
        }
        std::size_t end = end_of_word(at_);
        if (end >= text_.size() || text_[end] != '$')
            return;
        at_ = end + 1;
        skip_past(text_.substr(begin, at_ - begin), false);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    bool literal_ = false;
    bool has_question_ = false;
    RawFault fault_ = RawFault::none;
};

/// An SQL text that was written by hand, and where its values go.
struct RawText {
    std::string_view text;
    std::span<const RawPlace> places;
    std::span<const std::string_view> names; ///< Each once, in the order of their coming.
    bool reads = false;                      ///< Begins with SELECT or VALUES: it changes nothing.
    bool has_question = false;               ///< Has a `?` that is no part of a string.
};

/// The fault of a text, if it has one.
constexpr RawFault fault_of(std::string_view text) {
    RawScanner scanner(text);
    while (scanner.next()) {
    }
    return scanner.fault();
}

/// Whether a text begins with this word, whatever its case.
constexpr bool begins_with_word(std::string_view text, std::string_view word) {
    std::size_t at = text.find_first_not_of(" \t\r\n(");
    for (char c : word) {
        if (at >= text.size() || (text[at] != c && text[at] != c - 'A' + 'a'))
            return false;
        ++at;
    }
    return at == text.size() || !(text[at] >= 'a' && text[at] <= 'z');
}

/// What RawText refers to; one constexpr value a text.
template <FixedString Sql>
struct RawParts {
    static constexpr std::size_t count = [] {
        std::size_t places = 0;
        for (RawScanner scanner(Sql.view()); scanner.next();)
            ++places;
        return places;
    }();
    std::array<RawPlace, count> places{};
    std::array<std::string_view, count> names{};
    std::size_t name_count = 0;
    bool has_question = false;

    constexpr RawParts() {
        RawScanner scanner(Sql.view());
        for (std::size_t i = 0; i < count; ++i) {
            scanner.next();
            places[i] = {static_cast<std::uint32_t>(scanner.begin()),
                         static_cast<std::uint32_t>(scanner.size()),
                         scanner.is_literal() ? literal_colon : position(scanner.name())};
        }
        while (scanner.next()) {
        }
        has_question = scanner.has_question();
    }
    constexpr std::uint16_t position(std::string_view name) {
        std::size_t at = 0;
        while (at < name_count && names[at] != name)
            ++at;
        if (at == name_count)
            names[name_count++] = name;
        return static_cast<std::uint16_t>(at);
    }
};
template <FixedString Sql>
inline constexpr RawParts<Sql> raw_parts{};
template <FixedString Sql>
inline constexpr RawText raw_text = {
    .text = Sql.view().substr(0, Sql.view().find_last_not_of(" \t\r\n;") + 1),
    .places = raw_parts<Sql>.places,
    .names = {raw_parts<Sql>.names.data(), raw_parts<Sql>.name_count},
    .reads = begins_with_word(Sql.view(), "SELECT") || begins_with_word(Sql.view(), "VALUES"),
    .has_question = raw_parts<Sql>.has_question,
};

} // namespace rowan::lang
