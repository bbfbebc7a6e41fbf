// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E132
// EXPECT-GCC: rowan: Revisions: AddUsers (a1) and AddOrders (b2) need each other
// EXPECT-CLANG: so that none can be the first
// EXPECT-CLANG: are_in_no_cycle<AddUsers, AddOrders>
#include <rowan/migrate/revisions.hpp>

struct AddUsers {
#ifdef CONTROL_CASE
    // [right]
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
    // [/right]
#else
    // [wrong]
    static constexpr rowan::migrate::Revision revision{.id = "a1", .down = "b2"};
    // [/wrong]
#endif
};
struct AddOrders {
    static constexpr rowan::migrate::Revision revision{.id = "b2", .down = "a1"};
};

rowan::migrate::Revisions<AddUsers, AddOrders> history;
