// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/wire.hpp>
#include <rowan/backend/storage.hpp>
#include <rowan/type/cell.hpp>
#include <rowan/type/uuid.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::backend::postgresql_native {

/// The values of a statement as PQexecPrepared wants them, each converted to the type that the
/// server has given its place.
///
/// Values of a condition may be wider than the place's type, as in `small > 70000`: then the place
/// is given the value's type (retyped()), and the statement must be prepared again. The values of a
/// row must fit their columns.
class Parameters {
  public:
    /// Throws ConversionError for more bytes than libpq can send in one value.
    static constexpr std::size_t most_bytes = 1'000'000'000;

    /// Gives the places their types.
    void describe(std::vector<std::uint32_t> place_types) {
        types_ = std::move(place_types);
        values_.assign(types_.size(), nullptr);
        lengths_.assign(types_.size(), 0);
        formats_.assign(types_.size(), 1);
        rooms_.resize(types_.size());
        owned_.resize(types_.size());
        retyped_ = false;
    }
    [[nodiscard]] int size() const { return static_cast<int>(types_.size()); }
    [[nodiscard]] const std::vector<std::uint32_t>& place_types() const { return types_; }
    [[nodiscard]] const char* const* values() const { return values_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }
    /// Whether the statement must be prepared with place_types() before it can run.
    [[nodiscard]] bool retyped() const { return retyped_; }
    void mark_prepared() { retyped_ = false; }
    /// Whether values are a row's, which must fit.
    bool of_row = false;

    void set_null(std::size_t at) { values_[at] = nullptr; }
    void set_integer(std::size_t at, std::int64_t value) {
        switch (types_[at]) {
        case oid_int8:
            return put(at, value);
        case oid_int4:
            if (std::in_range<std::int32_t>(value))
                return put(at, static_cast<std::int32_t>(value));
            break;
        case oid_int2:
            if (std::in_range<std::int16_t>(value))
                return put(at, static_cast<std::int16_t>(value));
            break;
        case oid_oid:
            if (std::in_range<std::uint32_t>(value))
                return put(at, static_cast<std::uint32_t>(value));
            break;
        case oid_bool:
            if (value == 0 || value == 1)
                return set_boolean(at, value != 0);
            throw types::ConversionError("the number is no boolean");
        case oid_float4:
        case oid_float8:
            if (auto real = static_cast<double>(value); is_exact(real, value))
                return set_real(at, real);
            throw types::ConversionError("the number has more digits than a floating point number");
        default:
            return put_digits(at, value);
        }
        widen(at, oid_int8, "the number is out of range of the column");
        put(at, value);
    }
    /// A number above the largest signed one.
    void set_unsigned(std::size_t at, std::uint64_t value) {
        switch (types_[at]) {
        case oid_int8:
        case oid_int4:
        case oid_int2:
        case oid_oid:
        case oid_bool:
            widen(at, oid_numeric, "the number is out of range of the column");
            return put_digits(at, value);
        case oid_float4:
        case oid_float8:
            throw types::ConversionError("the number has more digits than a floating point number");
        default:
            return put_digits(at, value);
        }
    }
    void set_boolean(std::size_t at, bool value) {
        if (types_[at] == oid_bool) {
            rooms_[at][0] = value ? '\1' : '\0';
            return refer(at, rooms_[at].data(), 1, 1);
        }
        if (types_[at] == oid_int2 || types_[at] == oid_int4 || types_[at] == oid_int8)
            return set_integer(at, value ? 1 : 0);
        put_text(at, value ? "true" : "false");
    }
    void set_real(std::size_t at, double value) {
        switch (types_[at]) {
        case oid_float8:
            return put(at, std::bit_cast<std::uint64_t>(value));
        case oid_float4: {
            auto narrow = static_cast<float>(value);
            if (std::isinf(narrow) && !std::isinf(value))
                throw types::ConversionError("the number is out of range of the column");
            return put(at, std::bit_cast<std::uint32_t>(narrow));
        }
        case oid_int8:
        case oid_int4:
        case oid_int2: {
            // 2^63 itself is no integer of 64 bits.
            if (value >= -0x1p63 && value < 0x1p63 && value == std::trunc(value))
                return set_integer(at, static_cast<std::int64_t>(value));
            widen(at, oid_float8, "the number is no integer of the column's range");
            return put(at, std::bit_cast<std::uint64_t>(value));
        }
        default: {
            char* end = std::to_chars(rooms_[at].data(), rooms_[at].data() + 39, value).ptr;
            *end = '\0';
            return refer(at, rooms_[at].data(), static_cast<std::size_t>(end - rooms_[at].data()),
                         0);
        }
        }
    }
    /// Text, JSON, a UUID or a decimal number as text. Unless it is copied it must live on.
    void set_text(std::size_t at, types::CellKind kind, std::string_view text, bool copy) {
        std::uint32_t type = types_[at];
        if (type == oid_bytea)
            return refer_or_copy(at, text, copy);
        if (text.find('\0') != std::string_view::npos)
            throw types::ConversionError("PostgreSQL has no text with a character 0 in it");
        if (is_text_type(type))
            return refer_or_copy(at, text, copy);
        if (type == oid_jsonb) {
            owned_[at].assign(1, '\1').append(text);
            return refer(at, owned_[at].data(), owned_[at].size(), 1);
        }
        if (type == oid_uuid) {
            std::uint8_t bytes[16];
            if (!types::read_uuid(text, bytes))
                throw types::ConversionError("the text is no UUID");
            std::memcpy(rooms_[at].data(), bytes, sizeof bytes);
            return refer(at, rooms_[at].data(), sizeof bytes, 1);
        }
        bool whole = type == oid_int2 || type == oid_int4 || type == oid_int8;
        if (kind == types::CellKind::decimal && whole && text.find('.') != std::string_view::npos)
            widen(at, oid_numeric, "the number is no integer");
        // The server reads it as the type it wants.
        put_text(at, text);
    }
    void set_blob(std::size_t at, std::string_view bytes, bool copy) {
        if (types_[at] != oid_bytea && !is_text_type(types_[at]))
            throw types::ConversionError("the column holds no bytes");
        set_text(at, types::CellKind::blob, bytes, copy);
    }
    void set_date(std::size_t at, const types::Cell& cell) {
        if (types_[at] == oid_date) {
            storage::check_date(is_storable_day(cell.integer));
            return put(at, static_cast<std::int32_t>(cell.integer - epoch_days));
        }
        put_written(at, cell);
    }
    void set_time(std::size_t at, const types::Cell& cell) {
        if (types_[at] == oid_time)
            return put(at, cell.integer);
        put_written(at, cell);
    }
    void set_datetime(std::size_t at, DateTime moment) {
        storage::check_date(iso::is_storable(moment));
        std::int64_t micros = moment.time_since_epoch().count();
        if (types_[at] == oid_date)
            widen(at, oid_timestamp, "the column holds a date without a time");
        if (types_[at] == oid_timestamp || types_[at] == oid_timestamptz)
            return put(at, micros - epoch_micros);
        types::Cell cell;
        cell.set_datetime(moment);
        put_written(at, cell);
    }
    void set_interval(std::size_t at, std::int64_t micros) {
        if (types_[at] != oid_interval)
            throw types::ConversionError("the column holds no length of time");
        char* end = store(rooms_[at].data(), micros);
        end = store(end, std::int32_t{0});
        store(end, std::int32_t{0});
        refer(at, rooms_[at].data(), 16, 1);
    }

