// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: rowan:
// EXPECT-GCC: rowan: seven is not six
// EXPECT-CLANG: rowan: seven is not six
#ifdef CONTROL_CASE
static_assert(5 == 5);
#elif defined(__clang__)
static_assert(5 == 6, "rowan: clang says so");
#else
static_assert(5 == 6, "rowan: gcc says so");
#endif
