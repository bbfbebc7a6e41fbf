// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"
#include "tests/support/every_part.hpp"

#include <rowan/sql/type_names.hpp>

#include <string_view>

namespace {

using namespace rowan;
using lang::mysql;
using lang::postgresql;
using lang::sqlite;
using lang::TypeUse;

constexpr lang::Text spelled(const lang::Dialect& dialect, const meta::ColumnType& type,
                             TypeUse use = {}) {
    lang::Text out(dialect);
    lang::write_type(out, type, use);
    return out;
}

constexpr meta::ColumnType integer(int bits, bool is_unsigned) {
    return SqlType{.kind = TypeKind::integer, .is_unsigned = is_unsigned, .size = bits};
}

constexpr TypeUse in_key{.in_key = true, .in_index = true};
constexpr TypeUse in_index{.in_index = true};
constexpr TypeUse generated{.in_key = true, .in_index = true, .generated = true};

} // namespace

#define CHECK_SPELLED(type, on_sqlite, on_postgresql, on_mysql)                                    \
    do {                                                                                           \
        CHECK_TEXT(spelled(sqlite, type), on_sqlite);                                              \
        CHECK_TEXT(spelled(postgresql, type), on_postgresql);                                      \
        CHECK_TEXT(spelled(mysql, type), on_mysql);                                                \
    } while (false)

TEST_CASE("integers are spelled by their width and sign") {
    CHECK_SPELLED(integer(8, false), "SMALLINT", "SMALLINT", "SMALLINT");
    CHECK_SPELLED(integer(16, false), "SMALLINT", "SMALLINT", "SMALLINT");
    CHECK_SPELLED(integer(32, false), "INTEGER", "INTEGER", "INTEGER");
    CHECK_SPELLED(integer(64, false), "BIGINT", "BIGINT", "BIGINT");
    CHECK_SPELLED(integer(8, true), "SMALLINT", "SMALLINT", "SMALLINT UNSIGNED");
    CHECK_SPELLED(integer(16, true), "INTEGER", "INTEGER", "SMALLINT UNSIGNED");
    CHECK_SPELLED(integer(32, true), "BIGINT", "BIGINT", "INTEGER UNSIGNED");
    CHECK_SPELLED(integer(64, true), "BIGINT", "NUMERIC(20, 0)", "BIGINT UNSIGNED");
}

TEST_CASE("a generated key is SQLite's rowid, whatever its width") {
    CHECK_TEXT(spelled(sqlite, BigInteger{}, generated), "INTEGER");
    CHECK_TEXT(spelled(sqlite, integer(64, true), generated), "INTEGER");
    CHECK_TEXT(spelled(sqlite, BigInteger{}, in_key), "BIGINT");
    CHECK_TEXT(spelled(postgresql, BigInteger{}, generated), "BIGINT");
}

TEST_CASE("an unsigned key and what refers to it have one type that can be generated") {
    CHECK_TEXT(spelled(postgresql, integer(64, true), generated), "BIGINT");
    CHECK_TEXT(spelled(postgresql, integer(64, true), in_key), "BIGINT");
    CHECK_TEXT(spelled(postgresql, integer(64, true), in_index), "NUMERIC(20, 0)");
    CHECK_TEXT(spelled(mysql, integer(64, true), generated), "BIGINT UNSIGNED");
}

TEST_CASE("other numbers") {
    CHECK_SPELLED(Boolean{}, "BOOLEAN", "BOOLEAN", "BOOL");
    CHECK_SPELLED(Float{}, "FLOAT", "REAL", "FLOAT");
    CHECK_SPELLED(Double{}, "DOUBLE", "DOUBLE PRECISION", "DOUBLE");
    CHECK_SPELLED((Numeric{12, 2}), "NUMERIC(12, 2)", "NUMERIC(12, 2)", "NUMERIC(12, 2)");
    CHECK_SPELLED(Numeric{}, "NUMERIC", "NUMERIC", "NUMERIC(65, 30)");
}

TEST_CASE("text and bytes") {
    CHECK_SPELLED(Text{}, "TEXT", "TEXT", "LONGTEXT");
    CHECK_SPELLED(Varchar{40}, "VARCHAR(40)", "VARCHAR(40)", "VARCHAR(40)");
    CHECK_SPELLED(Varchar{0}, "VARCHAR", "VARCHAR", "VARCHAR(255)");
    CHECK_SPELLED(Char{3}, "CHAR(3)", "CHAR(3)", "CHAR(3)");
    CHECK_SPELLED(Binary{}, "BLOB", "BYTEA", "LONGBLOB");
}

TEST_CASE("text and bytes in an index have a length where they need one") {
    CHECK_TEXT(spelled(mysql, Text{}, in_index), "VARCHAR(255)");
    CHECK_TEXT(spelled(mysql, Binary{}, in_index), "VARBINARY(255)");
    CHECK_TEXT(spelled(postgresql, Text{}, in_index), "TEXT");
    CHECK_TEXT(spelled(sqlite, Text{}, in_index), "TEXT");
}

TEST_CASE("moments") {
    CHECK_SPELLED(SqlDate{}, "DATE", "DATE", "DATE");
    CHECK_SPELLED(SqlTime{}, "TIME", "TIME WITHOUT TIME ZONE", "TIME(6)");
    CHECK_SPELLED(Timestamp{}, "DATETIME", "TIMESTAMP WITHOUT TIME ZONE", "DATETIME(6)");
    CHECK_SPELLED(Timestamp{.with_time_zone = true}, "DATETIME", "TIMESTAMP WITH TIME ZONE",
                  "DATETIME(6)");
    CHECK_SPELLED(Interval{}, "DATETIME", "INTERVAL", "DATETIME(6)");
}

TEST_CASE("uuid and JSON") {
    CHECK_SPELLED(Uuid{}, "CHAR(32)", "UUID", "CHAR(32)");
    CHECK_SPELLED(Json{}, "JSON", "JSON", "JSON");
}

TEST_CASE("an enumeration is a VARCHAR of its longest name, or a list of all") {
    CHECK_SPELLED(types::codec<every::Colour>.sql_type, "VARCHAR(11)", "VARCHAR(11)",
                  "ENUM('red','green','ultramarine')");
    static constexpr std::string_view labels[] = {"grün", "it's"};
    constexpr SqlType quoted{.kind = TypeKind::enumeration, .labels = labels, .label_count = 2};
    CHECK_SPELLED(quoted, "VARCHAR(4)", "VARCHAR(4)", "ENUM('grün','it''s')");
}

TEST_CASE("a type of the user's own is spelled as told") {
    CHECK_SPELLED((Custom{.sqlite = "TEXT", .postgresql = "POINT"}), "TEXT", "POINT", "TEXT");
    CHECK_SPELLED((Custom{.sqlite = "A", .postgresql = "B", .mysql = "C"}), "A", "B", "C");
    CHECK_SPELLED((SqlType{.kind = TypeKind::custom, .name = "CITEXT"}), "CITEXT", "CITEXT",
                  "CITEXT");
}
