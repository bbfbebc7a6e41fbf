// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/base/md5.hpp>

#include <string_view>

namespace {

constexpr bool digests_to(std::string_view text, std::string_view digest) {
    auto hex = rowan::Md5(text).hex();
    return std::string_view(hex.data(), hex.size()) == digest;
}

} // namespace

TEST_CASE("md5 gives the digests of RFC 1321") {
    CHECK_BOTH(digests_to("", "d41d8cd98f00b204e9800998ecf8427e"));
    CHECK_BOTH(digests_to("a", "0cc175b9c0f1b6a831c399e269772661"));
    CHECK_BOTH(digests_to("abc", "900150983cd24fb0d6963f7d28e17f72"));
    CHECK_BOTH(digests_to("message digest", "f96b697d7cb7938d525a2f31aaf161d0"));
    CHECK_BOTH(digests_to("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"));
    CHECK_BOTH(digests_to("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                          "d174ab98d277d9f5a5611c2c9f419d9f"));
    CHECK_BOTH(digests_to("1234567890123456789012345678901234567890123456789012345678901234567890"
                          "1234567890",
                          "57edf4a22be3c955ac49da2e2107b67a"));
}

TEST_CASE("md5 pads texts around the length of a block") {
    constexpr std::string_view letters =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    CHECK_BOTH(digests_to(letters.substr(0, 55), "ef1772b6dff9a122358552954ad0df65"));
    CHECK_BOTH(digests_to(letters.substr(0, 56), "3b0c8ac703f828b04c6c197006d17218"));
    CHECK_BOTH(digests_to(letters.substr(0, 64), "014842d480b571495a4a0363793f7367"));
}
