// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E112
// EXPECT: compare with it by
// EXPECT-GCC: rowan: Job\'s column \'status\': NULL is neither more nor less than anything
// EXPECT-CLANG: compares_null<Job, rowan::lang::NamedColumn<rowan::FixedString<7>{"status"}>
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
    return rowan::query<Job>(session).filter("status"_col != nullptr);
}
#else
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter("status"_col < nullptr);
}
#endif
