// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E109
// EXPECT: cannot be listed: it is no plain aggregate; take its constructors, private members
// EXPECT: and bases away, or describe it with BOOST_HANA_ADAPT_STRUCT
// EXPECT-GCC: rowan: the members of Job cannot be listed
// EXPECT-CLANG: 'is_reflectable<Job>': rowan: the members of a struct cannot be listed
#include <rowan/rowan.hpp>

// [wrong]
struct Job : rowan::Model<Job> {
    Job() {}
    std::string id;
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};
// [/wrong]
#ifdef CONTROL_CASE
// [right]
BOOST_HANA_ADAPT_STRUCT(Job, id);
// [/right]
#endif

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
