// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What the type room compiles once, beside builtin_once.hpp.

#include <rowan/base/once.hpp>
#include <rowan/type/builtin_once.hpp>
#include <rowan/type/decimal.hpp>
#include <rowan/type/uuid.hpp>
#include <rowan/type/value.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::types {

constexpr int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

ROWAN_ONCE bool read_uuid(std::string_view text, std::uint8_t (&bytes)[16]) {
    std::size_t digits = 0;
    for (char c : text) {
        if (c == '-')
            continue;
        int digit = hex_digit(c);
        if (digit < 0 || digits == 32)
            return false;
        auto& byte = bytes[digits / 2];
        byte = static_cast<std::uint8_t>(digits % 2 ? byte * 16 + digit : digit);
        ++digits;
    }
    return digits == 32;
}

ROWAN_ONCE std::string write_uuid(const std::uint8_t (&bytes)[16]) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

} // namespace rowan::types

namespace rowan {

ROWAN_ONCE Decimal::Decimal(std::string_view text) {
    if (!assign(text))
        throw Error("rowan: '" + std::string(text.substr(0, 64)) + "' is not a decimal number");
}

ROWAN_ONCE std::size_t Decimal::digits() const {
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

ROWAN_ONCE std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
    bool left_minus = left.text_.starts_with('-'), right_minus = right.text_.starts_with('-');
    if (left_minus != right_minus)
        return left_minus ? std::strong_ordering::less : std::strong_ordering::greater;
    return left_minus ? Decimal::magnitude(right, left) : Decimal::magnitude(left, right);
}

ROWAN_ONCE std::strong_ordering Decimal::magnitude(const Decimal& left, const Decimal& right) {
    std::string_view a = left.text_, b = right.text_;
    if (a.starts_with('-'))
        a.remove_prefix(1), b.remove_prefix(1);
    std::size_t a_whole = a.substr(0, a.find('.')).size(),
                b_whole = b.substr(0, b.find('.')).size();
    if (a_whole != b_whole)
        return a_whole <=> b_whole;
    return a.compare(b) <=> 0;
}

ROWAN_ONCE bool Decimal::assign(std::string_view text) {
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

ROWAN_ONCE void Decimal::place(std::string digits, long point, long exponent, bool minus) {
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

ROWAN_ONCE Value::Value(const types::Cell& cell)
    : kind_(cell.kind >= types::CellKind::decimal ? types::CellKind::text : cell.kind) {
    if (kind_ == types::CellKind::text || kind_ == types::CellKind::blob)
        text_ = cell.text;
    else if (kind_ == types::CellKind::real)
        real_ = cell.real;
    else if (kind_ != types::CellKind::null)
        integer_ = cell.integer;
}

ROWAN_ONCE void Value::encode(types::Cell& cell) const {
    cell.kind = kind_;
    cell.integer = integer_;
    cell.real = real_;
    cell.text = text_;
}

ROWAN_ONCE bool operator==(const Value& left, const Value& right) {
    return left.kind_ == right.kind_ && left.integer_ == right.integer_ &&
           left.real_ == right.real_ && left.text_ == right.text_;
}

ROWAN_ONCE Dict::Dict(std::initializer_list<Item> items) {
    for (const auto& item : items)
        (*this)[item.name] = item.value;
}

ROWAN_ONCE Value& Dict::operator[](std::string_view name) {
    for (auto& item : items_)
        if (item.name == name)
            return item.value;
    items_.push_back({std::string(name), Value()});
    return items_.back().value;
}

ROWAN_ONCE const Value* Dict::find(std::string_view name) const {
    for (const auto& item : items_)
        if (item.name == name)
            return &item.value;
    return nullptr;
}

ROWAN_ONCE const Value& Dict::at(std::string_view name) const {
    if (const Value* value = find(name))
        return *value;
    throw UnknownColumn("rowan: no '" + std::string(name) + "' in this Dict");
}

ROWAN_ONCE bool Dict::erase(std::string_view name) {
    for (auto item = items_.begin(); item != items_.end(); ++item)
        if (item->name == name) {
            items_.erase(item);
            return true;
        }
    return false;
}

ROWAN_ONCE bool operator==(const Dict& left, const Dict& right) {
    return left.items_ == right.items_;
}
ROWAN_ONCE void Value::throw_mismatch(types::CellKind wanted) const {
    throw TypeMismatch("rowan: this Value holds " + std::string(types::kind_name(kind_)) +
                       ", not " + std::string(types::kind_name(wanted)));
}
ROWAN_ONCE Dict::Dict() = default;
ROWAN_ONCE Dict::Dict(const Dict& other) = default;
ROWAN_ONCE Dict::Dict(Dict&& other) noexcept = default;
ROWAN_ONCE Dict& Dict::operator=(const Dict& other) = default;
ROWAN_ONCE Dict& Dict::operator=(Dict&& other) noexcept = default;
ROWAN_ONCE Dict::~Dict() = default;
ROWAN_ONCE void Dict::clear() { items_.clear(); }

} // namespace rowan
