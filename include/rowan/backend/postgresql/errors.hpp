// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/driver.hpp>

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace rowan::backend::postgresql_native {

/// One row of the table from SQLSTATEs, or their classes of two characters, to kinds of errors.
struct StateRule {
    std::string_view state;
    engine::ErrorKind kind;
};

/// Source: PostgreSQL's documentation, appendix A.
inline constexpr StateRule state_rules[] = {
    {"23505", engine::ErrorKind::unique},
    {"23503", engine::ErrorKind::foreign_key},
    {"23001", engine::ErrorKind::foreign_key},
    {"23502", engine::ErrorKind::not_null},
    {"23514", engine::ErrorKind::check},
    {"44000", engine::ErrorKind::check},
    {"23", engine::ErrorKind::integrity},
    {"40001", engine::ErrorKind::serialization},
    {"40P01", engine::ErrorKind::deadlock},
    {"55P03", engine::ErrorKind::lock_timeout},
    {"57014", engine::ErrorKind::statement_timeout},
    {"25006", engine::ErrorKind::read_only},
    {"25P03", engine::ErrorKind::connection_lost},
    {"57P01", engine::ErrorKind::connection_lost},
    {"57P02", engine::ErrorKind::connection_lost},
    {"57P03", engine::ErrorKind::connection_lost},
    {"57P04", engine::ErrorKind::connection_lost},
    {"57P05", engine::ErrorKind::connection_lost},
    {"08", engine::ErrorKind::connection_lost},
    {"0A", engine::ErrorKind::programming},
    {"21", engine::ErrorKind::programming},
    {"22", engine::ErrorKind::data},
    {"26", engine::ErrorKind::programming},
    {"2B", engine::ErrorKind::programming},
    {"34", engine::ErrorKind::programming},
    {"3B", engine::ErrorKind::programming},
    {"3F", engine::ErrorKind::programming},
    {"42", engine::ErrorKind::programming},
    {"P0", engine::ErrorKind::other}, // What a user's own function raises.
};

/// The kind of an SQLSTATE; what no rule names is operational.
constexpr engine::ErrorKind kind_of(std::string_view state) {
    for (const StateRule& rule : state_rules)
        if (rule.state == state)
            return rule.kind;
    for (const StateRule& rule : state_rules)
        if (rule.state == state.substr(0, 2))
            return rule.kind;
    return engine::ErrorKind::operational;
}

/// The first line of a message.
inline std::string first_line(std::string_view text) {
    while (!text.empty() && (text.front() == '\n' || text.front() == ' '))
        text.remove_prefix(1);
    return std::string(text.substr(0, text.find('\n')));
}

struct ClearResult {
    void operator()(PGresult* result) const { ::PQclear(result); }
};
/// What the server answered to one statement.
using Result = std::unique_ptr<PGresult, ClearResult>;

/// Throws the error of a result, or of the connection where there is no result.
///
/// Only the server's first sentence is told: details and hints hold values of the row. So does what
/// a sentence about a value quotes.
[[noreturn]] inline void throw_error(PGconn* connection, const PGresult* result) {
    const char* state = result ? ::PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char* text = result ? ::PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    engine::DriverError error{engine::ErrorKind::operational, {}};
    error.sqlstate = state ? state : "";
    error.message = first_line(text ? text : ::PQerrorMessage(connection));
    if (error.message.empty())
        error.message = "the server did not say what is wrong";
    if (state)
        error.kind = kind_of(error.sqlstate);
    if (::PQstatus(connection) == CONNECTION_BAD) {
        error.kind = engine::ErrorKind::connection_lost;
        if (!state)
            error.sqlstate = "08006"; // connection_failure: libpq itself has noticed.
    }
    if (error.kind == engine::ErrorKind::data)
        error.message.resize(std::min(error.message.find(": \""), error.message.size()));
    throw error;
}

} // namespace rowan::backend::postgresql_native
