// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/decode.hpp>
#include <rowan/backend/postgresql/handle.hpp>
#include <rowan/backend/postgresql/parameters.hpp>
#include <rowan/backend/postgresql/pipeline.hpp>
#include <rowan/engine/driver.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::backend::postgresql_native {

/// The INSERT whose rows a Bulk sends.
struct BulkStatement {
    engine::PreparedStatement& binder; ///< Converts a row to `values`.
    const Parameters& values;
    const std::string& sql;
    const std::string& name; ///< On the server; empty if it must be prepared for each batch.
};

/// Many rows of one table: by COPY where nobody asks for keys, else by libpq's pipeline, whose
/// answers come in the order of the rows. Either way a batch is waited for once.
///
/// COPY does not know all that INSERT does: so the rows of tables with rules, row security or
/// identities that are always generated go by the pipeline, and those with values in text form too.
class Bulk final : public engine::BulkInsert {
  public:
    Bulk(Handle& handle, const BulkStatement& statement, const engine::BulkTarget& target)
        : handle_(handle), insert_(statement), mapping_(target.mapping), columns_(target.columns),
          copy_("COPY " + std::string(target.table) + " FROM STDIN (FORMAT binary)"),
          table_(target.table.substr(0, end_of_table(target.table))),
          returns_keys_(!target.key.empty()), as_text_(columns_.size(), false) {
        clear();
    }

