// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/errors.hpp>
#include <rowan/backend/postgresql/soci.hpp>

#include <chrono>
#include <memory>
#include <poll.h>
#include <string>
#include <string_view>

namespace rowan::backend::postgresql_native {

/// The SQLSTATE with which the server refuses a login, or nothing.
///
/// libpq gives no code for a login, only a sentence in the server's language. Asked to say codes
/// instead of sentences before the login has begun, it does. So this is a second login, after one
/// that failed.
inline std::string refusal_of(const std::string& parameters) {
    struct Finish {
        void operator()(PGconn* connection) const { ::PQfinish(connection); }
    };
    std::unique_ptr<PGconn, Finish> connection(::PQconnectStart(parameters.c_str()));
    if (!connection || ::PQstatus(connection.get()) == CONNECTION_BAD)
        return {};
    ::PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
    auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        pollfd wait{::PQsocket(connection.get()),
                    static_cast<short>(status == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) < 0)
            return {};
        status = ::PQconnectPoll(connection.get());
    }
    if (status != PGRES_POLLING_FAILED)
        return {};
    // `connection to server … failed: FATAL:  28P01`
    std::string_view text = ::PQerrorMessage(connection.get());
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    std::string_view state = text.substr(text.size() < 5 ? 0 : text.size() - 5);
    for (char c : state)
        if ((c < '0' || c > '9') && (c < 'A' || c > 'Z'))
            return {};
    return text.size() > 5 && text[text.size() - 6] == ' ' ? std::string(state) : std::string();
}

/// Connects. Throws DriverError; a login that failed is always operational.
inline std::unique_ptr<soci::session> open_session(const std::string& parameters) {
    auto started = std::chrono::steady_clock::now();
    try {
        return std::make_unique<soci::session>(soci::postgresql, parameters);
    } catch (const soci::soci_error& problem) {
        std::string message = problem.get_error_message();
        // SOCI's own sentence stands before libpq's.
        constexpr std::string_view before = "Cannot establish connection to the database.";
        if (message.starts_with(before))
            message.erase(0, before.size());
        engine::DriverError error{engine::ErrorKind::operational, first_line(message)};
        // A server that was not reached, or slowly, is not asked again.
        if (std::chrono::steady_clock::now() - started < std::chrono::seconds(1))
            error.sqlstate = refusal_of(parameters);
        throw error;
    }
}

/// The connection inside of SOCI's session.
///
/// The sanitizer would check the cast by the type_info of SOCI's class, which SOCI 4.0 does not
/// export.
__attribute__((no_sanitize("vptr"))) inline PGconn* connection_of(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

} // namespace rowan::backend::postgresql_native
