// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E108
// EXPECT: name members of its own
// EXPECT-GCC: rowan: table() of Job names User::id, a member of User
// EXPECT-CLANG: is_member_of<Job, &User::id>
#include <rowan/rowan.hpp>

struct User {
    std::string id;
};
struct Job : rowan::Model<Job> {
    std::string id;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table("job", rowan::primary_key<&User::id>());
    // [/wrong]
#endif
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
