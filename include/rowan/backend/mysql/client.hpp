// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The client library: MariaDB Connector/C, which speaks to MySQL's servers too.

#include <errmsg.h>
#include <mysql.h>

#ifndef MARIADB_PACKAGE_VERSION
#error "rowan: MySQL needs the client library of MariaDB (Debian: libmariadb-dev)"
#endif
