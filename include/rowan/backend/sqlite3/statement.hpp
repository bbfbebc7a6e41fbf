// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/sqlite3/errors.hpp>
#include <rowan/backend/storage.hpp>
#include <rowan/base/iso8601.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/sql/dialects.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::backend::sqlite3_native {

/// A statement on SQLite's own handle; a row is read and bound in one call of it.
class Statement final : public engine::PreparedStatement {
  public:
    Statement(::sqlite3* connection, std::string_view sql) : connection_(connection) {
        const char* tail = nullptr;
        if (::sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                 SQLITE_PREPARE_PERSISTENT, &handle_, &tail) != SQLITE_OK)
            throw_last_error(connection);
        scratch_.resize(static_cast<std::size_t>(::sqlite3_bind_parameter_count(handle_)));
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() override { ::sqlite3_finalize(handle_); }

    void bind(std::size_t index, const types::Cell& cell, bool copy) override {
        using types::CellKind;
        switch (cell.kind) {
        case CellKind::null:
            return check(::sqlite3_bind_null(handle_, position(index)));
        case CellKind::boolean:
        case CellKind::integer:
            return bind_integer(index, cell.integer);
        case CellKind::unsigned_integer:
            throw types::ConversionError("SQLite has no integers above 9223372036854775807");
        case CellKind::real:
            return bind_real(index, cell.real);
        case CellKind::decimal:
            return bind_decimal(index, cell.text);
        case CellKind::text:
        case CellKind::json:
            return bind_text(index, cell.text, copy);
        case CellKind::blob: {
            const char* data = cell.text.data() ? cell.text.data() : "";
            return check(::sqlite3_bind_blob64(handle_, position(index), data, cell.text.size(),
                                               copy ? SQLITE_TRANSIENT : SQLITE_STATIC));
        }
        case CellKind::uuid:
        case CellKind::date:
        case CellKind::time:
        case CellKind::datetime:
        case CellKind::interval:
            return bind_text(index, storage::text_of(cell, scratch_[index]), false);
        }
    }

