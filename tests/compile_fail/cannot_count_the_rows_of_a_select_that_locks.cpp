// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: for_update() and for_share() are of a select that is run for its
// EXPECT: docs/errors.md#E177
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).for_update().all().size();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).for_update().count();
    // [/wrong]
}
#endif
