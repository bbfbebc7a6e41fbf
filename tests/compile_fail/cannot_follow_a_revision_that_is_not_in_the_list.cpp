// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E131
// EXPECT-GCC: rowan: Revisions: AddOrders (b2) follows a1, which is not in the list
// EXPECT-CLANG: follows or depends on one that is not in the list
// EXPECT-CLANG: has_its_parents_in_the_list<AddOrders>
#include <rowan/migrate/revisions.hpp>

struct AddUsers {
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
};
struct AddOrders {
    static constexpr rowan::migrate::Revision revision{.id = "b2", .down = "a1"};
};

#ifdef CONTROL_CASE
// [right]
using History = rowan::migrate::Revisions<AddUsers, AddOrders>;
// [/right]
#else
// [wrong]
using History = rowan::migrate::Revisions<AddOrders>;
// [/wrong]
#endif
History history;
