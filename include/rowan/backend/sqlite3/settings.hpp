// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/url.hpp>

#include <sqlite3.h>

#include <cctype>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace rowan::backend::sqlite3_native {

/// What may stand behind the `?` of an SQLite URL.
inline constexpr std::string_view options[] = {"busy_timeout", "timeout",      "journal_mode",
                                               "synchronous",  "foreign_keys", "mode"};

/// The file's path as SQLite itself completes it; as SQLAlchemy does: a later connection is to find
/// the same file in another working folder.
inline std::string absolute_path(const std::string& path) {
    ::sqlite3_vfs* system = ::sqlite3_vfs_find(nullptr);
    if (!system)
        return path;
    std::string absolute(static_cast<std::size_t>(system->mxPathname) + 1, '\0');
    int code = system->xFullPathname(system, path.c_str(), system->mxPathname + 1, absolute.data());
    if (code != SQLITE_OK && code != SQLITE_OK_SYMLINK)
        return path;
    absolute.resize(absolute.find('\0'));
    return absolute;
}

/// What a URL says about an SQLite database.
struct Settings {
    std::string path;
    bool in_memory;
    int flags;
    int busy_timeout; ///< Milliseconds.
    std::string pragmas;
};

/// A pragma's word, which must be one of a list. Throws InvalidUrl.
inline std::string pragma_word(const engine::Url& url, std::string_view name,
                               std::initializer_list<std::string_view> words) {
    const std::string* value = url.option(name);
    if (!value)
        return {};
    std::string lower, list;
    for (char c : *value)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (std::string_view word : words) {
        if (lower == word)
            return lower;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    throw InvalidUrl("rowan: option '" + std::string(name) + "' of the sqlite URL must be one of " +
                     list);
}

/// Reads a URL. Throws InvalidUrl.
inline Settings read_settings(const engine::Url& url) {
    if (!url.host.empty() || url.port != 0 || !url.user.empty() || !url.password.empty())
        throw InvalidUrl("rowan: an SQLite URL has no host: 'sqlite:///relative.db', "
                         "'sqlite:////absolute.db' or 'sqlite://' for one in memory");
    Settings settings{};
    settings.path = url.database.empty() ? ":memory:" : url.database;
    settings.in_memory = settings.path == ":memory:";
    if (!settings.in_memory)
        settings.path = absolute_path(settings.path);
    settings.flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    std::string mode = pragma_word(url, "mode", {"ro", "rw", "rwc"});
    if (mode == "ro")
        settings.flags = SQLITE_OPEN_READONLY;
    if (mode == "rw")
        settings.flags = SQLITE_OPEN_READWRITE;
    settings.busy_timeout = static_cast<int>(
        url.number("busy_timeout", url.number("timeout", 5, 0, 86'400) * 1000, 0, 86'400'000));
    settings.pragmas =
        url.flag("foreign_keys", true) ? "PRAGMA foreign_keys = ON;" : "PRAGMA foreign_keys = OFF;";
    std::string journal =
        pragma_word(url, "journal_mode", {"delete", "truncate", "persist", "memory", "wal", "off"});
    if (!journal.empty())
        settings.pragmas += "PRAGMA journal_mode = " + journal + ";";
    std::string synchronous =
        pragma_word(url, "synchronous", {"off", "normal", "full", "extra", "0", "1", "2", "3"});
    if (!synchronous.empty())
        settings.pragmas += "PRAGMA synchronous = " + synchronous + ";";
    return settings;
}

} // namespace rowan::backend::sqlite3_native
