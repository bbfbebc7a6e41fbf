// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E101
// EXPECT-GCC: rowan: Job has no column \'statsu\'; did you mean \'status\'?
// EXPECT-CLANG: has_column<Job, rowan::FixedString<7>{"statsu"}>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto job = Job::make("status"_col = "x");
#else
auto job = Job::make("statsu"_col = "x");
#endif
