// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// SOCI's ODBC backend and ODBC's own interface.

#include <soci/odbc/soci-odbc.h>
#include <soci/soci.h>
