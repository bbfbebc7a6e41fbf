// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/plan.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace rowan::migrate {

/// Hears what a run does, from the thread that runs it.
class Listener {
  public:
    virtual ~Listener() = default;
    /// A revision is begun, the `at`th of `all`, counted from 1.
    virtual void begins(const Revision& revision, Direction direction, std::size_t at,
                        std::size_t all) {
        static_cast<void>(revision), static_cast<void>(direction);
        static_cast<void>(at), static_cast<void>(all);
    }
    /// It is done.
    virtual void ends(const Revision& revision, std::chrono::milliseconds duration) {
        static_cast<void>(revision), static_cast<void>(duration);
    }
    /// Something that should be known, such as an operation that locks a big table for long.
    virtual void warns(std::string_view sentence) { static_cast<void>(sentence); }
};

/// How migrations run.
struct RunnerOptions {
    std::string version_table = "alembic_version";
    std::string version_table_schema = {};
    /// A transaction for each revision instead of one for all.
    bool transaction_per_revision = false;
    /// How long a run waits for another one to end.
    std::chrono::milliseconds wait{60'000};
    /// How long a statement waits for a lock, where the revision doesn't say; zero: as long as the
    /// database is set to.
    std::chrono::milliseconds lock_timeout{0};
    /// A table that notes each revision that was run; empty: none.
    std::string log_table = {};
    /// Operations that destroy data may run, though their revision doesn't say so.
    bool allow_destructive = false;
    Listener* listener = nullptr;
};

} // namespace rowan::migrate
