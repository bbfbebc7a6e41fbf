// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: for_update() and for_share() are of a select that is run for its
// EXPECT: docs/errors.md#E177
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
    auto users = select(col<&Job::user_id>).where(col<&Job::title> == "a");
    return select(session, col<&User::name>).where(col<&User::id>.in(users)).for_update().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    auto users = select(col<&Job::user_id>).where(col<&Job::title> == "a").for_update();
    return select(session, col<&User::name>).where(col<&User::id>.in(users)).all();
    // [/wrong]
}
#endif
