// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/url.hpp>

#include <cstddef>
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

/// What `statement_cache` may say instead of a number.
inline constexpr std::string_view cache_words[] = {"off", "transaction"};

/// How long the server has prepared statements by name. Behind a pooler that gives each transaction
/// another server, a name must not outlive the transaction: the next server would not know it, or
/// know it as another client's statement.
enum class Keeping : std::uint8_t { session, transaction, never };

/// What a URL says about a PostgreSQL database.
struct Settings {
    std::string parameters; ///< For libpq, as a URI, since SOCI would take quoted values apart.
    std::string start;      ///< SQL that each new connection runs.
    std::string begin = "BEGIN"; ///< SQL that each transaction begins with.
    Keeping keeping = Keeping::session;
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

/// A text as SQL literal, whatever standard_conforming_strings is when it is read.
inline std::string literal(std::string_view text) {
    std::string quoted = "E'";
    for (char c : text)
        quoted.append(c == '\'' || c == '\\' ? 2 : 1, c);
    return quoted + "'";
}

/// A list of schemas as SET wants it: a literal for each. Throws InvalidUrl.
///
/// It is written as PostgreSQL's own setting is: `"$user", public`, lower case unless quoted.
inline std::string literals_of_path(std::string_view path) {
    std::string list;
    std::size_t at = 0;
    auto is_blank = [&] { return path[at] == ' ' || path[at] == '\t'; };
    auto skip_blanks = [&] {
        while (at < path.size() && is_blank())
            ++at;
    };
    skip_blanks();
    if (at == path.size())
        return literal("");
    while (true) {
        std::string name;
        bool quoted = at < path.size() && path[at] == '"', ended = !quoted;
        if (quoted) {
            for (++at; at < path.size() && !ended; ++at) {
                bool twice = path.substr(at, 2) == "\"\"";
                ended = path[at] == '"' && !twice;
                at += twice ? 1 : 0;
                if (!ended)
                    name += path[at];
            }
        } else {
            for (; at < path.size() && path[at] != ',' && !is_blank(); ++at)
                name += static_cast<char>(path[at] >= 'A' && path[at] <= 'Z' ? path[at] | 0x20
                                                                             : path[at]);
        }
        list.append(list.empty() ? "" : ", ").append(literal(name));
        skip_blanks();
        bool more = at < path.size() && path[at] == ',';
        if (!ended || (!quoted && name.empty()) || (at < path.size() && !more))
            throw InvalidUrl("rowan: option 'search_path' of the postgresql URL must be schemas "
                             "with commas between them");
        if (!more)
            return list;
        ++at;
        skip_blanks();
    }
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

    std::string list =
        url.option("search_path") ? literals_of_path(*url.option("search_path")) : "";
    const std::string* cache = url.option("statement_cache");
    if (cache && *cache == "off")
        settings.keeping = Keeping::never;
    if (cache && *cache == "transaction")
        settings.keeping = Keeping::transaction;
    // What a pooler's server was told once would hold for its other clients, and not for this one
    // on another server.
    bool pooled = settings.keeping != Keeping::session;
    std::string& sql = pooled ? settings.begin : settings.start;
    auto set = [&](std::string_view name, std::string_view value) {
        sql.append(sql.empty() ? "SET " : pooled ? "; SET LOCAL " : "; SET ");
        sql.append(name).append(" = ").append(value);
    };
    set("standard_conforming_strings", "on");
    set("client_encoding", "'UTF8'");
    set("TimeZone", "'UTC'");
    set("DateStyle", "'ISO'");
    set("IntervalStyle", "'postgres'");
    for (std::string_view name : {"statement_timeout", "lock_timeout"})
        if (url.option(name))
            set(name, std::to_string(url.number(name, 0, 0, 2'147'483'647)));
    if (!list.empty())
        set("search_path", list);
    return settings;
}

} // namespace rowan::backend::postgresql_native
