// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E117
// EXPECT-GCC: rowan: order_by() of Job takes columns and expressions, such as \"name\"_col.desc()
// EXPECT-CLANG: can_be_sorted_by<Job, char
// EXPECT-CLANG: order_by() takes columns and expressions
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
    return Job::get(session).order_by("status"_col);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Job::get(session).order_by("status");
    // [/wrong]
}
#endif
