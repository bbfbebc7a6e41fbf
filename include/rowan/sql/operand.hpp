// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/small_buffer.hpp>
#include <rowan/type/codec.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan::lang {

/// What every node derives from: something that has a value in SQL.
struct Operand {};
/// What every node that is true, false or NULL derives from.
struct Condition {};

template <typename Node>
concept IsOperand = std::is_base_of_v<Operand, std::remove_cvref_t<Node>>;
template <typename Node>
concept IsCondition = std::is_base_of_v<Condition, std::remove_cvref_t<Node>>;

/// SQL NULL as an operand's value.
struct Null {};

/// Text that a node owns; short text lies inside of it, so that comparing allocates nothing.
class OwnedText {
  public:
    /// Not inlined: a file would optimize it anew in each function with a condition.
    [[gnu::noinline]] constexpr explicit OwnedText(std::string_view text) {
        text_.append(text.data(), text.size());
    }
    constexpr operator std::string_view() const { return {text_.data(), text_.size()}; }
    explicit operator std::string() const { return std::string(std::string_view(*this)); }

  private:
    SmallBuffer<char, 48> text_;
};

/// Text of the language's own kinds; a user's type that converts to text stays what it is.
template <typename Value>
inline constexpr bool
    is_plain_text = std::convertible_to<const Value&, std::string_view> &&
                    (!std::is_class_v<Value> || std::same_as<Value, std::string> ||
                     std::same_as<Value, std::string_view> || std::same_as<Value, OwnedText>);

/// Copies a value into a node, so that the node may outlive it; a string literal is only viewed.
constexpr Null capture(std::nullptr_t) { return {}; }
constexpr Null capture(std::nullopt_t) { return {}; }
template <std::size_t Size>
constexpr std::string_view capture(const char (&literal)[Size]) {
    return literal;
}
template <typename Value>
constexpr auto capture(Value&& value) {
    using Plain = std::remove_cvref_t<Value>;
    if constexpr (types::is_optional<Plain>)
        return value ? std::optional(capture(*std::forward<Value>(value))) : std::nullopt;
    else if constexpr (is_plain_text<Plain>) {
        if constexpr (std::is_pointer_v<Plain>)
            if (!value)
                throw InvalidQuery("rowan: a null pointer is no text; NULL is nullptr itself");
        return OwnedText(std::string_view(value));
    } else {
        return Plain(std::forward<Value>(value));
    }
}

/// A value to bind.
template <typename Held>
struct Literal : Operand {
    Held value;
};

/// An operand as it is, anything else as a value to bind. Inlined even where nothing is optimized:
/// of each column it would be another function.
template <typename Value>
[[gnu::always_inline]] constexpr auto as_operand(Value&& value) {
    if constexpr (IsOperand<Value>)
        return std::remove_cvref_t<Value>(static_cast<Value&&>(value));
    else
        return Literal<decltype(capture(static_cast<Value&&>(value)))>{
            {}, capture(static_cast<Value&&>(value))};
}
template <typename Value, bool = IsOperand<Value>>
struct OperandOf {
    using type = std::remove_cvref_t<Value>;
};
template <typename Value>
struct OperandOf<Value, false> {
    using type = decltype(as_operand(std::declval<Value>()));
};
template <typename Value>
using operand_t = typename OperandOf<Value>::type;

} // namespace rowan::lang
