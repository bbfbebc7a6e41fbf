// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E153
// EXPECT-GCC: the column \'age\' stands beside an aggregate
// EXPECT-CLANG: &User::age
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, col<&User::age>).group_by(col<&User::id>).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, col<&User::age>).group_by(col<&User::name>).all();
    // [/wrong]
}
#endif
