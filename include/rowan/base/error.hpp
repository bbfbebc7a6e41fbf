// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace rowan {

/// The root of everything Rowan throws.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A run-time name (`rowan::Filters`) that is no column of the model.
struct UnknownColumn : Error {
    using Error::Error;
};
/// A run-time value whose type does not fit its column.
struct TypeMismatch : Error {
    using Error::Error;
};
/// `one()` found no row.
struct NoResultFound : Error {
    using Error::Error;
};
/// `one()` or `one_or_none()` found more than one row.
struct MultipleResultsFound : Error {
    using Error::Error;
};
/// A relation was read that no query loaded.
struct NotLoaded : Error {
    using Error::Error;
};
/// A row that should be written is gone or was changed by somebody else.
struct StaleData : Error {
    using Error::Error;
};
/// A database URL that can't be read, or whose backend is not in the program.
struct InvalidUrl : Error {
    using Error::Error;
};
/// A call that contradicts what the query already says, such as `update()` after `limit()`.
struct InvalidQuery : Error {
    using Error::Error;
};
/// The database has nothing that does what is asked for, such as a lock of rows on SQLite. Nothing
/// was sent to it.
struct NotSupported : Error {
    using Error::Error;
};
/// An engine or session was used after it was closed.
struct Closed : Error {
    using Error::Error;
};
/// The revisions or their application to a database are in error.
struct MigrationError : Error {
    using Error::Error;
};

/// What a database said about a statement that failed.
struct DatabaseErrorDetails {
    /// The statement's text; values are never part of it.
    std::string sql = {};
    /// One letter of type and a size for each value: never the value itself.
    std::string parameters = {};
    /// Five characters, empty where the database has none.
    std::string sqlstate = {};
    /// The driver's own number; SQLite's extended result code.
    int code = 0;
};

/// The database refused or failed a statement.
class DatabaseError : public Error {
  public:
    /// Makes the message `what [code N] [SQL: …]` from its parts.
    explicit DatabaseError(const std::string& what, DatabaseErrorDetails details = {})
        : Error(message(what, details)), details_(std::move(details)) {}

    [[nodiscard]] const std::string& sql() const { return details_.sql; }
    [[nodiscard]] const std::string& parameters() const { return details_.parameters; }
    [[nodiscard]] const std::string& sqlstate() const { return details_.sqlstate; }
    [[nodiscard]] int code() const { return details_.code; }

  private:
    static std::string message(const std::string& what, const DatabaseErrorDetails& details);

    DatabaseErrorDetails details_;
};

/// A constraint of the database was violated.
struct IntegrityError : DatabaseError {
    using DatabaseError::DatabaseError;
};
/// A primary key or unique constraint was violated.
struct UniqueViolation : IntegrityError {
    using IntegrityError::IntegrityError;
};
/// A foreign key has no row to point to, or a row is still pointed to.
struct ForeignKeyViolation : IntegrityError {
    using IntegrityError::IntegrityError;
};
/// NULL was given to a NOT NULL column.
struct NotNullViolation : IntegrityError {
    using IntegrityError::IntegrityError;
};
/// A CHECK constraint was violated.
struct CheckViolation : IntegrityError {
    using IntegrityError::IntegrityError;
};

/// The database could not do its work: not there, full, locked, gone.
struct OperationalError : DatabaseError {
    using DatabaseError::DatabaseError;
};
/// The connection broke, or the file is no database any more.
struct ConnectionLost : OperationalError {
    using OperationalError::OperationalError;
};
/// The connection broke while a transaction was being committed: it may have been kept or not. Look
/// at the data before doing the work again.
struct CommitUnknown : OperationalError {
    using OperationalError::OperationalError;
};
/// The transaction can't be serialized; run it again.
struct SerializationFailure : OperationalError {
    using OperationalError::OperationalError;
};
/// Two transactions waited for each other; run this one again.
struct Deadlock : OperationalError {
    using OperationalError::OperationalError;
};
/// A lock was not had within the time allowed.
struct LockTimeout : OperationalError {
    using OperationalError::OperationalError;
};
/// A statement ran longer than allowed.
struct StatementTimeout : OperationalError {
    using OperationalError::OperationalError;
};
/// The database or the transaction can only be read.
struct ReadOnly : OperationalError {
    using OperationalError::OperationalError;
};

/// The statement itself is wrong: a missing table, a syntax error.
struct ProgrammingError : DatabaseError {
    using DatabaseError::DatabaseError;
};
/// A value does not fit: NULL in a member that can't be empty, a number out of range, no date.
struct DataError : DatabaseError {
    using DatabaseError::DatabaseError;
};

} // namespace rowan
