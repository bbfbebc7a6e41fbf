// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/engine/registry.hpp>
#include <rowan/engine/replicated.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// What may stand behind the `?` of any URL.
inline constexpr std::string_view pool_options[] = {
    "pool_size",     "max_overflow",    "pool_timeout", "pool_recycle",
    "pool_pre_ping", "statement_cache", "n_plus_one",   "repeated_selects"};

/// How often one statement may run inside a loop if the URL does not say: 20 times where this file
/// is compiled without NDEBUG, as often as it likes otherwise. A weak function is never inlined, so
/// files that disagree about NDEBUG get one answer, whichever the linker keeps.
ROWAN_ONCE std::int64_t default_n_plus_one() {
#ifdef NDEBUG
    return 0;
#else
    return 20;
#endif
}

/// How many prepared statements a connection keeps. `statement_cache` may be a word instead that
/// the backend knows: then its statements are kept, but not by the server.
inline std::size_t cache_size(const Url& url, std::span<const std::string_view> words) {
    const std::string* said = url.option("statement_cache");
    if (said && std::find(words.begin(), words.end(), *said) != words.end())
        said = nullptr;
    return said ? static_cast<std::size_t>(url.number("statement_cache", 0, 0, 1'000'000)) : 512;
}

/// Opens the database of a URL: what all backends do alike. The URL has the pool's options and the
/// backend's own. Throws InvalidUrl.
inline Shared<Core> open_database(std::string_view text,
                                  std::span<const std::string_view> own_options,
                                  std::unique_ptr<Connector> (*make_connector)(const Url&),
                                  std::span<const std::string_view> cache_words = {}) {
    Url url = parse_url(text);
    url.check_options({own_options, pool_options});
    PoolSettings pool;
    pool.size = static_cast<std::size_t>(url.number("pool_size", 5, 1, 10'000));
    pool.overflow = static_cast<std::size_t>(url.number("max_overflow", 10, 0, 10'000));
    pool.timeout = std::chrono::seconds(url.number("pool_timeout", 30, 0, 86'400));
    pool.recycle = std::chrono::seconds(url.number("pool_recycle", 0, 0, 100'000'000));
    pool.pre_ping = url.flag("pool_pre_ping", false);
    pool.cache_size = cache_size(url, cache_words);
    RepeatLimits repeats;
    repeats.in_loop = url.number("n_plus_one", default_n_plus_one(), 0, 1'000'000'000);
    repeats.in_unit = url.number("repeated_selects", 0, 0, 1'000'000'000);
    return Shared<Core>(new Database(url, make_connector(url), pool, repeats));
}

inline Shared<Database> database_of(std::string_view url) {
    Shared<Core> core = open(url);
    if (auto* database = dynamic_cast<Database*>(core.get()))
        return Shared<Database>(database);
    throw InvalidUrl("rowan: this backend takes no replicas");
}

ROWAN_ONCE Shared<Core> open(std::string_view url, const EngineOptions& options) {
    if (options.replicas.empty())
        return open(url);
    Shared<Database> primary = database_of(url);
    if (options.read_your_writes && primary->dialect().commit_position.empty())
        throw InvalidQuery("rowan: " + std::string(primary->dialect().name) +
                           " can't tell how far a replica is; set read_your_writes = false to read "
                           "from replicas that may lag behind");
    std::vector<Shared<Database>> replicas;
    for (const std::string& replica : options.replicas) {
        replicas.push_back(database_of(replica));
        if (replicas.back()->dialect().name != primary->dialect().name)
            throw InvalidUrl("rowan: a replica is a database of another kind than its primary");
    }
    return Shared<Core>(new ReplicatedDatabase(std::move(primary), std::move(replicas), options));
}

} // namespace rowan::engine
