// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E165
// EXPECT-GCC: rowan: returning() of Job takes columns, such as
// EXPECT-CLANG: can_be_returned<Job,
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::string url;
    std::int64_t records = 0;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(), rowan::unique<&Job::url>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Job::get(session).returning("records"_col).remove();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Job::get(session).returning("records"_col + 1).remove();
    // [/wrong]
}
#endif
