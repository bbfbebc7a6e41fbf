// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E159
// EXPECT-GCC: the subquery \'totals\' has no column \'job\'
// EXPECT-CLANG: is_output_of
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

inline auto totals() {
    return select(col<&Job::user_id>, rowan::count().as<"jobs">())
        .group_by(col<&Job::user_id>)
        .as<"totals">();
}

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, totals().col<"jobs">).from(totals()).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, totals().col<"job">).from(totals()).all();
    // [/wrong]
}
#endif
