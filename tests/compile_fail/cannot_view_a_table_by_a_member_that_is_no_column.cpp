// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E155
// EXPECT-GCC: the member \'jobs\' of Line is no column of User
// EXPECT-CLANG: has_viewed_column<Line, User, 1
#include <rowan/rowan.hpp>

#include "tests/compile_fail/select_models.hpp"

struct Named {
    std::string name;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return select(session, rowan::view_of<Named, User>).all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return select(session, rowan::view_of<Line, User>).all();
    // [/wrong]
}
#endif
