// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <rowan/base/error.hpp>
#include <rowan/engine/core.hpp>

namespace rowan::engine {

/// A backend that some source file of the program includes.
struct Backend {
    std::string_view scheme; ///< `sqlite` of `sqlite:///file.db`.
    std::shared_ptr<Core> (*open)(std::string_view url);
    Backend* next = nullptr;
};

/// The backends of the program, linked by their static initializers.
inline Backend*& backends() {
    static Backend* first = nullptr;
    return first;
}

/// Enters a backend; a second one for the same scheme is not entered.
inline bool register_backend(Backend& backend) {
    for (Backend* known = backends(); known; known = known->next)
        if (known->scheme == backend.scheme)
            return false;
    backend.next = backends();
    backends() = &backend;
    return true;
}

/// Opens the database of a URL. Throws InvalidUrl if no backend of the program knows its scheme.
inline std::shared_ptr<Core> open(std::string_view url) {
    std::size_t colon = url.find("://");
    if (colon == std::string_view::npos || colon == 0)
        throw InvalidUrl("rowan: a database URL looks like 'sqlite:///file.db' or "
                         "'postgresql://user@host/database'; this one has no '://'");
    std::string_view scheme = url.substr(0, colon);
    scheme = scheme.substr(0, scheme.find('+'));
    for (Backend* backend = backends(); backend; backend = backend->next)
        if (backend->scheme == scheme)
            return backend->open(url);
    std::string known;
    for (Backend* backend = backends(); backend; backend = backend->next)
        known += (known.empty() ? "" : ", ") + std::string(backend->scheme);
    throw InvalidUrl(
        "rowan: no backend for '" + std::string(scheme.substr(0, 32)) +
        "://' in this program (it has: " + (known.empty() ? "none" : known) +
        "); include <rowan/backend/sqlite3.hpp> or another of that folder in one source file");
}

} // namespace rowan::engine
