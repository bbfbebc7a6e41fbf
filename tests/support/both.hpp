// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// One case, two evaluations: by the compiler and when the test runs.

#include "tests/support/catch.hpp"

#include <string>
#include <string_view>

#define CHECK_BOTH(...)                                                                            \
    do {                                                                                           \
        static_assert(__VA_ARGS__);                                                                \
        CHECK((__VA_ARGS__));                                                                      \
    } while (false)

/// `actual` is anything with a view(); the failure at run time shows both texts.
#define CHECK_TEXT(actual, expected)                                                               \
    do {                                                                                           \
        static_assert((actual).view() == std::string_view(expected));                              \
        CHECK(std::string((actual).view()) == std::string(expected));                              \
    } while (false)
