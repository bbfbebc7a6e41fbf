// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// How one UPDATE gives many rows values of their own.
enum class ManyRows : std::uint8_t {
    one_by_one,  ///< It doesn't, or there is no round trip to save.
    update_from, ///< `UPDATE … SET … FROM … WHERE …`
    update_join, ///< `UPDATE … JOIN … ON … SET …`
};

/// How an UPDATE has values of other tables.
enum class JoinedUpdate : std::uint8_t {
    from,       ///< `UPDATE … SET … FROM …`
    list,       ///< `UPDATE a, b SET …`
    subqueries, ///< `SET x = (SELECT …) WHERE EXISTS (SELECT …)`
};
/// How a DELETE looks at other tables.
enum class JoinedRemove : std::uint8_t {
    using_,   ///< `DELETE FROM a USING b`
    list,     ///< `DELETE FROM a USING a, b`
    subquery, ///< `WHERE EXISTS (SELECT …)`
};

/// What a database's writing statements can do, and its locks of rows.
struct WritingRules {
    bool returning;                   ///< INSERT and DELETE give rows: … RETURNING.
    bool update_returning;            ///< UPDATE … RETURNING.
    bool on_conflict;                 ///< INSERT … ON CONFLICT.
    bool on_duplicate_key;            ///< INSERT … ON DUPLICATE KEY UPDATE.
    std::string_view excluded_before; ///< Before a column of the row that was refused,
    std::string_view excluded_after;  ///< and after it.
    std::string_view for_update;      ///< Locks the rows of a select; empty: it can't.
    std::string_view for_share;       ///< The same against updates alone.
    bool lock_waits;                  ///< NOWAIT and SKIP LOCKED.
    bool lock_of;                     ///< FOR UPDATE OF one of the tables.
    ManyRows many_rows;               ///< Updates of many rows.
    JoinedUpdate joined_update;       ///< Updates with values of other tables,
    JoinedRemove joined_remove;       ///< and deletes.
};

inline constexpr WritingRules sqlite_writing = {
    .returning = true,
    .update_returning = true,
    .on_conflict = true,
    .on_duplicate_key = false,
    .excluded_before = "excluded.",
    .excluded_after = {},
    .for_update = {},
    .for_share = {},
    .lock_waits = false,
    .lock_of = false,
    .many_rows = ManyRows::one_by_one,
    .joined_update = JoinedUpdate::from,
    .joined_remove = JoinedRemove::subquery,
};
inline constexpr WritingRules postgresql_writing = {
    .returning = true,
    .update_returning = true,
    .on_conflict = true,
    .on_duplicate_key = false,
    .excluded_before = "excluded.",
    .excluded_after = {},
    .for_update = " FOR UPDATE",
    .for_share = " FOR SHARE",
    .lock_waits = true,
    .lock_of = true,
    .many_rows = ManyRows::update_from,
    .joined_update = JoinedUpdate::from,
    .joined_remove = JoinedRemove::using_,
};
/// MariaDB has RETURNING, MySQL itself refuses it.
inline constexpr WritingRules mysql_writing = {
    .returning = true,
    .update_returning = false,
    .on_conflict = false,
    .on_duplicate_key = true,
    .excluded_before = "VALUES(",
    .excluded_after = ")",
    .for_update = " FOR UPDATE",
    .for_share = " LOCK IN SHARE MODE",
    .lock_waits = true,
    .lock_of = false,
    .many_rows = ManyRows::update_join,
    .joined_update = JoinedUpdate::list,
    .joined_remove = JoinedRemove::list,
};
/// Firebird's RETURNING is for one row only, and SOCI can't read it.
inline constexpr WritingRules firebird_writing = {
    .returning = false,
    .update_returning = false,
    .on_conflict = false,
    .on_duplicate_key = false,
    .excluded_before = {},
    .excluded_after = {},
    .for_update = " WITH LOCK",
    .for_share = {},
    .lock_waits = false,
    .lock_of = false,
    .many_rows = ManyRows::one_by_one,
    .joined_update = JoinedUpdate::subqueries,
    .joined_remove = JoinedRemove::subquery,
};

/// The same where nobody reads the rows of a statement that writes, nor trusts the types of values.
constexpr WritingRules without_returning(WritingRules rules) {
    rules.returning = rules.update_returning = false;
    rules.many_rows = ManyRows::one_by_one;
    return rules;
}

} // namespace rowan::lang
