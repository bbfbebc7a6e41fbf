// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Migrations: operations, revisions, their graph, and runs on databases.

#include <rowan/migrate/apply.hpp>
#include <rowan/migrate/autogenerate.hpp>
#include <rowan/migrate/compare.hpp>
#include <rowan/migrate/cpp_source.hpp>
#include <rowan/migrate/history.hpp>
#include <rowan/migrate/in_sync.hpp>
#include <rowan/migrate/model_source.hpp>
#include <rowan/migrate/offline.hpp>
#include <rowan/migrate/plan.hpp>
#include <rowan/migrate/recorder.hpp>
#include <rowan/migrate/reverse.hpp>
#include <rowan/migrate/revisions.hpp>
#include <rowan/migrate/runner.hpp>
#include <rowan/type/builtin.hpp>
