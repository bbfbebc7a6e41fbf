// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'started\' (DateTime) can\'t be compared with
// EXPECT-GCC: a value of type time_point; give a value of the member\'s type
// EXPECT-CLANG: can_be_compared<Job, rowan::lang::NamedColumn<rowan::FixedString<8>{"started"}>
// EXPECT-CLANG: std::chrono::time_point<
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;
    rowan::DateTime started;
    rowan::Date day{};

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter("started"_col == std::chrono::sys_seconds{});
}
#else
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter("started"_col ==
                                             std::chrono::sys_time<std::chrono::nanoseconds>{});
}
#endif
