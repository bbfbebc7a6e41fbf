// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/text.hpp>
#include <rowan/type/sql_type.hpp>

#include <cstdint>

namespace rowan::lang {

/// Writes a type as CAST takes it, which is not as CREATE TABLE does everywhere.
constexpr void write_cast_type(Text& text, const SqlType& type) {
    const SelectRules& rules = *text.dialect().select;
    switch (type.kind) {
    case TypeKind::boolean:
        text << rules.cast_boolean;
        break;
    case TypeKind::integer:
        text << rules.cast_integer;
        break;
    case TypeKind::real:
        text << rules.cast_real;
        break;
    case TypeKind::numeric:
        if (type.size <= 0) {
            text << rules.cast_decimal;
            break;
        }
        (text << "DECIMAL(").number(static_cast<std::uint64_t>(type.size)) << ", ";
        text.number(static_cast<std::uint64_t>(type.scale)) << ')';
        break;
    case TypeKind::date:
        text << rules.cast_date;
        break;
    case TypeKind::time:
        text << rules.cast_time;
        break;
    case TypeKind::timestamp:
        text << rules.cast_timestamp;
        break;
    case TypeKind::blob:
        text << rules.cast_blob;
        break;
    case TypeKind::uuid:
        text << rules.cast_uuid;
        break;
    case TypeKind::interval:
        text << rules.cast_integer;
        break;
    default:
        text << rules.cast_text;
    }
}

} // namespace rowan::lang
