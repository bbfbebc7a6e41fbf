// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/error.hpp>
#include <rowan/type/decimal.hpp>

#include <type_traits>
#include <utility>
#include <vector>

using rowan::Decimal;

namespace {

std::string canonical(std::string_view text) { return Decimal(text).text(); }

// A floating point number would silently lose its fraction or show digits nobody wrote.
static_assert(!std::is_constructible_v<Decimal, double>);
static_assert(!std::is_convertible_v<int, Decimal>);

} // namespace

TEST_CASE("a decimal is kept as canonical text") {
    for (auto [text, wanted] : std::vector<std::pair<const char*, const char*>>{
             {"0", "0"},
             {"-0", "0"},
             {"+0.00", "0"},
             {"000", "0"},
             {"1", "1"},
             {"+1", "1"},
             {"-1", "-1"},
             {"007", "7"},
             {"1.50", "1.5"},
             {"1.", "1"},
             {".5", "0.5"},
             {"-.50", "-0.5"},
             {"100", "100"},
             {"100.00", "100"},
             {"0.001", "0.001"},
             {"1e3", "1000"},
             {"1E+3", "1000"},
             {"1.5e1", "15"},
             {"1.5e-1", "0.15"},
             {"15e-1", "1.5"},
             {"0e1000", "0"},
             {"1e-5", "0.00001"},
             {"-12.340e2", "-1234"},
             {"123456789012345678901234567890.123456789",
              "123456789012345678901234567890.123456789"},
         }) {
        INFO(text);
        CHECK(canonical(text) == wanted);
        CHECK(canonical(canonical(text)) == wanted);
    }
    CHECK(Decimal().text() == "0");
    CHECK(Decimal(INT64_MIN).text() == "-9223372036854775808");
    CHECK(Decimal(UINT64_MAX).text() == "18446744073709551615");
}

TEST_CASE("the exponent of a decimal may be up to 1000") {
    CHECK(canonical("1e1000") == "1" + std::string(1000, '0'));
    CHECK(canonical("1e-1000") == "0." + std::string(999, '0') + "1");
    CHECK_THROWS_AS(Decimal("1e1001"), rowan::Error);
    CHECK_THROWS_AS(Decimal("1e-1001"), rowan::Error);
    CHECK_THROWS_AS(Decimal("1e99999999999999999999"), rowan::Error);
}

TEST_CASE("other text is no decimal") {
    for (const char* text :
         {"",    " ",   "-",   "+",  ".",  "-.",   "e5",  "1e",  "1e+",   "1e-",   "1.2.3",
          "1,5", "--1", "+-1", "1 ", " 1", "0x10", "nan", "inf", "1e5.5", "1_000", "½"}) {
        INFO(text);
        CHECK_THROWS_AS(Decimal(text), rowan::Error);
    }
    CHECK_THROWS_WITH(Decimal("abc"), "rowan: 'abc' is not a decimal number");
}

TEST_CASE("decimals are ordered by their values") {
    const std::vector<const char*> ascending = {
        "-1000", "-999.99", "-10",  "-9",   "-1.5", "-1.25",  "-1",   "-0.5",
        "-0.05", "0",       "0.05", "0.25", "0.5",  "1",      "1.25", "1.5",
        "9",     "10",      "10.1", "99",   "100",  "999.99", "1000", "1e30"};
    for (std::size_t i = 0; i < ascending.size(); ++i)
        for (std::size_t j = 0; j < ascending.size(); ++j) {
            INFO(ascending[i] << " and " << ascending[j]);
            const Decimal left(ascending[i]), right(ascending[j]);
            CHECK((left <=> right) == (i <=> j));
            CHECK((left == right) == (i == j));
        }
    CHECK(Decimal("1.50") == Decimal("1.5"));
    CHECK(Decimal("1e2") == Decimal(100));
    CHECK(Decimal("-0") == Decimal());
}

TEST_CASE("digits() counts without leading zeros") {
    CHECK(Decimal("0").digits() == 0);
    CHECK(Decimal("0.001").digits() == 1);
    CHECK(Decimal("-12.5").digits() == 3);
    CHECK(Decimal("100").digits() == 3);
    CHECK(Decimal("123456789012345.678").digits() == 18);
}

TEST_CASE("a decimal that was moved away can still be compared") {
    Decimal original("12345678901234567890.5");
    const Decimal moved = std::move(original);
    CHECK((original < moved || original > moved || original == moved)); // NOLINT: it is the point
    original = Decimal(1);
    CHECK(original < moved);
}
