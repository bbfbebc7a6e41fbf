// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// std::shared_ptr for headers that every file of a program includes. What <memory> has beside it
// (algorithms, parallel ones, std::atomic of pointers) would be a twelfth of <rowan/rowan.hpp>.

#include <cstddef> // says whose library it is
#if defined(_GLIBCXX_RELEASE) && __has_include(<bits/shared_ptr.h>)
#include <bits/shared_ptr.h>
#else
#include <memory>
#endif
