// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'status\' (text) can\'t be set to a value of type
// EXPECT-CLANG: can_be_set<Job,
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
    const std::optional<std::string> status;
    return Job::get(session).update("status"_col = status);
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    const std::optional<std::string> status;
    return Job::get(session).update("status"_col = rowan::if_set(status));
    // [/wrong]
}
#endif
