// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E159
// EXPECT-GCC: order_by(): no item is named \'nme\'
// EXPECT-CLANG: has_an_item_named
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, col<&User::name>).order_by("name"_col.desc()).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, col<&User::name>).order_by("nme"_col.desc()).all();
    // [/wrong]
}
#endif
