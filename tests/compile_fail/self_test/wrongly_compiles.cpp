// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: rowan: five is not six
#ifdef CONTROL_CASE
static_assert(5 == 5);
#else
static_assert(6 == 6, "rowan: five is not six");
#endif
