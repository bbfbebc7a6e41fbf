// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `odbc://` URLs work in the whole program, by the generic driver; include it in one source
/// file (more do no harm). Link SOCI's core and odbc libraries and ODBC's driver manager.
///
/// `odbc://?dsn=shop&dialect=postgresql` opens a data source of odbc.ini,
/// `odbc://?connect=DRIVER%3DSQLite3%3BDatabase%3D/shop.db&dialect=sqlite` says all of it.

#include <rowan/backend/odbc/connection.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::odbc_soci {

inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    return std::make_unique<Connector>(read_settings(url));
}
/// Opens the database of a URL.
inline Shared<engine::Core> open(std::string_view url) {
    return engine::open_database(url, options, &make_connector);
}

inline engine::Backend backend{"odbc", &open};
inline const bool registered = engine::register_backend(backend);

} // namespace rowan::backend::odbc_soci
