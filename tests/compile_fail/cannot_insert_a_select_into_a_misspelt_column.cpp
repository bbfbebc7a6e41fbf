// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E101
// EXPECT-GCC: rowan: User has no column \'nme\'; did you mean \'name\'?
// EXPECT-CLANG: has_column<User, rowan::FixedString<4>{"nme"}>
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
    return insert_into<User>(session, "name"_col).from(select(col<&Job::title>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<User>(session, "nme"_col).from(select(col<&Job::title>));
    // [/wrong]
}
#endif
