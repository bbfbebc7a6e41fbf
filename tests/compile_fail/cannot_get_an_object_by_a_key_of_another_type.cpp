// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E170
// EXPECT-GCC: rowan: get() of Author: these are not the values of its primary key
// EXPECT-CLANG: are_keys<Author
// EXPECT-CLANG: these are not the values of the struct's primary key
#include <rowan/rowan.hpp>

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return session.get<Author>(7);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return session.get<Author>("seven");
    // [/wrong]
}
#endif
