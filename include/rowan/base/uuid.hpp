// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>

#include <cstdint>
#include <string>
#include <sys/random.h>
#include <unistd.h>

namespace rowan {

/// A random (version 4) UUID as text, 36 characters, as Python's `str(uuid.uuid4())`.
/// Safe in every thread and after a fork. Throws Error if the system has no entropy.
/// Source: RFC 9562, section 5.4.
[[nodiscard]] inline std::string make_uuid() {
    std::uint8_t bytes[16];
    if (::getentropy(bytes, sizeof bytes) != 0)
        throw Error("rowan: the system gives no random numbers (getentropy)");
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    std::string text(36, '-');
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            ++at;
        text[at++] = "0123456789abcdef"[bytes[i] >> 4];
        text[at++] = "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

} // namespace rowan
