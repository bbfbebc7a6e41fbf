// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E159
// EXPECT: one column
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>)
        .where(col<&User::id> == rowan::scalar(select(rowan::max(col<&Job::user_id>))))
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>)
        .where(col<&User::id> == rowan::scalar(select(col<&Job::user_id>, col<&Job::id>)))
        .all();
    // [/wrong]
}
#endif
