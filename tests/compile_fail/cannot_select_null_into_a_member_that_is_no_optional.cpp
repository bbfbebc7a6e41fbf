// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E155
// EXPECT-GCC: the member \'jobs\' of Line is long int, its item is a nullable long int
// EXPECT-CLANG: can_be_read_into<long, std::optional<long>>
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>, rowan::coalesce(col<&User::age>, 0).as<"jobs">())
        .into<Line>()
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>, col<&User::age>.as<"jobs">()).into<Line>().all();
    // [/wrong]
}
#endif
