// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: for_update() and for_share()
// EXPECT: docs/errors.md#E161
#include <rowan/rowan.hpp>

using rowan::col;
using rowan::select;

struct User {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = rowan::table(rowan::primary_key<&User::id>());
};

struct Job {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::string title;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).for_update(rowan::nowait).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).for_update(30).all();
    // [/wrong]
}
#endif
