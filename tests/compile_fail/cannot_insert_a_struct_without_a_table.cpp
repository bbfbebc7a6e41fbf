// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E105
// EXPECT-GCC: rowan: Job has no table
// EXPECT-CLANG: 'has_table<Job>'
#include <rowan/rowan.hpp>

struct Job {
    std::string id;
#ifdef CONTROL_CASE
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
#endif
};

void use(rowan::Session& session) { session.insert(Job{"x"}); }
