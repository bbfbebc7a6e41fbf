// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E169
// EXPECT-GCC: rowan: update() of Job: the column \'size\' is long int, the value is a nullable long
// int EXPECT-CLANG: can_be_set_to<Job,
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
    return change<Job>(session).join<User>().update("size"_col =
                                                        rowan::coalesce(col<&User::age>, 0));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return change<Job>(session).join<User>().update("size"_col = col<&User::age>);
    // [/wrong]
}
#endif
