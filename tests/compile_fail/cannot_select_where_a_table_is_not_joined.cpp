// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: a column is of \'Job\', which is not in the query; join it
// EXPECT-CLANG: TableSource<Job
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).join<Job>().where(col<&Job::title> == "a").all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).where(col<&Job::title> == "a").all();
    // [/wrong]
}
#endif
