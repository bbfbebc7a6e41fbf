// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E123
// EXPECT-GCC: rowan: load(): Book::author_id is no relation
// EXPECT-CLANG: is_relation_member<&Book::author_id>
// EXPECT-CLANG: load() takes relations
#include <rowan/rowan.hpp>

#include "tests/compile_fail/relation_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Book::get(session).load<&Book::author>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Book::get(session).load<&Book::author_id>().all();
    // [/wrong]
}
#endif
