// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'records\' (long int) can\'t be compared with
// EXPECT-GCC: a value of type text; give a value of the member\'s type
// EXPECT-CLANG: can_be_compared<Job, rowan::lang::NamedColumn<rowan::FixedString<8>{"records"}>
// EXPECT-CLANG: std::basic_string<char
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
    return rowan::query<Job>(session).filter("records"_col.between(1, 9));
}
#else
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter("records"_col.between("1", "9"));
}
#endif
