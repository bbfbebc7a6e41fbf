// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

using boost::json::value;
using rowan::types::Cell;
using rowan::types::codec;
using rowan::types::ConversionError;

namespace {

value decoded(std::string_view text) {
    Cell cell;
    cell.set_text(text);
    value document;
    codec<value>.decode(&document, cell);
    return document;
}

} // namespace

TEST_CASE("a JSON document is stored as its text") {
    Cell cell;
    const value document =
        boost::json::object{{"bbox", {1, 2.5, nullptr}}, {"title", "r\xc3\xa9ve"}};
    codec<value>.encode(&document, cell);
    CHECK(cell.kind == rowan::types::CellKind::json);
    CHECK(decoded(cell.text) == document);
    CHECK(decoded(" [1, {\"a\": null}] ") == value(boost::json::array{1, {{"a", nullptr}}}));
}

TEST_CASE("JSON null and NULL are different") {
    Cell cell;
    std::optional<value> document = value(nullptr);
    codec<std::optional<value>>.encode(&document, cell);
    CHECK(cell.text == "null");
    codec<std::optional<value>>.decode(&document, cell);
    REQUIRE(document);
    CHECK(document->is_null());
    document.reset();
    codec<std::optional<value>>.encode(&document, cell);
    CHECK(cell.kind == rowan::types::CellKind::null);
}

TEST_CASE("deeply nested documents can be read back") {
    value document = 1;
    for (int i = 0; i < 500; ++i)
        document = boost::json::array{std::move(document)};
    Cell cell;
    codec<value>.encode(&document, cell);
    CHECK(decoded(cell.text) == document);
}

TEST_CASE("other text is no JSON document") {
    for (const char* text : {"", "{", "nul", "[1,]", "1 2", "'a'", "\xff"})
        CHECK_THROWS_AS(decoded(text), ConversionError);
    CHECK_THROWS_AS(decoded(std::string(100000, '[')), ConversionError);
}
