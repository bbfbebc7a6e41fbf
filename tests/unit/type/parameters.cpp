// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/parameters.hpp>
#include <rowan/type/value.hpp>

#include <string>
#include <vector>

using namespace std::chrono_literals;
using rowan::Value;
using rowan::types::Cell;
using rowan::types::Parameters;

namespace {

std::vector<Value> samples() {
    return {Value(),
            Value(true),
            Value(INT64_MIN),
            Value(UINT64_MAX),
            Value(0.1),
            Value("text"),
            Value(std::string("a\0b", 3)),
            Value(""),
            Value(std::string(5000, 'x')),
            Value(rowan::Blob{std::byte{0}, std::byte{255}}),
            Value(rowan::Date(std::chrono::year(2024) / 2 / 29)),
            Value(rowan::Time(1us)),
            Value(rowan::DateTime(-1us)),
            Value(std::chrono::microseconds(-7))};
}

void add(Parameters& parameters, const Value& value) {
    Cell cell;
    value.encode(cell);
    parameters.add(cell);
}

Value get(const Parameters& parameters, std::size_t i) {
    Cell cell;
    cell.set_text("what was there before");
    parameters.get(i, cell);
    return Value(cell);
}

} // namespace

TEST_CASE("parameters keep values of every kind, in order, and own their texts") {
    Parameters parameters;
    for (int round = 0; round < 3; ++round)
        for (const Value& value : samples())
            add(parameters, value); // The temporary that the cell points to is gone afterwards.
    const auto wanted = samples();
    REQUIRE(parameters.size() == 3 * wanted.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        INFO("parameter number " << i);
        CHECK(get(parameters, i) == wanted[i % wanted.size()]);
    }
}

TEST_CASE("parameters are appended with their texts") {
    for (std::size_t split = 0; split <= samples().size(); ++split) {
        Parameters front, back;
        const auto wanted = samples();
        for (std::size_t i = 0; i < wanted.size(); ++i)
            add(i < split ? front : back, wanted[i]);
        front.append(back);
        const Parameters copy = front;
        front = Parameters();
        REQUIRE(copy.size() == wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            CHECK(get(copy, i) == wanted[i]);
    }
}

TEST_CASE("integers and texts are added directly") {
    Parameters parameters;
    parameters.add_integer(10);
    parameters.add_text("like%");
    parameters.add_integer(-1);
    CHECK(get(parameters, 0) == Value(10));
    CHECK(get(parameters, 1) == Value("like%"));
    CHECK(get(parameters, 2) == Value(-1));
}

TEST_CASE("texts of UUIDs, decimals and JSON are kept with their kind") {
    Parameters parameters;
    for (auto kind : {rowan::types::CellKind::uuid, rowan::types::CellKind::decimal,
                      rowan::types::CellKind::json}) {
        Cell cell;
        cell.set_owned("12", kind);
        parameters.add(cell);
        Cell back;
        parameters.get(parameters.size() - 1, back);
        CHECK(back.kind == kind);
        CHECK(back.text == "12");
    }
}
