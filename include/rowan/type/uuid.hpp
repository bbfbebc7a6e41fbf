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

/// Reads 32 hexadecimal digits, hyphens between them skipped; false if the text is something else.
bool read_uuid(std::string_view text, std::uint8_t (&bytes)[16]);
/// `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`
std::string write_uuid(const std::uint8_t (&bytes)[16]);

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
