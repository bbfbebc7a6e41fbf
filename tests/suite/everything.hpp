// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A column of every built-in type; tests/suite/python/same_bytes.py describes the same table.

#include <rowan/rowan.hpp>
#include <rowan/type/enumeration.hpp>
#include <rowan/type/json.hpp>
#include <rowan/type/uuid.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/uuid/uuid.hpp>

namespace rowan_test {

enum class Colour { red, green, ultramarine };

struct Everything : rowan::Model<Everything> {
    std::string id;
    bool flag = false;
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    float f32 = 0;
    double f64 = 0;
    std::string text;
    rowan::Blob bytes;
    rowan::Date day = std::chrono::year(1970) / 1 / 1;
    rowan::Time clock;
    rowan::DateTime moment;
    std::chrono::seconds lasting{};
    rowan::Decimal exact;
    boost::uuids::uuid unique_id{};
    Colour colour = Colour::red;
    boost::json::value document;
    std::string line;
    rowan::Decimal price;
    std::optional<std::string> maybe;
    std::optional<std::int64_t> maybe_number;
    std::optional<double> maybe_real;
    std::optional<bool> maybe_flag;
    std::optional<rowan::DateTime> maybe_moment;
    std::optional<rowan::Blob> maybe_bytes;

    static constexpr auto table =
        rowan::table("everything", rowan::primary_key<&Everything::id>(),
                     rowan::column<&Everything::line>(rowan::type(rowan::Varchar{40})),
                     rowan::column<&Everything::price>(rowan::type(rowan::Numeric{12, 2})));
};

} // namespace rowan_test
