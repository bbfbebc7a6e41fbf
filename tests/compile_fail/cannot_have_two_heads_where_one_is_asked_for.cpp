// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E133
// EXPECT-GCC: rowan: single_head: the revisions have several heads, AddOrders (b2) and AddShips
// (c3) EXPECT-CLANG: the revisions have several heads EXPECT-CLANG: is_single_head<AddOrders,
// AddShips>
#include <rowan/migrate/revisions.hpp>

struct AddUsers {
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
};
struct AddOrders {
    static constexpr rowan::migrate::Revision revision{.id = "b2", .down = "a1"};
};
struct AddShips {
#ifdef CONTROL_CASE
    // [right]
    static constexpr rowan::migrate::Revision revision{.id = "c3", .down = "b2"};
    // [/right]
#else
    // [wrong]
    static constexpr rowan::migrate::Revision revision{.id = "c3", .down = "a1"};
    // [/wrong]
#endif
};

using History = rowan::migrate::Revisions<AddUsers, AddOrders, AddShips>;
static_assert(rowan::migrate::single_head<History>);
