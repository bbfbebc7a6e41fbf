// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stac {

/// `1 item`, `2 items`.
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

/// The text with control characters replaced: what a catalog says can't move the cursor.
[[nodiscard]] std::string printable(std::string_view text);

/// How many columns UTF-8 text takes, at one for each character.
[[nodiscard]] std::size_t width(std::string_view text);

} // namespace stac
