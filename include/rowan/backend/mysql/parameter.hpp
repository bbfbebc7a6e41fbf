// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/client.hpp>
#include <rowan/backend/storage.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/type/cell.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rowan::backend::mysql_native {

/// Throws ConversionError for a number that a NUMERIC would round or refuse.
inline void check_decimal(std::string_view number) {
    std::size_t point = number.find('.');
    std::size_t behind = point == std::string_view::npos ? 0 : number.size() - point - 1;
    if (behind > 30)
        throw types::ConversionError(
            "this database's NUMERIC keeps 30 digits behind the point; give the column "
            "rowan::type(rowan::Text{}) to keep them all");
    storage::check_digits(number, 65);
}

/// The place of a value that is sent; it stays where it is, so that a MYSQL_BIND may point to it.
class Parameter {
  public:
    void set_null(::MYSQL_BIND& bind) { bind.buffer_type = MYSQL_TYPE_NULL; }
    void set_integer(::MYSQL_BIND& bind, std::int64_t value, bool is_unsigned = false) {
        value_.integer = value;
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.is_unsigned = is_unsigned;
        bind.buffer = &value_.integer;
    }
    void set_real(::MYSQL_BIND& bind, double value) {
        if (value - value != 0)
            throw types::ConversionError("MySQL and MariaDB have no NaN and no infinity");
        value_.real = value;
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &value_.real;
    }
    /// The text must live until the statement has run.
    void set_text(::MYSQL_BIND& bind, std::string_view value,
                  enum_field_types type = MYSQL_TYPE_STRING) {
        bind.buffer_type = type;
        // The client library takes a value that is nowhere for NULL.
        bind.buffer = const_cast<char*>(value.data() ? value.data() : "");
        bind.buffer_length = static_cast<unsigned long>(value.size());
    }
    void set_datetime(::MYSQL_BIND& bind, DateTime value) {
        storage::check_date(iso::is_storable(value));
        const auto day = std::chrono::floor<std::chrono::days>(value);
        const Date date(day);
        set_moment(bind, MYSQL_TYPE_DATETIME, date, value - day);
    }
    void set_date(::MYSQL_BIND& bind, const types::Cell& cell) {
        storage::check_date(cell.integer >= storage::days_of(iso::earliest) &&
                            cell.integer <= storage::days_of(iso::latest));
        set_moment(bind, MYSQL_TYPE_DATE, cell.date(), {});
    }
    void set_time(::MYSQL_BIND& bind, Time value) {
        value_.moment = {};
        set_clock(bind, MYSQL_TYPE_TIME, value.since_midnight);
    }

    /// Sets any cell. Throws ConversionError for what the database can't hold.
    void set(::MYSQL_BIND& bind, const types::Cell& cell, bool copy) {
        using types::CellKind;
        switch (cell.kind) {
        case CellKind::null:
            return set_null(bind);
        case CellKind::boolean:
        case CellKind::integer:
            return set_integer(bind, cell.integer);
        case CellKind::unsigned_integer:
            return set_integer(bind, cell.integer, true);
        case CellKind::real:
            return set_real(bind, cell.real);
        case CellKind::decimal:
            check_decimal(cell.text);
            return set_text(bind, kept(cell.text, copy), MYSQL_TYPE_NEWDECIMAL);
        case CellKind::text:
        case CellKind::json:
            return set_text(bind, kept(cell.text, copy));
        case CellKind::blob:
            return set_text(bind, kept(cell.text, copy), MYSQL_TYPE_BLOB);
        case CellKind::uuid:
            return set_text(bind, storage::text_of(cell, value_.scratch));
        case CellKind::date:
            return set_date(bind, cell);
        case CellKind::time:
            return set_time(bind, cell.time());
        case CellKind::datetime:
        case CellKind::interval: // As its distance from 1970.
            return set_datetime(bind, cell.datetime());
        }
    }

    /// The text, or its copy that lives here.
    std::string_view kept(std::string_view text, bool copy) {
        if (!copy)
            return text;
        copy_.assign(text);
        return copy_;
    }
    /// Gives back the memory of a copy that was large.
    void trim() {
        constexpr std::size_t large = 1024;
        if (copy_.capacity() > large)
            std::string().swap(copy_);
    }

  private:
    void set_moment(::MYSQL_BIND& bind, enum_field_types type, Date date,
                    std::chrono::microseconds clock) {
        value_.moment = {};
        value_.moment.year = static_cast<unsigned>(static_cast<int>(date.year()));
        value_.moment.month = static_cast<unsigned>(date.month());
        value_.moment.day = static_cast<unsigned>(date.day());
        set_clock(bind, type, clock);
    }
    void set_clock(::MYSQL_BIND& bind, enum_field_types type, std::chrono::microseconds clock) {
        auto micros = static_cast<std::uint64_t>(clock.count());
        auto seconds = static_cast<unsigned>(micros / 1'000'000);
        value_.moment.hour = seconds / 3600;
        value_.moment.minute = seconds / 60 % 60;
        value_.moment.second = seconds % 60;
        value_.moment.second_part = static_cast<unsigned long>(micros % 1'000'000);
        bind.buffer_type = type;
        bind.buffer = &value_.moment;
    }

    union {
        std::int64_t integer;
        double real;
        ::MYSQL_TIME moment;
        storage::Scratch scratch;
    } value_{};
    std::string copy_;
};

} // namespace rowan::backend::mysql_native
