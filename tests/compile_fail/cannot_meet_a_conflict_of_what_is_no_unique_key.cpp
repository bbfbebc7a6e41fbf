// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E164
// EXPECT-GCC: rowan: on_conflict<>() of Job: these members are neither its primary key nor a unique
// key of its table EXPECT-CLANG: is_key_of<Job, &Job::records>
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
    return rowan::on_conflict<&Job::url>().do_nothing();
    // [/right]
}
#else
auto use() {
    // [wrong]
    return rowan::on_conflict<&Job::records>().do_nothing();
    // [/wrong]
}
#endif
