// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `sqlite://` URLs work in the whole program; include it in one source file (more do no
/// harm). Link SOCI's core and sqlite3 libraries and sqlite3 itself.

#include <rowan/backend/sqlite3/connection.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::sqlite3_native {

/// The native driver. Throws InvalidUrl.
inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    // The name of Python's driver stands in URLs that are shared with it.
    if (url.driver.empty() || url.driver == "native" || url.driver == "pysqlite")
        return std::make_unique<Connector>(read_settings(url));
    throw InvalidUrl("rowan: no driver '" + url.driver.substr(0, 32) +
                     "' for SQLite in this program; there is 'sqlite://', and 'sqlite+soci://' "
                     "with <rowan/backend/sqlite3_soci.hpp>");
}

/// Opens the database of a URL.
inline Shared<engine::Core> open(std::string_view url) {
    return engine::open_database(url, options, &make_connector);
}

inline engine::Backend backend{"sqlite", &open};
inline const bool registered = engine::register_backend(backend);

} // namespace rowan::backend::sqlite3_native
