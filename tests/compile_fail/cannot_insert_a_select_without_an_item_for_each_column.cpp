// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E167
// EXPECT-GCC: rowan: insert_into() of User: the select has not as many items as there are columns
// to insert EXPECT-CLANG: has_item_for_each_column<User,
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return insert_into<User>(session, "name"_col, "age"_col)
        .from(select(col<&Job::title>, col<&Job::size>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<User>(session, "name"_col, "age"_col).from(select(col<&Job::title>));
    // [/wrong]
}
#endif
