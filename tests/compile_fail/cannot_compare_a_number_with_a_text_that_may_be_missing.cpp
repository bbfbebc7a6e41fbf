// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'records\' (long int) can\'t be compared with a value of type
// text EXPECT-CLANG: can_be_compared<Job,
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
    const std::optional<std::int64_t> records;
    return Job::get(session).filter("records"_col == rowan::if_set(records));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    const std::optional<std::string> records;
    return Job::get(session).filter("records"_col == rowan::if_set(records));
    // [/wrong]
}
#endif
