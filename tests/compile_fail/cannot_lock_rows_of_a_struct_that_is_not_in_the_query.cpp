// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E161
// EXPECT-GCC: rowan: for_update() or for_share() of Job can\'t take a
// EXPECT-GCC: rowan::of<Job>
// EXPECT-CLANG: is_lock_option<Job, rowan::lang::LockOf<Author>>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

struct Author : rowan::Model<Author> {
    std::string id;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Job::get(session).for_update(rowan::of<Job>);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Job::get(session).for_update(rowan::of<Author>);
    // [/wrong]
}
#endif
