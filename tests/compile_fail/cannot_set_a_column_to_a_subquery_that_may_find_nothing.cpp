// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E112
// EXPECT-GCC: rowan: Job\'s column \'size\' is never NULL
// EXPECT-CLANG: can_be_null<Job,
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    auto age = rowan::scalar(select(col<&User::age>).where(col<&User::id> == col<&Job::user_id>));
    return rowan::query<Job>(session).update("size"_col = rowan::coalesce(age, 0));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    auto age = rowan::scalar(select(col<&User::age>).where(col<&User::id> == col<&Job::user_id>));
    return rowan::query<Job>(session).update("size"_col = age);
    // [/wrong]
}
#endif
