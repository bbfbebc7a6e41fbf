// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// Which spelling of a function a dialect takes.
enum class Speech : std::uint8_t { sqlite, postgresql, mysql, firebird };

/// How a function is spelled: `{0}` is its first operand, `{*}` all of them, `{a}` the operands of
/// an aggregate, `{o}` the place of FILTER and OVER. Empty: as the standard has it; "!": this
/// database has none. (Pointers: to make a string_view of each text cost every file a hundredth of
/// a second.)
struct Spelling {
    const char* name; ///< For messages.
    const char* standard;
    const char* sqlite = "";
    const char* postgresql = "";
    const char* mysql = "";
    const char* firebird = "";
};

constexpr std::string_view spelling_in(const Spelling& spelling, Speech speech) {
    const char* own = speech == Speech::sqlite       ? spelling.sqlite
                      : speech == Speech::postgresql ? spelling.postgresql
                      : speech == Speech::mysql      ? spelling.mysql
                                                     : spelling.firebird;
    return *own == '\0' ? spelling.standard : own;
}

} // namespace rowan::lang
