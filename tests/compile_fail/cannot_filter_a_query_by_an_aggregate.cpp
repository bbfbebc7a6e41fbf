// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E154
// EXPECT: are about single rows and take no aggregate
#include <rowan/rowan.hpp>

#include "tests/compile_fail/write_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    auto most = rowan::scalar(select(rowan::max(col<&User::age>)));
    return rowan::query<User>(session).filter("age"_col == most).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    auto most = rowan::max(col<&User::age>);
    return rowan::query<User>(session).filter("age"_col == most).all();
    // [/wrong]
}
#endif
