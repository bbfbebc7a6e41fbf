// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E175
// EXPECT-GCC: rowan: Parcel is a StatefulModel and has no fitting column state: add a member
// EXPECT-CLANG: has_state<Parcel>
// EXPECT-CLANG: a StatefulModel has a member `state`
#include <rowan/orm/stateful.hpp>
#include <rowan/rowan.hpp>

#ifdef CONTROL_CASE
// [right]
struct Parcel : rowan::StatefulModel<Parcel> {
    std::int64_t id = 0;
    std::string state = "active";

    static constexpr auto table = rowan::table(rowan::primary_key<&Parcel::id>());
};
// [/right]
#else
// [wrong]
struct Parcel : rowan::StatefulModel<Parcel> {
    std::int64_t id = 0;
    bool deleted = false;

    static constexpr auto table = rowan::table(rowan::primary_key<&Parcel::id>());
};
// [/wrong]
#endif

void use(rowan::Session& session, Parcel& parcel) { parcel.mark_deleted(session); }
