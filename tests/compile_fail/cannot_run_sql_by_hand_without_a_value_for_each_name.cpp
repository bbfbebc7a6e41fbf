// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E141
// EXPECT-GCC: rowan: sql<>(): give one value for each name of the text, in their order: :user, :n
// EXPECT-CLANG: has_a_value_for_each_parameter<
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Total {
    std::optional<std::string> user;
    std::int64_t jobs = 0;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::sql<"SELECT id FROM job WHERE owner = :user AND n > :n">(session, "alice", 5);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::sql<"SELECT id FROM job WHERE owner = :user AND n > :n">(session, "alice");
    // [/wrong]
}
#endif
