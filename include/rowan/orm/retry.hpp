// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/back_off.hpp>
#include <rowan/orm/session.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace rowan {

/// Runs `unit(session)` in a session of its own and commits. If the database gives the transaction
/// up for the sake of others (SerializationFailure, Deadlock: on Galera also the conflict found at
/// COMMIT), everything is rolled back and the whole unit runs again, after a pause of random
/// length. So the unit must be able to run several times: it changes nothing but the database.
///
/// Returns what the unit returned when it was committed. Throws what it threw the last time when
/// the attempts are used up, and at once any other error. Never repeats what may have been kept:
/// CommitUnknown, or a unit that has committed by itself.
template <std::invocable<Session&> Unit>
auto retry(const Engine& engine, Unit&& unit, const RetryOptions& options = {}) {
    engine::BackOff pause(options);
    while (true) {
        Session session(engine, options.transaction);
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Unit&, Session&>>) {
                unit(session);
                session.commit();
                return;
            } else {
                auto result = unit(session);
                session.commit();
                return result;
            }
        } catch (const SerializationFailure&) {
            if (session.work().commits() > 0 || !pause.again())
                throw;
        } catch (const Deadlock&) {
            if (session.work().commits() > 0 || !pause.again())
                throw;
        }
        session.rollback();
        pause.wait();
    }
}

} // namespace rowan
