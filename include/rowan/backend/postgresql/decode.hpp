// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/wire.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/type/cell.hpp>
#include <rowan/type/uuid.hpp>

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace rowan::backend::postgresql_native {

/// Whether a timestamp is of the years 1 to 9999, as a DateTime is to be.
inline bool is_readable_moment(const char* wire) {
    constexpr std::int64_t earliest = iso::earliest.time_since_epoch().count() - epoch_micros;
    constexpr std::int64_t latest = iso::latest.time_since_epoch().count() - epoch_micros;
    auto since_2000 = load<std::int64_t>(wire);
    return since_2000 >= earliest && since_2000 <= latest;
}

/// The microseconds since 1970 of a timestamp. Throws ConversionError for infinity, and for moments
/// that a DateTime is not to hold.
inline std::int64_t read_moment(const char* wire) {
    auto since_2000 = load<std::int64_t>(wire);
    if (is_readable_moment(wire))
        return since_2000 + epoch_micros;
    using Limits = std::numeric_limits<std::int64_t>;
    throw types::ConversionError(since_2000 == Limits::max() || since_2000 == Limits::min()
                                     ? "the date and time is infinite"
                                     : "the date and time is not within the years 1 to 9999");
}

/// The days since 1970 of a date.
inline std::int64_t read_day(const char* wire) {
    auto since_2000 = load<std::int32_t>(wire);
    constexpr auto days = [](DateTime moment) {
        return std::chrono::floor<std::chrono::days>(moment).time_since_epoch().count();
    };
    std::int64_t day = since_2000 + epoch_days;
    if (day >= days(iso::earliest) && day <= days(iso::latest))
        return day;
    using Limits = std::numeric_limits<std::int32_t>;
    throw types::ConversionError(since_2000 == Limits::max() || since_2000 == Limits::min()
                                     ? "the date is infinite"
                                     : "the date is not within the years 1 to 9999");
}

/// The microseconds of an INTERVAL, which has months, days and microseconds apart.
inline std::int64_t read_interval(const char* wire) {
    auto micros = load<std::int64_t>(wire);
    std::int64_t days = load<std::int32_t>(wire + 8);
    if (load<std::int32_t>(wire + 12) != 0)
        throw types::ConversionError("the interval has months, which are of no certain length");
    std::int64_t total = 0;
    if (__builtin_add_overflow(days * 86'400'000'000, micros, &total))
        throw types::ConversionError("the interval is out of range");
    return total;
}

/// Reads a value in binary form; text is a view of it where it can be. Throws ConversionError for
/// what a cell can't hold.
inline void read_cell(std::uint32_t type, const char* data, std::size_t size, types::Cell& cell) {
    auto has = [&](std::size_t expected) {
        if (size != expected)
            throw types::ConversionError("the server sent a value of an unexpected size");
    };
    switch (type) {
    case oid_bool:
        has(1);
        return cell.set_boolean(*data != 0);
    case oid_int2:
        has(2);
        return cell.set_integer(load<std::int16_t>(data));
    case oid_int4:
        has(4);
        return cell.set_integer(load<std::int32_t>(data));
    case oid_oid:
        has(4);
        return cell.set_integer(load<std::uint32_t>(data));
    case oid_int8:
        has(8);
        return cell.set_integer(load<std::int64_t>(data));
    case oid_float4:
        has(4);
        return cell.set_real(static_cast<double>(std::bit_cast<float>(load<std::uint32_t>(data))));
    case oid_float8:
        has(8);
        return cell.set_real(std::bit_cast<double>(load<std::uint64_t>(data)));
    case oid_bytea:
        return cell.set_blob(data, size);
    case oid_numeric:
        return cell.set_owned(numeric_text({data, size}), types::CellKind::decimal);
    case oid_date:
        has(4);
        cell.kind = types::CellKind::date;
        cell.integer = read_day(data);
        return;
    case oid_time:
        has(8);
        cell.set_time(Time(std::chrono::microseconds(load<std::int64_t>(data))));
        if (cell.time().since_midnight >= std::chrono::days{1})
            throw types::ConversionError("the time of day is 24:00:00");
        return;
    case oid_timestamp:
    case oid_timestamptz:
        has(8);
        cell.kind = types::CellKind::datetime;
        cell.integer = read_moment(data);
        return;
    case oid_interval:
        has(16);
        return cell.set_interval(std::chrono::microseconds(read_interval(data)));
    case oid_uuid: {
        has(16);
        std::uint8_t bytes[16];
        std::memcpy(bytes, data, sizeof bytes);
        return cell.set_owned(types::write_uuid(bytes), types::CellKind::uuid);
    }
    case oid_json:
        return cell.set_text({data, size}, types::CellKind::json);
    case oid_jsonb:
        if (size == 0 || *data != 1)
            throw types::ConversionError("the server sent JSONB of an unknown version");
        return cell.set_text({data + 1, size - 1}, types::CellKind::json);
    default:
        if (!is_text_type(type))
            throw types::ConversionError("the column's type can't be read in this statement");
        return cell.set_text({data, size});
    }
}

} // namespace rowan::backend::postgresql_native
