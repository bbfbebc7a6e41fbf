// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/odbc/soci.hpp>
#include <rowan/backend/soci/placeholders.hpp>
#include <rowan/backend/soci/session.hpp>
#include <rowan/base/error.hpp>
#include <rowan/engine/url.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace rowan::backend::odbc_soci {

/// What may stand behind the `?` of an ODBC URL.
inline constexpr std::string_view options[] = {"dsn", "connect", "dialect"};

inline constexpr auto sqlite_writing = lang::without_returning(lang::sqlite_writing);
inline constexpr auto postgresql_writing = lang::without_returning(lang::postgresql_writing);
inline constexpr auto mysql_writing = lang::without_returning(lang::mysql_writing);

/// A dialect with what SOCI and ODBC's drivers keep of it.
constexpr lang::Dialect behind_odbc(lang::Dialect dialect, const lang::WritingRules& writing) {
    dialect.writing = &writing;
    dialect = soci_generic::with_colons(dialect);
    dialect.exact_doubles = false;
    dialect.blobs = false;
    dialect.nul_in_text = false;
    dialect.any_names = false;
    dialect.unsigned_integers = false;
    dialect.nan = false;
    return dialect;
}
/// SQLite takes a name in double quotes that is no column for a text; nobody can turn that off
/// here.
constexpr lang::Dialect with_backticks(lang::Dialect dialect) {
    dialect.quote = '`';
    return dialect;
}

inline constexpr lang::Dialect sqlite = with_backticks(behind_odbc(lang::sqlite, sqlite_writing));
inline constexpr lang::Dialect postgresql = behind_odbc(lang::postgresql, postgresql_writing);
inline constexpr lang::Dialect mysql = behind_odbc(lang::mysql, mysql_writing);

/// A database behind ODBC: how it speaks, and what is known of its driver.
struct Behind {
    const lang::Dialect& dialect;
    soci_generic::Abilities abilities;
    std::string_view start = {}; ///< SQL that each new connection runs.
};

/// SOCI's own buffers are as long as the driver says that the column is, which may count
/// characters, or 100 MB where it doesn't know. Text is fetched in two pieces instead: with the
/// first the driver tells how much is left; in more where it can't.
inline bool fetch_text(soci::details::statement_backend& statement, int position,
                       std::string& text) {
    SQLHSTMT handle = static_cast<soci::odbc_statement_backend&>(statement).hstmt_;
    std::size_t size = 0, room = 4096;
    for (;;) {
        SQLLEN left = 0;
        text.resize(size + room); // one more than fits: each piece ends with a NUL
        SQLRETURN result = SQLGetData(handle, static_cast<SQLUSMALLINT>(position), SQL_C_CHAR,
                                      text.data() + size, static_cast<SQLLEN>(room), &left);
        if (result == SQL_NO_DATA) {
            text.resize(size);
            return true;
        }
        if (soci::is_odbc_error(result))
            throw soci::odbc_soci_error(SQL_HANDLE_STMT, handle, "reading a column");
        if (left == SQL_NULL_DATA)
            return false;
        bool known = left >= 0;
        auto rest = static_cast<std::size_t>(known ? left : 0);
        if (known && rest < room) {
            text.resize(size + rest);
            return true;
        }
        size += room - 1;
        room = known ? rest - (room - 1) + 1 : room * 2;
    }
}

inline constexpr Behind known[] = {
    {sqlite,
     {.untyped_columns = true,
      .decimal_digits = lang::sqlite.decimal_digits,
      .real_digits = 15,
      .fetch_text = &fetch_text,
      .leaks_values = true,
      .key_query = "SELECT last_insert_rowid()",
      .not_in_names = ":?"},
     "PRAGMA foreign_keys = ON"},
    {postgresql,
     {.real_digits = 15, .fetch_text = &fetch_text, .leaks_values = true, .not_in_names = ":?"}},
    {mysql,
     {.real_digits = 15,
      .fetch_text = &fetch_text,
      .leaks_values = true,
      .infinity = false,
      .key_query = "SELECT last_insert_id()",
      .not_in_names = ":?"}},
};

/// What a URL says.
struct Settings {
    std::string parameters; ///< ODBC's connection string.
    const Behind* behind = nullptr;
};

/// A value of ODBC's connection strings, in braces.
inline std::string in_braces(std::string_view value) {
    std::string text = "{";
    for (char c : value)
        text.append(c == '}' ? 2 : 1, c);
    return text + "}";
}

/// Reads a URL. Throws InvalidUrl.
inline Settings read_settings(const engine::Url& url) {
    if ((!url.driver.empty() && url.driver != "soci") || !url.host.empty() || url.port != 0)
        throw InvalidUrl(
            "rowan: an odbc URL is odbc://user:password@/?dsn=name&dialect=sqlite, its "
            "server is what the data source says");
    Settings settings;
    const std::string* dsn = url.option("dsn");
    const std::string* connect = url.option("connect");
    if ((dsn == nullptr) == (connect == nullptr))
        throw InvalidUrl("rowan: an odbc URL has either an option 'dsn', a data source's name, or "
                         "'connect', ODBC's own connection string");
    settings.parameters = connect ? *connect : "DSN=" + in_braces(*dsn);
    auto add = [&](std::string_view key, const std::string& value) {
        if (!value.empty())
            settings.parameters.append(";").append(key).append("=").append(in_braces(value));
    };
    add("Database", url.database);
    add("UID", url.user);
    add("PWD", url.password);
    const std::string* dialect = url.option("dialect");
    for (const Behind& one : known)
        if (dialect && *dialect == one.dialect.name)
            settings.behind = &one;
    if (!settings.behind)
        throw InvalidUrl("rowan: option 'dialect' of the odbc URL must be sqlite, postgresql or "
                         "mysql");
    return settings;
}

} // namespace rowan::backend::odbc_soci
