// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/driver.hpp>

#include <sqlite3.h>

#include <string>

namespace rowan::backend::sqlite3_native {

/// One row of the table from SQLite's result codes to kinds of errors.
struct CodeRule {
    int code;
    engine::ErrorKind kind;
};

/// Extended codes first, then primary ones. Source: sqlite.org/rescode.html.
inline constexpr CodeRule code_rules[] = {
    {SQLITE_CONSTRAINT_UNIQUE, engine::ErrorKind::unique},
    {SQLITE_CONSTRAINT_PRIMARYKEY, engine::ErrorKind::unique},
    {SQLITE_CONSTRAINT_ROWID, engine::ErrorKind::unique},
    {SQLITE_CONSTRAINT_FOREIGNKEY, engine::ErrorKind::foreign_key},
    {SQLITE_CONSTRAINT_NOTNULL, engine::ErrorKind::not_null},
    {SQLITE_CONSTRAINT_CHECK, engine::ErrorKind::check},
    {SQLITE_BUSY_SNAPSHOT, engine::ErrorKind::serialization},
    {SQLITE_CONSTRAINT, engine::ErrorKind::integrity},
    {SQLITE_BUSY, engine::ErrorKind::lock_timeout},
    {SQLITE_LOCKED, engine::ErrorKind::lock_timeout},
    {SQLITE_READONLY, engine::ErrorKind::read_only},
    {SQLITE_INTERRUPT, engine::ErrorKind::statement_timeout},
    {SQLITE_ERROR, engine::ErrorKind::programming},
    {SQLITE_MISUSE, engine::ErrorKind::programming},
    {SQLITE_RANGE, engine::ErrorKind::programming},
    {SQLITE_SCHEMA, engine::ErrorKind::programming},
    {SQLITE_TOOBIG, engine::ErrorKind::data},
    {SQLITE_MISMATCH, engine::ErrorKind::data},
};

/// The kind of an extended result code; what no rule names is operational.
constexpr engine::ErrorKind kind_of(int code) {
    for (const CodeRule& rule : code_rules)
        if (rule.code == code)
            return rule.kind;
    for (const CodeRule& rule : code_rules)
        if (rule.code == (code & 0xff))
            return rule.kind;
    return engine::ErrorKind::operational;
}

/// Whether the connection is in a transaction that has read and not written.
inline bool has_only_read(::sqlite3* connection) {
    return ::sqlite3_get_autocommit(connection) == 0 &&
           ::sqlite3_txn_state(connection, "main") == SQLITE_TXN_READ;
}

/// What the connection says about its last call.
///
/// A transaction that has read gets SQLITE_BUSY at once where another one writes, since the other
/// might wait for it: nobody waited in vain, only a repetition of the whole helps. Source:
/// sqlite.org/c3ref/busy_handler.html.
inline engine::DriverError last_error(::sqlite3* connection) {
    int code = ::sqlite3_extended_errcode(connection);
    bool deadlock = code == SQLITE_BUSY && has_only_read(connection);
    return {deadlock ? engine::ErrorKind::deadlock : kind_of(code), ::sqlite3_errmsg(connection),
            code};
}
[[noreturn]] inline void throw_last_error(::sqlite3* connection) { throw last_error(connection); }

/// Throws what a call has returned; not every call leaves its error on the connection.
[[noreturn]] inline void throw_error(::sqlite3* connection, int code) {
    if ((::sqlite3_extended_errcode(connection) & 0xff) == (code & 0xff))
        throw_last_error(connection);
    throw engine::DriverError{kind_of(code), ::sqlite3_errstr(code), code};
}

} // namespace rowan::backend::sqlite3_native
