// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E167
// EXPECT-GCC: rowan: insert_into() of Job: the column \'title\' is text, its item of the select is
// long int EXPECT-CLANG: can_be_inserted<
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
    return insert_into<Job>(session, "user_id"_col, "size"_col, "title"_col)
        .from(select(col<&User::id>, rowan::literal(1), col<&User::name>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<Job>(session, "user_id"_col, "size"_col, "title"_col)
        .from(select(col<&User::id>, rowan::literal(1), col<&User::id>));
    // [/wrong]
}
#endif
