// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/schema/name.hpp>

#include <string>
#include <utility>

namespace {

using rowan::meta::Name;

constexpr Name joined() { return Name("one").append("").append(" and two"); }

constexpr bool copies_are_apart() {
    Name first = "first", copy = first;
    copy.append("!");
    Name assigned;
    assigned = first;
    first = Name("other");
    return copy == "first!" && assigned == "first" && first == "other";
}

constexpr bool moved_names_are_empty() {
    Name from = "text";
    Name to = std::move(from);
    return from.empty() && from == "" && to.size() == 4;
}

constexpr bool takes_itself() {
    Name name = "ab";
    name.append(name);
    const Name& same = name;
    name = same;
    return name == "abab";
}

} // namespace

TEST_CASE("a name owns its text") {
    CHECK_TEXT(joined(), "one and two");
    CHECK_BOTH(copies_are_apart());
    CHECK_BOTH(moved_names_are_empty());
    CHECK_BOTH(takes_itself());

    std::string text = "gone soon";
    Name kept = text.c_str();
    text.assign(text.size(), 'x');
    CHECK(kept == "gone soon");
}

TEST_CASE("names compare with names and texts") {
    CHECK_BOTH(Name("a") == Name("a"));
    CHECK_BOTH(Name("a") != Name("b"));
    CHECK_BOTH("a" == Name("a"));
    CHECK_BOTH(Name() == "");
    CHECK(Name("a") == std::string("a"));
}
