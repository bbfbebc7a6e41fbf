// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/execution.hpp>
#include <rowan/engine/session_state.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::engine {

/// Types and sizes of the values of a run.
inline std::string redacted_values(const lang::Statement& statement, const CachedStatement& cached,
                                   const void* object) {
    Redacted values;
    if (statement.clauses) {
        if (cached.listed) {
            types::Cell cell;
            lang::each_listed(statement, cached.values,
                              [&](const types::Parameters& listed, std::size_t i) {
                                  listed.get(i, cell);
                                  values.add(cell);
                              });
        } else {
            values.add(statement.clauses->set.values);
            values.add(statement.clauses->where.values);
            values.add(statement.clauses->order.values);
        }
        if (statement.clauses->limit >= 0)
            values.add_integer(statement.clauses->limit);
        if (statement.clauses->offset >= 0)
            values.add_integer(statement.clauses->offset);
    }
    if (object) {
        types::Cell cell;
        const meta::Mapping& mapping = *statement.mapping;
        for (std::uint16_t column : cached.bound) {
            const auto* member = static_cast<const char*>(object) + mapping.offsets[column];
            try {
                mapping.columns[column].codec->encode(member, cell);
                values.add(cell);
            } catch (const Error&) {
                cell.set_null();
                values.add(cell);
            }
        }
    }
    return values.text();
}

/// Times one run for the echo; costs a look at a flag when nobody listens.
class Stopwatch {
  public:
    explicit Stopwatch(Database& database) : database_(database), listens_(database.echoes()) {
        if (listens_)
            started_ = std::chrono::steady_clock::now();
    }
    /// The first report of a run counts.
    void report(const Execution& execution, const void* object, std::int64_t rows,
                std::string_view error = {}) {
        if (!std::exchange(listens_, false))
            return;
        std::string values = redacted_values(execution.statement(), execution.cached(), object);
        database_.echo({.sql = execution.cached().sql,
                        .parameters = values,
                        .duration = std::chrono::steady_clock::now() - started_,
                        .rows = rows,
                        .error = error});
    }

  private:
    Database& database_;
    bool listens_;
    std::chrono::steady_clock::time_point started_;
};

/// Notes that a run failed: its statement goes, the session looks what became of its transaction.
inline void note_failure(SessionState& state, Execution& execution, const DriverError& error) {
    execution.discard();
    state.connection().note(error);
    state.after_error();
}

/// Turns a failed run into the public error.
[[noreturn]] inline void fail(SessionState& state, Execution& execution, Stopwatch& watch,
                              const DriverError& error, const void* object) {
    watch.report(execution, object, 0, error.message);
    note_failure(state, execution, error);
    raise(error,
          {.sql = execution.cached().sql,
           .parameters = redacted_values(execution.statement(), execution.cached(), object)});
}

} // namespace rowan::engine
