// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/client.hpp>
#include <rowan/backend/mysql/errors.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rowan::backend::mysql_native {

/// The handle of a connection and what is known of it; its statements share it.
struct Link {
    ::MYSQL* handle = nullptr;
    std::size_t largest_packet = 16'777'216; ///< max_allowed_packet of the server.
    bool returns_keys = false;               ///< The server has INSERT … RETURNING.
    std::int64_t affected_rows = 0;
    std::int64_t last_insert_id = 0;
    bool lost = false;
    /// An error's packet doesn't tell whether the transaction lives, an answer's does.
    bool uncertain = false;

    [[noreturn]] void fail(unsigned code, std::string_view sqlstate, std::string_view message) {
        engine::DriverError error = error_of(code, sqlstate, message);
        uncertain = true;
        lost = lost || error.kind == engine::ErrorKind::connection_lost;
        throw error;
    }
    /// Throws what the connection says about its last call.
    [[noreturn]] void fail() {
        fail(::mysql_errno(handle), ::mysql_sqlstate(handle), ::mysql_error(handle));
    }

    /// Whether a statement with so many bytes of values or text is one that the server takes.
    [[nodiscard]] bool fits(std::size_t bytes) const {
        // What else a packet holds is never as much as this.
        constexpr std::size_t frame = 1024;
        return bytes <= frame || bytes + frame <= largest_packet;
    }
    /// The server ends the connection of one who sends more than it takes: not sending is better.
    void check_size(std::size_t bytes) const {
        if (!fits(bytes))
            throw engine::DriverError{
                engine::ErrorKind::data,
                "the statement has " + std::to_string(bytes) +
                    " bytes of values and text, the server takes max_allowed_packet = " +
                    std::to_string(largest_packet),
                CR_NET_PACKET_TOO_LARGE, "HY000"};
    }

    /// Runs SQL text as it is; what rows it has are not wanted.
    void run(std::string_view sql) {
        check_size(sql.size());
        if (::mysql_real_query(handle, sql.data(), static_cast<unsigned long>(sql.size())) != 0)
            fail();
        affected_rows = 0;
        while (true) {
            if (::MYSQL_RES* rows = ::mysql_use_result(handle))
                skip(rows);
            else if (::mysql_field_count(handle) == 0)
                affected_rows = static_cast<std::int64_t>(::mysql_affected_rows(handle));
            int next = ::mysql_next_result(handle);
            if (next > 0)
                fail();
            if (next < 0)
                break;
        }
        uncertain = false;
    }

    /// Reads rows to their end, where an error may stand that comes after the first ones.
    void skip(::MYSQL_RES* rows) {
        while (::mysql_fetch_row(rows)) {
        }
        unsigned code = ::mysql_errno(handle);
        std::string sqlstate = ::mysql_sqlstate(handle), message = ::mysql_error(handle);
        ::mysql_free_result(rows);
        if (code != 0)
            fail(code, sqlstate, message);
    }

    /// Whether the server has a transaction open. Asks it if need be.
    bool in_transaction() {
        if (uncertain && !lost) {
            try {
                run("DO 0");
            } catch (const engine::DriverError&) {
                lost = true; // What can't say is of no use any more.
            }
        }
        return !lost && (handle->server_status & SERVER_STATUS_IN_TRANS) != 0;
    }
};

} // namespace rowan::backend::mysql_native
