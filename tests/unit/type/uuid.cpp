// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/uuid.hpp>

#include <boost/uuid/uuid.hpp>

using boost::uuids::uuid;
using rowan::types::Cell;
using rowan::types::codec;
using rowan::types::ConversionError;

namespace {

uuid decoded(std::string_view text) {
    Cell cell;
    cell.set_text(text);
    uuid value{};
    codec<uuid>.decode(&value, cell);
    return value;
}

std::string encoded(const uuid& value) {
    Cell cell;
    codec<uuid>.encode(&value, cell);
    CHECK(cell.kind == rowan::types::CellKind::uuid);
    return std::string(cell.text);
}

} // namespace

TEST_CASE("a UUID is written in 36 characters and read with or without hyphens, in either case") {
    const std::string text = "01234567-89ab-cdef-0123-456789abcdef";
    CHECK(encoded(decoded(text)) == text);
    CHECK(encoded(decoded("0123456789ABCDEF0123456789abcdef")) == text);
    CHECK(encoded(uuid{}) == "00000000-0000-0000-0000-000000000000");
}

TEST_CASE("other text is no UUID") {
    for (const char* text :
         {"", "x", "01234567-89ab-cdef-0123-456789abcde", "01234567-89ab-cdef-0123-456789abcdef0",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "01234567-89ab-cdef-0123-456789abcdeg", "{01234567-89ab-cdef-0123-456789abcdef}"})
        CHECK_THROWS_AS(decoded(text), ConversionError);
}
