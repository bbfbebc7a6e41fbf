// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E107
// EXPECT: is an optional of an optional, but NULL is one state; take one std::optional away
// EXPECT-GCC: rowan: Job::note
// EXPECT-CLANG: is_one_optional<Job, rowan::FixedString<5>{"note"}, std::optional<std::optional<
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::string id;
#ifdef CONTROL_CASE
    // [right]
    std::optional<std::string> note;
    // [/right]
#else
    // [wrong]
    std::optional<std::optional<std::string>> note;
    // [/wrong]
#endif
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
