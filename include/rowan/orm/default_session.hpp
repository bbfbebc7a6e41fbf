// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/session.hpp>

#include <cstdint>

namespace rowan {

namespace orm {

/// One thread's default session, and the number of the engine it is of.
struct ThreadSession {
    Owned<Session> session;
    std::uint64_t number = 0;
};

inline ThreadSession& thread_session() {
    thread_local ThreadSession mine;
    return mine;
}

} // namespace orm

/// Sets the engine of all threads' default sessions. A thread that has one of an engine before
/// rolls it back when it asks next.
inline void set_default_engine(const Engine& engine) { engine::set_default_core(engine.core()); }

/// This thread's session on the default engine. Throws Error if no engine was set.
inline Session& default_session() {
    orm::ThreadSession& mine = orm::thread_session();
    if (auto core = engine::default_core(mine.number)) {
        mine.session.reset();
        mine.session.reset(new Session(*core));
    }
    return *mine.session;
}

} // namespace rowan
