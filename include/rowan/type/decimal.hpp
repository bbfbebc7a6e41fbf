// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

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
    explicit Decimal(std::string_view text);
    explicit Decimal(std::integral auto value) : text_(std::to_string(value)) {}

    /// The canonical text.
    [[nodiscard]] const std::string& text() const { return text_; }
    /// How many digits the number has, without leading zeros.
    [[nodiscard]] std::size_t digits() const;

    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

  private:
    static std::strong_ordering magnitude(const Decimal& left, const Decimal& right);

    bool assign(std::string_view text);

    void place(std::string digits, long point, long exponent, bool minus);

    std::string text_ = "0";
};

} // namespace rowan
