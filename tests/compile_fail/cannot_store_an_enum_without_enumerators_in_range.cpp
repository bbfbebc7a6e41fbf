// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E111
// EXPECT: no enumerator from -128 to 255; specialize rowan::Type
// EXPECT-GCC: rowan: enum Mode has
// EXPECT-CLANG: has_enumerators<Mode,
#include <rowan/rowan.hpp>

#ifdef CONTROL_CASE
// [right]
enum class Mode { slow = 255, fast = 1000 };
// [/right]
#else
// [wrong]
enum class Mode { slow = 256, fast = 1000 };
// [/wrong]
#endif

struct Job : rowan::Model<Job> {
    std::string id;
    Mode mode;
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
