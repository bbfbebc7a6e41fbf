// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E155
// EXPECT-GCC: no item is named \'jobs\' for the member of Line
// EXPECT-CLANG: has_item_for_member<Line, 1
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, rowan::count().as<"jobs">())
        .group_by(col<&User::name>)
        .into<Line>()
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, rowan::count().as<"count">())
        .group_by(col<&User::name>)
        .into<Line>()
        .all();
    // [/wrong]
}
#endif
