// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E109
// EXPECT: is a C array; take std::string, rowan::Blob or a struct instead
// EXPECT-GCC: rowan: a member of Job
// EXPECT-CLANG: has_no_array<Job,
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::string id;
#ifdef CONTROL_CASE
    // [right]
    std::string name;
    // [/right]
#else
    // [wrong]
    char name[20];
    // [/wrong]
#endif
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
