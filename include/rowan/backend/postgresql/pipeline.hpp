// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/handle.hpp>

#include <libpq-fe.h>

#include <cstddef>
#include <utility>

namespace rowan::backend::postgresql_native {

/// Commands that travel together and are answered together, by libpq's pipeline mode. The first
/// that fails ends them all. The connection leaves the mode on every exit.
class Pipeline {
  public:
    explicit Pipeline(Handle& handle) : handle_(handle), connection_(handle.get()) {
        if (!::PQenterPipelineMode(connection_))
            throw_error(connection_, nullptr);
        piped_ = true;
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() { leave(); }

    /// Takes what a function `PQsend…` has returned. Throws DriverError.
    void sent(int success) {
        if (!success)
            throw_error(connection_, nullptr);
        ++commands_;
    }
    /// Ends the sending.
    void sync() {
        if (!::PQpipelineSync(connection_))
            throw_error(connection_, nullptr);
        synced_ = true;
    }
    /// The answer to the next command. Throws DriverError.
    Result next() {
        --commands_;
        Result result(::PQgetResult(connection_));
        while (PGresult* more = ::PQgetResult(connection_))
            ::PQclear(more);
        if (!result)
            throw_error(connection_, nullptr);
        return handle_.check(result.release());
    }

  private:
    /// Reads what is left and leaves the mode.
    void leave() noexcept {
        if (!std::exchange(piped_, false))
            return;
        if (!synced_)
            ::PQpipelineSync(connection_);
        bool at_sync = false;
        // Each command's answers end with a nullptr, the synchronisation's don't; what a lost
        // connection would never answer is not waited for.
        for (std::size_t ends = 0; !at_sync && ends <= commands_ && !handle_.lost();) {
            PGresult* result = ::PQgetResult(connection_);
            ends += !result;
            at_sync = result && ::PQresultStatus(result) == PGRES_PIPELINE_SYNC;
            ::PQclear(result);
        }
        ::PQexitPipelineMode(connection_);
    }

    Handle& handle_;
    PGconn* connection_;
    std::size_t commands_ = 0; ///< Whose answers were not read yet.
    bool piped_ = false;
    bool synced_ = false;
};

} // namespace rowan::backend::postgresql_native
