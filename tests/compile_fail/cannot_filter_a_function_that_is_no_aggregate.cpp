// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E157
// EXPECT: only an aggregate takes a filter()
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, rowan::max(col<&User::name>).filter(col<&User::age> > 3)).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, rowan::upper(col<&User::name>).filter(col<&User::age> > 3)).all();
    // [/wrong]
}
#endif
