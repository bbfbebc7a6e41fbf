// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/bulk.hpp>
#include <rowan/backend/postgresql/cursor.hpp>
#include <rowan/backend/postgresql/decode.hpp>
#include <rowan/backend/postgresql/handle.hpp>
#include <rowan/backend/postgresql/parameters.hpp>
#include <rowan/backend/postgresql/pipeline.hpp>
#include <rowan/backend/postgresql/row_plan.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/sql/raw_text.hpp>

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

namespace rowan::backend::postgresql_native {

/// A statement on libpq's own connection; values and rows are in binary form. The server has it
/// prepared by name as long as it keeps names (Keeping).
class Statement final : public engine::PreparedStatement {
  public:
    Statement(Handle& handle, std::string_view sql) : handle_(handle), sql_(sql), cursor_(handle) {
        check_number_of_places();
        bool readable = learn();
        if (!readable && (is_select() || is_change())) {
            std::vector<std::string> names = names_;
            cast_to_text();
            learn();
            names_ = std::move(names);
        }
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() override { handle_.doom(std::move(name_)); }

    void expect(const meta::Mapping* mapping) override {
        if (mapping)
            plan_.make(*mapping, columns_);
    }
    void stream() override { streams_ = true; }

    void bind(std::size_t index, const types::Cell& cell, bool copy) override {
        values_.set(at(index), cell, copy);
    }
    void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                  const void* object) override {
        struct OfRow {
            Parameters& values;
            explicit OfRow(Parameters& of) : values(of) { values.of_row = true; }
            ~OfRow() { values.of_row = false; }
        } of_row{values_};
        const reflect::Offsets offsets = mapping.offsets;
        const char* base = static_cast<const char*>(object);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const char* member = base + offsets[columns[i]];
            if (!bind_fast(at(i), mapping.columns[columns[i]].codec->fast, member))
                engine::bind_column(*this, mapping, i, columns[i], member);
        }
    }

    bool step() override {
        if (row_ + 1 < rows_) {
            ++row_;
            return true;
        }
        return advance();
    }
    void read(std::size_t column, types::Cell& cell) override {
        int at_column = static_cast<int>(column);
        const PGresult* result = result_.get();
        if (column >= columns_.size() || ::PQgetisnull(result, row_, at_column))
            return cell.set_null();
        read_cell(columns_[column], ::PQgetvalue(result, row_, at_column),
                  static_cast<std::size_t>(::PQgetlength(result, row_, at_column)), cell);
    }
    [[nodiscard]] std::vector<std::string> column_names() const override { return names_; }
    void read_row(const meta::Mapping& mapping, void* object) override {
        if (!plan_.is_of(mapping))
            plan_.make(mapping, columns_);
        char* base = static_cast<char*>(object);
        std::size_t column = 0;
        for (const RowPlan::Step& step : plan_.steps()) {
            if (!read_fast(step.way, result_.get(), row_, static_cast<int>(column),
                           base + step.offset))
                engine::read_column(*this, mapping, column, base + step.offset);
            ++column;
        }
    }
    [[nodiscard]] std::int64_t rows() const override { return state_ == State::whole ? rows_ : -1; }
    [[nodiscard]] std::unique_ptr<engine::BulkInsert>
    bulk(const engine::BulkTarget& target) override {
        static const std::string none;
        const std::string& name = handle_.keeping() == Keeping::session ? name_ : none;
        return std::make_unique<Bulk>(handle_, BulkStatement{*this, values_, sql_, name}, target);
    }
    void reset() override {
        result_.reset();
        if (streams_)
            cursor_.close();
        row_ = -1;
        rows_ = 0;
        streams_ = false;
        state_ = State::bound;
    }

  private:
    enum class State : std::uint8_t {
        bound,   ///< Not run since the last reset().
        whole,   ///< All its rows are in result_.
        streams, ///< Its cursor has more of them.
    };

