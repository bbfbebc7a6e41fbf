// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The first number of the version; a change of it may change any name.
#define ROWAN_VERSION_MAJOR 0
/// The second number of the version; while the first is 0, a change of it may change any name.
#define ROWAN_VERSION_MINOR 1
/// The third number of the version; a change of it only mends.
#define ROWAN_VERSION_PATCH 0

/// The version as one number to compare with `#if`: 0.1.0 is 100, 1.2.3 is 10203.
#define ROWAN_VERSION                                                                              \
    (ROWAN_VERSION_MAJOR * 10000 + ROWAN_VERSION_MINOR * 100 + ROWAN_VERSION_PATCH)

/// The version as text.
#define ROWAN_VERSION_STRING "0.1.0"
