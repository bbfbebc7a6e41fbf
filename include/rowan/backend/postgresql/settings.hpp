// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/url.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace rowan::backend::postgresql_native {

/// Options of a URL that libpq takes as they are.
inline constexpr std::string_view libpq_options[] = {
    "sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "options",
};

/// What may stand behind the `?` of a PostgreSQL URL.
inline constexpr std::string_view options[] = {
    "host",
    "port",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "application_name",
    "options",
    "target_session_attrs",
    "statement_timeout",
    "lock_timeout",
    "search_path",
};

/// What a URL says about a PostgreSQL database.
struct Settings {
    std::string parameters; ///< For libpq, as a URI, since SOCI would take quoted values apart.
    std::string start;      ///< SQL that each new connection runs.
};

/// Adds `key=value` to a URI, with everything but letters and digits encoded.
inline void add_parameter(std::string& uri, std::string_view key, std::string_view value) {
    uri += uri.find('?') == std::string::npos ? '?' : '&';
    uri.append(key) += '=';
    for (char c : value) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            uri += c;
        } else {
            auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += "0123456789ABCDEF"[byte >> 4];
            uri += "0123456789ABCDEF"[byte & 15];
        }
    }
}

/// A text as SQL literal; standard_conforming_strings is on when it runs.
inline std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (char c : text)
        quoted.append(c == '\'' ? 2 : 1, c);
    return quoted + "'";
}

/// One word of a list. Throws InvalidUrl.
inline void check_session_attributes(std::string_view word) {
    for (std::string_view known :
         {"any", "read-write", "read-only", "primary", "standby", "prefer-standby"})
        if (word == known)
            return;
    throw InvalidUrl("rowan: option 'target_session_attrs' of the postgresql URL must be one of "
                     "any, read-write, read-only, primary, standby, prefer-standby");
}

/// Reads a URL. Throws InvalidUrl.
inline Settings read_settings(const engine::Url& url) {
    Settings settings;
    std::string& uri = settings.parameters;
    uri = "postgresql:///";
    auto add = [&](std::string_view key, const std::string& value) {
        if (!value.empty())
            add_parameter(uri, key, value);
    };
    const std::string* host = url.option("host");
    const std::string* port = url.option("port");
    if ((host && !url.host.empty()) || (port && url.port != 0))
        throw InvalidUrl("rowan: the postgresql URL names its host or port twice");
    if (port && port->find_first_not_of("0123456789,") != std::string::npos)
        throw InvalidUrl("rowan: option 'port' of the postgresql URL must be a number");
    add("host", host ? *host : url.host);
    add("port", port ? *port : url.port != 0 ? std::to_string(url.port) : "");
    add("user", url.user);
    add("password", url.password);
    add("dbname", url.database);
    for (std::string_view name : libpq_options)
        if (const std::string* value = url.option(name))
            add(name, *value);
    if (const std::string* attributes = url.option("target_session_attrs")) {
        check_session_attributes(*attributes);
        add("target_session_attrs", *attributes);
    }
    if (std::int64_t seconds = url.number("connect_timeout", 0, 0, 86'400))
        add("connect_timeout", std::to_string(seconds));
    // SOCI wants at least one `=`.
    add("client_encoding", "UTF8");

    settings.start = "SET standard_conforming_strings = on; SET client_encoding = 'UTF8'; "
                     "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'";
    for (std::string_view name : {"statement_timeout", "lock_timeout"})
        if (url.option(name))
            settings.start += "; SET " + std::string(name) + " = " +
                              std::to_string(url.number(name, 0, 0, 2'147'483'647));
    // As text, since a path is a list of identifiers, which SET would want one by one.
    if (const std::string* path = url.option("search_path"))
        settings.start +=
            "; SELECT pg_catalog.set_config('search_path', " + literal(*path) + ", false)";
    return settings;
}

} // namespace rowan::backend::postgresql_native
