// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: User\'s column \'id\' (long int) can\'t be compared with a value of type text
// EXPECT-CLANG: can_be_compared<User,
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
    return rowan::query<User>(session).filter("id"_col.in(select(col<&Job::user_id>))).remove();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::query<User>(session).filter("id"_col.in(select(col<&Job::title>))).remove();
    // [/wrong]
}
#endif
