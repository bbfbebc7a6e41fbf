// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>

namespace stac {

/// What the command line asks for.
struct Options {
    enum class Command { harvest, jobs, help };
    Command command = Command::help;
    std::string database = "sqlite:///stac_harvest.db";
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
    std::string catalog;
};

/// The command line can't be understood.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads the arguments after the program's name. The user is $USER where none is named.
[[nodiscard]] Options parse_options(std::span<char*> arguments);

/// What `--help` prints.
extern const char* const usage;

} // namespace stac
