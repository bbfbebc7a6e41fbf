// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: User\'s column \'id\' (long int) can\'t be compared with a value of type text
// EXPECT-CLANG: can_be_compared<User,
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::query<User>(session).filter("id"_col.in(select(col<&Job::user_id>))).remove();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::query<User>(session).filter("id"_col.in(select(col<&Job::title>))).remove();
    // [/wrong]
}
#endif
