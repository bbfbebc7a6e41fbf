// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/dialects.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// What went wrong, whichever database says it in its own numbers.
enum class ErrorKind : std::uint8_t {
    other,
    integrity,
    unique,
    foreign_key,
    not_null,
    check,
    operational,
    connection_lost,
    serialization,
    deadlock,
    lock_timeout,
    statement_timeout,
    read_only,
    programming,
    data,
};

/// What a driver throws; the session makes the public error of it, with SQL and parameters.
struct DriverError {
    ErrorKind kind;
    std::string message;
    int code = 0;
    std::string sqlstate = {};
};

/// What a bulk insert writes.
struct BulkTarget {
    const meta::Mapping& mapping;
    std::span<const std::uint16_t> columns; ///< Those that are written, in their order.
    std::string_view table;                 ///< `"schema"."table" ("a", "b")`
    std::string_view key; ///< The column of the generated keys, quoted; empty if nobody asks.
};

/// Many rows of one table, sent by the batch. Throws what PreparedStatement throws, and the
/// DataError of a value that has no form in the database.
class BulkInsert {
  public:
    virtual ~BulkInsert() = default;
    /// Copies an object's columns into the batch; whether the batch is full now.
    virtual bool add(const void* object) = 0;
    /// Sends the batch, in one round trip if the database can; an empty one then begins. All of
    /// its rows are inserted or none.
    virtual void send() = 0;
    /// The next of the keys that the rows of the last batch were given, in the order of its rows.
    [[nodiscard]] virtual std::int64_t key() = 0;
    /// The statement's text, for errors.
    [[nodiscard]] virtual std::string_view sql() const = 0;
};

/// A statement prepared on one connection. Whoever implements it reports trouble by DriverError,
/// and by types::ConversionError for a value that the database can't hold.
class PreparedStatement {
  public:
    virtual ~PreparedStatement() = default;

    /// Says before the first run what its rows are: the mapping's columns, or one integer where
    /// there is no mapping. For drivers that must know where to put a row before they fetch it.
    virtual void expect(const meta::Mapping* mapping) { static_cast<void>(mapping); }
    /// The same for rows of SQL text, read by read() alone: how many columns they have.
    virtual void expect_columns(std::size_t count) { static_cast<void>(count); }
    /// Says, after expect(), which columns stand behind those of the mapping; they are read one by
    /// one.
    virtual void expect_beside(const meta::Mapping& mapping,
                               std::span<const std::uint16_t> columns) {
        static_cast<void>(mapping);
        static_cast<void>(columns);
    }
    /// Says that the rows of the next run are read one by one, with other statements between them:
    /// they must not all be fetched into memory. Holds until reset().
    virtual void stream() {}
    /// Binds value `index`, counted from 0. Text must live until reset() unless `copy` is set.
    virtual void bind(std::size_t index, const types::Cell& cell, bool copy) = 0;
    /// Binds these columns of an object to the values from 0 on; the object must live until
    /// reset().
    virtual void bind_row(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                          const void* object);
    /// Runs the statement up to its next row; false if there is none (any more).
    virtual bool step() = 0;
    /// Reads a column of the current row; text is valid until the next step() or reset().
    virtual void read(std::size_t column, types::Cell& cell) = 0;
    /// Reads the current row, whose first columns are those of the mapping, into an object of it.
    virtual void read_row(const meta::Mapping& mapping, void* object);
    /// How many rows the run has, once step() has come to the first; -1 where they are still on
    /// their way.
    [[nodiscard]] virtual std::int64_t rows() const { return -1; }
    /// The names of the columns of its rows; none where the driver can't tell (yet).
    [[nodiscard]] virtual std::vector<std::string> column_names() const { return {}; }
    /// For an INSERT: a faster way for many rows of its kind, if the driver has one. It must end
    /// before the statement does.
    [[nodiscard]] virtual std::unique_ptr<BulkInsert> bulk(const BulkTarget& target) {
        static_cast<void>(target);
        return nullptr;
    }
    /// Ends the execution, so that the statement can be bound and run again.
    virtual void reset() = 0;
};

/// One connection to a database.
class Connection {
  public:
    virtual ~Connection() = default;

    [[nodiscard]] virtual std::unique_ptr<PreparedStatement> prepare(std::string_view sql) = 0;
    /// Runs SQL text without values, as it is.
    virtual void execute(std::string_view sql) = 0;
    virtual void begin() = 0;
    /// Begins a transaction that writes for sure: where the database has one lock for all writers,
    /// it is taken at once.
    virtual void begin_to_write() { begin(); }
    /// Said before begin(): the transaction's reads must see what was committed before them on any
    /// node of the cluster.
    virtual void read_causally() {
        throw DriverError{ErrorKind::programming,
                          "causal reads were asked for, which this database has not"};
    }
    virtual void commit() = 0;
    virtual void rollback() = 0;
    /// Whether the database still answers.
    [[nodiscard]] virtual bool ping() {
        try {
            execute("SELECT 1");
            return true;
        } catch (const DriverError&) {
            return false;
        }
    }
    /// Whether a read needs a transaction too: what the session was set to holds in transactions
    /// only.
    [[nodiscard]] virtual bool reads_in_transaction() const { return false; }
    /// Whether the database thinks that a transaction is open.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Whether the connection is broken: it is in no transaction any more and can't be used again.
    [[nodiscard]] virtual bool lost() const { return false; }
    /// Rows matched by the last change.
    [[nodiscard]] virtual std::int64_t affected_rows() const = 0;
    /// The key that the last INSERT generated; not asked for where Dialect::keys_by_returning.
    [[nodiscard]] virtual std::int64_t last_insert_id() const = 0;
};

/// How a backend opens its connections.
class Connector {
  public:
    virtual ~Connector() = default;
    /// Opens a connection. Throws DriverError.
    [[nodiscard]] virtual std::unique_ptr<Connection> connect() = 0;
    [[nodiscard]] virtual const lang::Dialect& dialect() const = 0;
    /// Whether all sessions must share one connection, since each one would be a database of its
    /// own (in memory).
    [[nodiscard]] virtual bool single_connection() const { return false; }
};

} // namespace rowan::engine
