// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/sample_values.hpp"

#include <rowan/type/codec.hpp>

#include <memory>
#include <set>

using rowan::types::codec;
using rowan::types::Fast;
using rowan::types::Mapped;
using rowan_test::Cell;
using rowan_test::CellKind;
using rowan_test::ConversionError;

TEMPLATE_TEST_CASE("a built-in or a user's type keeps the laws of codecs", "", ROWAN_TEST_TYPES) {
    rowan_test::laws<TestType>(rowan_test::sample_values<TestType>());
}

namespace {

struct Unmapped {};
enum Unscoped { a };

static_assert(!Mapped<Unmapped>);
static_assert(!Mapped<Unscoped>);
static_assert(!Mapped<char>);
static_assert(!Mapped<wchar_t>);
static_assert(!Mapped<char8_t>);
static_assert(!Mapped<long double>);
static_assert(!Mapped<void*>);
static_assert(!Mapped<const char*>);
static_assert(!Mapped<int*>);
static_assert(!Mapped<const int>);
static_assert(!Mapped<std::unique_ptr<int>>);
static_assert(!Mapped<std::vector<int>>);
static_assert(!Mapped<std::optional<std::optional<int>>>);
static_assert(!Mapped<std::chrono::nanoseconds>);
static_assert(!Mapped<std::chrono::duration<double>>);
static_assert(Mapped<std::optional<rowan_test::Release>>);

// Only types that a driver may write without a conversion are fast, each as itself.
template <typename Member>
constexpr Fast fast_of = codec<Member>.fast;
static_assert(fast_of<std::string> == Fast::text);
static_assert(fast_of<std::optional<std::string>> == Fast::optional_text);
static_assert(fast_of<std::int64_t> == Fast::int64);
static_assert(fast_of<std::optional<std::int64_t>> == Fast::optional_int64);
static_assert(fast_of<std::int32_t> == Fast::int32);
static_assert(fast_of<std::optional<std::int32_t>> == Fast::optional_int32);
static_assert(fast_of<double> == Fast::real);
static_assert(fast_of<std::optional<double>> == Fast::optional_real);
static_assert(fast_of<rowan::DateTime> == Fast::datetime);
static_assert(fast_of<std::optional<rowan::DateTime>> == Fast::optional_datetime);
static_assert(fast_of<std::int16_t> == Fast::none);
static_assert(fast_of<std::optional<std::int16_t>> == Fast::none);
static_assert(fast_of<std::optional<bool>> == Fast::none);
static_assert(fast_of<long long> == Fast::none);
static_assert(fast_of<std::uint64_t> == Fast::none);
static_assert(fast_of<std::optional<std::uint64_t>> == Fast::none);
static_assert(fast_of<std::optional<float>> == Fast::none);
static_assert(fast_of<std::optional<rowan::Decimal>> == Fast::none);
static_assert(fast_of<rowan_test::Celsius> == Fast::none);
static_assert(fast_of<std::optional<rowan_test::Version>> == Fast::none);

} // namespace

TEST_CASE("a user's type has the SQL type of its wire type or one of its own") {
    CHECK(codec<rowan_test::Celsius>.sql_type == rowan::Double{});
    CHECK(codec<rowan_test::Version>.sql_type == rowan::Varchar{40});
    CHECK(codec<rowan_test::Release>.sql_type == rowan::Varchar{40});
    CHECK(codec<rowan_test::Release>.kind == CellKind::text);
    CHECK(codec<rowan_test::Celsius>.kind == CellKind::real);
}

TEST_CASE("what a user's conversion throws tells of a value that can't be converted") {
    Cell cell;
    cell.set_text("one.two");
    rowan_test::Version version;
    CHECK_THROWS_AS(codec<rowan_test::Version>.decode(&version, cell), ConversionError);
    version.major_number = -1;
    CHECK_THROWS_WITH(codec<rowan_test::Version>.encode(&version, cell),
                      "a version is not negative");
    cell.set_real(1);
    CHECK_THROWS_WITH(codec<rowan_test::Version>.decode(&version, cell),
                      "expected text, found real");
}

TEST_CASE("a wire text outlives the value it was made of, whatever the cell pointed to before") {
    Cell cell;
    {
        const std::string gone(1000, 'x');
        cell.set_text(gone);
    }
    const rowan_test::Celsius celsius{20};
    codec<rowan_test::Celsius>.encode(&celsius, cell); // Must not look at the text that is gone.
    CHECK(cell.kind == CellKind::real);
    const rowan_test::Version version{1234567, 7654321};
    codec<rowan_test::Version>.encode(&version, cell);
    const std::string other(1000, 'y');
    CHECK(cell.text == "1234567.7654321");
}
