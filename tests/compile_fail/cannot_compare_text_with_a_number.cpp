// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'status\' (text) can\'t be compared with
// EXPECT-GCC: a value of type int; give a value of the member\'s type
// EXPECT-CLANG: can_be_compared<Job, rowan::lang::NamedColumn<rowan::FixedString<7>{"status"}>
// EXPECT-CLANG: int>
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
    return rowan::query<Job>(session).filter("status"_col == "1");
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return rowan::query<Job>(session).filter("status"_col == 1);
    // [/wrong]
}
#endif
