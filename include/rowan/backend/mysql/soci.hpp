// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/client.hpp>

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>
