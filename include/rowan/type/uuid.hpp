// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/codec.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace boost::uuids {
struct uuid;
}

namespace rowan::types {

constexpr int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/// Reads 32 hexadecimal digits, hyphens between them skipped; false if the text is something else.
constexpr bool read_uuid(std::string_view text, std::uint8_t (&bytes)[16]) {
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

/// `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`
inline std::string write_uuid(const std::uint8_t (&bytes)[16]) {
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

/// `boost::uuids::uuid`; include <boost/uuid/uuid.hpp> where you use it.
template <typename UuidType>
requires std::same_as<UuidType, boost::uuids::uuid>
struct Type<UuidType> {
    static constexpr SqlType sql_type = Uuid{};
    static constexpr types::CellKind kind = types::CellKind::uuid;
    static constexpr std::string_view expected = "a UUID";
    static void encode(const UuidType& value, types::Cell& cell) {
        std::uint8_t bytes[16];
        std::size_t i = 0;
        for (auto byte : value)
            bytes[i++] = byte;
        cell.set_owned(types::write_uuid(bytes), types::CellKind::uuid);
    }
    static void decode(UuidType& value, const types::Cell& cell) {
        std::uint8_t bytes[16];
        if ((cell.kind != types::CellKind::text && cell.kind != types::CellKind::uuid) ||
            !types::read_uuid(cell.text, bytes))
            throw types::ConversionError("expected a UUID, the value is none");
        std::size_t i = 0;
        for (auto& byte : value)
            byte = bytes[i++];
    }
};

} // namespace rowan
