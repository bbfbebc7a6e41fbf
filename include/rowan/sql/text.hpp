// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/small_buffer.hpp>
#include <rowan/sql/dialects.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// SQL text while it grows; identifiers always quoted, values never part of it. Usable in constant
/// expressions (where std::string is not, with clang 19 on libstdc++ 12).
class Text {
  public:
    constexpr explicit Text(const Dialect& dialect) : dialect_(&dialect) {}

    constexpr Text& operator<<(std::string_view part) {
        characters_.append(part.data(), part.size());
        return *this;
    }
    constexpr Text& operator<<(char part) {
        characters_.push_back(part);
        return *this;
    }
    constexpr Text& number(std::uint64_t value) {
        char digits[20]{};
        std::size_t count = 0;
        do {
            digits[count++] = static_cast<char>('0' + value % 10);
        } while ((value /= 10) != 0);
        while (count > 0)
            characters_.push_back(digits[--count]);
        return *this;
    }
    /// A name in the dialect's quotes; quotes inside are doubled.
    constexpr Text& identifier(std::string_view name) { return name_in(dialect_->quote, name); }
    /// A name as string literal, as the database's catalog has it.
    constexpr Text& name_literal(std::string_view name) { return name_in('\'', name); }
    /// A string literal, for DDL only (comments, enum names).
    constexpr Text& literal(std::string_view value) {
        *this << '\'';
        for (char c : value) {
            if (c == '\'' || (c == '\\' && dialect_->backslash_escapes))
                *this << c;
            *this << c;
        }
        return *this << '\'';
    }
    /// `"schema"."table"`, the schema only where there is one.
    constexpr Text& table(std::string_view schema, std::string_view name) {
        if (!schema.empty() && dialect_->schemas)
            identifier(schema) << '.';
        return identifier(name);
    }
    /// The place of the next value.
    constexpr Text& placeholder() {
        ++placeholders_;
        switch (dialect_->placeholder) {
        case Placeholder::question:
            return *this << '?';
        case Placeholder::dollar:
            *this << '$';
            break;
        case Placeholder::colon:
            *this << ":p";
            break;
        }
        return number(placeholders_);
    }

    [[nodiscard]] constexpr const Dialect& dialect() const { return *dialect_; }
    [[nodiscard]] constexpr std::string_view view() const {
        return {characters_.data(), characters_.size()};
    }

  private:
    constexpr Text& name_in(char quote, std::string_view name) {
        bool upper = dialect_->upper_names;
        for (char c : name)
            upper = upper && !(c >= 'A' && c <= 'Z');
        *this << quote;
        for (char c : name) {
            if (c == quote)
                *this << c;
            *this << (upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        }
        return *this << quote;
    }

    const Dialect* dialect_;
    SmallBuffer<char, 256> characters_;
    std::size_t placeholders_ = 0;
};

} // namespace rowan::lang
