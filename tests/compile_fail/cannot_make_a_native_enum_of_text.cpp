// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E118
// EXPECT: native_enum() is for a column whose member is a scoped enum
// EXPECT-GCC: rowan: table() of Job: native_enum()
// EXPECT-CLANG: has_enums_where_native<Job>
#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>
#include <rowan/type/enumeration.hpp>

enum class Status { running, finished };

struct Job {
    std::int64_t id = 0;
    std::string name;
    Status status = Status::running;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>(),
                                               rowan::column<&Job::status>(rowan::native_enum()));
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>(),
                                               rowan::column<&Job::name>(rowan::native_enum()));
    // [/wrong]
#endif
};

const auto& job = rowan::meta::mapping<Job>;
