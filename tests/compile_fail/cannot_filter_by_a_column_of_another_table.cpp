// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E104
// EXPECT: use a column of
// EXPECT-GCC: rowan: User\'s column \'name\' is not in this query of Job
// EXPECT-CLANG: has_member<Job, &User::name>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct User {
    std::string name;

    static constexpr auto table = rowan::table(rowan::primary_key<&User::name>());
};

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::query<Job>(session).filter(rowan::col<&Job::id> == "x");
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::query<Job>(session).filter(rowan::col<&User::name> == "x");
    // [/wrong]
}
#endif
