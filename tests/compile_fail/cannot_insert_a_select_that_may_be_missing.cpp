// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E167
// EXPECT-GCC: rowan: insert_into() of Job: the column \'size\' is long int, its item of the select
// is a nullable long int EXPECT-CLANG: can_be_inserted<
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return insert_into<Job>(session, "user_id"_col, "size"_col, "title"_col)
        .from(select(col<&User::id>, rowan::coalesce(col<&User::age>, 0), col<&User::name>));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return insert_into<Job>(session, "user_id"_col, "size"_col, "title"_col)
        .from(select(col<&User::id>, col<&User::age>, col<&User::name>));
    // [/wrong]
}
#endif