    void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                  const void* object) override {
        using types::Fast;
        const reflect::Offsets offsets = mapping.offsets;
        const char* base = static_cast<const char*>(object);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::uint16_t column = columns[i];
            const char* member = base + offsets[column];
            switch (mapping.columns[column].codec->fast) {
            case Fast::text:
                bind_text(i, as<std::string>(member), false);
                break;
            case Fast::optional_text:
                bind_optional<std::string>(
                    i, member, [&](const std::string& value) { bind_text(i, value, false); });
                break;
            case Fast::int64:
                bind_integer(i, as<std::int64_t>(member));
                break;
            case Fast::optional_int64:
                bind_optional<std::int64_t>(i, member,
                                            [&](std::int64_t value) { bind_integer(i, value); });
                break;
            case Fast::int32:
                bind_integer(i, as<std::int32_t>(member));
                break;
            case Fast::optional_int32:
                bind_optional<std::int32_t>(i, member,
                                            [&](std::int32_t value) { bind_integer(i, value); });
                break;
            case Fast::datetime:
                bind_datetime(mapping, i, column, member, as<DateTime>(member));
                break;
            case Fast::optional_datetime:
                bind_optional<DateTime>(i, member, [&](DateTime value) {
                    bind_datetime(mapping, i, column, member, value);
                });
                break;
            default:
                engine::bind_column(*this, mapping, i, column, member);
            }
        }
    }

    bool step() override {
        int code = ::sqlite3_step(handle_);
        if (code == SQLITE_ROW)
            return true;
        if (code == SQLITE_DONE)
            return false;
        throw_last_error(connection_);
    }

    void read(std::size_t column, types::Cell& cell) override {
        int at = static_cast<int>(column);
        switch (::sqlite3_column_type(handle_, at)) {
        case SQLITE_NULL:
            return cell.set_null();
        case SQLITE_INTEGER:
            return cell.set_integer(::sqlite3_column_int64(handle_, at));
        case SQLITE_FLOAT:
            return cell.set_real(::sqlite3_column_double(handle_, at));
        case SQLITE_TEXT:
            return cell.set_text(text(at));
        default: {
            const void* data = ::sqlite3_column_blob(handle_, at);
            cell.set_blob(data, static_cast<std::size_t>(::sqlite3_column_bytes(handle_, at)));
        }
        }
    }

    [[nodiscard]] std::vector<std::string> column_names() const override {
        std::vector<std::string> names;
        for (int i = 0; i < ::sqlite3_column_count(handle_); ++i)
            names.emplace_back(::sqlite3_column_name(handle_, i));
        return names;
    }
    void read_row(const meta::Mapping& mapping, void* object) override {
        using types::Fast;
        const reflect::Offsets offsets = mapping.offsets;
        char* base = static_cast<char*>(object);
        for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
            char* member = base + offsets[i];
            bool done = false;
            switch (mapping.columns[i].codec->fast) {
            case Fast::text:
                done = read_text(i, as<std::string>(member));
                break;
            case Fast::optional_text: {
                auto& value = as<std::optional<std::string>>(member);
                const unsigned char* start = ::sqlite3_column_text(handle_, static_cast<int>(i));
                if (start) {
                    auto* characters = reinterpret_cast<const char*>(start);
                    auto size = static_cast<std::size_t>(
                        ::sqlite3_column_bytes(handle_, static_cast<int>(i)));
                    value ? static_cast<void>(value->assign(characters, size))
                          : static_cast<void>(value.emplace(characters, size));
                } else {
                    value.reset();
                }
                done = true;
                break;
            }
            case Fast::int64:
                done = read_integer(i, as<std::int64_t>(member));
                break;
            case Fast::optional_datetime:
                done = read_datetime(i, as<std::optional<DateTime>>(member));
                break;
            case Fast::datetime:
                done = read_datetime(i, as<DateTime>(member));
                break;
            default:
                break;
            }
            if (!done)
                engine::read_column(*this, mapping, i, member);
        }
    }

    void reset() override {
        // The error of a step that failed is returned again here; it was reported by step().
        static_cast<void>(::sqlite3_reset(handle_));
    }

  private:
    template <typename Member>
    static Member& as(char* member) {
        return *reinterpret_cast<Member*>(member);
    }
    template <typename Member>
    static const Member& as(const char* member) {
        return *reinterpret_cast<const Member*>(member);
    }
    static int position(std::size_t index) { return static_cast<int>(index) + 1; }

    void check(int code) {
        if (code != SQLITE_OK)
            throw_error(connection_, code);
    }
    void bind_integer(std::size_t index, std::int64_t value) {
        check(::sqlite3_bind_int64(handle_, position(index), value));
    }
    void bind_real(std::size_t index, double value) {
        if (value != value)
            throw types::ConversionError("SQLite can't store a NaN");
        check(::sqlite3_bind_double(handle_, position(index), value));
    }
    /// As the number that a NUMERIC column makes of it: a text would equal no sum or product.
    void bind_decimal(std::size_t index, std::string_view digits) {
        storage::check_digits(digits, lang::sqlite.decimal_digits);
        storage::Number number = storage::number_of(digits);
        return number.is_whole ? bind_integer(index, number.whole) : bind_real(index, number.real);
    }
    void bind_text(std::size_t index, std::string_view value, bool copy) {
        const char* data = value.data() ? value.data() : "";
        check(::sqlite3_bind_text64(handle_, position(index), data, value.size(),
                                    copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind_datetime(const meta::Mapping& mapping, std::size_t index, std::uint16_t column,
                       const void* member, DateTime value) {
        if (!iso::is_storable(value)) // Says so, naming table and column.
            return engine::bind_column(*this, mapping, index, column, member);
        char* text = scratch_[index].data();
        const char* end = iso::write(text, value, ' ');
        bind_text(index, {text, static_cast<std::size_t>(end - text)}, false);
    }
    template <typename Value, typename Bind>
    void bind_optional(std::size_t index, const char* member, Bind bind_value) {
        const auto& value = as<std::optional<Value>>(member);
        if (value)
            bind_value(*value);
        else
            check(::sqlite3_bind_null(handle_, position(index)));
    }

    std::string_view text(int column) {
        const unsigned char* start = ::sqlite3_column_text(handle_, column);
        if (!start)
            throw engine::DriverError{engine::ErrorKind::operational, "out of memory",
                                      SQLITE_NOMEM};
        return {reinterpret_cast<const char*>(start),
                static_cast<std::size_t>(::sqlite3_column_bytes(handle_, column))};
    }
    bool read_text(std::size_t column, std::string& value) {
        const unsigned char* start = ::sqlite3_column_text(handle_, static_cast<int>(column));
        if (!start)
            return false;
        value.assign(
            reinterpret_cast<const char*>(start),
            static_cast<std::size_t>(::sqlite3_column_bytes(handle_, static_cast<int>(column))));
        return true;
    }
    bool read_integer(std::size_t column, std::int64_t& value) {
        if (::sqlite3_column_type(handle_, static_cast<int>(column)) != SQLITE_INTEGER)
            return false;
        value = ::sqlite3_column_int64(handle_, static_cast<int>(column));
        return true;
    }
    template <typename Target>
    bool read_datetime(std::size_t column, Target& value) {
        int at = static_cast<int>(column);
        if (::sqlite3_column_type(handle_, at) != SQLITE_TEXT)
            return false;
        if (auto moment = iso::try_parse<DateTime>(text(at))) {
            value = *moment;
            return true;
        }
        return false;
    }

    ::sqlite3* connection_;
    ::sqlite3_stmt* handle_ = nullptr;
    std::vector<storage::Scratch> scratch_; ///< Text that is made for a value, one place each.
};

} // namespace rowan::backend::sqlite3_native
