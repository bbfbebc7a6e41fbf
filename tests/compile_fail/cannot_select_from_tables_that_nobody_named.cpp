// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E152
// EXPECT-GCC: select from a table by from<Struct>()
// EXPECT-CLANG: has_a_from
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, col<&Job::title>).from<Job>().join<User>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, col<&Job::title>).all();
    // [/wrong]
}
#endif
