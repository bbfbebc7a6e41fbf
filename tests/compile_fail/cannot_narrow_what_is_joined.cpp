// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E124
// EXPECT-GCC: rowan: load_joined() of Author takes no function
// EXPECT-CLANG: joins_all_rows<Author
// EXPECT-CLANG: load_joined() takes no function
#include <rowan/rowan.hpp>

#include "tests/compile_fail/relation_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Author::get(session)
        .load<&Author::books>([](auto books) { return books.order_by("id"_col).limit(3); })
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Author::get(session)
        .load_joined<&Author::books>([](auto books) { return books.order_by("id"_col).limit(3); })
        .all();
    // [/wrong]
}
#endif
