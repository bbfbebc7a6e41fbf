// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/sqlite3/errors.hpp>
#include <rowan/backend/sqlite3/settings.hpp>
#include <rowan/backend/sqlite3/soci.hpp>

#include <string>
#include <string_view>

namespace rowan::backend::sqlite3_native {

/// Runs SQL text, which may be several statements. Throws DriverError.
inline void run_script(::sqlite3* handle, std::string_view sql) {
    if (sql.find('\0') != std::string_view::npos)
        throw engine::DriverError{engine::ErrorKind::programming,
                                  "the SQL text holds a character 0", SQLITE_MISUSE};
    if (::sqlite3_exec(handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw_last_error(handle);
}

/// Puts another handle into SOCI's session and closes the one it had.
///
/// The sanitizer would check the cast by the type_info of SOCI's class, which SOCI 4.0 does not
/// export.
__attribute__((no_sanitize("vptr"))) inline void exchange_handle(soci::session& session,
                                                                 ::sqlite3* handle) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    ::sqlite3_close(reinterpret_cast<::sqlite3*>(backend->conn_));
    backend->conn_ = reinterpret_cast<decltype(backend->conn_)>(handle);
}

/// Opens the database without SQLite's own mutex and gives the handle to SOCI's session.
///
/// A pooled connection is used by one thread at a time, so the mutex that SOCI's way of opening
/// brings is only cost (docs/architecture.md). SOCI's session keeps the handle, its transactions
/// and its end; it is never reconnected, which would bring its own handle back.
inline ::sqlite3* open_handle(soci::session& session, const Settings& settings) {
    ::sqlite3* opened = nullptr;
    int code = ::sqlite3_open_v2(settings.path.c_str(), &opened,
                                 settings.flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        std::string message = opened ? ::sqlite3_errmsg(opened) : "out of memory";
        if (opened)
            code = ::sqlite3_extended_errcode(opened);
        ::sqlite3_close(opened);
        throw engine::DriverError{kind_of(code), message + " (" + settings.path + ")", code};
    }
    exchange_handle(session, opened);
    ::sqlite3_extended_result_codes(opened, 1);
    // SQLite takes "name" for a text where there is no such column: an error is what is wanted.
    ::sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    ::sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    ::sqlite3_busy_timeout(opened, settings.busy_timeout);
    run_script(opened, settings.pragmas);
    return opened;
}

} // namespace rowan::backend::sqlite3_native
