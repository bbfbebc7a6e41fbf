// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E169
// EXPECT-GCC: rowan: update() of Job: the column \'size\' is long int, the value is a nullable long
// int EXPECT-CLANG: can_be_set_to<Job,
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return change<Job>(session).join<User>().update("size"_col =
                                                        rowan::coalesce(col<&User::age>, 0));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return change<Job>(session).join<User>().update("size"_col = col<&User::age>);
    // [/wrong]
}
#endif
