// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Makes `sqlite://` URLs work in the whole program; include it in one source file (more do no
/// harm). Link SOCI's core and sqlite3 libraries and sqlite3 itself.

#include <chrono>
#include <memory>
#include <string_view>

#include <rowan/backend/sqlite3/connection.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/engine/session_work.hpp>

namespace rowan::backend::sqlite3_native {

inline std::shared_ptr<engine::Core> open(std::string_view text) {
    engine::Url url = engine::parse_url(text);
    url.check_options({"busy_timeout", "timeout", "journal_mode", "synchronous", "foreign_keys",
                       "mode", "pool_size", "max_overflow", "pool_timeout", "statement_cache"});
    engine::PoolSettings pool;
    pool.size = static_cast<std::size_t>(url.number("pool_size", 5, 1, 10'000));
    pool.overflow = static_cast<std::size_t>(url.number("max_overflow", 10, 0, 10'000));
    pool.timeout = std::chrono::seconds(url.number("pool_timeout", 30, 0, 86'400));
    pool.cache_size = static_cast<std::size_t>(url.number("statement_cache", 512, 0, 1'000'000));
    return std::make_shared<engine::Database>(url, std::make_unique<Connector>(read_settings(url)),
                                              pool);
}

inline engine::Backend backend{"sqlite", &open};
inline const bool registered = engine::register_backend(backend);

} // namespace rowan::backend::sqlite3_native
