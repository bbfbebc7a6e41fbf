// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The one file of each test program that brings the database.
#include <rowan/backend/sqlite3.hpp>
