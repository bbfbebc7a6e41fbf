// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E101
// EXPECT-GCC: rowan: Job has no column \'statsu\'; did you mean \'status\'?
// EXPECT-CLANG: has_column<Job,
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
rowan::Condition<Job> use() {
    // [right]
    return "status"_col == "x";
    // [/right]
}
#else
rowan::Condition<Job> use() {
    // [wrong]
    return "statsu"_col == "x";
    // [/wrong]
}
#endif
