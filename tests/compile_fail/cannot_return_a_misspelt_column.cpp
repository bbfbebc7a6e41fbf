// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E101
// EXPECT-GCC: rowan: Job has no column \'record\'; did you mean \'records\'?
// EXPECT-CLANG: has_column<Job,
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
    return session.insert(Job{}, rowan::returning("records"_col));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return session.insert(Job{}, rowan::returning("record"_col));
    // [/wrong]
}
#endif
