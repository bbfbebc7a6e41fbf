// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/client.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/type/cell.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rowan::backend::mysql_native {

/// A number of the protocol, whose first byte is the lowest.
template <typename Number>
Number number_at(const unsigned char* data) {
    Number value{};
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&value, data, sizeof value);
    } else {
        std::array<unsigned char, sizeof(Number)> turned;
        for (std::size_t i = 0; i < sizeof(Number); ++i)
            turned[i] = data[sizeof(Number) - 1 - i];
        std::memcpy(&value, turned.data(), sizeof value);
    }
    return value;
}

/// A column of the current row: where its value lies in the packet, and how it is written there.
///
/// Source: mariadb.com/kb/en/resultset-row, "Binary resultset row".
struct Column {
    const unsigned char* data = nullptr; ///< nullptr is NULL.
    std::size_t size = 0;
    enum_field_types type = MYSQL_TYPE_NULL;
    bool is_unsigned = false;
    bool bytes = false;           ///< Of no character set.
    bool characters = false;      ///< Text or bytes, as they are.
    unsigned char fixed_size = 0; ///< 0: its length stands before the value.

    void describe(const ::MYSQL_FIELD& field) {
        type = field.type;
        is_unsigned = (field.flags & UNSIGNED_FLAG) != 0;
        bytes = field.charsetnr == 63;
        characters = false;
        fixed_size = 0;
        switch (type) {
        case MYSQL_TYPE_TINY:
            fixed_size = 1;
            break;
        case MYSQL_TYPE_SHORT:
        case MYSQL_TYPE_YEAR:
            fixed_size = 2;
            break;
        case MYSQL_TYPE_LONG:
        case MYSQL_TYPE_INT24:
        case MYSQL_TYPE_FLOAT:
            fixed_size = 4;
            break;
        case MYSQL_TYPE_LONGLONG:
        case MYSQL_TYPE_DOUBLE:
            fixed_size = 8;
            break;
        case MYSQL_TYPE_DATE:
        case MYSQL_TYPE_NEWDATE:
        case MYSQL_TYPE_TIME:
        case MYSQL_TYPE_DATETIME:
        case MYSQL_TYPE_TIMESTAMP:
        case MYSQL_TYPE_DECIMAL:
        case MYSQL_TYPE_NEWDECIMAL:
        case MYSQL_TYPE_BIT:
        case MYSQL_TYPE_JSON:
        case MYSQL_TYPE_NULL:
            break;
        default:
            characters = true;
        }
    }
    /// Takes the value at `row`, returns where the next one begins.
    unsigned char* take(unsigned char* row) {
        size = fixed_size;
        if (fixed_size == 0) {
            unsigned char first = *row++;
            if (first < 251) {
                size = first;
            } else if (first == 252) {
                size = number_at<std::uint16_t>(row);
                row += 2;
            } else if (first == 253) {
                size = number_at<std::uint16_t>(row) | std::size_t{row[2]} << 16;
                row += 3;
            } else {
                size = static_cast<std::size_t>(number_at<std::uint64_t>(row));
                row += 8;
            }
        }
        data = row;
        return row + size;
    }

    [[nodiscard]] std::string_view text() const {
        return {reinterpret_cast<const char*>(data), size};
    }
    void read(types::Cell& cell) const {
        if (!data)
            return cell.set_null();
        switch (type) {
        case MYSQL_TYPE_TINY:
            return cell.set_integer(is_unsigned ? std::int64_t{*data}
                                                : number_at<std::int8_t>(data));
        case MYSQL_TYPE_SHORT:
        case MYSQL_TYPE_YEAR:
            return cell.set_integer(is_unsigned ? std::int64_t{number_at<std::uint16_t>(data)}
                                                : number_at<std::int16_t>(data));
        case MYSQL_TYPE_LONG:
        case MYSQL_TYPE_INT24:
            return cell.set_integer(is_unsigned ? std::int64_t{number_at<std::uint32_t>(data)}
                                                : number_at<std::int32_t>(data));
        case MYSQL_TYPE_LONGLONG:
            return is_unsigned ? cell.set_unsigned(number_at<std::uint64_t>(data))
                               : cell.set_integer(number_at<std::int64_t>(data));
        case MYSQL_TYPE_FLOAT:
            return cell.set_real(static_cast<double>(number_at<float>(data)));
        case MYSQL_TYPE_DOUBLE:
            return cell.set_real(number_at<double>(data));
        case MYSQL_TYPE_DATE:
        case MYSQL_TYPE_NEWDATE:
        case MYSQL_TYPE_DATETIME:
        case MYSQL_TYPE_TIMESTAMP:
            return read_moment(cell);
        case MYSQL_TYPE_TIME:
            return read_time(cell);
        case MYSQL_TYPE_DECIMAL:
        case MYSQL_TYPE_NEWDECIMAL:
            return cell.set_text(text(), types::CellKind::decimal);
        case MYSQL_TYPE_JSON:
            return cell.set_text(text(), types::CellKind::json);
        case MYSQL_TYPE_BIT:
            return read_bits(cell);
        default:
            return bytes ? cell.set_blob(data, size) : cell.set_text(text());
        }
    }

