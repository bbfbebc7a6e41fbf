// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E112
// EXPECT: member optional
// EXPECT-GCC: rowan: Job\'s column \'records\' is never NULL, since its member is no std::optional
// EXPECT-CLANG: can_be_null<Job, rowan::lang::NamedColumn<rowan::FixedString<8>{"records"}>
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
    return rowan::query<Job>(session).filter("records"_col != nullptr);
}
#endif
