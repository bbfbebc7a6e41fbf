// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E153
// EXPECT-GCC: the column \'name\' stands beside an aggregate
// EXPECT-CLANG: &User::name
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, rowan::count().as<"jobs">())
        .group_by(col<&User::name>)
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, rowan::count().as<"jobs">()).all();
    // [/wrong]
}
#endif
