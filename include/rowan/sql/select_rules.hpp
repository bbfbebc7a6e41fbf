// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/spelling.hpp>

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// How a dialect asks whether two values differ, NULL being equal to NULL.
enum class Distinct : std::uint8_t {
    words,     ///< `IS [NOT] DISTINCT FROM`
    is,        ///< `IS [NOT]`
    spaceship, ///< `<=>`
};

/// How a value within JSON is read by its path.
enum class JsonPath : std::uint8_t {
    none,
    extract, ///< `json_extract(column, '$.a')`
    unquote, ///< `JSON_UNQUOTE(JSON_EXTRACT(column, '$.a'))`
    array,   ///< `column #>> '{a}'`
};

/// What a database's selects can do, and how CAST calls the types.
struct SelectRules {
    Speech speech;
    Distinct distinct;
    JsonPath json;
    bool full_join;
    bool filter;             ///< FILTER (WHERE …) after an aggregate, else CASE inside of it.
    bool distinct_on;        ///< SELECT DISTINCT ON (…).
    bool set_operations_all; ///< INTERSECT ALL and EXCEPT ALL.
    bool intersect;          ///< INTERSECT and EXCEPT.
    bool any_all;            ///< `= ANY (SELECT …)`.
    bool frame_groups;       ///< GROUPS and EXCLUDE in a window's frame.
    bool row_values;         ///< `(a, b) IN ((1, 2), …)`
    std::string_view integer_division;
    std::string_view cast_boolean;
    std::string_view cast_integer;
    std::string_view cast_real;
    std::string_view cast_decimal;
    std::string_view cast_text;
    std::string_view cast_date;
    std::string_view cast_time;
    std::string_view cast_timestamp;
    std::string_view cast_blob;
    std::string_view cast_uuid;
};

inline constexpr SelectRules sqlite_select = {
    .speech = Speech::sqlite,
    .distinct = Distinct::is,
    .json = JsonPath::extract,
    .full_join = true, // Since 3.39.
    .filter = true,
    .distinct_on = false,
    .set_operations_all = false,
    .intersect = true,
    .any_all = false,
    .frame_groups = true,
    .row_values = true,
    .integer_division = " / ",
    .cast_boolean = "INTEGER",
    .cast_integer = "INTEGER",
    .cast_real = "REAL",
    .cast_decimal = "NUMERIC",
    .cast_text = "TEXT",
    .cast_date = "TEXT",
    .cast_time = "TEXT",
    .cast_timestamp = "TEXT",
    .cast_blob = "BLOB",
    .cast_uuid = "TEXT",
};
inline constexpr SelectRules postgresql_select = {
    .speech = Speech::postgresql,
    .distinct = Distinct::words,
    .json = JsonPath::array,
    .full_join = true,
    .filter = true,
    .distinct_on = true,
    .set_operations_all = true,
    .intersect = true,
    .any_all = true,
    .frame_groups = true,
    .row_values = true,
    .integer_division = " / ",
    .cast_boolean = "BOOLEAN",
    .cast_integer = "BIGINT",
    .cast_real = "DOUBLE PRECISION",
    .cast_decimal = "NUMERIC",
    .cast_text = "TEXT",
    .cast_date = "DATE",
    .cast_time = "TIME",
    .cast_timestamp = "TIMESTAMP",
    .cast_blob = "BYTEA",
    .cast_uuid = "UUID",
};
inline constexpr SelectRules mysql_select = {
    .speech = Speech::mysql,
    .distinct = Distinct::spaceship,
    .json = JsonPath::unquote,
    .full_join = false,
    .filter = false,
    .distinct_on = false,
    .set_operations_all = true,
    .intersect = true,
    .any_all = true,
    .frame_groups = false,
    .row_values = true,
    .integer_division = " DIV ",
    .cast_boolean = "SIGNED",
    .cast_integer = "SIGNED",
    .cast_real = "DOUBLE",
    .cast_decimal = "DECIMAL(65, 30)",
    .cast_text = "CHAR",
    .cast_date = "DATE",
    .cast_time = "TIME(6)",
    .cast_timestamp = "DATETIME(6)",
    .cast_blob = "BINARY",
    .cast_uuid = "CHAR",
};
inline constexpr SelectRules firebird_select = {
    .speech = Speech::firebird,
    .distinct = Distinct::words,
    .json = JsonPath::none,
    .full_join = true,
    .filter = false,
    .distinct_on = false,
    .set_operations_all = false,
    .intersect = false,
    .any_all = true,
    .frame_groups = false,
    .row_values = false,
    .integer_division = " / ",
    .cast_boolean = "BOOLEAN",
    .cast_integer = "BIGINT",
    .cast_real = "DOUBLE PRECISION",
    .cast_decimal = "NUMERIC(18, 3)",
    .cast_text = "VARCHAR(8191)",
    .cast_date = "DATE",
    .cast_time = "TIME",
    .cast_timestamp = "TIMESTAMP",
    .cast_blob = "BLOB",
    .cast_uuid = "VARCHAR(36)",
};

} // namespace rowan::lang
