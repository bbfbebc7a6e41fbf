// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/core.hpp>

#include <cstdint>
#include <string_view>

namespace rowan::engine {

/// A backend that some source file of the program includes.
struct Backend {
    std::string_view scheme; ///< `sqlite` of `sqlite:///file.db`, or `sqlite+soci` with a driver.
    Shared<Core> (*open)(std::string_view url);
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
[[nodiscard]] Shared<Core> open(std::string_view url);

/// The same with replicas.
[[nodiscard]] Shared<Core> open(std::string_view url, const EngineOptions& options);

/// Sets the database of default sessions.
void set_default_core(Shared<Core> core);
/// The database of default sessions, if its number is not `known` any more; the number is written
/// there. Throws Error if none was set.
[[nodiscard]] Shared<Core> default_core(std::uint64_t& known);

} // namespace rowan::engine
