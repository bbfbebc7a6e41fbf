// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E110
// EXPECT: 128 members; embed some of them in a struct of their own
// EXPECT-GCC: rowan: Job has more than 128 members
// EXPECT-CLANG: has_few_enough_members<Job,
#include <rowan/rowan.hpp>

#define EIGHT(m) int m##0, m##1, m##2, m##3, m##4, m##5, m##6, m##7;
#define SIXTY_FOUR(m)                                                                              \
    EIGHT(m##0) EIGHT(m##1) EIGHT(m##2) EIGHT(m##3) EIGHT(m##4) EIGHT(m##5) EIGHT(m##6) EIGHT(m##7)

struct Job : rowan::Model<Job> {
    SIXTY_FOUR(a)
    SIXTY_FOUR(b)
#ifdef CONTROL_CASE
#else
    int one_too_many;
#endif
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::a00>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
