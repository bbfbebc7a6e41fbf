// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>
#include <rowan/sql/ddl_rules.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// What else decides how a column's type is spelled.
struct TypeUse {
    bool in_key = false;    ///< The column is part of a key, its own table's or another's.
    bool in_index = false;  ///< The column is part of an index; keys are, too.
    bool generated = false; ///< The database generates the column's values.
};

/// The number of characters of UTF-8 text.
constexpr std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (char c : text)
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80)
            ++count;
    return count;
}

constexpr void write_sized(Text& out, std::string_view word, std::size_t size) {
    (out << word << '(').number(size) << ')';
}

/// Whether a column's type is one that the database must be told of before.
constexpr bool is_native_enum(const meta::ColumnType& type, const Dialect& dialect) {
    return type.kind == TypeKind::enumeration && type.is_native &&
           dialect.ddl->types.native_enumerations;
}

constexpr void write_labels(Text& out, const meta::ColumnType& type) {
    out << "ENUM(";
    for (std::size_t i = 0; i < type.labels.size(); ++i)
        (out << (i > 0 ? "," : "")).literal(type.labels[i]);
    out << ')';
}

constexpr void write_enumeration(Text& out, const meta::ColumnType& type, const TypeNames& names) {
    if (is_native_enum(type, out.dialect())) {
        out.identifier(type.name);
        return;
    }
    if (names.inline_enumerations && !type.labels.empty()) {
        write_labels(out, type);
        return;
    }
    std::size_t longest = 1;
    for (const meta::Name& label : type.labels)
        if (std::size_t length = character_count(label); length > longest)
            longest = length;
    write_sized(out, "VARCHAR", longest);
}

constexpr std::string_view integer_name(const meta::ColumnType& type, const TypeNames& names,
                                        TypeUse use) {
    if (use.generated && !names.generated_integers.empty())
        return names.generated_integers;
    std::size_t width = type.size == 8 ? 0 : type.size == 16 ? 1 : type.size == 32 ? 2 : 3;
    if (!type.is_unsigned)
        return names.integers[width];
    if (use.in_key && width == 3 && !names.unsigned_key.empty())
        return names.unsigned_key;
    return names.unsigned_integers[width];
}

constexpr void write_numeric(Text& out, const meta::ColumnType& type, const TypeNames& names) {
    if (type.size <= 0) {
        out << names.numeric;
        return;
    }
    (out << "NUMERIC(").number(static_cast<std::uint64_t>(type.size)) << ", ";
    out.number(static_cast<std::uint64_t>(type.scale)) << ')';
}

/// Writes `VARCHAR(80)`; where the length is missing and a dialect needs one, its own.
constexpr void write_varchar(Text& out, const meta::ColumnType& type, const TypeNames& names) {
    if (type.size > 0)
        write_sized(out, "VARCHAR", static_cast<std::size_t>(type.size));
    else
        out << (out.dialect().text_key_needs_length ? names.key_text : "VARCHAR");
}

/// A custom type's spelling for the dialect, else the one for all.
constexpr std::string_view custom_name(const meta::ColumnType& type, const TypeNames& names) {
    const meta::Name& own = names.custom == CustomName::postgresql ? type.postgresql
                            : names.custom == CustomName::mysql    ? type.mysql
                                                                   : type.name;
    return own.empty() ? type.name : own;
}

/// Writes an SQL type as the dialect spells it, in SQLAlchemy's words where that has the type.
constexpr void write_type(Text& out, const meta::ColumnType& type, TypeUse use = {}) {
    const TypeNames& names = out.dialect().ddl->types;
    switch (type.kind) {
    case TypeKind::boolean:
        out << names.boolean;
        break;
    case TypeKind::integer:
        out << integer_name(type, names, use);
        break;
    case TypeKind::real:
        out << (type.size == 32 ? names.real : names.double_precision);
        break;
    case TypeKind::numeric:
        write_numeric(out, type, names);
        break;
    case TypeKind::text:
        out << (use.in_index ? names.key_text : names.text);
        break;
    case TypeKind::varchar:
        write_varchar(out, type, names);
        break;
    case TypeKind::fixed_char:
        write_sized(out, "CHAR", static_cast<std::size_t>(type.size > 0 ? type.size : 1));
        break;
    case TypeKind::blob:
        out << (use.in_index ? names.key_blob : names.blob);
        break;
    case TypeKind::date:
        out << names.date;
        break;
    case TypeKind::time:
        out << names.time;
        break;
    case TypeKind::timestamp:
        out << (type.with_time_zone ? names.zoned_timestamp : names.timestamp);
        break;
    case TypeKind::interval:
        out << names.interval;
        break;
    case TypeKind::uuid:
        out << names.uuid;
        break;
    case TypeKind::json:
        out << names.json;
        break;
    case TypeKind::enumeration:
        write_enumeration(out, type, names);
        break;
    case TypeKind::custom:
        out << custom_name(type, names);
        break;
    }
}

} // namespace rowan::lang