    bool add(const void* object) override {
        insert_.binder.bind_row(mapping_, columns_, object);
        put(static_cast<std::int16_t>(columns_.size()));
        for (std::size_t i = 0; i < columns_.size(); ++i)
            put_value(i);
        ++rows_;
        return rows_ == most_rows || rows_of_copy_.size() >= enough_bytes;
    }
    void send() override {
        if (handle_.status() == PQTRANS_IDLE)
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "the transaction of these rows has ended before they were "
                                      "all sent",
                                      0, "25P01"};
        keys_.clear();
        next_key_ = 0;
        copies_ = !returns_keys_ && rows_ >= few_rows && can_copy();
        if (copies_)
            send_by_copy();
        else
            send_by_pipeline();
        clear();
    }
    [[nodiscard]] std::int64_t key() override { return keys_[next_key_++]; }
    [[nodiscard]] std::string_view sql() const override { return copies_ ? copy_ : insert_.sql; }

  private:
    static constexpr std::size_t most_rows = 5000;
    static constexpr std::size_t enough_bytes = 1 << 20;
    static constexpr std::size_t slice = 1 << 16;
    static constexpr std::size_t few_rows = 32; ///< Fewer are faster without COPY.
    /// Source: PostgreSQL's documentation, COPY, "Binary Format".
    static constexpr std::string_view header{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
    static constexpr std::string_view trailer{"\377\377", 2};

    /// Where the table's name ends in `"schema"."table" ("a", "b")`.
    static std::size_t end_of_table(std::string_view target) {
        bool quoted = false;
        for (std::size_t i = 0; i < target.size(); ++i) {
            quoted ^= target[i] == '"';
            if (!quoted && target[i] == ' ')
                return i;
        }
        return target.size();
    }

    void clear() {
        constexpr std::size_t much = 8 * enough_bytes;
        if (rows_of_copy_.capacity() > much)
            rows_of_copy_ = std::string();
        rows_of_copy_.assign(header);
        formats_.clear();
        rows_ = 0;
    }
    template <typename Number>
    void put(Number value) {
        char bytes[sizeof value];
        store(bytes, value);
        rows_of_copy_.append(bytes, sizeof bytes);
    }
    void put_value(std::size_t at) {
        const char* value = insert_.values.values()[at];
        formats_ += '\1';
        if (!value)
            return put(std::int32_t{-1});
        std::string_view bytes(value, static_cast<std::size_t>(insert_.values.lengths()[at]));
        if (insert_.values.formats()[at] == 0) {
            if (insert_.values.place_types()[at] == oid_numeric && numeric_wire(bytes, numeric_)) {
                bytes = numeric_;
            } else {
                formats_.back() = '\0';
                as_text_[at] = true;
            }
        }
        put(static_cast<std::int32_t>(bytes.size()));
        rows_of_copy_.append(bytes);
    }

    /// Whether COPY does with these rows what INSERT would do.
    bool can_copy() {
        if (!asked_)
            ask();
        asked_ = true;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (as_text_[i] && !text_is_binary_[i])
                return false;
        return table_takes_copy_;
    }
    /// Asks whether the columns still have the types for which the values were made: COPY would
    /// take the bytes of an INTEGER for those of a REAL. Parsing the INSERT locks the table against
    /// such changes until the transaction ends.
    void ask() {
        const char* table = table_.c_str();
        Pipeline trip(handle_);
        trip.sent(::PQsendPrepare(handle_.get(), "", insert_.sql.c_str(), 0, nullptr));
        trip.sent(
            ::PQsendQueryParams(handle_.get(), question, 1, nullptr, &table, nullptr, nullptr, 0));
        trip.sync();
        trip.next();
        Result answer = trip.next();
        text_is_binary_.assign(columns_.size(), false);
        table_takes_copy_ = true;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            table_takes_copy_ =
                takes_copy(*answer, mapping_.columns[columns_[i]].name, i) && table_takes_copy_;
    }
    bool takes_copy(const PGresult& answer, std::string_view column, std::size_t at) {
        auto is_true = [&](int row, int field) {
            return *::PQgetvalue(&answer, row, field) == 't';
        };
        for (int row = 0; row < ::PQntuples(&answer); ++row)
            if (::PQgetvalue(&answer, row, 0) == column) {
                text_is_binary_[at] = is_true(row, 3);
                return is_true(row, 2) && ::PQgetvalue(&answer, row, 1) ==
                                              std::to_string(insert_.values.place_types()[at]);
            }
        return false;
    }
    /// For each column of a table: its type, whether it takes COPY, and whether the binary form of
    /// its type is the text. The numbers are those of is_text_type().
    static constexpr const char* question =
        "SELECT a.attname, a.atttypid,"
        " c.relkind IN ('r', 'p') AND NOT c.relhasrules AND a.attidentity <> 'a'"
        " AND NOT pg_catalog.row_security_active(c.oid),"
        " coalesce(b.typtype, t.typtype) = 'e'"
        " OR coalesce(b.oid, t.oid) IN (19, 25, 114, 1042, 1043)"
        " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
        " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
        " LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype"
        " WHERE c.oid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped";

    void send_by_copy() {
        PGconn* connection = handle_.get();
        Result begun(::PQexec(connection, copy_.c_str()));
        if (::PQresultStatus(begun.get()) != PGRES_COPY_IN) {
            handle_.check(begun.release());
            throw engine::DriverError{engine::ErrorKind::operational,
                                      "the server did not begin the COPY"};
        }
        rows_of_copy_.append(trailer);
        bool whole = true;
        for (std::size_t at = 0; whole && at < rows_of_copy_.size(); at += slice)
            whole =
                ::PQputCopyData(connection, rows_of_copy_.data() + at,
                                static_cast<int>(std::min(slice, rows_of_copy_.size() - at))) == 1;
        // A server that has refused a row says so after the end.
        whole =
            ::PQputCopyEnd(connection, whole ? nullptr : "not all rows were sent") == 1 && whole;
        Result answer(::PQgetResult(connection));
        while (PGresult* more = ::PQgetResult(connection)) {
            bool in_copy = ::PQresultStatus(more) == PGRES_COPY_IN;
            ::PQclear(more);
            if (in_copy) // libpq ends it before the next statement.
                break;
        }
        handle_.check(answer.release());
        if (!whole)
            throw_error(connection, nullptr);
    }

    void send_by_pipeline() {
        std::size_t count = columns_.size();
        std::vector<const char*> values(count);
        std::vector<int> lengths(count), formats(count);
        std::vector<std::string> texts(count); // Text form ends with a NUL.
        const char* from = rows_of_copy_.data() + header.size();
        const char* format = formats_.data();
        Pipeline trip(handle_);
        if (insert_.name.empty())
            trip.sent(::PQsendPrepare(handle_.get(), "", insert_.sql.c_str(), insert_.values.size(),
                                      insert_.values.place_types().data()));
        for (std::size_t row = 0; row < rows_; ++row) {
            from += sizeof(std::int16_t);
            for (std::size_t i = 0; i < count; ++i) {
                lengths[i] = load<std::int32_t>(from);
                from += sizeof(std::int32_t);
                formats[i] = *format++;
                values[i] = lengths[i] < 0 ? nullptr : from;
                if (lengths[i] < 0)
                    continue;
                auto size = static_cast<std::size_t>(lengths[i]);
                if (formats[i] == 0)
                    values[i] = texts[i].assign(from, size).c_str();
                from += size;
            }
            trip.sent(::PQsendQueryPrepared(handle_.get(), insert_.name.c_str(),
                                            static_cast<int>(count), values.data(), lengths.data(),
                                            formats.data(), 1));
        }
        trip.sync();
        if (insert_.name.empty())
            trip.next();
        for (std::size_t row = 0; row < rows_; ++row) {
            Result answer = trip.next();
            if (returns_keys_)
                keys_.push_back(key_of(*answer));
        }
    }
    /// 0 if a trigger has kept the row out.
    static std::int64_t key_of(const PGresult& answer) {
        types::Cell cell;
        if (::PQntuples(&answer) > 0)
            read_cell(::PQftype(&answer, 0), ::PQgetvalue(&answer, 0, 0),
                      static_cast<std::size_t>(::PQgetlength(&answer, 0, 0)), cell);
        return cell.integer;
    }

    Handle& handle_;
    BulkStatement insert_;
    const meta::Mapping& mapping_;
    std::span<const std::uint16_t> columns_;
    std::string copy_;
    std::string table_;
    bool returns_keys_;

    std::string rows_of_copy_; ///< The batch as COPY's binary format has it.
    std::string formats_;      ///< Of each of its values: 1 for the binary form, 0 for text.
    std::size_t rows_ = 0;
    std::string numeric_;

    bool asked_ = false;
    bool table_takes_copy_ = false;
    bool copies_ = false;              ///< The last batch went by COPY.
    std::vector<bool> as_text_;        ///< Columns of which some value is in text form.
    std::vector<bool> text_is_binary_; ///< Columns for which this makes no difference.
    std::vector<std::int64_t> keys_;
    std::size_t next_key_ = 0;
};

} // namespace rowan::backend::postgresql_native
