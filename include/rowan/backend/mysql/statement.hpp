// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/binary_row.hpp>
#include <rowan/backend/mysql/link.hpp>
#include <rowan/backend/mysql/parameter.hpp>
#include <rowan/engine/rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::backend::mysql_native {

/// A statement prepared on the server, its values and rows in the binary protocol.
///
/// Rows are read where the client library has them: it calls take_column() for each value of the
/// row that it has fetched, and no buffer is bound. Unless they are streamed, the rows come
/// straight from the wire, so that the statement must be read or reset before another one runs.
class Statement final : public engine::PreparedStatement {
  public:
    Statement(Link& link, std::string_view sql)
        : link_(link), sql_(sql), handle_(prepared(link, sql)) {
        std::size_t count = ::mysql_stmt_param_count(handle_);
        binds_.resize(count);
        parameters_.resize(count);
        for (::MYSQL_BIND& bind : binds_)
            bind.length = &bind.buffer_length;
        columns_.resize(::mysql_stmt_field_count(handle_));
        take_rows();
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() override { ::mysql_stmt_close(handle_); }

    void stream() override { streams_ = true; }

    void bind(std::size_t index, const types::Cell& cell, bool copy) override {
        parameters_[index].set(binds_[index], cell, copy);
    }

    void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                  const void* object) override {
        using types::Fast;
        const std::uint32_t* offsets = mapping.offsets();
        const char* base = static_cast<const char*>(object);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::uint16_t column = columns[i];
            const char* member = base + offsets[column];
            Parameter& parameter = parameters_[i];
            ::MYSQL_BIND& bind = binds_[i];
            switch (mapping.columns[column].codec->fast) {
            case Fast::text:
                parameter.set_text(bind, as<std::string>(member));
                break;
            case Fast::optional_text:
                if (const auto& value = as<std::optional<std::string>>(member))
                    parameter.set_text(bind, *value);
                else
                    parameter.set_null(bind);
                break;
            case Fast::int64:
                parameter.set_integer(bind, as<std::int64_t>(member));
                break;
            case Fast::int32:
                parameter.set_integer(bind, as<std::int32_t>(member));
                break;
            default:
                engine::bind_column(*this, mapping, i, column, member);
            }
        }
    }

    bool step() override {
        if (!running_)
            execute();
        if (ended_)
            return false;
        switch (::mysql_stmt_fetch(handle_)) {
        case 0:
            if (cursor_)
                measure_row();
            return true;
        case MYSQL_NO_DATA:
            ended_ = true;
            return false;
        default:
            fail();
        }
    }

    void read(std::size_t column, types::Cell& cell) override { columns_[column].read(cell); }

    void read_row(const meta::Mapping& mapping, void* object) override {
        using types::Fast;
        const std::uint32_t* offsets = mapping.offsets();
        char* base = static_cast<char*>(object);
        for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
            char* member = base + offsets[i];
            const Column& column = columns_[i];
            bool done = false;
            switch (mapping.columns[i].codec->fast) {
            case Fast::text:
                if ((done = column.data && column.characters))
                    as<std::string>(member).assign(column.text());
                break;
            case Fast::optional_text:
                done = read_text(column, as<std::optional<std::string>>(member));
                break;
            case Fast::int64:
                if ((done =
                         column.data && column.type == MYSQL_TYPE_LONGLONG && !column.is_unsigned))
                    as<std::int64_t>(member) = number_at<std::int64_t>(column.data);
                break;
            case Fast::int32:
                if ((done = column.data && column.type == MYSQL_TYPE_LONG && !column.is_unsigned))
                    as<std::int32_t>(member) = number_at<std::int32_t>(column.data);
                break;
            case Fast::real:
                if ((done = column.data && column.type == MYSQL_TYPE_DOUBLE))
                    as<double>(member) = number_at<double>(column.data);
                break;
            case Fast::datetime:
                done = is_moment(column) && column.moment(as<DateTime>(member));
                break;
            case Fast::optional_datetime: {
                DateTime moment;
                if ((done = is_moment(column) && column.moment(moment)))
                    as<std::optional<DateTime>>(member) = moment;
                break;
            }
            default:
                break;
            }
            if (!done)
                engine::read_column(*this, mapping, i, member);
        }
    }

    void reset() override {
        if (running_ && !columns_.empty() && !link_.lost) {
            // A cursor that isn't read to its end keeps its rows on the server.
            if (cursor_ && !ended_)
                ::mysql_stmt_reset(handle_);
            else if (cursor_ || !ended_)
                ::mysql_stmt_free_result(handle_);
        }
        running_ = false;
        streams_ = false;
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

    static ::MYSQL_STMT* prepared(Link& link, std::string_view sql) {
        link.check_size(sql.size());
        ::MYSQL_STMT* handle = ::mysql_stmt_init(link.handle);
        if (!handle)
            link.fail();
        if (::mysql_stmt_prepare(handle, sql.data(), static_cast<unsigned long>(sql.size())) != 0) {
            unsigned code = ::mysql_stmt_errno(handle);
            std::string message = ::mysql_stmt_error(handle),
                        sqlstate = ::mysql_stmt_sqlstate(handle);
            ::mysql_stmt_close(handle);
            link.fail(code, sqlstate, message);
        }
        return handle;
    }

    void take_rows() {
        ::mysql_stmt_attr_set(handle_, STMT_ATTR_CB_USER_DATA, columns_.data());
        ::mysql_stmt_attr_set(handle_, STMT_ATTR_CB_RESULT,
                              reinterpret_cast<const void*>(&take_column));
    }
    /// What the client library calls for each column of a row; `row` is nullptr for NULL.
    static void take_column(void* columns, unsigned index, unsigned char** row) {
        Column& column = static_cast<Column*>(columns)[index];
        if (row)
            *row = column.take(*row);
        else
            column.data = nullptr;
    }

    void execute() {
        set_cursor();
        if (!binds_.empty()) {
            std::size_t bytes = 0;
            for (const ::MYSQL_BIND& bind : binds_)
                bytes += 16 + (is_text(bind.buffer_type) ? bind.buffer_length : 0);
            link_.check_size(bytes);
            if (::mysql_stmt_bind_param(handle_, binds_.data()) != 0)
                fail();
        }
        ended_ = false;
        running_ = true;
        if (::mysql_stmt_execute(handle_) != 0)
            fail();
        link_.affected_rows = static_cast<std::int64_t>(::mysql_stmt_affected_rows(handle_));
        if (columns_.empty()) {
            link_.last_insert_id = static_cast<std::int64_t>(::mysql_stmt_insert_id(handle_));
            ended_ = true;
            return;
        }
        // A table that was altered has other types than when the statement was prepared.
        const ::MYSQL_FIELD* fields = ::mariadb_stmt_fetch_fields(handle_);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            columns_[i].describe(fields[i]);
    }
    static bool is_text(enum_field_types type) {
        return type == MYSQL_TYPE_STRING || type == MYSQL_TYPE_BLOB ||
               type == MYSQL_TYPE_NEWDECIMAL;
    }

    /// Streamed rows stay on the server and come in batches: other statements can run between them.
    void set_cursor() {
        bool wanted = streams_ && !columns_.empty();
        if (cursor_ && !wanted) {
            // The client library never forgets that a statement had a cursor.
            ::MYSQL_STMT* fresh = prepared(link_, sql_);
            ::mysql_stmt_close(handle_);
            handle_ = fresh;
            take_rows();
        }
        if (wanted && !cursor_) {
            unsigned long type = CURSOR_TYPE_READ_ONLY;
            ::mysql_stmt_attr_set(handle_, STMT_ATTR_CURSOR_TYPE, &type);
        }
        cursor_ = wanted;
        if (cursor_)
            set_batch(first_batch);
    }
    void set_batch(unsigned long rows) {
        ::mysql_stmt_attr_set(handle_, STMT_ATTR_PREFETCH_ROWS, &rows);
        batch_ = rows;
        read_ = 0;
        bytes_ = 0;
    }
    /// Chooses the next batch by the size of the rows in this one: as many as make a quarter of a
    /// megabyte.
    void measure_row() {
        for (const Column& column : columns_)
            bytes_ += column.data ? column.size : 0;
        if (++read_ == batch_)
            set_batch(std::clamp<unsigned long>(read_ * batch_bytes / (bytes_ + 1), 1, 1024));
    }

    [[noreturn]] void fail() {
        unsigned code = ::mysql_stmt_errno(handle_);
        std::string message = ::mysql_stmt_error(handle_),
                    sqlstate = ::mysql_stmt_sqlstate(handle_);
        // The rows of a result that broke off must be gone before the connection is asked anything.
        reset();
        link_.fail(code, sqlstate, message);
    }

    static bool is_moment(const Column& column) {
        return column.data &&
               (column.type == MYSQL_TYPE_DATETIME || column.type == MYSQL_TYPE_TIMESTAMP);
    }
    static bool read_text(const Column& column, std::optional<std::string>& value) {
        if (!column.data)
            value.reset();
        else if (!column.characters)
            return false;
        else if (value)
            value->assign(column.text());
        else
            value.emplace(column.text());
        return true;
    }

    static constexpr unsigned long first_batch = 64;
    static constexpr unsigned long batch_bytes = 262'144;

    Link& link_;
    std::string sql_;
    ::MYSQL_STMT* handle_;
    std::vector<::MYSQL_BIND> binds_;
    std::vector<Parameter> parameters_;
    std::vector<Column> columns_;
    bool running_ = false;
    bool ended_ = false;   ///< The run has no more rows.
    bool streams_ = false; ///< The next run is streamed.
    bool cursor_ = false;  ///< The rows are read through a cursor of the server.
    unsigned long batch_ = 0, read_ = 0, bytes_ = 0;
};

} // namespace rowan::backend::mysql_native
