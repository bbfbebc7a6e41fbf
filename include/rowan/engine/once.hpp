// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Gathers all that is compiled once in a program; every backend includes it. A program without a
/// backend, which only renders SQL, includes it in one source file.

#include <rowan/base/base_once.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/sql/sql_once.hpp>
#include <rowan/type/type_once.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::engine {

ROWAN_ONCE std::shared_ptr<Core> open(std::string_view url) {
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

/// The database of default sessions, and how often it was set.
struct DefaultCore {
    std::mutex mutex;
    std::shared_ptr<Core> core;
    std::atomic<std::uint64_t> number = 0;
};

inline DefaultCore& shared_default_core() {
    static DefaultCore only;
    return only;
}

ROWAN_ONCE void set_default_core(std::shared_ptr<Core> core) {
    DefaultCore& shared = shared_default_core();
    std::lock_guard lock(shared.mutex);
    shared.core.swap(core);
    ++shared.number;
}

ROWAN_ONCE std::shared_ptr<Core> default_core(std::uint64_t& known) {
    DefaultCore& shared = shared_default_core();
    if (known != 0 && known == shared.number.load(std::memory_order_acquire))
        return nullptr;
    std::lock_guard lock(shared.mutex);
    if (!shared.core)
        throw Error("rowan: default_session(): call rowan::set_default_engine() first, or give a "
                    "session");
    known = shared.number;
    return shared.core;
}

} // namespace rowan::engine
