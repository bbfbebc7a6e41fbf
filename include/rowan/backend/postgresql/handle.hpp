// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/errors.hpp>
#include <rowan/backend/postgresql/settings.hpp>
#include <rowan/base/uuid.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::backend::postgresql_native {

/// A SELECT whose rows are fetched from a cursor of the server.
class Stream {
  public:
    virtual ~Stream() = default;
    /// Fetches all that is left, before the transaction and its cursors end.
    virtual void drain() = 0;
    /// The cursor may be gone: nothing may be sent about it that would fail then.
    virtual void forget() = 0;
};

/// libpq's connection with what its statements share.
class Handle {
  public:
    Handle(PGconn* connection, Keeping keeping) : connection_(connection), keeping_(keeping) {
        if (keeping == Keeping::transaction) {
            prefix_ += make_uuid() + '_';
            std::erase(prefix_, '-');
        }
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    [[nodiscard]] PGconn* get() const { return connection_; }
    [[nodiscard]] bool lost() const { return ::PQstatus(connection_) == CONNECTION_BAD; }
    [[nodiscard]] PGTransactionStatusType status() const {
        return ::PQtransactionStatus(connection_);
    }

    /// Takes a result over; throws DriverError if it is an error.
    Result check(PGresult* answer) const {
        Result result(answer);
        switch (::PQresultStatus(answer)) {
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
        case PGRES_EMPTY_QUERY:
            return result;
        case PGRES_COPY_IN:
            ::PQputCopyEnd(connection_, "COPY is not run by execute()");
            break;
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH: {
            char* line = nullptr;
            while (::PQgetCopyData(connection_, &line, 0) > 0)
                ::PQfreemem(line);
            break;
        }
        default:
            throw_error(connection_, answer);
        }
        while (PGresult* rest = ::PQgetResult(connection_))
            ::PQclear(rest);
        throw engine::DriverError{engine::ErrorKind::programming,
                                  "COPY can't be run as a statement", 0, "0A000"};
    }
    /// Runs SQL text, which may be several statements. Throws DriverError.
    Result run(const std::string& sql) {
        Result result = check(::PQexec(connection_, sql.c_str()));
        note_changes(result.get());
        return result;
    }
    /// Keeps how many rows a statement has changed.
    void note_changes(PGresult* result) {
        std::string_view text = ::PQcmdTuples(result);
        changed_rows = 0;
        std::from_chars(text.data(), text.data() + text.size(), changed_rows);
    }

    [[nodiscard]] Keeping keeping() const { return keeping_; }
    /// A name for a cursor or a statement. Where statements end with their transaction the server
    /// is shared with other clients, whose names it can't be: it has a random part.
    [[nodiscard]] std::string next_name(const char* kind) {
        return prefix_ + kind + std::to_string(++names_);
    }

    /// Begins a transaction.
    void begin(const std::string& sql) {
        ++transactions_;
        of_transaction_.clear();
        run(sql);
    }
    /// A number that each transaction has for itself.
    [[nodiscard]] std::uint64_t transaction() const { return transactions_; }
    /// Runs a COMMIT or ROLLBACK, and deallocates in the same message what must end with the
    /// transaction: the next one may be on another server.
    Result end(std::string sql) {
        ++transactions_;
        if (of_transaction_.empty())
            return run(sql);
        for (const std::string& name : std::exchange(of_transaction_, {}))
            sql += ";DEALLOCATE " + name;
        if (!::PQsendQuery(connection_, sql.c_str()))
            throw_error(connection_, nullptr);
        Result first(::PQgetResult(connection_));
        while (PGresult* more = ::PQgetResult(connection_))
            ::PQclear(more);
        return check(first.release());
    }

    /// A prepared statement that nobody needs any more. It is not deallocated at once: in a failed
    /// transaction the server would refuse to, and each would cost a round trip.
    void doom(std::string name) {
        if (!name.empty() && keeping_ == Keeping::session)
            doomed_.push_back(std::move(name));
    }
    /// A statement that must end with the transaction, if statements must.
    void end_with_transaction(const std::string& name) {
        if (keeping_ == Keeping::transaction)
            of_transaction_.push_back(name);
    }
    /// Deallocates what was given up, if there is enough of it.
    void release_doomed() {
        constexpr std::size_t enough = 32;
        if (doomed_.size() < enough || (status() != PQTRANS_IDLE && status() != PQTRANS_INTRANS))
            return;
        std::string sql;
        for (const std::string& name : doomed_)
            sql += "DEALLOCATE " + name + ";";
        doomed_.clear();
        ::PQclear(::PQexec(connection_, sql.c_str()));
    }

    void add(Stream& stream) { streams_.push_back(&stream); }
    void remove(Stream& stream) { std::erase(streams_, &stream); }
    /// Reads what open streams have left into memory: their cursors end with the transaction.
    void drain_streams() {
        while (!streams_.empty()) {
            Stream* stream = streams_.back();
            streams_.pop_back();
            stream->drain();
        }
    }
    void forget_streams() {
        for (Stream* stream : std::exchange(streams_, {}))
            stream->forget();
    }

    std::int64_t changed_rows = 0; ///< Rows matched by the last change.

  private:
    PGconn* connection_;
    Keeping keeping_;
    std::string prefix_ = "rowan_";
    std::uint64_t names_ = 0;
    std::uint64_t transactions_ = 0;
    std::vector<std::string> of_transaction_;
    std::vector<std::string> doomed_;
    std::vector<Stream*> streams_;
};

} // namespace rowan::backend::postgresql_native
