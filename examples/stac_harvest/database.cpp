// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The databases this program can use. Their code is compiled here, once.
#include <rowan/backend/sqlite3.hpp>
