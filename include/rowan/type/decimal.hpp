// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>

#include <algorithm>
#include <compare>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace rowan {

/// An exact decimal number, kept as canonical text: `-12.5`, no exponent, no superfluous zeros.
///
/// Numbers are equal when their values are: `Decimal("1.50") == Decimal("1.5")`.
class Decimal {
  public:
    Decimal() = default;
    /// Reads `[+-]digits[.digits][e[+-]digits]`; one side of the point may be empty. Throws Error
    /// if the text is no number or its exponent is beyond 1000.
    explicit Decimal(std::string_view text) {
        if (!assign(text))
            throw Error("rowan: '" + std::string(text.substr(0, 64)) + "' is not a decimal number");
    }
    explicit Decimal(std::integral auto value) : text_(std::to_string(value)) {}

    /// The canonical text.
    [[nodiscard]] const std::string& text() const { return text_; }
    /// How many digits the number has, without leading zeros.
    [[nodiscard]] std::size_t digits() const {
        std::size_t count = 0;
        bool leading = true;
        for (char c : text_) {
            if (c == '-' || c == '.' || (leading && c == '0'))
                continue;
            leading = false;
            ++count;
        }
        return count;
    }

    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
        bool left_minus = left.text_.starts_with('-'), right_minus = right.text_.starts_with('-');
        if (left_minus != right_minus)
            return left_minus ? std::strong_ordering::less : std::strong_ordering::greater;
        return left_minus ? magnitude(right, left) : magnitude(left, right);
    }

  private:
    static std::strong_ordering magnitude(const Decimal& left, const Decimal& right) {
        std::string_view a = left.text_, b = right.text_;
        if (a.starts_with('-'))
            a.remove_prefix(1), b.remove_prefix(1);
        std::size_t a_whole = a.substr(0, a.find('.')).size(),
                    b_whole = b.substr(0, b.find('.')).size();
        if (a_whole != b_whole)
            return a_whole <=> b_whole;
        return a.compare(b) <=> 0;
    }

    bool assign(std::string_view text) {
        bool minus = !text.empty() && text.front() == '-';
        if (minus || (!text.empty() && text.front() == '+'))
            text.remove_prefix(1);
        std::string digits;
        long point = -1, exponent = 0;
        std::size_t i = 0;
        for (; i < text.size(); ++i) {
            if (text[i] >= '0' && text[i] <= '9')
                digits += text[i];
            else if (text[i] == '.' && point < 0)
                point = static_cast<long>(digits.size());
            else
                break;
        }
        if (digits.empty())
            return false;
        if (i < text.size()) {
            if ((text[i] != 'e' && text[i] != 'E') || ++i == text.size())
                return false;
            bool down = text[i] == '-';
            if ((down || text[i] == '+') && ++i == text.size())
                return false;
            for (; i < text.size(); ++i) {
                if (text[i] < '0' || text[i] > '9' || exponent > 1000)
                    return false;
                exponent = exponent * 10 + (text[i] - '0');
            }
            if (exponent > 1000)
                return false;
            if (down)
                exponent = -exponent;
        }
        place(std::move(digits), point, exponent, minus);
        return true;
    }

    void place(std::string digits, long point, long exponent, bool minus) {
        long whole = (point < 0 ? static_cast<long>(digits.size()) : point) + exponent;
        if (whole <= 0) {
            digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
            whole = 1;
        }
        if (whole > static_cast<long>(digits.size()))
            digits.append(static_cast<std::size_t>(whole) - digits.size(), '0');
        auto cut = static_cast<std::size_t>(whole);
        std::string fraction = digits.substr(cut);
        digits.resize(cut);
        fraction.resize(fraction.find_last_not_of('0') + 1);
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
        text_ = digits;
        if (!fraction.empty())
            text_ += "." + fraction;
        if (minus && text_ != "0")
            text_.insert(0, 1, '-');
    }

    std::string text_ = "0";
};

} // namespace rowan
