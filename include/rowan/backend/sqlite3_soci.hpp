// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `sqlite+soci://` URLs work in the whole program: SQLite by the generic driver, which reads
/// and binds through SOCI alone. Include it in one source file (more do no harm).

#include <rowan/backend/sqlite3/generic.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::sqlite3_native {

inline std::unique_ptr<engine::Connector> make_generic_connector(const engine::Url& url) {
    return std::make_unique<GenericConnector>(read_settings(url));
}
/// Opens the database of a URL with the generic driver.
inline Shared<engine::Core> open_generic(std::string_view url) {
    return engine::open_database(url, options, &make_generic_connector);
}

inline engine::Backend generic_backend{"sqlite+soci", &open_generic};
inline const bool generic_registered = engine::register_backend(generic_backend);

} // namespace rowan::backend::sqlite3_native
