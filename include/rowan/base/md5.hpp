// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan {

/// The MD5 digest of a text (RFC 1321). Not for secrets: it only shortens names as SQLAlchemy does.
class Md5 {
  public:
    constexpr explicit Md5(std::string_view text) {
        std::uint8_t block[64]{};
        std::size_t used = 0;
        auto put = [&](std::uint8_t byte) {
            block[used++] = byte;
            if (used == 64) {
                mix(block);
                used = 0;
            }
        };
        for (char c : text)
            put(static_cast<std::uint8_t>(c));
        put(0x80);
        while (used != 56)
            put(0);
        std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
        for (int i = 0; i < 8; ++i)
            put(static_cast<std::uint8_t>(bits >> (8 * i)));
    }

    /// The digest as 32 lower-case hexadecimal digits.
    [[nodiscard]] constexpr std::array<char, 32> hex() const {
        std::array<char, 32> digits{};
        for (std::size_t i = 0; i < 16; ++i) {
            std::uint32_t byte = state_[i / 4] >> (8 * (i % 4)) & 0xff;
            digits[2 * i] = "0123456789abcdef"[byte >> 4];
            digits[2 * i + 1] = "0123456789abcdef"[byte & 15];
        }
        return digits;
    }

  private:
    static constexpr std::uint32_t sines[64] = {
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613,
        0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193,
        0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d,
        0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
        0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122,
        0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
        0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244,
        0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
        0xeb86d391};
    static constexpr int turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

    constexpr void mix(const std::uint8_t (&block)[64]) {
        std::uint32_t words[16]{};
        for (std::size_t i = 0; i < 64; ++i)
            words[i / 4] |= static_cast<std::uint32_t>(block[i]) << (8 * (i % 4));
        auto [a, b, c, d] = state_;
        for (std::size_t i = 0; i < 64; ++i) {
            std::uint32_t mixed = 0;
            std::size_t word = 0;
            switch (i / 16) {
            case 0:
                mixed = (b & c) | (~b & d);
                word = i;
                break;
            case 1:
                mixed = (d & b) | (~d & c);
                word = 5 * i + 1;
                break;
            case 2:
                mixed = b ^ c ^ d;
                word = 3 * i + 5;
                break;
            default:
                mixed = c ^ (b | ~d);
                word = 7 * i;
            }
            mixed += a + sines[i] + words[word % 16];
            int turn = turns[i / 16][i % 4];
            a = d;
            d = c;
            c = b;
            b += mixed << turn | mixed >> (32 - turn);
        }
        state_[0] += a;
        state_[1] += b;
        state_[2] += c;
        state_[3] += d;
    }

    std::array<std::uint32_t, 4> state_{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
};

} // namespace rowan
