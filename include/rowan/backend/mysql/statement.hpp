// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/binary_row.hpp>
#include <rowan/backend/mysql/link.hpp>
#include <rowan/backend/mysql/parameter_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::backend::mysql_native {

class Statement;

/// The same INSERT for several rows at once, and where its keys come back, the same with RETURNING:
/// kept as long as the statement itself, so that each is prepared once.
struct WideStatement {
    std::size_t rows;
    bool returns_keys;
    std::unique_ptr<Statement> statement;
};

/// A statement prepared on the server, its values and rows in the binary protocol.
///
/// Rows are read where the client library has them: it calls take_column() for each value of the
/// row that it has fetched, and no buffer is bound. Unless they are streamed, the rows come
/// straight from the wire, so that the statement must be read or reset before another one runs.
class Statement final : public engine::PreparedStatement {
  public:
    /// Whose values a statement sends.
    enum class Values : bool { own, borrowed };

    Statement(Link& link, std::string_view sql, Values values = Values::own)
        : link_(link), sql_(sql), handle_(prepared(link, sql)) {
        if (values == Values::own)
            values_.resize(::mysql_stmt_param_count(handle_));
        columns_.resize(::mysql_stmt_field_count(handle_));
        take_rows();
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() override { ::mysql_stmt_close(handle_); }

    void stream() override { streams_ = true; }

    void bind(std::size_t index, const types::Cell& cell, bool copy) override {
        values_.bind(index, cell, copy);
    }

    void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                  const void* object) override {
        values_.bind_row(0, mapping, columns, object);
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

    /// An INSERT … RETURNING has columns only when it has run.
    [[nodiscard]] std::vector<std::string> column_names() const override {
        std::vector<std::string> names;
        const ::MYSQL_FIELD* fields = ::mariadb_stmt_fetch_fields(handle_);
        for (std::size_t i = 0; fields && i < columns_.size(); ++i)
            names.emplace_back(fields[i].name, fields[i].name_length);
        return names;
    }

    void read_row(const meta::Mapping& mapping, void* object) override {
        using types::Fast;
        if (&mapping != aimed_at_)
            aim(mapping);
        char* base = static_cast<char*>(object);
        std::size_t count = std::min(columns_.size(), mapping.columns.size());
        const Column* column = columns_.data();
        for (std::size_t i = 0; i < count; ++i, ++column) {
            char* member = base + column->offset;
            bool done = false;
            if (column->data) {
                switch (column->fast) {
                case Fast::text:
                    as<std::string>(member).assign(column->text());
                    done = true;
                    break;
                case Fast::optional_text: {
                    auto& value = as<std::optional<std::string>>(member);
                    value ? static_cast<void>(value->assign(column->text()))
                          : static_cast<void>(value.emplace(column->text()));
                    done = true;
                    break;
                }
                case Fast::int64:
                    as<std::int64_t>(member) = number_at<std::int64_t>(column->data);
                    done = true;
                    break;
                case Fast::int32:
                    as<std::int32_t>(member) = number_at<std::int32_t>(column->data);
                    done = true;
                    break;
                case Fast::real:
                    as<double>(member) = number_at<double>(column->data);
                    done = true;
                    break;
                case Fast::datetime:
                    done = column->moment(as<DateTime>(member));
                    break;
                case Fast::optional_datetime: {
                    DateTime moment;
                    if ((done = column->moment(moment)))
                        as<std::optional<DateTime>>(member) = moment;
                    break;
                }
                default:
                    break;
                }
            } else if (column->fast == Fast::optional_text) {
                as<std::optional<std::string>>(member).reset();
                done = true;
            }
            if (!done)
                engine::read_column(*this, mapping, i, member);
        }
    }

    [[nodiscard]] std::unique_ptr<engine::BulkInsert>
    bulk(const engine::BulkTarget& target) override; // In bulk.hpp.

    /// Says where the values of the next run are; they must live until reset().
    void borrow(::MYSQL_BIND* values) { borrowed_ = values; }
    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] Link& link() { return link_; }

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
        ::MYSQL_BIND* values = std::exchange(borrowed_, nullptr);
        if (!values)
            values = values_.from(0);
        if (std::size_t count = ::mysql_stmt_param_count(handle_)) {
            link_.check_size(ParameterList::bytes(values, count));
            if (::mysql_stmt_bind_param(handle_, values) != 0)
                fail();
        }
        ended_ = false;
        running_ = true;
        if (::mysql_stmt_execute(handle_) != 0)
            fail();
        link_.affected_rows = static_cast<std::int64_t>(::mysql_stmt_affected_rows(handle_));
        // The server says only now that an INSERT … RETURNING has rows.
        if (std::size_t count = ::mysql_stmt_field_count(handle_); count != columns_.size()) {
            columns_.resize(count);
            take_rows();
        }
        if (columns_.empty()) {
            link_.last_insert_id = static_cast<std::int64_t>(::mysql_stmt_insert_id(handle_));
            ended_ = true;
            return;
        }
        // A table that was altered has other types than when the statement was prepared.
        const ::MYSQL_FIELD* fields = ::mariadb_stmt_fetch_fields(handle_);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            columns_[i].describe(fields[i]);
        aimed_at_ = nullptr;
    }
    void aim(const meta::Mapping& mapping) {
        const reflect::Offsets offsets = mapping.offsets;
        for (std::size_t i = 0; i < std::min(columns_.size(), mapping.columns.size()); ++i)
            columns_[i].aim(offsets[i], mapping.columns[i].codec->fast);
        aimed_at_ = &mapping;
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
        // Of an error between rows only the connection knows.
        if (code == 0) {
            code = ::mysql_errno(link_.handle);
            message = ::mysql_error(link_.handle);
            sqlstate = ::mysql_sqlstate(link_.handle);
        }
        // The rows of a result that broke off must be gone before the connection is asked anything.
        reset();
        link_.fail(code, sqlstate, message);
    }

    static constexpr unsigned long first_batch = 64;
    static constexpr unsigned long batch_bytes = 262'144;

    Link& link_;
    std::string sql_;
    ::MYSQL_STMT* handle_;
    ParameterList values_{false};
    ::MYSQL_BIND* borrowed_ = nullptr; ///< The next run's values, if they are somebody else's.
    std::vector<WideStatement> wide_;
    std::vector<Column> columns_;
    const meta::Mapping* aimed_at_ = nullptr; ///< Whose members the columns go to.
    bool running_ = false;
    bool ended_ = false;   ///< The run has no more rows.
    bool streams_ = false; ///< The next run is streamed.
    bool cursor_ = false;  ///< The rows are read through a cursor of the server.
    unsigned long batch_ = 0, read_ = 0, bytes_ = 0;
};

} // namespace rowan::backend::mysql_native
