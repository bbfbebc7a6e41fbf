// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/key_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

using rowan::engine::KeyBytes;
using rowan::engine::KeyIndex;
using rowan::types::Cell;

namespace {

std::string integer(std::int64_t value) {
    Cell cell;
    cell.set_integer(value);
    KeyBytes bytes;
    bytes.add(cell);
    return std::string(bytes.view());
}
std::string texts(std::string_view first, std::string_view second) {
    Cell cell;
    KeyBytes bytes;
    for (std::string_view text : {first, second}) {
        cell.set_text(text);
        bytes.add(cell);
    }
    return std::string(bytes.view());
}

} // namespace

TEST_CASE("keys are numbered in the order in which they come, each once") {
    KeyIndex index;
    CHECK(index.find(integer(7)) == KeyIndex::none);
    for (std::int64_t i = 0; i < 5000; ++i)
        REQUIRE(index.add(integer(i * 1024)) == static_cast<std::size_t>(i));
    CHECK(index.add(integer(2048)) == 2);
    CHECK(index.size() == 5000);
    for (std::int64_t i = 0; i < 5000; ++i)
        REQUIRE(index.find(integer(i * 1024)) == static_cast<std::size_t>(i));
    CHECK(index.find(integer(1)) == KeyIndex::none);
    CHECK(index.find(integer(1024)) == 1);
    CHECK(index[1] == integer(1024));
}

TEST_CASE("values of a key don't run into each other") {
    CHECK(texts("ab", "c") != texts("a", "bc"));
    CHECK(texts("", "a") != texts("a", ""));
    CHECK(integer(1) != integer(256));
    Cell cell;
    cell.set_text(std::string_view("\1\0\0\0\0\0\0\0", 8));
    KeyBytes bytes;
    bytes.add(cell);
    CHECK(bytes.view() != integer(1));
}
