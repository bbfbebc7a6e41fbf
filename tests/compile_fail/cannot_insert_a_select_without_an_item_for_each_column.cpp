// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E167
// EXPECT-GCC: rowan: insert_into() of User: the select has not as many items as there are columns
// to insert EXPECT-CLANG: has_item_for_each_column<User,
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
    return insert_into<User>(session, "name"_col, "age"_col)
        .from(select(col<&Job::title>, col<&Job::size>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<User>(session, "name"_col, "age"_col).from(select(col<&Job::title>));
    // [/wrong]
}
#endif