    /// Any value. Throws ConversionError for one that its place can't hold.
    void set(std::size_t at, const types::Cell& cell, bool copy) {
        using types::CellKind;
        switch (cell.kind) {
        case CellKind::null:
            return set_null(at);
        case CellKind::boolean:
            return set_boolean(at, cell.integer != 0);
        case CellKind::integer:
            return set_integer(at, cell.integer);
        case CellKind::unsigned_integer:
            return set_unsigned(at, static_cast<std::uint64_t>(cell.integer));
        case CellKind::real:
            return set_real(at, cell.real);
        case CellKind::text:
        case CellKind::decimal:
        case CellKind::uuid:
        case CellKind::json:
            return set_text(at, cell.kind, cell.text, copy);
        case CellKind::blob:
            return set_blob(at, cell.text, copy);
        case CellKind::date:
            return set_date(at, cell);
        case CellKind::time:
            return set_time(at, cell);
        case CellKind::datetime:
            return set_datetime(at, cell.datetime());
        case CellKind::interval:
            return set_interval(at, cell.integer);
        }
    }

  private:
    static bool is_exact(double real, std::int64_t value) {
        return real < 0x1p63 && static_cast<std::int64_t>(real) == value;
    }
    static bool is_storable_day(std::int64_t day) {
        return day >= storage::days_of(iso::earliest) && day <= storage::days_of(iso::latest);
    }
    void refer(std::size_t at, const char* data, std::size_t size, int format) {
        if (size > most_bytes)
            throw types::ConversionError("PostgreSQL has no values of 1 GB and more");
        values_[at] = data ? data : "";
        lengths_[at] = static_cast<int>(size);
        formats_[at] = format;
    }
    void refer_or_copy(std::size_t at, std::string_view text, bool copy) {
        if (copy) {
            owned_[at].assign(text);
            text = owned_[at];
        }
        refer(at, text.data(), text.size(), 1);
    }
    /// In text form, which libpq takes up to its NUL.
    void put_text(std::size_t at, std::string_view text) {
        owned_[at].assign(text);
        refer(at, owned_[at].c_str(), owned_[at].size(), is_text_type(types_[at]) ? 1 : 0);
    }
    template <typename Number>
    void put_digits(std::size_t at, Number value) {
        char digits[24];
        put_text(at, {digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
    }
    void put_written(std::size_t at, const types::Cell& cell) {
        storage::Scratch scratch;
        put_text(at, storage::text_of(cell, scratch));
    }
    template <typename Number>
    void put(std::size_t at, Number value) {
        store(rooms_[at].data(), value);
        refer(at, rooms_[at].data(), sizeof value, 1);
    }
    void widen(std::size_t at, std::uint32_t type, const char* problem) {
        if (of_row)
            throw types::ConversionError(problem);
        types_[at] = type;
        retyped_ = true;
    }

    std::vector<std::uint32_t> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 40>> rooms_; ///< Binary forms, one place each.
    std::vector<std::string> owned_;          ///< Text that is made or copied.
    bool retyped_ = false;
};

} // namespace rowan::backend::postgresql_native
