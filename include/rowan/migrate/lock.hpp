// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/back_off.hpp>
#include <rowan/migrate/statements.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::migrate {

/// Keeps other runs on the same version table out, as long as it lives. It belongs to the work's
/// connection, which must be held. Where the database has one lock for all writers, that one serves
/// and this does nothing.
class Lock {
  public:
    /// Waits until the lock is free. Throws LockTimeout.
    Lock(engine::Work& work, std::string name, std::chrono::milliseconds timeout)
        : work_(work), name_(std::move(name)) {
        if (rules().take_lock.empty())
            return;
        auto deadline = std::chrono::steady_clock::now() + timeout;
        for (auto pause = std::chrono::milliseconds(5); !ask(rules().take_lock);
             pause = std::min(pause * 2, std::chrono::milliseconds(100))) {
            if (std::chrono::steady_clock::now() >= deadline)
                throw LockTimeout("rowan: another migration of this database did not end within " +
                                  std::to_string(timeout.count()) + " ms");
            engine::sleep_at_most(pause);
        }
        taken_ = true;
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() {
        if (!taken_)
            return;
        try {
            work_.rollback();
            static_cast<void>(ask(rules().release_lock));
        } catch (const std::exception&) {
            work_.discard(); // The lock goes with the connection.
        }
    }

  private:
    [[nodiscard]] const lang::MigrationRules& rules() const { return *work_.dialect().migration; }
    [[nodiscard]] bool ask(std::string_view sql) {
        types::Cell name;
        name.set_text(name_);
        bool had = false;
        work_.query(sql, {&name, 1}, 1, {&had, [](void* context, std::span<const types::Cell> row) {
                                             *static_cast<bool*>(context) = row[0].integer == 1;
                                         }});
        return had;
    }

    engine::Work& work_;
    std::string name_;
    bool taken_ = false;
};

} // namespace rowan::migrate
