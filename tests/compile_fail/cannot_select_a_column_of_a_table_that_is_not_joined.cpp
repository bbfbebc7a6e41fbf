// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: a column is of \'Tag\', which is not in the query; join it
// EXPECT-CLANG: TableSource<Tag
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, col<&Job::title>).from<User>().join<Job>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, col<&Tag::word>).from<User>().join<Job>().all();
    // [/wrong]
}
#endif
