// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan {

/// What kind of SQL type a column has, before a dialect spells it.
enum class TypeKind : std::uint8_t {
    boolean,
    integer,
    real,
    numeric,
    text,
    varchar,
    fixed_char,
    blob,
    date,
    time,
    timestamp,
    interval,
    uuid,
    json,
    enumeration,
    custom,
};

/// An SQL type as a constexpr value; each dialect spells it its own way (sql/type_names.hpp).
struct SqlType {
    TypeKind kind = TypeKind::text;
    bool is_unsigned = false;
    bool with_time_zone = false;
    bool is_native =
        false;    ///< An enumeration that is a type of its own where the database has such.
    int size = 0; ///< Bits of an integer or real, length of a varchar or char, digits of a numeric.
    int scale = 0;                            ///< Digits of a numeric behind the point.
    const std::string_view* labels = nullptr; ///< Names of an enumeration.
    std::size_t label_count = 0;
    std::string_view name = {}; ///< Name of an enumeration; SQLite's spelling of a custom type.
    std::string_view postgresql = {}; ///< PostgreSQL's spelling of a custom type.
    std::string_view mysql = {};      ///< MySQL's spelling of a custom type.

    friend constexpr bool operator==(const SqlType& left, const SqlType& right) {
        if (left.kind != right.kind || left.is_unsigned != right.is_unsigned ||
            left.with_time_zone != right.with_time_zone || left.is_native != right.is_native ||
            left.size != right.size || left.scale != right.scale || left.name != right.name ||
            left.postgresql != right.postgresql || left.mysql != right.mysql ||
            left.label_count != right.label_count)
            return false;
        for (std::size_t i = 0; i < left.label_count; ++i)
            if (left.labels[i] != right.labels[i])
                return false;
        return true;
    }
};

/// True or false.
struct Boolean {
    constexpr operator SqlType() const { return {.kind = TypeKind::boolean}; }
};
/// A 16-bit integer.
struct SmallInteger {
    constexpr operator SqlType() const { return {.kind = TypeKind::integer, .size = 16}; }
};
/// A 32-bit integer.
struct Integer {
    constexpr operator SqlType() const { return {.kind = TypeKind::integer, .size = 32}; }
};
/// A 64-bit integer.
struct BigInteger {
    constexpr operator SqlType() const { return {.kind = TypeKind::integer, .size = 64}; }
};
/// A floating point number of 32 bits.
struct Float {
    constexpr operator SqlType() const { return {.kind = TypeKind::real, .size = 32}; }
};
/// A floating point number of 64 bits.
struct Double {
    constexpr operator SqlType() const { return {.kind = TypeKind::real, .size = 64}; }
};
/// An exact number of `precision` digits, `scale` of them behind the point; 0 means the database's
/// own.
struct Numeric {
    int precision = 0;
    int scale = 0;
    constexpr operator SqlType() const {
        return {.kind = TypeKind::numeric, .size = precision, .scale = scale};
    }
};
/// Text of any length.
struct Text {
    constexpr operator SqlType() const { return {.kind = TypeKind::text}; }
};
/// Text of at most `length` characters.
struct Varchar {
    int length;
    constexpr operator SqlType() const { return {.kind = TypeKind::varchar, .size = length}; }
};
/// Text of exactly `length` characters.
struct Char {
    int length;
    constexpr operator SqlType() const { return {.kind = TypeKind::fixed_char, .size = length}; }
};
/// Bytes.
struct Binary {
    constexpr operator SqlType() const { return {.kind = TypeKind::blob}; }
};
/// A day; the C++ value is `rowan::Date`.
struct SqlDate {
    constexpr operator SqlType() const { return {.kind = TypeKind::date}; }
};
/// A time of day; the C++ value is `rowan::Time`.
struct SqlTime {
    constexpr operator SqlType() const { return {.kind = TypeKind::time}; }
};
/// A date and time with microseconds, UTC; the C++ value is `rowan::DateTime`.
struct Timestamp {
    bool with_time_zone = false;
    constexpr operator SqlType() const {
        return {.kind = TypeKind::timestamp, .with_time_zone = with_time_zone};
    }
};
/// A length of time with microseconds.
struct Interval {
    constexpr operator SqlType() const { return {.kind = TypeKind::interval}; }
};
/// A UUID.
struct Uuid {
    constexpr operator SqlType() const { return {.kind = TypeKind::uuid}; }
};
/// A JSON document.
struct Json {
    constexpr operator SqlType() const { return {.kind = TypeKind::json}; }
};
/// A type that Rowan does not know, spelled by the user; empty spellings fall back to `sqlite`.
struct Custom {
    std::string_view sqlite;
    std::string_view postgresql = {};
    std::string_view mysql = {};
    constexpr operator SqlType() const {
        return {.kind = TypeKind::custom,
                .name = sqlite,
                .postgresql = postgresql.empty() ? sqlite : postgresql,
                .mysql = mysql.empty() ? sqlite : mysql};
    }
};

} // namespace rowan
