// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/url.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace rowan::backend::mysql_native {

/// What may stand behind the `?` of a MySQL URL.
inline constexpr std::string_view options[] = {"unix_socket",   "charset", "connect_timeout",
                                               "read_timeout",  "ssl_ca",  "ssl_cert",
                                               "write_timeout", "ssl_key", "local_infile"};

/// What a connection is told first: the URL says nothing about it, so that the same program means
/// the same on every server. Values are sent apart from the SQL, but what a migration or
/// execute_unchecked writes goes by these modes too: strict, so that no value is cut or replaced;
/// "text" in double quotes is text, and a backslash escapes, as the dialect spells literals.
inline constexpr std::string_view start =
    "SET NAMES utf8mb4, autocommit = 1, time_zone = '+00:00', sql_mode = "
    "'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

/// What a URL says about a database.
struct Settings {
    std::string connect; ///< In SOCI's spelling.
    std::string place;   ///< For messages: user, host or socket, and database.
    bool encrypted = false;
};

/// Adds `name='value'` to SOCI's text.
inline void add_setting(std::string& text, std::string_view name, std::string_view value) {
    text.append(text.empty() ? "" : " ").append(name).append("='");
    for (char c : value) {
        if (c == '\'' || c == '\\')
            text += '\\';
        text += c;
    }
    text += '\'';
}

/// Reads a URL. Throws InvalidUrl.
inline Settings read_settings(const engine::Url& url) {
    Settings settings;
    std::string& text = settings.connect;
    auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            add_setting(text, name, value);
    };
    add("host", url.host);
    if (url.port != 0)
        add("port", std::to_string(url.port));
    add("user", url.user);
    add("password", url.password);
    add("db", url.database);
    const std::string* socket = url.option("unix_socket");
    if (socket)
        add("unix_socket", *socket);
    if (const std::string* charset = url.option("charset"); charset && *charset != "utf8mb4")
        throw InvalidUrl("rowan: option 'charset' of the URL can only be utf8mb4: text of a "
                         "program is UTF-8");
    add("charset", "utf8mb4");
    for (std::string_view name : {"connect_timeout", "read_timeout", "write_timeout"})
        if (url.option(name))
            add(name, std::to_string(url.number(name, 0, 1, 86'400)));
    if (url.option("local_infile"))
        throw InvalidUrl("rowan: the server may never ask for files of this machine; there is no "
                         "option 'local_infile'");
    const std::string* authority = url.option("ssl_ca");
    settings.encrypted = authority && !authority->empty();
    for (std::string_view name : {"ssl_ca", "ssl_cert", "ssl_key"})
        if (const std::string* file = url.option(name)) {
            if (!settings.encrypted)
                throw InvalidUrl(
                    "rowan: options 'ssl_cert' and 'ssl_key' of the URL need 'ssl_ca'");
            add("ssl" + std::string(name.substr(4)), *file);
        }
    settings.place = url.user + "@" +
                     (socket             ? *socket
                      : url.host.empty() ? "localhost"
                                         : url.host) +
                     "/" + url.database;
    return settings;
}

} // namespace rowan::backend::mysql_native
