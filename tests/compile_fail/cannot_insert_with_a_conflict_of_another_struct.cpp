// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E166
// EXPECT-GCC: rowan: an on_conflict() of Job is not for an insert of Author
// EXPECT-CLANG: is_conflict_of<Author, Job>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

struct Job : rowan::Model<Job> {
    std::string id;
    std::string url;
    std::int64_t records = 0;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(), rowan::unique<&Job::url>());
};

struct Author : rowan::Model<Author> {
    std::string id;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    session.insert(Author{}, rowan::on_conflict<&Author::id>().do_nothing());
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    session.insert(Author{}, rowan::on_conflict<&Job::url>().do_nothing());
    // [/wrong]
}
#endif
