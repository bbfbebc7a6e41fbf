// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: rowan: select(): for_update()
// EXPECT: docs/errors.md#E162
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).for_update(rowan::nowait).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).for_update(rowan::nowait, rowan::skip_locked).all();
    // [/wrong]
}
#endif
