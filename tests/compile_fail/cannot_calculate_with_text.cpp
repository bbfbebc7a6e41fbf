// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E114
// EXPECT-GCC: rowan: \'status\' (text) and \'expression\' (int) of Job: arithmetic needs numbers
// EXPECT-CLANG: is_computable<Job,
// EXPECT-CLANG: FixedString<7>{"status"}
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return rowan::query<Job>(session).filter("status"_col + "1" == "x1");
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::query<Job>(session).filter("status"_col + 1 == 2);
    // [/wrong]
}
#endif
