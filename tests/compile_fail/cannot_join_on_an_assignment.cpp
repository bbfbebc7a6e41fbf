// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E102
// EXPECT: on() takes a condition
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>)
        .join<Job>()
        .on(col<&Job::user_id> == col<&User::id>)
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>)
        .join<Job>()
        .on(col<&Job::user_id> = col<&User::id>)
        .all();
    // [/wrong]
}
#endif
