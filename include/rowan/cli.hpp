// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The migration tool of a program: `rowan::cli::main`.

#include <rowan/cli/main.hpp>
#include <rowan/migrate.hpp>