    /// The place of a value; the library binds as many as the text has.
    [[nodiscard]] std::size_t at(std::size_t index) const {
        if (index >= static_cast<std::size_t>(values_.size()))
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "the statement has fewer places than values", 0, "07001"};
        return index;
    }

    /// The protocol counts values in 16 bits. Places are numbered in their order, so the first that
    /// is too many is found by its number.
    void check_number_of_places() const {
        if (sql_.size() > 65'536 && sql_.find("$65536") != std::string::npos)
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "a statement takes at most 65535 values", 0, "54023"};
    }
    /// Has the server prepare the statement under a new name, and gives the old one up.
    void prepare() {
        handle_.release_doomed();
        std::string name = handle_.next_name("");
        const auto& types = values_.place_types();
        handle_.check(
            ::PQprepare(handle_.get(), name.c_str(), sql_.c_str(), values_.size(), types.data()));
        use(std::move(name));
    }
    void use(std::string name) {
        handle_.end_with_transaction(name);
        handle_.doom(std::exchange(name_, std::move(name)));
        values_.mark_prepared();
    }
    /// Asks for the types of values and columns; false if a column can't be read. Where names are
    /// kept, the statement is prepared by it.
    ///
    /// Both travel together: only then they surely meet the same server behind a pooler.
    bool learn() {
        handle_.release_doomed();
        if (std::size_t places = many_places())
            return learn_many(places);
        bool keeps = handle_.keeping() == Keeping::session;
        std::string name = keeps ? handle_.next_name("") : "";
        const auto& types = values_.place_types();
        Pipeline trip(handle_);
        trip.sent(::PQsendPrepare(handle_.get(), name.c_str(), sql_.c_str(), values_.size(),
                                  types.data()));
        trip.sent(::PQsendDescribePrepared(handle_.get(), name.c_str()));
        trip.sync();
        trip.next();
        if (keeps)
            use(std::move(name));
        Result described = trip.next();
        std::vector<std::uint32_t> places(static_cast<std::size_t>(::PQnparams(described.get())));
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = ::PQparamtype(described.get(), static_cast<int>(i));
        values_.describe(std::move(places));
        note_columns(described.get());
        return all_readable();
    }
    /// libpq 15 gives the connection up when the server lists the types of more values than these:
    /// a message of that kind has at most 30000 bytes (VALID_LONG_MESSAGE_TYPE of fe-protocol3.c).
    static constexpr std::size_t most_listed = 7400;

    /// How many places there are, if they are more than the server may list; else 0.
    [[nodiscard]] std::size_t many_places() const {
        std::size_t count = most_listed;
        std::size_t at = sql_.size() < 4 * most_listed ? std::string::npos : 0;
        auto next = [&] { return sql_.find("$" + std::to_string(count + 1), at); };
        if (at == std::string::npos || (at = next()) == std::string::npos)
            return 0;
        while (at != std::string::npos) {
            ++count;
            at = next();
        }
        return count;
    }
    /// Learns the types of columns from an empty result; the server finds those of the values,
    /// which are sent as text.
    bool learn_many(std::size_t places) {
        values_.describe(std::vector<std::uint32_t>(places));
        if (is_select()) {
            std::string probe = "SELECT * FROM (" + sql_ + "\n) AS rowan LIMIT 0";
            note_columns(handle_
                             .check(::PQexecParams(handle_.get(), probe.c_str(), values_.size(),
                                                   values_.place_types().data(), values_.values(),
                                                   values_.lengths(), values_.formats(), 0))
                             .get());
        }
        if (handle_.keeping() == Keeping::session)
            prepare();
        return all_readable();
    }
    void note_columns(const PGresult* described) {
        columns_.resize(static_cast<std::size_t>(::PQnfields(described)));
        names_.resize(columns_.size());
        bool is_text = true;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            columns_[i] = ::PQftype(described, static_cast<int>(i));
            names_[i] = ::PQfname(described, static_cast<int>(i));
            is_text = is_text && is_text_type(columns_[i]);
        }
        format_ = is_text ? 0 : 1;
    }
    [[nodiscard]] bool all_readable() const {
        return std::all_of(columns_.begin(), columns_.end(), is_readable);
    }
    [[nodiscard]] bool is_select() const { return lang::begins_with_word(sql_, "SELECT"); }
    [[nodiscard]] bool is_change() const {
        return lang::begins_with_word(sql_, "INSERT") || lang::begins_with_word(sql_, "UPDATE") ||
               lang::begins_with_word(sql_, "DELETE");
    }
    /// Rows come in binary form, all columns or none; a type whose form Rowan doesn't know (an
    /// enum, a point) is asked for as text. The order of the rows stays.
    void cast_to_text() {
        std::string names, list;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            std::string name = "c" + std::to_string(i);
            names += (i > 0 ? ", " : "") + name;
            list += (i > 0 ? ", " : "") + name + (is_readable(columns_[i]) ? "" : "::text");
        }
        sql_ = is_change()
                   ? "WITH rowan (" + names + ") AS (" + sql_ + "\n) SELECT " + list + " FROM rowan"
                   : "SELECT " + list + " FROM (" + sql_ + "\n) AS rowan (" + names + ")";
    }

    bool advance() {
        switch (state_) {
        case State::bound:
            run();
            break;
        case State::streams:
            take(cursor_.fetch());
            break;
        case State::whole:
            row_ = rows_;
            return false;
        }
        if (rows_ > 0) {
            row_ = 0;
            return true;
        }
        state_ = State::whole;
        return false;
    }
    void run() {
        // A cursor needs a transaction; without one, all rows come at once.
        if (streams_ && handle_.status() == PQTRANS_INTRANS) {
            cursor_.open(sql_, values_, format_);
            state_ = State::streams;
            return take(cursor_.fetch());
        }
        state_ = State::whole;
        take(handle_.check(has_name()
                               ? ::PQexecPrepared(handle_.get(), name_.c_str(), values_.size(),
                                                  values_.values(), values_.lengths(),
                                                  values_.formats(), format_)
                               : ::PQexecParams(handle_.get(), sql_.c_str(), values_.size(),
                                                values_.place_types().data(), values_.values(),
                                                values_.lengths(), values_.formats(), format_)));
        handle_.note_changes(result_.get());
    }
    /// Whether this run is of a prepared statement, which is prepared now if need be.
    bool has_name() {
        switch (handle_.keeping()) {
        case Keeping::session:
            if (values_.retyped())
                prepare();
            return true;
        case Keeping::transaction:
            break;
        case Keeping::never:
            return false;
        }
        if (transaction_ != handle_.transaction()) {
            transaction_ = handle_.transaction();
            runs_ = 0;
            name_.clear();
        }
        // A name pays from the second run on. After a failed statement nothing can be prepared,
        // and between transactions no name is safe.
        if (++runs_ == 1 || handle_.status() != PQTRANS_INTRANS)
            return false;
        if (name_.empty() || values_.retyped())
            prepare();
        return true;
    }
    void take(Result result) {
        result_ = std::move(result);
        row_ = -1;
        rows_ = ::PQntuples(result_.get());
        if (result_)
            check_columns();
    }
    /// A statement that is parsed again may find other columns than those that were described, and
    /// their bytes must not be taken for them. PostgreSQL says the same of prepared ones.
    void check_columns() {
        bool same = static_cast<std::size_t>(::PQnfields(result_.get())) == columns_.size();
        for (std::size_t i = 0; same && i < columns_.size(); ++i)
            same = ::PQftype(result_.get(), static_cast<int>(i)) == columns_[i];
        if (!same)
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "the types of the statement's columns have changed", 0,
                                      "0A000"};
    }

    template <typename Member>
    static const Member& as(const char* member) {
        return *reinterpret_cast<const Member*>(member);
    }
    /// False if the codec must do it, or tell what is wrong with the value.
    bool bind_fast(std::size_t index, types::Fast fast, const char* member) {
        using types::Fast;
        switch (fast) {
        case Fast::text:
            return bind_text(index, as<std::string>(member));
        case Fast::optional_text:
            if (const auto& text = as<std::optional<std::string>>(member))
                return bind_text(index, *text);
            values_.set_null(index);
            return true;
        case Fast::int64:
            return bind_same(index, oid_int8, as<std::int64_t>(member));
        case Fast::int32:
            return bind_same(index, oid_int4, as<std::int32_t>(member));
        default:
            return false;
        }
    }
    bool bind_text(std::size_t index, std::string_view text) {
        if (!is_text_type(values_.place_types()[index]) ||
            text.find('\0') != std::string_view::npos)
            return false;
        values_.set_text(index, types::CellKind::text, text, false);
        return true;
    }
    template <typename Number>
    bool bind_same(std::size_t index, std::uint32_t type, Number value) {
        if (values_.place_types()[index] != type)
            return false;
        values_.set_integer(index, value);
        return true;
    }

    Handle& handle_;
    std::string sql_;
    std::string name_; ///< Empty while the server has it under none.
    Parameters values_;
    std::vector<std::uint32_t> columns_; ///< Their types,
    std::vector<std::string> names_;     ///< and their names.
    /// In which form libpq is asked for the rows: 1 is binary, 0 text. A text is the same bytes in
    /// both, and the server is faster to send it as text.
    int format_ = 1;
    RowPlan plan_;
    Cursor cursor_;
    Result result_;
    int row_ = -1;
    int rows_ = 0;
    State state_ = State::bound;
    bool streams_ = false;
    std::uint64_t transaction_ = 0; ///< In which it has run last, if names end with those,
    std::uint64_t runs_ = 0;        ///< and how often.
};

} // namespace rowan::backend::postgresql_native
