// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E106
// EXPECT: cannot be stored; specialize rowan::Type for it
// EXPECT-GCC: rowan: Job::elapsed has type duration, which
// EXPECT-CLANG: can_be_stored<Job, rowan::FixedString<8>{"elapsed"}, std::chrono::duration<
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::string id;
#ifdef CONTROL_CASE
    std::chrono::microseconds elapsed;
#else
    std::chrono::nanoseconds elapsed;
#endif
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
