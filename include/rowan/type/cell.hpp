// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/datetime.hpp>
#include <rowan/base/error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan {

/// Bytes, as they are.
using Blob = std::vector<std::byte>;

} // namespace rowan

namespace rowan::types {

/// What a cell holds.
enum class CellKind : std::uint8_t {
    null,
    boolean,
    integer,
    unsigned_integer, ///< Only for numbers above the largest signed one.
    real,
    text,
    blob,
    date,
    time,
    datetime,
    interval,
    decimal,
    uuid,
    json,
};

/// Kinds whose value is in `Cell::text`.
constexpr bool is_text(CellKind kind) {
    return kind == CellKind::text || kind == CellKind::blob || kind >= CellKind::decimal;
}

/// One value on its way to or from a database: the meeting point of C++ types and drivers.
///
/// Text and blobs are views: of the member while it is bound, of the driver's buffer while a row is
/// read, or of `owned` when the value had to be made.
struct Cell {
    CellKind kind = CellKind::null;
    std::int64_t integer =
        0; ///< boolean, integer, unsigned_integer (as bits), and microseconds
           ///< (datetime since 1970, time since midnight, interval) or days (date).
    double real = 0;
    std::string_view text; ///< text, decimal, uuid (36 characters), json; a blob's bytes.
    std::string owned;

    void set_null() { kind = CellKind::null; }
    void set_boolean(bool value) { kind = CellKind::boolean, integer = value; }
    void set_integer(std::int64_t value) { kind = CellKind::integer, integer = value; }
    void set_unsigned(std::uint64_t value) {
        kind = value > std::uint64_t{INT64_MAX} ? CellKind::unsigned_integer : CellKind::integer;
        integer = static_cast<std::int64_t>(value);
    }
    void set_real(double value) { kind = CellKind::real, real = value; }
    void set_text(std::string_view value, CellKind as = CellKind::text) { kind = as, text = value; }
    void set_owned(std::string value, CellKind as = CellKind::text) {
        owned = std::move(value);
        set_text(owned, as);
    }
    void set_blob(const void* data, std::size_t size) {
        set_text({static_cast<const char*>(data), size}, CellKind::blob);
    }
    void set_datetime(DateTime value) {
        kind = CellKind::datetime, integer = value.time_since_epoch().count();
    }
    void set_date(Date value) {
        kind = CellKind::date;
        integer = std::chrono::sys_days(value).time_since_epoch().count();
    }
    void set_time(Time value) { kind = CellKind::time, integer = value.since_midnight.count(); }
    void set_interval(std::chrono::microseconds value) {
        kind = CellKind::interval, integer = value.count();
    }

    [[nodiscard]] DateTime datetime() const { return DateTime(std::chrono::microseconds(integer)); }
    [[nodiscard]] Date date() const {
        return Date(std::chrono::sys_days(std::chrono::days(integer)));
    }
    [[nodiscard]] Time time() const { return Time(std::chrono::microseconds(integer)); }
};

/// A short name of a cell's kind for messages; never its value.
constexpr std::string_view kind_name(CellKind kind) {
    constexpr std::string_view names[] = {
        "NULL", "boolean", "integer",       "unsigned integer", "real",    "text", "blob",
        "date", "time",    "date and time", "interval",         "decimal", "UUID", "JSON"};
    return names[static_cast<std::size_t>(kind)];
}

/// A cell could not become the C++ type that is wanted; drivers add table, column and key and throw
/// DataError.
struct ConversionError : Error {
    using Error::Error;
};

} // namespace rowan::types