    /// A date and time of the calendar; false for others, as 0000-00-00.
    bool moment(DateTime& value) const {
        Parts parts = this->parts();
        if (!parts.valid())
            return false;
        value = DateTime(std::chrono::sys_days(parts.date())) + parts.clock();
        return true;
    }

  private:
    /// The parts of a date and time; those that are not sent are 0.
    struct Parts {
        unsigned year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, micros = 0;

        [[nodiscard]] Date date() const {
            return {std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                    std::chrono::day(day)};
        }
        [[nodiscard]] std::chrono::microseconds clock() const {
            return std::chrono::hours(hours) + std::chrono::minutes(minutes) +
                   std::chrono::seconds(seconds) + std::chrono::microseconds(micros);
        }
        [[nodiscard]] bool valid() const {
            return iso::is_storable(date()) && hours < 24 && minutes < 60 && seconds < 60;
        }
    };
    [[nodiscard]] Parts parts() const {
        Parts parts;
        if (size >= 4) {
            parts.year = number_at<std::uint16_t>(data);
            parts.month = data[2];
            parts.day = data[3];
        }
        if (size >= 7) {
            parts.hours = data[4];
            parts.minutes = data[5];
            parts.seconds = data[6];
        }
        if (size >= 11)
            parts.micros = number_at<std::uint32_t>(data + 7);
        return parts;
    }
    static void append(std::string& text, std::uint32_t value, int count) {
        char digits[16];
        text.append(digits, iso::digits(digits, value, count));
    }
    /// What is no date of the calendar is read as text: no member but a text can take it.
    void read_moment(types::Cell& cell) const {
        bool is_date = type == MYSQL_TYPE_DATE || type == MYSQL_TYPE_NEWDATE;
        Parts parts = this->parts();
        if (parts.valid())
            return is_date ? cell.set_date(parts.date())
                           : cell.set_datetime(DateTime(std::chrono::sys_days(parts.date())) +
                                               parts.clock());
        std::string text;
        append(text, parts.year, 4);
        append(text += '-', parts.month, 2);
        append(text += '-', parts.day, 2);
        if (!is_date) {
            append(text += ' ', parts.hours, 2);
            append(text += ':', parts.minutes, 2);
            append(text += ':', parts.seconds, 2);
        }
        cell.set_owned(std::move(text));
    }
    /// A TIME is a length from -838 to 838 hours: what is no time of day is read as text.
    void read_time(types::Cell& cell) const {
        bool negative = size >= 8 && data[0] != 0;
        std::uint32_t days = size >= 8 ? number_at<std::uint32_t>(data + 1) : 0;
        Parts parts;
        if (size >= 8) {
            parts.hours = data[5];
            parts.minutes = data[6];
            parts.seconds = data[7];
        }
        if (size >= 12)
            parts.micros = number_at<std::uint32_t>(data + 8);
        if (!negative && days == 0 && parts.hours < 24)
            return cell.set_time(Time(parts.clock()));
        std::string text(negative ? "-" : "");
        std::uint32_t hours = days * 24 + parts.hours;
        append(text, hours, hours > 99 ? 3 : 2);
        append(text += ':', parts.minutes, 2);
        append(text += ':', parts.seconds, 2);
        cell.set_owned(std::move(text));
    }
    void read_bits(types::Cell& cell) const {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | data[i];
        cell.set_unsigned(value);
    }
};

} // namespace rowan::backend::mysql_native
