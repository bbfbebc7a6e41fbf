// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT: give a value of
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).where(col<&User::age> == 3).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).where(col<&User::age> == "3").all();
    // [/wrong]
}
#endif
