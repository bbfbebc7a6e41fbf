// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Values that were written are found by filters: what is bound to a condition is what is stored.
#include "tests/suite/types.hpp"

#include <rowan/type/uuid.hpp>

#include <chrono>
#include <limits>

#include <boost/uuid/uuid.hpp>

using namespace rowan_test;
using namespace std::chrono_literals;

namespace {

enum class Status { running, finished };

template <typename Member>
void is_found(std::initializer_list<Member> values) {
    Through<Member> through;
    std::size_t number = 0;
    for (const Member& value : values) {
        INFO("value " << number++);
        CHECK_FALSE(through.finds(value));
        through.write(value);
        CHECK(through.finds(value));
        CHECK_FALSE(through.finds(std::optional<Member>(value)));
        through.write(std::optional<Member>(value));
        CHECK(through.finds(std::optional<Member>(value)));
    }
    CHECK_FALSE(through.finds(std::optional<Member>()));
    through.write(std::optional<Member>());
    CHECK(through.finds(std::optional<Member>()));
}

} // namespace

TEST_CASE("a filter finds a stored value of each type, and no other") {
    is_found<std::int8_t>({0, -128, 127});
    is_found<std::int64_t>({0, INT64_MIN, INT64_MAX, 1LL << 53, (1LL << 53) + 1});
    is_found<std::uint64_t>({0, INT64_MAX});
    is_found<double>({0, 0.1, -1e300});
    if (dialect().exact_doubles)
        is_found<double>({1.0 / 3, std::numeric_limits<double>::denorm_min()});
    else
        CHECK_THROWS_AS(Through<double>().finds(1.0 / 3), rowan::DataError);
    is_found<std::string>({"", "x", "X", "r\xc3\xa9ve \xf0\x9f\x90\x8d", "reve"});
    if (!dialect().pads_text)
        is_found<std::string>({"", " ", "x", "x "});
    if (dialect().blobs)
        is_found<rowan::Blob>({{std::byte{0}}, {std::byte{255}, std::byte{0}, std::byte{39}}});
    else
        CHECK_THROWS_AS(Through<rowan::Blob>().finds(rowan::Blob{}), rowan::DataError);
    if (dialect().blobs && !dialect().pads_text)
        is_found<rowan::Blob>({{}, {std::byte{0}}});
    is_found<rowan::Date>({1y / 1 / 1, 1970y / 1 / 1, 9999y / 12 / 31});
    is_found<rowan::Time>({rowan::Time(0us), rowan::Time(1us), rowan::Time(24h - 1us)});
    const rowan::DateTime noon = std::chrono::sys_days(2024y / 2 / 29) + 12h;
    is_found<rowan::DateTime>({noon, noon + 1us, noon - 1us});
    is_found<std::chrono::microseconds>({0us, 1us, -1us, 100h});
    is_found<boost::uuids::uuid>({{{1, 2, 3}}, {{1, 2, 4}}});
    is_found<rowan::Decimal>({rowan::Decimal("0.3"), rowan::Decimal("-0.01"), rowan::Decimal(7)});
    is_found<Status>({Status::running, Status::finished});
    is_found<bool>({true, false});
}
