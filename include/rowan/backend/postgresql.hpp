// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `postgresql://` URLs work in the whole program; include it in one source file (more do no
/// harm). Link SOCI's core and postgresql libraries and libpq.

#include <rowan/backend/postgresql/connection.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::postgresql_native {

/// The native driver. Throws InvalidUrl.
inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    // The names of Python's drivers stand in URLs that are shared with it.
    if (url.driver.empty() || url.driver == "native" || url.driver == "psycopg2" ||
        url.driver == "psycopg")
        return std::make_unique<Connector>(read_settings(url));
    throw InvalidUrl("rowan: no driver '" + url.driver.substr(0, 32) +
                     "' for PostgreSQL in this program; there is 'postgresql://'");
}

/// Opens the database of a URL.
inline Shared<engine::Core> open(std::string_view url) {
    return engine::open_database(url, options, &make_connector, cache_words);
}

/// SQLAlchemy refuses this spelling too, and a shared URL must work in both.
inline Shared<engine::Core> refuse_short_name(std::string_view) {
    throw InvalidUrl("rowan: the scheme is spelled 'postgresql://', not 'postgres://'");
}

inline engine::Backend backend{"postgresql", &open};
inline engine::Backend short_name{"postgres", &refuse_short_name};
inline const bool registered =
    engine::register_backend(backend) && engine::register_backend(short_name);

} // namespace rowan::backend::postgresql_native
