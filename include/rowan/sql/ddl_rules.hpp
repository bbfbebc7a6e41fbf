// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// Which spelling of a custom type a dialect takes.
enum class CustomName : std::uint8_t { sqlite, postgresql, mysql, firebird };

/// Where a database says what tables it has.
enum class Catalog : std::uint8_t {
    none,               ///< Nowhere that Rowan knows.
    sqlite_master,      ///< SQLite keeps the text of CREATE TABLE.
    pg_catalog,         ///< PostgreSQL's own tables.
    information_schema, ///< The standard's views, as MySQL has them.
};

/// How a dialect spells the SQL types.
struct TypeNames {
    std::string_view boolean;
    std::string_view integers[4];          ///< Of 8, 16, 32 and 64 bits.
    std::string_view unsigned_integers[4]; ///< Of 8, 16, 32 and 64 bits.
    std::string_view generated_integers;   ///< Of a generated key; empty: as any other.
    std::string_view unsigned_key;         ///< Of 64 bits in a key; empty: as any other.
    std::string_view real;                 ///< 32 bits.
    std::string_view double_precision;     ///< 64 bits.
    std::string_view numeric;              ///< Without precision.
    std::string_view text;
    std::string_view key_text; ///< Text in a key or an index.
    std::string_view blob;
    std::string_view key_blob; ///< Bytes in a key or an index.
    std::string_view date;
    std::string_view time;
    std::string_view timestamp;
    std::string_view zoned_timestamp;
    std::string_view interval;
    std::string_view uuid;
    std::string_view json;
    bool inline_enumerations; ///< ENUM('a','b'), else VARCHAR.
    bool native_enumerations; ///< CREATE TYPE … AS ENUM, for those that ask for it.
    CustomName custom;
};

/// What a dialect's DDL can do and how it spells it.
struct DdlRules {
    TypeNames types;
    bool index_carries_schema;    ///< CREATE INDEX "schema"."name" ON "table".
    bool references_carry_schema; ///< REFERENCES "schema"."table".
    bool index_in_table;          ///< Indexes inside CREATE TABLE.
    bool expressions_in_brackets; ///< Each expression of an index in brackets of its own.
    bool partitions;              ///< PARTITION BY, the partitions being tables of their own.
    bool computed_not_null;       ///< A computed column may be NOT NULL.
    std::string_view stored;      ///< What says that a computed column's values are stored.
    bool restricts;               ///< ON DELETE RESTRICT, else NO ACTION.
    bool no_action_restricts;     ///< NO ACTION is the same as RESTRICT.
    /// CURRENT_TIMESTAMP as the default of a column with microseconds.
    std::string_view current_timestamp;
    std::string_view autoincrement; ///< Of a key that is never given again, inline with it.
    std::string_view generated_key; ///< Of any other generated key.
    bool key_before_not_null;       ///< Where these two stand.
    bool long_default_in_brackets;  ///< The default of long text, bytes and JSON.
    /// ALTER TABLE IF EXISTS … DROP CONSTRAINT IF EXISTS; empty where neither can be said.
    std::string_view alter_if_exists;
    bool asks_catalog; ///< IF [NOT] EXISTS is a question of a block's, whose names are Firebird's.
    /// Lets the tables of a cycle be dropped one by one, where their keys can't be dropped before.
    std::string_view defer_keys;
    Catalog catalog; ///< Where the Inspector reads.
};

/// SQLite, spelled as SQLAlchemy does.
inline constexpr DdlRules sqlite_ddl = {
    .types = {.boolean = "BOOLEAN",
              .integers = {"SMALLINT", "SMALLINT", "INTEGER", "BIGINT"},
              .unsigned_integers = {"SMALLINT", "INTEGER", "BIGINT", "BIGINT"},
              // Exactly this word makes a key the rowid.
              .generated_integers = "INTEGER",
              .unsigned_key = {},
              .real = "FLOAT",
              .double_precision = "DOUBLE",
              .numeric = "NUMERIC",
              .text = "TEXT",
              .key_text = "TEXT",
              .blob = "BLOB",
              .key_blob = "BLOB",
              .date = "DATE",
              .time = "TIME",
              .timestamp = "DATETIME",
              .zoned_timestamp = "DATETIME",
              .interval = "DATETIME",
              .uuid = "CHAR(32)",
              .json = "JSON",
              .inline_enumerations = false,
              .native_enumerations = false,
              .custom = CustomName::sqlite},
    .index_carries_schema = true,
    .references_carry_schema = false,
    .index_in_table = false,
    .expressions_in_brackets = false,
    .partitions = false,
    .computed_not_null = true,
    .stored = " STORED",
    .restricts = true,
    .no_action_restricts = false,
    .current_timestamp = "CURRENT_TIMESTAMP",
    .autoincrement = " PRIMARY KEY AUTOINCREMENT",
    .generated_key = {},
    .key_before_not_null = false,
    .long_default_in_brackets = false,
    .alter_if_exists = {},
    .asks_catalog = false,
    .defer_keys = "PRAGMA defer_foreign_keys = ON",
    .catalog = Catalog::sqlite_master,
};

