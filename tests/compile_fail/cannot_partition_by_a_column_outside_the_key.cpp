// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E119
// EXPECT: a column that the table is partitioned by is not in its primary key
// EXPECT-GCC: rowan: table() of Reading: a column
// EXPECT-CLANG: has_partition_columns_in_key<Reading>
#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>

struct Reading {
    std::int64_t sensor = 0;
    rowan::Date day;
    double value = 0;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Reading::sensor, &Reading::day>(),
                     rowan::partition_by_range<&Reading::day>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table(rowan::primary_key<&Reading::sensor>(),
                                               rowan::partition_by_range<&Reading::day>());
    // [/wrong]
#endif
};

const auto& reading = rowan::meta::mapping<Reading>;
