// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/driver.hpp>

#include <string>

namespace rowan::engine {

/// A key's value for a message, cut where it is long.
inline std::string printed(const types::Cell& cell) {
    switch (cell.kind) {
    case types::CellKind::null:
        return "NULL";
    case types::CellKind::boolean:
    case types::CellKind::integer:
        return std::to_string(cell.integer);
    case types::CellKind::unsigned_integer:
        return std::to_string(static_cast<std::uint64_t>(cell.integer));
    case types::CellKind::text:
    case types::CellKind::decimal:
    case types::CellKind::uuid:
        return "'" + std::string(cell.text.substr(0, 64)) + (cell.text.size() > 64 ? "...'" : "'");
    default:
        return std::string(types::kind_name(cell.kind));
    }
}

/// Says that a row has not all columns of a mapping's key.
inline constexpr std::size_t without_key = static_cast<std::size_t>(-1);

/// The DataError of a column that can't become its member; names table, column and key. `first` is
/// where the mapping's columns begin in the row.
[[noreturn]] inline void bad_column(PreparedStatement& row, const meta::Mapping& mapping,
                                    std::size_t column, const std::string& why,
                                    std::size_t first = 0) {
    std::string text =
        "rowan: " + std::string(mapping.table) + "." + std::string(mapping.columns[column].name);
    types::Cell cell;
    for (std::size_t i = 0; first != without_key && i < mapping.key.size(); ++i) {
        row.read(first + mapping.key[i], cell);
        text += (i == 0 ? " of the row with " : ", ") +
                std::string(mapping.columns[mapping.key[i]].name) + " = " + printed(cell);
    }
    throw DataError(text + ": " + why);
}

/// Reads one column of a mapping through its codec, from the row's column `position`; `first` is
/// where the mapping's columns begin in the row.
inline void read_column_at(PreparedStatement& row, const meta::Mapping& mapping, std::size_t column,
                           std::size_t position, void* member, std::size_t first = 0) {
    const types::Codec& codec = *mapping.columns[column].codec;
    types::Cell cell;
    try {
        row.read(position, cell);
    } catch (const types::ConversionError& error) {
        bad_column(row, mapping, column, error.what(), first);
    }
    if (cell.kind == types::CellKind::null && !codec.nullable)
        bad_column(row, mapping, column,
                   "expected " + std::string(codec.expected) +
                       ", found NULL; make the member std::optional to allow it",
                   first);
    try {
        codec.decode(member, cell);
    } catch (const Error& error) {
        bad_column(row, mapping, column, error.what(), first);
    }
}

/// Reads one column through its codec; `first` is where the mapping's columns begin in the row.
inline void read_column(PreparedStatement& row, const meta::Mapping& mapping, std::size_t column,
                        void* member, std::size_t first = 0) {
    read_column_at(row, mapping, column, first + column, member, first);
}

/// Binds one column through its codec, to a statement or a driver's list of values.
template <typename Row>
void bind_column(Row& row, const meta::Mapping& mapping, std::size_t index, std::size_t column,
                 const void* member) {
    types::Cell cell;
    try {
        mapping.columns[column].codec->encode(member, cell);
        meta::fit(cell, mapping.columns[column]);
        row.bind(index, cell, cell.text.data() == cell.owned.data());
    } catch (const types::ConversionError& error) {
        throw DataError("rowan: " + std::string(mapping.table) + "." +
                        std::string(mapping.columns[column].name) + ": " + error.what());
    }
}

inline void PreparedStatement::bind_row(const meta::Mapping& mapping,
                                        std::span<const std::uint16_t> columns,
                                        const void* object) {
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < columns.size(); ++i)
        bind_column(*this, mapping, i, columns[i],
                    static_cast<const char*>(object) + offsets[columns[i]]);
}

inline void PreparedStatement::read_row(const meta::Mapping& mapping, void* object) {
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        read_column(*this, mapping, i, static_cast<char*>(object) + offsets[i]);
}

/// Throws the public error of a driver's.
[[noreturn]] inline void raise(const DriverError& error, DatabaseErrorDetails details) {
    details.code = error.code;
    details.sqlstate = error.sqlstate;
    std::string what = "rowan: " + error.message;
    switch (error.kind) {
    case ErrorKind::integrity:
        throw IntegrityError(what, std::move(details));
    case ErrorKind::unique:
        throw UniqueViolation(what, std::move(details));
    case ErrorKind::foreign_key:
        throw ForeignKeyViolation(what, std::move(details));
    case ErrorKind::not_null:
        throw NotNullViolation(what, std::move(details));
    case ErrorKind::check:
        throw CheckViolation(what, std::move(details));
    case ErrorKind::operational:
        throw OperationalError(what, std::move(details));
    case ErrorKind::connection_lost:
        throw ConnectionLost(what, std::move(details));
    case ErrorKind::serialization:
        throw SerializationFailure(what, std::move(details));
    case ErrorKind::deadlock:
        throw Deadlock(what, std::move(details));
    case ErrorKind::lock_timeout:
        throw LockTimeout(what, std::move(details));
    case ErrorKind::statement_timeout:
        throw StatementTimeout(what, std::move(details));
    case ErrorKind::read_only:
        throw ReadOnly(what, std::move(details));
    case ErrorKind::programming:
        throw ProgrammingError(what, std::move(details));
    case ErrorKind::data:
        throw DataError(what, std::move(details));
    case ErrorKind::other:
        break;
    }
    throw DatabaseError(what, std::move(details));
}

} // namespace rowan::engine
