// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E163
// EXPECT-GCC: rowan: excluded() of Job\'s column \'records\' is a value of the row that an insert
// could not insert EXPECT-CLANG: has_excluded_row<Job, rowan::lang::NamedColumn<
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
auto use(rowan::Session& session) {
    // [right]
    session.insert(Job{}, rowan::on_conflict<&Job::url>().do_update(
                              "records"_col = rowan::excluded("records"_col)));
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Job::get(session).filter("records"_col == rowan::excluded("records"_col)).all();
    // [/wrong]
}
#endif
