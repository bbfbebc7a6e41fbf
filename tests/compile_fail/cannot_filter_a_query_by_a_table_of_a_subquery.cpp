// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: rowan: select(): a column is of \'Job\', which is not in the query
// EXPECT-CLANG: is_in_the_select<
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    auto jobs = select(col<&Job::id>).where(col<&Job::user_id> == col<&User::id>);
    return rowan::query<User>(session).filter(rowan::exists(jobs.where(col<&Job::size> > 1))).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    auto jobs = select(col<&Job::id>).where(col<&Job::user_id> == col<&User::id>);
    return rowan::query<User>(session)
        .filter(rowan::exists(jobs), rowan::abs(col<&Job::size>) > 1)
        .all();
    // [/wrong]
}
#endif
