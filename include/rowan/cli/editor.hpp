// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>

#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace rowan::cli {

/// Runs the editor, which may be words with options, on a file. Throws MigrationError.
inline void open_in(const std::string& editor, const std::string& path) {
    pid_t child = ::fork();
    if (child == 0) {
        std::string command = editor + " \"$1\"";
        ::execl("/bin/sh", "sh", "-c", command.c_str(), "sh", path.c_str(),
                static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) < 0 || status != 0)
        throw MigrationError("rowan: the editor '" + editor + "' failed");
}

} // namespace rowan::cli
