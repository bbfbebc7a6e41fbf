// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Values of every built-in type, the bounds among them, that every database must keep.

#include <rowan/base/datetime.hpp>
#include <rowan/type/builtin.hpp>
#include <rowan/type/enumeration.hpp>
#include <rowan/type/json.hpp>
#include <rowan/type/uuid.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/uuid/uuid.hpp>

namespace rowan_test {

enum class Status { running, finished, failed };
enum class Level : std::int8_t { lowest = -128, low = -1, middle = 0, high = 3, highest = 127 };
enum class Sparse : unsigned { none = 0, one = 1, eighty = 80, last = 255 };

/// A user's type: told by another one.
struct Celsius {
    double degrees = 0;
    friend bool operator==(const Celsius&, const Celsius&) = default;
};
/// A user's type whose wire value is a text made on the way, and whose text may be wrong.
struct Version {
    int major_number = 0;
    int minor_number = 0;
    friend bool operator==(const Version&, const Version&) = default;
};
/// A user's type told by another user's type.
struct Release {
    Version version;
    friend bool operator==(const Release&, const Release&) = default;
};

} // namespace rowan_test

template <>
struct rowan::Type<rowan_test::Celsius> {
    using wire_type = double;
    static double to_wire(const rowan_test::Celsius& value) { return value.degrees; }
    static rowan_test::Celsius from_wire(double degrees) { return {degrees}; }
};

template <>
struct rowan::Type<rowan_test::Version> {
    using wire_type = std::string;
    static constexpr rowan::SqlType sql_type = rowan::Varchar{40};
    static std::string to_wire(const rowan_test::Version& value) {
        if (value.major_number < 0)
            throw std::domain_error("a version is not negative");
        return std::to_string(value.major_number) + "." + std::to_string(value.minor_number);
    }
    static rowan_test::Version from_wire(const std::string& text) {
        std::size_t used = 0;
        const int major_number = std::stoi(text, &used);
        return {major_number, std::stoi(text.substr(used + 1))};
    }
};

template <>
struct rowan::Type<rowan_test::Release> {
    using wire_type = rowan_test::Version;
    static rowan_test::Version to_wire(const rowan_test::Release& value) { return value.version; }
    static rowan_test::Release from_wire(const rowan_test::Version& value) { return {value}; }
};

namespace rowan_test {

template <typename Member>
std::vector<Member> sample_values() {
    using namespace std::chrono_literals;
    using std::chrono::year;
    using Limits = std::numeric_limits<Member>;
    if constexpr (std::is_same_v<Member, bool>) {
        return {false, true};
    } else if constexpr (std::is_unsigned_v<Member> && sizeof(Member) == 8) {
        return {0, 1, 255, static_cast<Member>(INT64_MAX)}; // More is not every database's.
    } else if constexpr (std::is_integral_v<Member>) {
        return {0, 1, 100, static_cast<Member>(Limits::max() - 1), Limits::max(), Limits::min()};
    } else if constexpr (std::is_floating_point_v<Member>) {
        return {Member(0),     Member(0.1),          Member(-2.5),
                Member(1) / 3, Limits::max(),        Limits::lowest(),
                Limits::min(), Limits::denorm_min(), Limits::epsilon()};
    } else if constexpr (std::is_same_v<Member, std::string>) {
        return {"",
                " ",
                "x",
                "NULL",
                "O'Brien; --",
                "123",
                "1e5",
                "0x10",
                "r\xc3\xa9ve \xf0\x9f\x90\x8d",
                std::string("a\0b", 3),
                std::string("\0", 1),
                "\xff\xfe not UTF-8",
                "line\r\nbreak\ttab\\",
                std::string(70000, 'y')};
    } else if constexpr (std::is_same_v<Member, rowan::Blob>) {
        rowan::Blob all(256);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = static_cast<std::byte>(i);
        return {{},
                {std::byte{0}},
                {std::byte{255}, std::byte{0}},
                all,
                rowan::Blob(70000, std::byte{7})};
    } else if constexpr (std::is_same_v<Member, rowan::Date>) {
        return {year(1) / 1 / 1, year(1969) / 12 / 31, year(1970) / 1 / 1, year(2024) / 2 / 29,
                year(9999) / 12 / 31};
    } else if constexpr (std::is_same_v<Member, rowan::Time>) {
        return {rowan::Time(0us), rowan::Time(1us), rowan::Time(12h), rowan::Time(100ms),
                rowan::Time(24h - 1us)};
    } else if constexpr (std::is_same_v<Member, rowan::DateTime>) {
        const auto at = [](int of_year, std::chrono::microseconds time) {
            return rowan::DateTime(std::chrono::sys_days(year(of_year) / 1 / 1)) + time;
        };
        return {at(1, 0us), at(1970, 0us), at(1970, -1us), at(2026, 19h + 502303us),
                at(10000, -1us)};
    } else if constexpr (rowan::types::is_duration<Member>) {
        return {Member(0), Member(1), Member(-1), Member(100), Member(-100)};
    } else if constexpr (std::is_same_v<Member, boost::uuids::uuid>) {
        return {{{}},
                {{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89,
                  0xab, 0xcd, 0xef}},
                {{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}}};
    } else if constexpr (std::is_same_v<Member, rowan::Decimal>) {
        return {rowan::Decimal(0),
                rowan::Decimal("1.5"),
                rowan::Decimal("-0.01"),
                rowan::Decimal("123456789012.345"),
                rowan::Decimal(-7),
                rowan::Decimal("0.3"),
                rowan::Decimal("999999999999999")};
    } else if constexpr (std::is_same_v<Member, boost::json::value>) {
        return {nullptr,
                true,
                42,
                -1.5,
                "text with \"quotes\" and \xc3\xa9",
                boost::json::array{},
                boost::json::object{},
                boost::json::object{{"a", {1, 2, nullptr}}, {"b", {{"c", "d"}}}}};
    } else if constexpr (std::is_same_v<Member, Status>) {
        return {Status::running, Status::finished, Status::failed};
    } else if constexpr (std::is_same_v<Member, Level>) {
        return {Level::lowest, Level::low, Level::middle, Level::high, Level::highest};
    } else if constexpr (std::is_same_v<Member, Sparse>) {
        return {Sparse::none, Sparse::one, Sparse::eighty, Sparse::last};
    } else if constexpr (std::is_same_v<Member, Celsius>) {
        return {{0}, {-273.15}, {36.6}};
    } else if constexpr (std::is_same_v<Member, Version>) {
        return {{0, 0}, {1, 2}, {20, 30}, {1000000000, 2000000000}};
    } else {
        static_assert(std::is_same_v<Member, Release>);
        return {{{0, 0}}, {{1, 2}}};
    }
}

} // namespace rowan_test

/// Every built-in type and three of a user's.
#define ROWAN_TEST_TYPES                                                                           \
    bool, std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t, std::uint16_t,      \
        std::uint32_t, std::uint64_t, long long, unsigned long long, float, double, std::string,   \
        rowan::Blob, rowan::Date, rowan::Time, rowan::DateTime, std::chrono::microseconds,         \
        std::chrono::milliseconds, std::chrono::seconds, std::chrono::minutes, std::chrono::hours, \
        std::chrono::days, boost::uuids::uuid, rowan::Decimal, boost::json::value,                 \
        rowan_test::Status, rowan_test::Level, rowan_test::Sparse, rowan_test::Celsius,            \
        rowan_test::Version, rowan_test::Release
