// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `firebird://` URLs work in the whole program, by the generic driver; include it in one
/// source file (more do no harm). Link SOCI's core and firebird libraries and libfbclient.
///
/// `firebird:///path/of/file.fdb` opens a file in this process,
/// `firebird://user:password@host/path` asks a server.

#include <rowan/backend/firebird/connection.hpp>
#include <rowan/engine/once.hpp>
#include <rowan/engine/open_database.hpp>
#include <rowan/engine/registry.hpp>

#include <memory>
#include <string_view>

namespace rowan::backend::firebird_soci {

inline std::unique_ptr<engine::Connector> make_connector(const engine::Url& url) {
    return std::make_unique<Connector>(read_parameters(url));
}
/// Opens the database of a URL.
inline Shared<engine::Core> open(std::string_view url) {
    return engine::open_database(url, options, &make_connector);
}

inline engine::Backend backend{"firebird", &open};
inline const bool registered = engine::register_backend(backend);

} // namespace rowan::backend::firebird_soci
