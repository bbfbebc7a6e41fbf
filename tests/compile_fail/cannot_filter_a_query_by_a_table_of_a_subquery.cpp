// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: rowan: select(): a column is of \'Job\', which is not in the query
// EXPECT-CLANG: is_in_the_select<
#include <rowan/rowan.hpp>

using rowan::change;
using rowan::col;
using rowan::insert_into;
using rowan::select;
using namespace rowan::literals;

struct User {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> age;

    static constexpr auto table = rowan::table(rowan::primary_key<&User::id>());
};

struct Job {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::int64_t size = 0;
    std::string title;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(),
                     rowan::foreign_key<&Job::user_id>(rowan::references<&User::id>()));
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    auto jobs = select(col<&Job::id>).where(col<&Job::user_id> == col<&User::id>);
    return rowan::query<User>(session).filter(rowan::exists(jobs.where(col<&Job::size> > 1))).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    auto jobs = select(col<&Job::id>).where(col<&Job::user_id> == col<&User::id>);
    return rowan::query<User>(session)
        .filter(rowan::exists(jobs), rowan::abs(col<&Job::size>) > 1)
        .all();
    // [/wrong]
}
#endif
