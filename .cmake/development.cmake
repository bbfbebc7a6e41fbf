# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# rowan_dev is rowan as its own tests and examples see it: with warnings, each of them an error.
# In this build the headers are not system headers, so warnings in them count too.
add_library(rowan_dev INTERFACE)
target_link_libraries(rowan_dev INTERFACE rowan)
target_compile_options(
    rowan_dev
    INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
)
