// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E142
// EXPECT-GCC: rowan: sql<>(): no row can be read into Total
// EXPECT-CLANG: can_take_a_row<Total>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Total {
    std::optional<std::string> user;
    std::int64_t jobs = 0;
    std::vector<int> numbers;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::sql<"SELECT owner AS \"user\", count(*) AS jobs FROM job GROUP BY owner">(session)
        .all<std::tuple<std::optional<std::string>, std::int64_t>>();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::sql<"SELECT owner AS \"user\", count(*) AS jobs FROM job GROUP BY owner">(session)
        .all<Total>();
    // [/wrong]
}
#endif
