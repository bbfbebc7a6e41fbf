// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/odbc/soci.hpp>
#include <rowan/engine/driver.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace rowan::backend::odbc_soci {

/// A SQLSTATE, its class or the beginning of a driver's sentence, and what it tells.
struct Rule {
    std::string_view beginning;
    engine::ErrorKind kind;
};

inline constexpr Rule state_rules[] = {
    {"23505", engine::ErrorKind::unique},
    {"23503", engine::ErrorKind::foreign_key},
    {"23502", engine::ErrorKind::not_null},
    {"23514", engine::ErrorKind::check},
    {"23", engine::ErrorKind::integrity},
    {"40P01", engine::ErrorKind::deadlock},
    {"40", engine::ErrorKind::serialization},
    {"55P03", engine::ErrorKind::lock_timeout},
    {"57014", engine::ErrorKind::statement_timeout},
    {"HYT00", engine::ErrorKind::statement_timeout},
    {"HYT01", engine::ErrorKind::connection_lost},
    {"25006", engine::ErrorKind::read_only},
    {"08", engine::ErrorKind::connection_lost},
    {"22", engine::ErrorKind::data},
    {"42", engine::ErrorKind::programming},
};

/// SQLite's ODBC driver has a SQLSTATE for nothing.
inline constexpr Rule sentence_rules[] = {
    {"[SQLite]UNIQUE constraint", engine::ErrorKind::unique},
    {"[SQLite]FOREIGN KEY constraint", engine::ErrorKind::foreign_key},
    {"[SQLite]NOT NULL constraint", engine::ErrorKind::not_null},
    {"[SQLite]CHECK constraint", engine::ErrorKind::check},
    {"[SQLite]database is locked", engine::ErrorKind::lock_timeout},
    {"[SQLite]database table is locked", engine::ErrorKind::lock_timeout},
    {"[SQLite]attempt to write a readonly", engine::ErrorKind::read_only},
    {"[SQLite]no such", engine::ErrorKind::programming},
    {"[SQLite]near ", engine::ErrorKind::programming},
    {"[SQLite]table ", engine::ErrorKind::programming},
};

inline engine::ErrorKind kind_of(std::string_view state, std::string_view sentence) {
    for (const Rule& rule : sentence_rules)
        if (sentence.starts_with(rule.beginning))
            return rule.kind;
    for (const Rule& rule : state_rules)
        if (state.starts_with(rule.beginning))
            return rule.kind;
    return engine::ErrorKind::other;
}

/// Our error of SOCI's: the first line of the driver's, since others may hold values.
inline engine::DriverError driver_error(const soci::soci_error& error) {
    engine::DriverError ours{engine::ErrorKind::other, error.get_error_message()};
    if (const auto* own = dynamic_cast<const soci::odbc_soci_error*>(&error)) {
        ours.message = reinterpret_cast<const char*>(own->odbc_error_message());
        ours.code = own->native_error_code();
        ours.sqlstate = reinterpret_cast<const char*>(own->odbc_error_code());
        ours.kind = kind_of(ours.sqlstate, ours.message);
    }
    ours.message.resize(std::min(ours.message.find('\n'), ours.message.size()));
    return ours;
}

} // namespace rowan::backend::odbc_soci
