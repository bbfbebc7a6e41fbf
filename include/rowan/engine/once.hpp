// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Gathers all that is compiled once in a program; every backend includes it. A program without a
/// backend, which only renders SQL, includes it in one source file.

#include <rowan/base/base_once.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/back_off.hpp>
#include <rowan/engine/dicts_once.hpp>
#include <rowan/engine/filters.hpp>
#include <rowan/engine/links.hpp>
#include <rowan/engine/load_tree.hpp>
#include <rowan/engine/plain_objects_once.hpp>
#include <rowan/engine/query_errors_once.hpp>
#include <rowan/engine/query_parts_once.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/sql/chosen_columns_once.hpp>
#include <rowan/sql/conflict_once.hpp>
#include <rowan/sql/describe_values_once.hpp>
#include <rowan/sql/keyset_once.hpp>
#include <rowan/sql/order_once.hpp>
#include <rowan/sql/select_draft_once.hpp>
#include <rowan/sql/sql_once.hpp>
#include <rowan/type/type_once.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/random.h>
#include <thread>
#include <utility>

namespace rowan::engine {

ROWAN_ONCE Shared<Core> open(std::string_view url) {
    std::size_t colon = url.find("://");
    if (colon == std::string_view::npos || colon == 0)
        throw InvalidUrl("rowan: a database URL looks like 'sqlite:///file.db' or "
                         "'postgresql://user@host/database'; this one has no '://'");
    std::string_view with_driver = url.substr(0, colon);
    std::string_view scheme = with_driver.substr(0, with_driver.find('+'));
    for (std::string_view wanted : {with_driver, scheme})
        for (Backend* backend = backends(); backend; backend = backend->next)
            if (backend->scheme == wanted)
                return backend->open(url);
    std::string known;
    for (Backend* backend = backends(); backend; backend = backend->next)
        known.append(known.empty() ? "" : ", ").append(backend->scheme);
    throw InvalidUrl(
        "rowan: no backend for '" + std::string(scheme.substr(0, 32)) +
        "://' in this program (it has: " + (known.empty() ? "none" : known) +
        "); include <rowan/backend/sqlite3.hpp> or another of that folder in one source file");
}

ROWAN_ONCE void sleep_at_most(std::chrono::milliseconds longest) {
    std::uint32_t random = 0xffff'ffff; // all of it, where the system has no random numbers
    static_cast<void>(::getentropy(&random, sizeof random));
    std::this_thread::sleep_for(std::chrono::microseconds(longest) * (random >> 16) / 0xffff);
}

/// The database of default sessions, and how often it was set.
struct DefaultCore {
    std::mutex mutex;
    Shared<Core> core;
    std::atomic<std::uint64_t> number = 0;
};

inline DefaultCore& shared_default_core() {
    static DefaultCore only;
    return only;
}

ROWAN_ONCE void set_default_core(Shared<Core> core) {
    DefaultCore& shared = shared_default_core();
    std::lock_guard lock(shared.mutex);
    std::swap(shared.core, core);
    ++shared.number;
}

ROWAN_ONCE Shared<Core> default_core(std::uint64_t& known) {
    DefaultCore& shared = shared_default_core();
    if (known != 0 && known == shared.number.load(std::memory_order_acquire))
        return {};
    std::lock_guard lock(shared.mutex);
    if (!shared.core)
        throw Error("rowan: default_session(): call rowan::set_default_engine() first, or give a "
                    "session");
    known = shared.number;
    return shared.core;
}

} // namespace rowan::engine
