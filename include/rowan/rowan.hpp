// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Everything but a database: include one of <rowan/backend/…> in one source file of the program.

#include <rowan/engine/engine.hpp>
#include <rowan/model.hpp>
#include <rowan/orm/change.hpp>
#include <rowan/orm/insert_select.hpp>
#include <rowan/orm/listen.hpp>
#include <rowan/orm/query.hpp>
#include <rowan/orm/raw_sql.hpp>
#include <rowan/orm/retry.hpp>
#include <rowan/orm/select_calls.hpp>
#include <rowan/orm/session.hpp>
#include <rowan/sql/aggregates.hpp>
#include <rowan/sql/functions.hpp>
