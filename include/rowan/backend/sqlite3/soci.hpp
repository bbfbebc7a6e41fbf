// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sqlite3.h>

// SOCI 4.0 includes sqlite3.h inside this namespace; with the names already there, it finds them.
namespace sqlite_api {
using ::sqlite3;
using ::sqlite3_destructor_type;
using ::sqlite3_int64;
using ::sqlite3_stmt;
} // namespace sqlite_api

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
