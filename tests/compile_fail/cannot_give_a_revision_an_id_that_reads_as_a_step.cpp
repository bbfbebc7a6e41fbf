// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E134
// EXPECT-GCC: rowan: Revisions: add-2 of AddUsers is no possible id
// EXPECT-CLANG: an id has 1 to 32 characters
// EXPECT-CLANG: has_possible_id<AddUsers>
#include <rowan/migrate/revisions.hpp>

struct AddUsers {
#ifdef CONTROL_CASE
    // [right]
    static constexpr rowan::migrate::Revision revision{.id = "add_2"};
    // [/right]
#else
    // [wrong]
    static constexpr rowan::migrate::Revision revision{.id = "add-2"};
    // [/wrong]
#endif
};

rowan::migrate::Revisions<AddUsers> history;
