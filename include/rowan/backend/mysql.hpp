// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `mysql://` and `mariadb://` URLs work in the whole program; include it in one source file
/// (more do no harm). Link SOCI's core and mysql libraries and MariaDB's client library.

#include <rowan/backend/mysql/connection.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::mysql_native {

/// The native driver. Throws InvalidUrl.
inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    // The names of Python's drivers stand in URLs that are shared with it.
    for (std::string_view name :
         {"", "native", "pymysql", "mysqldb", "mysqlconnector", "mariadbconnector"})
        if (url.driver == name)
            return std::make_unique<Connector>(read_settings(url));
    throw InvalidUrl("rowan: no driver '" + url.driver.substr(0, 32) +
                     "' for MySQL in this program; there is 'mysql://' or 'mariadb://'");
}

/// Opens the database of a URL.
inline Shared<engine::Core> open(std::string_view url) {
    return engine::open_database(url, options, &make_connector);
}

inline engine::Backend backend{"mysql", &open};
inline engine::Backend mariadb_backend{"mariadb", &open};
inline const bool registered =
    engine::register_backend(backend) && engine::register_backend(mariadb_backend);

} // namespace rowan::backend::mysql_native
