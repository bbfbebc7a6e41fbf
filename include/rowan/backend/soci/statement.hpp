// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/soci/elements.hpp>
#include <rowan/backend/soci/limits.hpp>
#include <rowan/backend/soci/placeholders.hpp>
#include <rowan/backend/soci/session.hpp>
#include <rowan/backend/storage.hpp>
#include <rowan/engine/rows.hpp>

#include <charconv>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace rowan::backend::soci_generic {

/// Where a column of the current row was put.
struct Column {
    types::CellKind kind; ///< What the member wants to read.
    soci::indicator indicator = soci::i_null;
    std::string text = {};
    soci::long_string long_text = {};
    soci::indicator real_indicator = soci::i_null;
    double real = 0;
};

/// A statement through nothing but SOCI's own interface: one kept soci::statement, whose values are
/// text, 64-bit integers and doubles.
///
/// All but doubles is read as text. SOCI's SQLite backend makes 0 of what is no number, MySQL's
/// needs a string stream for each.
class Statement final : public engine::PreparedStatement {
  public:
    Statement(const Session& session, std::string_view sql)
        : session_(session), text_(sql), parameters_(text_.size()) {
        session_.check_names(sql);
        session_.guarded([&] { prepare(); });
        for (std::size_t i = 0; i < places_.values.size() && i < parameters_.size(); ++i)
            parameters_[i].settle(places_.values[i]);
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void expect(const meta::Mapping* mapping) override {
        columns_.clear();
        if (mapping)
            for (const meta::MappedColumn& column : mapping->columns)
                columns_.push_back({column.codec->kind});
        else // A number, or whether there is something.
            columns_.push_back({types::CellKind::boolean});
    }

    void expect_columns(std::size_t count) override {
        columns_.clear();
        for (std::size_t i = 0; i < count; ++i)
            columns_.push_back({types::CellKind::text});
    }
    void expect_beside(const meta::Mapping& mapping,
                       std::span<const std::uint16_t> columns) override {
        for (std::uint16_t column : columns)
            columns_.push_back({mapping.columns[column].codec->kind});
    }

    void bind(std::size_t index, const types::Cell& cell, bool) override {
        using types::CellKind;
        Parameter& parameter = parameters_[index];
        if (form_of(index) != Form::any)
            return bind_as(form_of(index), parameter, cell);
        switch (cell.kind) {
        case CellKind::null:
            return parameter.set_null();
        case CellKind::boolean:
        case CellKind::integer:
            mark_blob(index, false);
            return parameter.set_integer(cell.integer);
        case CellKind::unsigned_integer:
            throw types::ConversionError(
                "SOCI binds no integers above 9223372036854775807 without loss");
        case CellKind::real:
            check_real(session_.abilities(), cell.real);
            mark_blob(index, false);
            return parameter.set_real(cell.real);
        case CellKind::blob:
            if (session_.abilities().blob_after.empty())
                throw types::ConversionError("SOCI binds no blobs for this database");
            check_size(cell.text);
            mark_blob(index, true);
            parameter.set_text().assign(cell.text);
            return;
        case CellKind::decimal:
            if (std::size_t most = session_.abilities().decimal_digits) {
                storage::check_digits(cell.text, most);
                storage::Number number = storage::number_of(cell.text);
                mark_blob(index, false);
                return number.is_whole ? parameter.set_integer(number.whole)
                                       : parameter.set_real(number.real);
            }
            break;
        default:
            break;
        }
        storage::Scratch scratch;
        std::string_view text = storage::text_of(cell, scratch);
        check_text(text);
        mark_blob(index, false);
        parameter.set_text().assign(text);
    }

    void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                  const void* object) override {
        const reflect::Offsets offsets = mapping.offsets;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const char* member = static_cast<const char*>(object) + offsets[columns[i]];
            const std::string* text = text_member(*mapping.columns[columns[i]].codec, member);
            if (text && is_bindable(*text) && form_of(i) == Form::any) {
                mark_blob(i, false);
                parameters_[i].set_text_at(*text);
            } else {
                engine::bind_column(*this, mapping, i, columns[i], member);
            }
        }
    }

    bool step() override {
        if (state_ == State::done)
            return false;
        return session_.guarded([&] {
            bool first = state_ == State::ready;
            state_ = State::failed; // Unless it gets to the end.
            if (first && !statement_)
                prepare();
            if (first && !defined_)
                define();
            // With data, always: without, SOCI's SQLite backend runs no change at all, and some
            // queries twice.
            bool row = first ? statement_->execute(true) : statement_->fetch();
            if (columns_.empty()) {
                row = false; // ODBC's backend says that a change has one.
                session_.changed_rows = statement_->get_affected_rows();
            }
            state_ = row ? State::row : State::done;
            return row;
        });
    }

    void read(std::size_t column, types::Cell& cell) override {
        Column& from = columns_[column];
        if (from.indicator == soci::i_null)
            return cell.set_null();
        if (column < places_.columns.size())
            settle_text(places_.columns[column], from);
        switch (from.kind) {
        case types::CellKind::boolean:
            // PostgreSQL's words for them, and Firebird's.
            if (!session_.abilities().untyped_columns)
                for (std::string_view word : {"t", "f", "TRUE", "FALSE"})
                    if (from.text == word)
                        return cell.set_boolean(word.front() == 't' || word.front() == 'T');
            return read_integer(from.text, cell);
        case types::CellKind::integer:
            return read_integer(from.text, cell);
        case types::CellKind::real:
            if ((session_.abilities().untyped_columns || !places_.columns.empty()) &&
                !is_number(from.text))
                return cell.set_text(from.text);
            return cell.set_real(from.real);
        case types::CellKind::blob:
            if (session_.abilities().blob_after.empty())
                throw types::ConversionError("SOCI reads no blobs of this database");
            return cell.set_blob(from.text.data(), from.text.size());
        default:
            return cell.set_text(from.text);
        }
    }

    /// SOCI has no way to end a query early, and one left open keeps its locks: what has more rows
    /// is destroyed, to be prepared again when it is next run.
    void reset() override {
        if (state_ == State::row) {
            try {
                state_ = statement_->fetch() ? State::failed : State::done;
            } catch (...) {
                state_ = State::failed;
            }
        }
        if (state_ == State::failed)
            drop();
        state_ = State::ready;
        session_.after_run();
    }

  private:
    enum class State : std::uint8_t { ready, row, done, failed };

    void prepare() {
        auto statement = std::make_unique<soci::statement>(session_.session());
        statement->alloc();
        statement->prepare(
            text_.render(session_.abilities().blob_before, session_.abilities().blob_after));
        session_.describe(*statement, true, places_);
        statement_ = std::move(statement);
        defined_ = false;
    }
    [[nodiscard]] Form form_of(std::size_t value) const {
        return value < places_.values.size() ? places_.values[value] : Form::any;
    }
    void define() {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            Column& column = columns_[i];
            int position = static_cast<int>(i) + 1;
            if (i < places_.columns.size()) {
                if (places_.columns[i] == Form::real)
                    exchange_into(position, column.real, column.indicator);
                else if (places_.columns[i] == Form::long_text)
                    exchange_into(position, column.long_text, column.indicator);
                else
                    exchange_text(position, column);
                continue;
            }
            bool real = column.kind == types::CellKind::real;
            if (real)
                exchange_into(position, column.real,
                              session_.abilities().untyped_columns ? column.real_indicator
                                                                   : column.indicator);
            // The same column as text shows whether it is a number.
            if (!real || session_.abilities().untyped_columns)
                exchange_text(position, column);
        }
        for (Parameter& parameter : parameters_)
            statement_->exchange(soci::details::use_type_ptr(
                new ParameterElement(parameter, session_.abilities().leaks_values)));
        statement_->define_and_bind();
        defined_ = true;
    }
    void exchange_text(int position, Column& column) {
        statement_->exchange(soci::details::into_type_ptr(new ColumnElement(
            position, column.text, column.indicator, session_.abilities().fetch_text)));
    }
    template <typename Target>
    void exchange_into(int position, Target& target, soci::indicator& indicator) {
        statement_->exchange(
            soci::details::into_type_ptr(new ColumnElement(position, target, indicator)));
    }
    void drop() {
        statement_.reset();
        defined_ = false;
    }

    /// Binds a value as its place takes it.
    void bind_as(Form form, Parameter& parameter, const types::Cell& cell) const {
        using types::CellKind;
        if (cell.kind == CellKind::null)
            return parameter.set_null();
        if (cell.kind == CellKind::unsigned_integer)
            throw types::ConversionError(
                "SOCI binds no integers above 9223372036854775807 without loss");
        if (cell.kind == CellKind::real)
            check_real(session_.abilities(), cell.real);
        if (cell.kind == CellKind::decimal)
            check_decimal(session_.abilities(), cell.text);
        bool is_number = cell.kind == CellKind::integer || cell.kind == CellKind::boolean;
        storage::Scratch scratch;
        std::string_view text;
        if (form == Form::truth && is_number) {
            text = cell.integer != 0 ? "TRUE" : "FALSE";
        } else if (is_number || cell.kind == CellKind::real) {
            char* end = scratch.data() + scratch.size();
            end = is_number ? std::to_chars(scratch.data(), end, cell.integer).ptr
                            : std::to_chars(scratch.data(), end, cell.real).ptr;
            text = {scratch.data(), static_cast<std::size_t>(end - scratch.data())};
        } else {
            text = storage::text_of(cell, scratch);
        }
        check_text(text);
        if (form == Form::real) {
            double value = 0;
            if (std::from_chars(text.data(), text.data() + text.size(), value).ptr !=
                text.data() + text.size())
                throw types::ConversionError("this is no number");
            return parameter.set_real(value);
        }
        std::size_t point = form == Form::moment ? text.rfind('.') : std::string_view::npos;
        while (point != std::string_view::npos && (text.back() == '0' || text.back() == '.')) {
            bool all = text.back() == '.';
            text.remove_suffix(1);
            if (all)
                break;
        }
        (form == Form::long_text ? parameter.set_long_text() : parameter.set_text()).assign(text);
    }
    /// Brings what was read in another form than its member's to that.
    static void settle_text(Form form, Column& column) {
        if (form == Form::long_text)
            column.text.swap(column.long_text.value);
        if (form == Form::real) {
            storage::Scratch scratch;
            char* end = scratch.data() + scratch.size();
            column.text.assign(scratch.data(), std::to_chars(scratch.data(), end, column.real).ptr);
        } else if (column.kind == types::CellKind::real) {
            const char* end = column.text.data() + column.text.size();
            std::from_chars(column.text.data(), end, column.real);
        }
    }

    /// A blob has another text around its place than other values.
    void mark_blob(std::size_t index, bool blob) {
        if (text_.mark(index, blob))
            drop();
    }

    static const std::string* text_member(const types::Codec& codec, const char* member) {
        if (codec.fast == types::Fast::text)
            return reinterpret_cast<const std::string*>(member);
        if (codec.fast == types::Fast::optional_text) {
            const auto& text = *reinterpret_cast<const std::optional<std::string>*>(member);
            return text ? &*text : nullptr;
        }
        return nullptr;
    }
    /// SOCI's backends count bytes in an int.
    [[nodiscard]] static bool fits(std::string_view text) { return text.size() <= INT_MAX; }
    [[nodiscard]] bool is_bindable(std::string_view text) const {
        return fits(text) &&
               (session_.abilities().keeps_nul || text.find('\0') == std::string_view::npos);
    }
    static void check_size(std::string_view text) {
        if (!fits(text))
            throw types::ConversionError("SOCI binds no value of 2 GiB and more");
    }
    void check_text(std::string_view text) const {
        check_size(text);
        if (!is_bindable(text))
            throw types::ConversionError("SOCI binds no text with a NUL in it for this database");
    }

    /// An integer, if the text is one; else the text, which no integer can be made of.
    static void read_integer(std::string_view text, types::Cell& cell) {
        const char* end = text.data() + text.size();
        std::int64_t value = 0;
        auto [stop, problem] = std::from_chars(text.data(), end, value);
        if (problem == std::errc{} && stop == end)
            return cell.set_integer(value);
        // Out of range for some types, and a number all the same.
        bool digits = stop == end && problem == std::errc::result_out_of_range;
        cell.set_text(text, digits ? types::CellKind::decimal : types::CellKind::text);
    }
    static bool is_number(std::string_view text) {
        const char* end = text.data() + text.size();
        double value = 0;
        auto [stop, problem] = std::from_chars(text.data(), end, value);
        return stop == end && problem != std::errc::invalid_argument;
    }

    const Session& session_;
    StatementText text_;
    Places places_;
    std::vector<Parameter> parameters_;
    std::vector<Column> columns_;
    std::unique_ptr<soci::statement> statement_; ///< Points to parameters and columns: dies first.
    bool defined_ = false;
    State state_ = State::ready;
};

} // namespace rowan::backend::soci_generic
