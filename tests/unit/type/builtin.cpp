// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/iso8601.hpp>
#include <rowan/type/builtin.hpp>

#include <clocale>
#include <cmath>
#include <limits>

using namespace std::chrono_literals;
using rowan::types::Cell;
using rowan::types::CellKind;
using rowan::types::codec;
using rowan::types::ConversionError;

namespace {

template <typename Member>
Member decoded(const Cell& cell) {
    Member member{};
    codec<Member>.decode(&member, cell);
    return member;
}

template <typename Member>
Cell encoded(const Member& value) {
    Cell cell;
    codec<Member>.encode(&value, cell);
    return cell;
}

Cell integer(std::int64_t value) {
    Cell cell;
    cell.set_integer(value);
    return cell;
}
Cell real(double value) {
    Cell cell;
    cell.set_real(value);
    return cell;
}
Cell text(std::string_view value, CellKind kind = CellKind::text) {
    Cell cell;
    cell.set_text(value, kind);
    return cell;
}

} // namespace

TEMPLATE_TEST_CASE("an integer is read within its bounds and refused beyond", "", std::int8_t,
                   std::int16_t, std::int32_t, std::uint8_t, std::uint16_t, std::uint32_t) {
    constexpr std::int64_t least = std::numeric_limits<TestType>::min();
    constexpr std::int64_t most = std::numeric_limits<TestType>::max();
    CHECK(decoded<TestType>(integer(least)) == least);
    CHECK(decoded<TestType>(integer(most)) == most);
    CHECK_THROWS_AS(decoded<TestType>(integer(least - 1)), ConversionError);
    CHECK_THROWS_AS(decoded<TestType>(integer(most + 1)), ConversionError);
    CHECK_THROWS_AS(decoded<TestType>(integer(INT64_MIN)), ConversionError);
    CHECK_THROWS_AS(decoded<TestType>(integer(INT64_MAX)), ConversionError);
    CHECK(decoded<TestType>(text("100", CellKind::decimal)) == 100);
}

TEST_CASE("the bounds of 64 bits, signed and unsigned") {
    CHECK(decoded<std::int64_t>(integer(INT64_MIN)) == INT64_MIN);
    CHECK(decoded<std::int64_t>(integer(INT64_MAX)) == INT64_MAX);
    CHECK(decoded<std::uint64_t>(integer(INT64_MAX)) == std::uint64_t{INT64_MAX});
    CHECK_THROWS_AS(decoded<std::uint64_t>(integer(-1)), ConversionError);

    const Cell largest = encoded(UINT64_MAX);
    CHECK(largest.kind == CellKind::unsigned_integer);
    CHECK(decoded<std::uint64_t>(largest) == UINT64_MAX);
    CHECK_THROWS_AS(decoded<std::int64_t>(largest), ConversionError);
    CHECK(encoded(std::uint64_t{INT64_MAX}).kind == CellKind::integer);
    CHECK(encoded(std::uint64_t{INT64_MAX} + 1).kind == CellKind::unsigned_integer);

    const auto decimal = [](const char* digits) { return text(digits, CellKind::decimal); };
    CHECK(decoded<std::uint64_t>(decimal("18446744073709551615")) == UINT64_MAX);
    CHECK(decoded<std::int64_t>(decimal("-9223372036854775808")) == INT64_MIN);
    CHECK(decoded<std::int64_t>(decimal("9223372036854775807")) == INT64_MAX);
    for (const char* wrong : {"18446744073709551616", "99999999999999999999", "-1", "1.5", "", "-",
                              "1e3", "100000000000000000000000"})
        CHECK_THROWS_AS(decoded<std::uint64_t>(decimal(wrong)), ConversionError);
    CHECK_THROWS_AS(decoded<std::int64_t>(decimal("9223372036854775808")), ConversionError);
    CHECK_THROWS_AS(decoded<std::int64_t>(decimal("-9223372036854775809")), ConversionError);
}

TEST_CASE("an integer's errors say what was expected and never the value") {
    CHECK_THROWS_WITH(decoded<int>(text("secret")), "expected an integer of 32 bits, found text");
    CHECK_THROWS_WITH(decoded<std::uint8_t>(integer(256)),
                      "the number is out of range of an unsigned integer of 8 bits");
    CHECK_THROWS_WITH(decoded<std::int64_t>(Cell{}), "expected an integer of 64 bits, found NULL");
    CHECK_THROWS_WITH(decoded<std::int16_t>(real(1)), "expected an integer of 16 bits, found real");
}

TEST_CASE("a boolean is 0 or 1") {
    CHECK(encoded(true).kind == CellKind::boolean);
    CHECK(decoded<bool>(integer(1)));
    CHECK_FALSE(decoded<bool>(integer(0)));
    CHECK_THROWS_AS(decoded<bool>(integer(2)), ConversionError);
    CHECK_THROWS_AS(decoded<bool>(integer(-1)), ConversionError);
    CHECK_THROWS_AS(decoded<bool>(text("true")), ConversionError);
}

TEST_CASE("floating point numbers keep infinities and NaN, and refuse what is out of range") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(decoded<double>(real(-infinity)) == -infinity);
    CHECK(std::isnan(decoded<double>(real(std::nan("")))));
    CHECK(std::signbit(decoded<double>(real(-0.0))));
    CHECK(decoded<double>(integer(3)) == 3.0);
    CHECK(decoded<double>(text("2.5", CellKind::decimal)) == 2.5);
    CHECK_THROWS_AS(decoded<double>(text("2.5")), ConversionError);
    CHECK_THROWS_AS(decoded<double>(text("2,5", CellKind::decimal)), ConversionError);

    constexpr float most = std::numeric_limits<float>::max();
    CHECK(decoded<float>(real(infinity)) == std::numeric_limits<float>::infinity());
    CHECK(std::isnan(decoded<float>(real(std::nan("")))));
    CHECK(decoded<float>(real(double{most})) == most);
    CHECK(decoded<float>(real(3.4028235e38)) == most); // As PostgreSQL prints it.
    CHECK(decoded<float>(real(-3.4028235e38)) == -most);
    CHECK_THROWS_AS(decoded<float>(real(3.4028236e38)), ConversionError);
    CHECK_THROWS_AS(decoded<float>(real(-1e300)), ConversionError);
    CHECK(decoded<float>(real(1e-300)) == 0.0f);
}

