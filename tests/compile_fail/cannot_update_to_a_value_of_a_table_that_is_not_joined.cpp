// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: rowan: select(): a column is of \'User\', which is not in the query
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
    return change<Job>(session).join<User>().update("title"_col = col<&User::name>);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return change<Job>(session).update("title"_col = col<&User::name>);
    // [/wrong]
}
#endif
