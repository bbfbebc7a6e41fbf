// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace rowan::backend::postgresql_native {

/// The numbers of the types that Rowan sends and reads in binary form. They are the same in every
/// database. Source: src/include/catalog/pg_type.dat.
enum Oid : std::uint32_t {
    oid_bool = 16,
    oid_bytea = 17,
    oid_name = 19,
    oid_int8 = 20,
    oid_int2 = 21,
    oid_int4 = 23,
    oid_text = 25,
    oid_oid = 26,
    oid_json = 114,
    oid_xml = 142,
    oid_float4 = 700,
    oid_float8 = 701,
    oid_unknown = 705,
    oid_bpchar = 1042,
    oid_varchar = 1043,
    oid_date = 1082,
    oid_time = 1083,
    oid_timestamp = 1114,
    oid_timestamptz = 1184,
    oid_interval = 1186,
    oid_numeric = 1700,
    oid_void = 2278,
    oid_uuid = 2950,
    oid_jsonb = 3802,
};

/// Types whose binary form is their text.
constexpr bool is_text_type(std::uint32_t type) {
    switch (type) {
    case oid_name:
    case oid_text:
    case oid_json:
    case oid_xml:
    case oid_unknown:
    case oid_bpchar:
    case oid_varchar:
    case oid_void:
        return true;
    default:
        return false;
    }
}

/// Types whose binary form Rowan reads; others are asked for as text.
constexpr bool is_readable(std::uint32_t type) {
    switch (type) {
    case oid_bool:
    case oid_bytea:
    case oid_int8:
    case oid_int2:
    case oid_int4:
    case oid_oid:
    case oid_float4:
    case oid_float8:
    case oid_date:
    case oid_time:
    case oid_timestamp:
    case oid_timestamptz:
    case oid_interval:
    case oid_numeric:
    case oid_uuid:
    case oid_jsonb:
        return true;
    default:
        return is_text_type(type);
    }
}

/// Dates and times are counted from 2000 on the wire, from 1970 in a cell.
inline constexpr std::int64_t epoch_days = 10'957;
inline constexpr std::int64_t epoch_micros = epoch_days * 86'400'000'000;

/// Reads a number in network order.
template <std::integral Number>
inline Number load(const char* from) {
    std::make_unsigned_t<Number> bits;
    std::memcpy(&bits, from, sizeof bits);
    if constexpr (std::endian::native == std::endian::little) {
        if constexpr (sizeof bits == 8)
            bits = __builtin_bswap64(bits);
        else if constexpr (sizeof bits == 4)
            bits = __builtin_bswap32(bits);
        else
            bits = __builtin_bswap16(bits);
    }
    return static_cast<Number>(bits);
}

/// Writes a number in network order, returns the end.
template <std::integral Number>
inline char* store(char* to, Number value) {
    Number swapped = load<Number>(reinterpret_cast<const char*>(&value));
    std::memcpy(to, &swapped, sizeof swapped);
    return to + sizeof swapped;
}

/// The text of a NUMERIC: its digits as PostgreSQL prints them. Empty if it is malformed.
///
/// On the wire are the number of digits to the base 10000, the weight of the first one, the sign,
/// the number of decimal places, and the digits.
inline std::string numeric_text(std::string_view wire) {
    constexpr std::size_t head = 8;
    if (wire.size() < head)
        return {};
    int count = load<std::int16_t>(wire.data()), weight = load<std::int16_t>(wire.data() + 2);
    int sign = load<std::uint16_t>(wire.data() + 4), places = load<std::int16_t>(wire.data() + 6);
    switch (sign) {
    case 0xC000:
        return "NaN";
    case 0xD000:
        return "Infinity";
    case 0xF000:
        return "-Infinity";
    default:
        break;
    }
    if (count < 0 || wire.size() != head + static_cast<std::size_t>(count) * 2)
        return {};
    auto put_digit = [&](std::string& text, int at) {
        int digit = at >= 0 && at < count
                        ? load<std::int16_t>(wire.data() + head + static_cast<std::size_t>(at) * 2)
                        : 0;
        for (int unit : {1000, 100, 10, 1})
            text += static_cast<char>('0' + digit / unit % 10);
    };
    std::string whole;
    for (int at = 0; at <= weight; ++at)
        put_digit(whole, at);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
    std::string text = sign == 0x4000 ? "-" : "";
    text += whole.empty() ? "0" : whole;
    if (places > 0) {
        text += '.';
        std::string fraction;
        for (int at = weight + 1; fraction.size() < static_cast<std::size_t>(places); ++at)
            put_digit(fraction, at);
        text.append(fraction, 0, static_cast<std::size_t>(places));
    }
    return text;
}

/// Writes a NUMERIC's binary form; false for a text that is no plain number (`1e100`, `NaN`), or
/// one that the form has no room for.
inline bool numeric_wire(std::string_view text, std::string& wire) {
    constexpr std::size_t most = 16'383; // Decimal places.
    bool minus = text.starts_with('-');
    text.remove_prefix(minus ? 1 : 0);
    std::size_t point = std::min(text.find('.'), text.size());
    std::string_view whole = text.substr(0, point), fraction = text.substr(point);
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    if (!fraction.empty())
        fraction.remove_prefix(1);
    constexpr std::string_view digits = "0123456789";
    if (text.empty() || text == "." || fraction.size() > most || whole.size() > most * 4 ||
        whole.find_first_not_of(digits) != std::string_view::npos ||
        fraction.find_first_not_of(digits) != std::string_view::npos)
        return false;
    constexpr std::size_t width = 4;
    std::string all((width - whole.size() % width) % width, '0');
    auto before = static_cast<int>((all.size() + whole.size()) / width);
    all.append(whole).append(fraction);
    all.append((width - all.size() % width) % width, '0');
    std::size_t first = std::min(all.find_first_not_of('0'), all.size()) / width;
    std::size_t last = (all.find_last_not_of('0') + width) / width; // 0 if there is none.
    if (last < first)
        last = first;
    char bytes[sizeof(std::int16_t)];
    auto put = [&](auto number) {
        store(bytes, static_cast<std::int16_t>(number));
        wire.append(bytes, sizeof bytes);
    };
    wire.clear();
    put(last - first);
    put(last == first ? 0 : before - 1 - static_cast<int>(first));
    put(minus && last != first ? 0x4000 : 0);
    put(fraction.size());
    for (std::size_t at = first; at < last; ++at) {
        int digit = 0;
        for (char c : std::string_view(all).substr(at * width, width))
            digit = digit * 10 + (c - '0');
        put(digit);
    }
    return true;
}

} // namespace rowan::backend::postgresql_native
