// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E154
// EXPECT: filter groups by having()
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>)
        .group_by(col<&User::name>)
        .having(rowan::count() > 1)
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>)
        .group_by(col<&User::name>)
        .where(rowan::count() > 1)
        .all();
    // [/wrong]
}
#endif
