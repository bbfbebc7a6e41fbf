// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/ddl_rules.hpp>

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// How a migration run keeps others out, and how long its statements wait.
struct MigrationRules {
    /// Asks for a lock of the connection, named by the one value: 1 if it was free. Empty where the
    /// lock of all writers does.
    std::string_view take_lock;
    std::string_view release_lock;
    /// Sets how long a statement waits for locks; the number follows.
    std::string_view lock_timeout;
    std::int64_t lock_timeout_unit;      ///< Milliseconds of one of that number.
    std::string_view reset_lock_timeout; ///< Sets it back.
    /// Reads that number, where it can be set back so.
    std::string_view lock_timeout_state;
    /// Keeps foreign keys out of the way of tables that are rebuilt, and back; outside of a
    /// transaction.
    std::string_view foreign_keys_off;
    std::string_view foreign_keys_on;
    /// Reads 1 if foreign keys were on.
    std::string_view foreign_keys_state;
    /// Reads about how many rows the table has whose name is the value; empty: unknown, or no
    /// operation is slow enough to be warned of.
    std::string_view row_estimate;
    CustomName variant; ///< Which text an operation has for this database.
    /// Counts rows whose foreign keys point to no row.
    std::string_view broken_keys;
    bool rebuilds;              ///< What ALTER TABLE can't do is done by a new table.
    bool restates_columns;      ///< A column that changes is stated anew as a whole.
    bool drops_by_kind;         ///< DROP FOREIGN KEY, DROP INDEX … ON table, DROP PRIMARY KEY.
    bool rename_carries_schema; ///< RENAME TO "schema"."name".
    bool index_extras;          ///< CONCURRENTLY, USING and INCLUDE of indexes.
    bool boolean_words;         ///< TRUE and FALSE; numbers elsewhere.
};

inline constexpr MigrationRules no_migration_rules = {
    .take_lock = {},
    .release_lock = {},
    .lock_timeout = {},
    .lock_timeout_unit = 1,
    .reset_lock_timeout = {},
    .lock_timeout_state = {},
    .foreign_keys_off = {},
    .foreign_keys_on = {},
    .foreign_keys_state = {},
    .row_estimate = {},
    .variant = CustomName::firebird,
    .broken_keys = {},
    .rebuilds = false,
    .restates_columns = false,
    .drops_by_kind = false,
    .rename_carries_schema = false,
    .index_extras = false,
    .boolean_words = false,
};
inline constexpr MigrationRules sqlite_migration = {
    .take_lock = {},
    .release_lock = {},
    .lock_timeout = "PRAGMA busy_timeout = ",
    .lock_timeout_unit = 1,
    .reset_lock_timeout = {},
    .lock_timeout_state = "PRAGMA busy_timeout",
    .foreign_keys_off = "PRAGMA foreign_keys = OFF",
    .foreign_keys_on = "PRAGMA foreign_keys = ON",
    .foreign_keys_state = "PRAGMA foreign_keys",
    .row_estimate = {},
    .variant = CustomName::sqlite,
    .broken_keys = "SELECT count(*) FROM pragma_foreign_key_check",
    .rebuilds = true,
    .restates_columns = false,
    .drops_by_kind = false,
    .rename_carries_schema = false,
    .index_extras = false,
    .boolean_words = false,
};
inline constexpr MigrationRules postgresql_migration = {
    .take_lock = "SELECT CASE WHEN pg_try_advisory_lock(hashtextextended($1::text, 0)) "
                 "THEN 1 ELSE 0 END",
    .release_lock = "SELECT CASE WHEN pg_advisory_unlock(hashtextextended($1::text, 0)) "
                    "THEN 1 ELSE 0 END",
    .lock_timeout = "SET lock_timeout = ",
    .lock_timeout_unit = 1,
    .reset_lock_timeout = "RESET lock_timeout",
    .lock_timeout_state = {},
    .foreign_keys_off = {},
    .foreign_keys_on = {},
    .foreign_keys_state = {},
    .row_estimate = "SELECT greatest(reltuples, 0)::bigint FROM pg_class "
                    "WHERE oid = to_regclass($1::text)",
    .variant = CustomName::postgresql,
    .broken_keys = {},
    .rebuilds = false,
    .restates_columns = false,
    .drops_by_kind = false,
    .rename_carries_schema = false,
    .index_extras = true,
    .boolean_words = true,
};
inline constexpr MigrationRules mysql_migration = {
    .take_lock = "SELECT GET_LOCK(SHA1(CONCAT(DATABASE(), '/', ?)), 0)",
    .release_lock = "SELECT RELEASE_LOCK(SHA1(CONCAT(DATABASE(), '/', ?)))",
    .lock_timeout = "SET SESSION lock_wait_timeout = ",
    .lock_timeout_unit = 1000,
    .reset_lock_timeout = "SET SESSION lock_wait_timeout = DEFAULT",
    .lock_timeout_state = {},
    .foreign_keys_off = {},
    .foreign_keys_on = {},
    .foreign_keys_state = {},
    .row_estimate = {},
    .variant = CustomName::mysql,
    .broken_keys = {},
    .rebuilds = false,
    .restates_columns = true,
    .drops_by_kind = true,
    .rename_carries_schema = true,
    .index_extras = false,
    .boolean_words = false,
};

} // namespace rowan::lang
