// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E113
// EXPECT-GCC: rowan: get(), filter_by(), make() or update() of Job: \'status\' is not set by \'=\'
// EXPECT-CLANG: is_assignment<Job, rowan::lang::Comparison<
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
    return rowan::query<Job>(session).filter_by("status"_col = "x");
}
#else
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter_by("status"_col == "x");
}
#endif