/// PostgreSQL.
inline constexpr DdlRules postgresql_ddl = {
    .types = {.boolean = "BOOLEAN",
              .integers = {"SMALLINT", "SMALLINT", "INTEGER", "BIGINT"},
              .unsigned_integers = {"SMALLINT", "INTEGER", "BIGINT", "NUMERIC(20, 0)"},
              .generated_integers = {},
              // An identity can't be NUMERIC, nor may the foreign keys that point to one.
              .unsigned_key = "BIGINT",
              .real = "REAL",
              .double_precision = "DOUBLE PRECISION",
              .numeric = "NUMERIC",
              .text = "TEXT",
              .key_text = "TEXT",
              .blob = "BYTEA",
              .key_blob = "BYTEA",
              .date = "DATE",
              .time = "TIME WITHOUT TIME ZONE",
              .timestamp = "TIMESTAMP WITHOUT TIME ZONE",
              .zoned_timestamp = "TIMESTAMP WITH TIME ZONE",
              .interval = "INTERVAL",
              .uuid = "UUID",
              .json = "JSON",
              .inline_enumerations = false,
              .native_enumerations = true,
              .custom = CustomName::postgresql},
    .index_carries_schema = false,
    .references_carry_schema = true,
    .index_in_table = false,
    .expressions_in_brackets = false,
    .partitions = true,
    .computed_not_null = true,
    .stored = " STORED",
    .restricts = true,
    .no_action_restricts = false,
    .current_timestamp = "CURRENT_TIMESTAMP",
    .autoincrement = " GENERATED BY DEFAULT AS IDENTITY",
    .generated_key = " GENERATED BY DEFAULT AS IDENTITY",
    .key_before_not_null = false,
    .long_default_in_brackets = false,
    .alter_if_exists = "IF EXISTS ",
    .asks_catalog = false,
    .defer_keys = {},
    .catalog = Catalog::pg_catalog,
};

/// MySQL and MariaDB.
inline constexpr DdlRules mysql_ddl = {
    .types = {.boolean = "BOOL",
              .integers = {"SMALLINT", "SMALLINT", "INTEGER", "BIGINT"},
              .unsigned_integers = {"SMALLINT UNSIGNED", "SMALLINT UNSIGNED", "INTEGER UNSIGNED",
                                    "BIGINT UNSIGNED"},
              .generated_integers = {},
              .unsigned_key = {},
              .real = "FLOAT",
              .double_precision = "DOUBLE",
              // Plain NUMERIC has no digits behind the point here and would round in silence.
              .numeric = "NUMERIC(65, 30)",
              .text = "LONGTEXT",
              .key_text = "VARCHAR(255)",
              .blob = "LONGBLOB",
              .key_blob = "VARBINARY(255)",
              .date = "DATE",
              .time = "TIME(6)",
              .timestamp = "DATETIME(6)",
              .zoned_timestamp = "DATETIME(6)",
              .interval = "DATETIME(6)",
              .uuid = "CHAR(32)",
              .json = "JSON",
              .inline_enumerations = true,
              .native_enumerations = false,
              .custom = CustomName::mysql},
    .index_carries_schema = false,
    .references_carry_schema = true,
    .index_in_table = true,
    .expressions_in_brackets = true,
    .partitions = false,
    .computed_not_null = false,
    .stored = " STORED",
    .restricts = true,
    .no_action_restricts = true,
    .current_timestamp = "CURRENT_TIMESTAMP(6)",
    .autoincrement = " AUTO_INCREMENT",
    .generated_key = " AUTO_INCREMENT",
    .key_before_not_null = false,
    .long_default_in_brackets = true,
    // A comment to MySQL, which can't say it.
    .alter_if_exists = "/*M! IF EXISTS */ ",
    .asks_catalog = false,
    .defer_keys = {},
    .catalog = Catalog::information_schema,
};

/// Firebird.
inline constexpr DdlRules firebird_ddl = {
    .types = {.boolean = "BOOLEAN",
              .integers = {"SMALLINT", "SMALLINT", "INTEGER", "BIGINT"},
              .unsigned_integers = {"SMALLINT", "INTEGER", "BIGINT", "BIGINT"},
              .generated_integers = {},
              .unsigned_key = {},
              // SOCI binds no FLOAT.
              .real = "DOUBLE PRECISION",
              .double_precision = "DOUBLE PRECISION",
              // Plain NUMERIC has nine digits here, none behind the point.
              .numeric = "NUMERIC(18, 3)",
              .text = "BLOB SUB_TYPE TEXT",
              .key_text = "VARCHAR(255)",
              .blob = "BLOB",
              .key_blob = "VARCHAR(255) CHARACTER SET OCTETS",
              .date = "DATE",
              // Its TIME and TIMESTAMP end with the tenth of a millisecond.
              .time = "VARCHAR(15)",
              .timestamp = "VARCHAR(26)",
              .zoned_timestamp = "VARCHAR(26)",
              .interval = "VARCHAR(26)",
              .uuid = "CHAR(32)",
              .json = "BLOB SUB_TYPE TEXT",
              .inline_enumerations = false,
              .native_enumerations = false,
              .custom = CustomName::firebird},
    .index_carries_schema = false,
    .references_carry_schema = false,
    .index_in_table = false,
    .expressions_in_brackets = false,
    .partitions = false,
    .computed_not_null = false,
    .stored = {},
    .restricts = false,
    .no_action_restricts = false,
    .current_timestamp = "CURRENT_TIMESTAMP",
    .autoincrement = " GENERATED BY DEFAULT AS IDENTITY",
    .generated_key = " GENERATED BY DEFAULT AS IDENTITY",
    .key_before_not_null = true,
    .long_default_in_brackets = false,
    .alter_if_exists = {},
    .asks_catalog = true,
    .defer_keys = {},
    .catalog = Catalog::none,
};

} // namespace rowan::lang
