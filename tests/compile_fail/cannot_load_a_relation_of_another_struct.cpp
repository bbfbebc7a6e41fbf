// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E123
// EXPECT-GCC: rowan: load() of Author names a relation of another struct
// EXPECT-CLANG: is_path_of<Author, &Book::author>
// EXPECT-CLANG: load() names a relation of another struct
#include <rowan/rowan.hpp>

#include "tests/compile_fail/relation_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Author::get(session).load<&Author::books, &Book::author>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Author::get(session).load<&Book::author>().all();
    // [/wrong]
}
#endif
