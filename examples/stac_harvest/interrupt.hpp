// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <stdexcept>

namespace stac {

/// The user or the system asked the program to end.
struct Interrupted : std::runtime_error {
    Interrupted() : std::runtime_error("interrupted") {}
};

/// From now on SIGINT and SIGTERM don't end the program but are remembered.
void remember_interrupts();

/// Throws Interrupted if one of the signals has come.
void throw_if_interrupted();

} // namespace stac
