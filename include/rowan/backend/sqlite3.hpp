// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `sqlite://` URLs work in the whole program; include it in one source file (more do no
/// harm). Link SOCI's core and sqlite3 libraries and sqlite3 itself. `sqlite+soci://` takes the
/// generic driver, which reads and binds through SOCI alone.

#include <rowan/backend/sqlite3/connection.hpp>
#include <rowan/backend/sqlite3/generic.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/engine/session_work.hpp>

#include <chrono>
#include <memory>
#include <string_view>

namespace rowan::backend::sqlite3_native {

/// The driver that the URL asks for. Throws InvalidUrl.
inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    // The name of Python's driver stands in URLs that are shared with it.
    if (url.driver.empty() || url.driver == "native" || url.driver == "pysqlite")
        return std::make_unique<Connector>(read_settings(url));
    if (url.driver == "soci")
        return std::make_unique<GenericConnector>(read_settings(url));
    throw InvalidUrl("rowan: no driver '" + url.driver.substr(0, 32) +
                     "' for SQLite; there are 'sqlite://' and 'sqlite+soci://'");
}

/// Opens the database of a URL.
inline std::shared_ptr<engine::Core> open(std::string_view text) {
    engine::Url url = engine::parse_url(text);
    url.check_options({"busy_timeout", "timeout", "journal_mode", "synchronous", "foreign_keys",
                       "mode", "pool_size", "max_overflow", "pool_timeout", "statement_cache"});
    engine::PoolSettings pool;
    pool.size = static_cast<std::size_t>(url.number("pool_size", 5, 1, 10'000));
    pool.overflow = static_cast<std::size_t>(url.number("max_overflow", 10, 0, 10'000));
    pool.timeout = std::chrono::seconds(url.number("pool_timeout", 30, 0, 86'400));
    pool.cache_size = static_cast<std::size_t>(url.number("statement_cache", 512, 0, 1'000'000));
    return std::make_shared<engine::Database>(url, make_connector(url), pool);
}

inline engine::Backend backend{"sqlite", &open};
inline const bool registered = engine::register_backend(backend);

} // namespace rowan::backend::sqlite3_native
