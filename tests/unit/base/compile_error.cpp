// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/compile_error.hpp>
#include <rowan/base/fixed_string.hpp>

using rowan::errors::edit_distance;

static_assert(edit_distance("", "") == 0);
static_assert(edit_distance("status", "status") == 0);
static_assert(edit_distance("statsu", "status") == 2);
static_assert(edit_distance("usr", "user") == 1);
static_assert(edit_distance("user", "usr") == 1);
static_assert(edit_distance("uzer", "user") == 1);
static_assert(edit_distance("", "user") == 4);
static_assert(edit_distance("colour", "") == 6);
static_assert(edit_distance("a234567890123456789012345678901234567890123456789012345678901234x",
                            "") == 64);

namespace {

template <rowan::FixedString Text>
constexpr std::string_view text_of = Text.view();

static_assert(text_of<"user"> == "user");
static_assert(text_of<""> == "");
static_assert(text_of<"a\0b"> == std::string_view("a\0b", 3));

} // namespace

TEST_CASE("a compiler's message is put together from names and words") {
    constexpr rowan::errors::Message message("rowan: ", std::string_view("User"), " has no key");
    constexpr auto sentence = rowan::errors::shrink<message.length + 1>(message);
    CHECK(std::string_view(sentence.text) == "rowan: User has no key");
    CHECK(sizeof sentence.text == 23);
}
