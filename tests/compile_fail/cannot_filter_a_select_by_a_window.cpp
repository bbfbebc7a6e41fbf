// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E154
// EXPECT: windows by a subquery
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, rowan::row_number().over(rowan::order_by(col<&User::name>)))
        .from<User>()
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>)
        .where(rowan::row_number().over(rowan::order_by(col<&User::name>)) == 1)
        .all();
    // [/wrong]
}
#endif
