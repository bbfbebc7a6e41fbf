// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace rowan::engine {

// What the database fills in: columns that are left out of an INSERT, and values that are written
// into the object afterwards.

inline const void* member_of(const meta::Mapping& mapping, std::uint16_t column,
                             const void* object) {
    return static_cast<const char*>(object) + mapping.offsets[column];
}
inline void* member_of(const meta::Mapping& mapping, std::uint16_t column, void* object) {
    return static_cast<char*>(object) + mapping.offsets[column];
}
/// Whether the member says nothing: NULL, or 0 in a key that the database generates.
inline bool is_unset(const meta::Mapping& mapping, std::uint16_t column, const void* object) {
    const types::Codec& codec = *mapping.columns[column].codec;
    const void* member = member_of(mapping, column, object);
    if (codec.fast == types::Fast::int64)
        return mapping.columns[column].generated && *static_cast<const std::int64_t*>(member) == 0;
    types::Cell cell;
    try {
        codec.encode(member, cell);
    } catch (const types::ConversionError&) {
        return false; // binding the row says which column it is
    }
    return cell.kind == types::CellKind::null ||
           (mapping.columns[column].generated && cell.kind == types::CellKind::integer &&
            cell.integer == 0);
}
inline std::uint64_t omitted_columns(const meta::Mapping& mapping, const void* object) {
    if (!mapping.has_omittable)
        return 0;
    std::uint64_t omitted = 0, bit = 1;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (mapping.columns[i].computed.empty() && mapping.columns[i].omittable()) {
            if (is_unset(mapping, static_cast<std::uint16_t>(i), object))
                omitted |= bit;
            bit <<= 1;
        }
    return omitted;
}
inline void write_back(const meta::Mapping& mapping, std::uint16_t column, void* object,
                       const types::Cell& cell) {
    try {
        mapping.columns[column].codec->decode(member_of(mapping, column, object), cell);
    } catch (const types::ConversionError& error) {
        throw DataError("rowan: " + std::string(mapping.table) + "." +
                        std::string(mapping.columns[column].name) +
                        ", which the database has set: " + error.what());
    }
}
inline void write_integer(const meta::Mapping& mapping, std::uint16_t column, void* object,
                          std::int64_t value) {
    if (mapping.columns[column].codec->fast == types::Fast::int64) {
        *static_cast<std::int64_t*>(member_of(mapping, column, object)) = value;
        return;
    }
    types::Cell cell;
    cell.set_integer(value);
    write_back(mapping, column, object, cell);
}
/// Takes a generated key out of an object again, whose row was undone.
inline void unset_key(const meta::Mapping& mapping, void* object) {
    types::Cell cell;
    if (!mapping.columns[mapping.generated].codec->nullable)
        cell.set_integer(0);
    write_back(mapping, mapping.generated, object, cell);
}

} // namespace rowan::engine
