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
auto use() {
    // [right]
    return rowan::on_conflict<&Job::url>().do_update("records"_col =
                                                         rowan::excluded("records"_col));
    // [/right]
}
#else
auto use() {
    // [wrong]
    return rowan::on_conflict<&Job::url>().do_update("records"_col = rowan::excluded("record"_col));
    // [/wrong]
}
#endif
