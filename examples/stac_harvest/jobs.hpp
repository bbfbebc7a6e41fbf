// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <iosfwd>
#include <optional>
#include <string>

namespace stac {

/// Prints the jobs of a user as a table, the oldest first; without a user those that name none.
/// Uses the default engine.
void print_jobs(std::ostream& out, const std::optional<std::string>& user);

} // namespace stac
