// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// SOCI's Firebird backend and Firebird's own interface.

#include <soci/firebird/soci-firebird.h>
#include <soci/soci.h>
