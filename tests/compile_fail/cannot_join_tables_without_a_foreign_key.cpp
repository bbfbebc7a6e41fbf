// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E151
// EXPECT-GCC: rowan: select(): the join of Tag has no condition, since there is no foreign key
// EXPECT-CLANG: NoCondition<Tag, 0
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>)
        .join<Tag>()
        .on(col<&Tag::word> == col<&User::name>)
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).join<Tag>().all();
    // [/wrong]
}
#endif
