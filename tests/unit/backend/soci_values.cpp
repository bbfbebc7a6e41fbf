// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/carrier.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/sample_values.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/backend/sqlite3_soci.hpp>
#include <rowan/rowan.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace rowan::literals;

namespace {

/// Two drivers on one file: values are written by one and read by the other.
class Drivers : rowan_test::TemporaryFile, public rowan_test::Carrier {
  public:
    Drivers(const std::string& writer, const std::string& reader)
        : Carrier(writer + path() + "?synchronous=off", reader + path()) {}
    using Carrier::write;
};

constexpr const char* soci_driver = "sqlite+soci:///";
constexpr const char* native_driver = "sqlite:///";

} // namespace

TEMPLATE_TEST_CASE("the generic driver keeps the values of every type", "", ROWAN_TEST_TYPES) {
    Drivers drivers(soci_driver, soci_driver);
    drivers.create<TestType>();
    rowan_test::laws<TestType>(rowan_test::sample_values<TestType>(), drivers);
}

TEMPLATE_TEST_CASE("what one driver writes the other reads and finds", "", bool, std::int64_t,
                   double, std::string, rowan::Blob, rowan::Date, rowan::Time, rowan::DateTime,
                   std::chrono::microseconds, boost::uuids::uuid, rowan::Decimal,
                   rowan_test::Status) {
    for (bool generic_writes : {true, false}) {
        Drivers drivers(generic_writes ? soci_driver : native_driver,
                        generic_writes ? native_driver : soci_driver);
        drivers.create<TestType>();
        for (const TestType& value : rowan_test::sample_values<TestType>()) {
            CHECK(bool(drivers(value) == value));
            CHECK(drivers.found(value) == 1);
        }
    }
}

TEST_CASE("the generic driver keeps numbers to the last bit") {
    Drivers doubles(soci_driver, soci_driver), integers(soci_driver, soci_driver);
    doubles.create<double>();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (double value : {0.1 + 0.2, 1.0 / 3, 5e-324, 1.7976931348623157e308, -infinity, infinity})
        CHECK(doubles(value) == value);
    CHECK_THROWS_AS(doubles.write(std::numeric_limits<double>::quiet_NaN()), rowan::DataError);
    integers.create<std::int64_t>();
    for (std::int64_t value : {INT64_MIN, INT64_MAX, std::int64_t{5'000'000'000}})
        CHECK(integers(value) == value);
    CHECK_THROWS_AS(integers.write(UINT64_MAX), rowan::DataError);
}

TEST_CASE("the generic driver tells empty text from NULL and stores a NUL as any character") {
    Drivers drivers(soci_driver, soci_driver);
    using Optional = std::optional<std::string>;
    drivers.create<std::string>();
    CHECK(drivers(Optional("")) == Optional(""));
    CHECK(drivers(Optional()) == std::nullopt);
    const std::string text("ab\0cd", 5);
    CHECK(drivers(text) == text);
    CHECK(drivers.found(text) == 1);
    CHECK(drivers.found(std::string("ab")) == 0);
    const std::string large(20'000'000, 'x');
    CHECK(drivers(large) == large);
}

TEST_CASE("a run-time value's kind may change from query to query of the generic driver") {
    Drivers drivers(soci_driver, soci_driver);
    drivers.create<rowan::Blob>();
    const rowan::Blob blob{std::byte{'a'}, std::byte{0}};
    drivers.write(blob);
    drivers.write(rowan::Blob{});
    CHECK(drivers.found(blob) == 1);
    CHECK(drivers.found(rowan::Blob{}) == 1);
    drivers.write(std::optional<rowan::Blob>());
    drivers.write(std::optional<rowan::Blob>(blob));
    drivers.write(std::optional<rowan::Blob>());
    CHECK(drivers.found(std::optional<rowan::Blob>(blob)) == 1);
    CHECK(drivers.found(std::optional<rowan::Blob>()) == 2);
}
