// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E155
// EXPECT-GCC: the member \'jobs\' of Line is long int, its item is a nullable long int
// EXPECT-CLANG: can_be_read_into<long, std::optional<long>>
#include <rowan/rowan.hpp>

using rowan::col;
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
    std::int64_t checker_id = 0;
    std::string title;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(),
                     rowan::foreign_key<&Job::user_id>(rowan::references<&User::id>()));
};

struct Tag {
    std::int64_t id = 0;
    std::string word;

    static constexpr auto table = rowan::table(rowan::primary_key<&Tag::id>());
};

struct Line {
    std::string name;
    std::int64_t jobs = 0;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, rowan::coalesce(col<&User::age>, 0).as<"jobs">())
        .into<Line>()
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, col<&User::age>.as<"jobs">()).into<Line>().all();
    // [/wrong]
}
#endif
