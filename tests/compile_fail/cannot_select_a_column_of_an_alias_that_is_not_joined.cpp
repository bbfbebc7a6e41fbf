// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: a column is of \'other\', which is not in the query; join it
// EXPECT-CLANG: TableSource<User
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, rowan::alias<User, "other">.col<&User::name>)
        .from<User>()
        .cross_join(rowan::alias<User, "other">)
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, rowan::alias<User, "other">.col<&User::name>)
        .from<User>()
        .all();
    // [/wrong]
}
#endif
