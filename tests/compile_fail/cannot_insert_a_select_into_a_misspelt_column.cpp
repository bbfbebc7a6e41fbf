// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E101
// EXPECT-GCC: rowan: User has no column \'nme\'; did you mean \'name\'?
// EXPECT-CLANG: has_column<User, rowan::FixedString<4>{"nme"}>
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return insert_into<User>(session, "name"_col).from(select(col<&Job::title>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<User>(session, "nme"_col).from(select(col<&Job::title>));
    // [/wrong]
}
#endif
