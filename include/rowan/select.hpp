// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Selects of any shape: joins, groups, functions, subqueries, windows.

#include <rowan/orm/select_calls.hpp>
#include <rowan/sql/functions.hpp>
