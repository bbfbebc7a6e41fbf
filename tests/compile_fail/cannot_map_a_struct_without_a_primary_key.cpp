// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E105
// EXPECT-GCC: rowan: table() of Job has no primary key; add rowan::primary_key<&Job::...>()
// EXPECT-CLANG: 'has_primary_key<Job>': rowan: table(): the struct has no primary key;
// EXPECT-CLANG: add rowan::primary_key<...>() to its table
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::string id;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table("job", rowan::unique<&Job::id>());
    // [/wrong]
#endif
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
