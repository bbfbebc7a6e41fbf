// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E115
// EXPECT: autoincrement is for a primary key of one integer
// EXPECT-GCC: rowan: table() of Job: autoincrement
// EXPECT-CLANG: has_valid_autoincrement<Job>
#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>

struct Job {
    std::int64_t id = 0;
    std::string name;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(), rowan::column<&Job::id>(rowan::autoincrement));
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::name>(),
                                               rowan::column<&Job::name>(rowan::autoincrement));
    // [/wrong]
#endif
};

const auto& job = rowan::meta::mapping<Job>;
