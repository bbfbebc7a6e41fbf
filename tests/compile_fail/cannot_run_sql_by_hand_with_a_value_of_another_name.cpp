// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E141
// EXPECT-GCC: rowan: sql<>(): no value is called \'n\'; the text\'s parameters are :user, :n
// EXPECT-CLANG: values_have_the_parameters_names<
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Total {
    std::optional<std::string> user;
    std::int64_t jobs = 0;
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::sql<"SELECT id FROM job WHERE owner = :user AND n > :n">(
        session, "user"_col = "alice", "n"_col = 5);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::sql<"SELECT id FROM job WHERE owner = :user AND n > :n">(
        session, "user"_col = "alice", "number"_col = 5);
    // [/wrong]
}
#endif
