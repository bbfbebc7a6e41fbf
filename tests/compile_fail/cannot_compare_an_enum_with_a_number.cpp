// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E103
// EXPECT-GCC: rowan: Job\'s column \'colour\' (Colour) can\'t be compared with
// EXPECT-GCC: a value of type int; give a value of the member\'s type
// EXPECT-CLANG: can_be_compared<Job, rowan::lang::NamedColumn<rowan::FixedString<7>{"colour"}>
// EXPECT-CLANG: , int>
#include <rowan/rowan.hpp>

using namespace rowan::literals;

enum class Colour { red, green };

struct Job : rowan::Model<Job> {
    std::string id;
    std::optional<std::string> status;
    std::int64_t records = 0;
    Colour colour = Colour::red;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    return rowan::query<Job>(session).filter("colour"_col == Colour::red);
}
#else
auto use(rowan::Session& session) { return rowan::query<Job>(session).filter("colour"_col == 0); }
#endif
