// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E150
// EXPECT-GCC: rowan: select(): a column is of \'User\', which is not in the query
// EXPECT-CLANG: is_in_the_select<
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return change<Job>(session).join<User>().update("title"_col = col<&User::name>);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return change<Job>(session).update("title"_col = col<&User::name>);
    // [/wrong]
}
#endif
