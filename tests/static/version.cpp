// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include <rowan/version.hpp>

#define ROWAN_TEXT_OF(...) #__VA_ARGS__
#define ROWAN_DOTTED(major, minor, patch) ROWAN_TEXT_OF(major.minor.patch)

#include <string_view>

static_assert(ROWAN_DOTTED(ROWAN_VERSION_MAJOR, ROWAN_VERSION_MINOR, ROWAN_VERSION_PATCH) ==
              std::string_view(ROWAN_VERSION_STRING));
static_assert(ROWAN_VERSION >= 100);
