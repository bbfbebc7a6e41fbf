// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/stopwatch.hpp>

#include <cstdint>

namespace rowan::engine {

/// Runs `body`, which returns a number of rows; reports it and turns a driver's error into ours.
template <typename Body>
std::int64_t run_statement(SessionState& state, const lang::Statement& statement, Purpose purpose,
                           const void* object, Body body) {
    Visit visit(state, purpose);
    Stopwatch watch(state.database());
    Execution execution(state.database(), state.connection(), statement);
    if (RepeatGuard* guard = state.repeats())
        guard->ran(statement, execution.cached().sql);
    try {
        std::int64_t rows = body(execution);
        watch.report(execution, object, rows);
        return rows;
    } catch (const DriverError& error) {
        fail(state, execution, watch, error, object);
    } catch (const Error& error) {
        watch.report(execution, object, 0, error.what());
        throw;
    }
}

} // namespace rowan::engine
