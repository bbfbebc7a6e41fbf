// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E116
// EXPECT: a part that is about one column names an embedded struct or a relation
// EXPECT-GCC: rowan: table() of House: a part
// EXPECT-CLANG: is_one_column<House, &House::place>
#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>

struct Place {
    std::string street, city;
};
struct House {
    std::int64_t id = 0;
    Place place;
#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&House::id>(), rowan::index<&House::place>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&House::id>(), rowan::column<&House::place>("place"));
    // [/wrong]
#endif
};

const auto& house = rowan::meta::mapping<House>;
