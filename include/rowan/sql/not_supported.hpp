// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/sql/dialect.hpp>

#include <string>

namespace rowan::lang {

/// Throws the error of what a database hasn't got.
[[noreturn]] inline void not_supported(const Dialect& dialect, const char* what) {
    throw NotSupported("rowan: " + std::string(dialect.name) + " has no " + what);
}

} // namespace rowan::lang
