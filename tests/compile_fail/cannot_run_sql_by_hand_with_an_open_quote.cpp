// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E140
// EXPECT-GCC: rowan: sql<>(): a quote or a comment does not end
// EXPECT-CLANG: is_readable_text<
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Total {
    std::optional<std::string> user;
    std::int64_t jobs = 0;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::sql<"SELECT id FROM job WHERE owner = 'alice'">(session);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::sql<"SELECT id FROM job WHERE owner = 'alice">(session);
    // [/wrong]
}
#endif
