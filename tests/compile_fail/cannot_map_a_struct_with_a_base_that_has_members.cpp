// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E109
// EXPECT: cannot be listed: it is no plain aggregate; take its constructors, private members
// EXPECT: and bases away, or describe it with BOOST_HANA_ADAPT_STRUCT
// EXPECT-GCC: rowan: the members of Job cannot be listed
// EXPECT-CLANG: 'is_reflectable<Job>': rowan: the members of a struct cannot be listed
#include <rowan/rowan.hpp>

struct Times {
    rowan::DateTime created;
};
#ifdef CONTROL_CASE
struct Job {
    Times times;
#else
struct Job : Times {
#endif
    std::string id;
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return rowan::query<Job>(session).all(); }
