// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E130
// EXPECT-GCC: rowan: Revisions: AddUsers and AddOrders both have the name a1
// EXPECT-CLANG: two revisions have the same id or label
// EXPECT-CLANG: have_different_names<AddOrders, AddUsers>
#include <rowan/migrate/revisions.hpp>

struct AddUsers {
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
};
struct AddOrders {
#ifdef CONTROL_CASE
    // [right]
    static constexpr rowan::migrate::Revision revision{.id = "b2", .down = "a1"};
    // [/right]
#else
    // [wrong]
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
    // [/wrong]
#endif
};

rowan::migrate::Revisions<AddUsers, AddOrders> history;