TEST_CASE("decimals are read alike in every locale") {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    // Skips itself silently where no such locale is installed.
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
        if (!std::setlocale(LC_ALL, name))
            continue;
        CHECK(decoded<double>(text("2.5", CellKind::decimal)) == 2.5);
        CHECK(decoded<rowan::Decimal>(real(2.5)).text() == "2.5");
    }
    std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("text is kept byte by byte") {
    const std::string odd("a\0\xff\xfe", 4);
    CHECK(encoded(odd).text == odd);
    CHECK(decoded<std::string>(text(odd)) == odd);
    CHECK(decoded<std::string>(integer(12)) == "12");
    CHECK(decoded<std::string>(text(odd, CellKind::blob)) == odd);
    CHECK_THROWS_AS(decoded<std::string>(real(1.5)), ConversionError);
}

TEST_CASE("a date or moment that no database keeps is refused before it is sent") {
    using std::chrono::year;
    CHECK_THROWS_AS(encoded(rowan::Date(year(2026) / 2 / 30)), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::Date(year(0) / 1 / 1)), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::Date(year(10000) / 1 / 1)), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::DateTime::max()), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::iso::earliest - 1us), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::Time(24h)), ConversionError);
    CHECK_THROWS_AS(encoded(rowan::Time(-1us)), ConversionError);
}

TEST_CASE("dates and times are read from text, as SQLite has them") {
    CHECK(decoded<rowan::DateTime>(text("2026-11-22 19:44:59.502303")) ==
          rowan::parse<rowan::DateTime>("2026-11-22T19:44:59.502303Z"));
    CHECK(decoded<rowan::Date>(text("2024-02-29")) == std::chrono::year(2024) / 2 / 29);
    CHECK(decoded<rowan::Time>(text("10:00:00.000001")) == rowan::Time(10h + 1us));
    CHECK_THROWS_WITH(decoded<rowan::Date>(text("2023-02-29")),
                      "expected a date, the text is none");
    CHECK_THROWS_WITH(decoded<rowan::DateTime>(integer(1700000000)),
                      "expected a date and time, found integer");
}

TEST_CASE("a length of time fits its unit and its count or is refused") {
    using Days = std::chrono::duration<int, std::ratio<86400>>;
    using Few = std::chrono::duration<std::int8_t, std::ratio<3600>>;
    using Unsigned = std::chrono::duration<std::uint64_t, std::micro>;
    const auto interval = [](std::chrono::microseconds value) {
        Cell cell;
        cell.set_interval(value);
        return cell;
    };
    CHECK(encoded(Days(3)).integer == std::chrono::microseconds(72h).count());
    CHECK(encoded(Days(-100'000)).integer < 0);
    CHECK(decoded<Days>(interval(72h)) == Days(3));
    CHECK_THROWS_AS(decoded<Days>(interval(73h)), ConversionError);
    CHECK(encoded(Few(127)).integer == std::chrono::microseconds(127h).count());
    CHECK(decoded<Few>(interval(-128h)) == Few(-128));
    CHECK_THROWS_AS(decoded<Few>(interval(128h)), ConversionError);
    CHECK_THROWS_AS(encoded(Unsigned(UINT64_MAX)), ConversionError);
    CHECK_THROWS_AS(decoded<Unsigned>(interval(-1us)), ConversionError);
    CHECK_THROWS_AS(encoded(std::chrono::hours::max()), ConversionError);
    CHECK_THROWS_AS(encoded(std::chrono::hours::min()), ConversionError);
    CHECK(encoded(std::chrono::microseconds::max()).integer == INT64_MAX);
    CHECK(encoded(std::chrono::microseconds::min()).integer == INT64_MIN);
    // SQLite and MySQL have no intervals: the moment that far from 1970, as SQLAlchemy writes it.
    CHECK(decoded<std::chrono::seconds>(text("1970-01-01 00:01:05.000000")) == 65s);
    CHECK(decoded<std::chrono::seconds>(text("1969-12-31 23:59:59.000000")) == -1s);
    CHECK_THROWS_AS(decoded<std::chrono::seconds>(text("1970-01-01 00:00:00.5")), ConversionError);
    CHECK_THROWS_AS(decoded<std::chrono::seconds>(integer(5)), ConversionError);
}

TEST_CASE("a decimal is read from integers, reals of 15 digits and text") {
    CHECK(decoded<rowan::Decimal>(integer(-7)).text() == "-7");
    CHECK(decoded<rowan::Decimal>(real(0.1 + 0.2)).text() == "0.3");
    CHECK(decoded<rowan::Decimal>(real(1e20)).text() == "100000000000000000000");
    CHECK(decoded<rowan::Decimal>(text("1.50")).text() == "1.5");
    CHECK_THROWS_AS(decoded<rowan::Decimal>(text("abc")), ConversionError);
    CHECK_THROWS_AS(decoded<rowan::Decimal>(real(std::nan(""))), ConversionError);
    CHECK_THROWS_AS(decoded<rowan::Decimal>(real(HUGE_VAL)), ConversionError);
}
