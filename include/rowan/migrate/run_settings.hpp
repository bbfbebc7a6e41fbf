// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/statements.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>

#include <unistd.h>

namespace rowan::migrate {

/// Who runs this program: user and host.
inline std::string who() {
    char host[256] = "";
    static_cast<void>(::gethostname(host, sizeof host - 1));
    const char* user = std::getenv("USER");
    std::string name = user ? user : std::to_string(::getuid());
    return (name + "@" + host).substr(0, 255);
}

/// Holds a work's connection, with the settings that a run needs on it, and sets them back.
class RunSettings {
  public:
    /// `wait` is how long the lock of all writers is waited for, where it is the only one.
    RunSettings(engine::Work& work, std::chrono::milliseconds wait)
        : work_(work), rules_(*work.dialect().migration) {
        work_.hold();
        if (!rules_.foreign_keys_state.empty()) {
            before_ = number(rules_.lock_timeout_state);
            keys_were_on_ = number(rules_.foreign_keys_state) == 1;
            set(rules_.foreign_keys_off);
            wait_ = wait.count();
            set(std::string(rules_.lock_timeout) + std::to_string(wait_));
        }
    }
    RunSettings(const RunSettings&) = delete;
    RunSettings& operator=(const RunSettings&) = delete;
    ~RunSettings() {
        try {
            work_.rollback();
            if (keys_were_on_)
                set(rules_.foreign_keys_on);
            if (!rules_.lock_timeout_state.empty())
                set(std::string(rules_.lock_timeout) + std::to_string(before_));
            else if (timeout_set_)
                set(rules_.reset_lock_timeout);
        } catch (const std::exception&) {
            work_.discard();
        }
    }

    /// How long statements wait for locks from now on; zero: as long as in the beginning.
    void lock_timeout(std::chrono::milliseconds timeout) {
        if (rules_.lock_timeout.empty() || (timeout.count() <= 0 && !timeout_set_))
            return;
        if (timeout.count() <= 0 && rules_.lock_timeout_state.empty())
            return work_.execute(rules_.reset_lock_timeout);
        if (timeout.count() <= 0)
            timeout = std::chrono::milliseconds(wait_);
        std::int64_t units =
            (timeout.count() + rules_.lock_timeout_unit - 1) / rules_.lock_timeout_unit;
        work_.execute(std::string(rules_.lock_timeout) + std::to_string(units));
        timeout_set_ = true;
    }

  private:
    [[nodiscard]] std::int64_t number(std::string_view sql) {
        Query query(work_);
        query << sql;
        std::vector<TextRow> rows = query.rows(1);
        return rows.empty() ? 0 : std::stoll("0" + rows.front().front());
    }
    void set(std::string_view sql) {
        work_.autocommit(true);
        work_.execute(sql);
        work_.autocommit(false);
    }

    engine::Work& work_;
    const lang::MigrationRules& rules_;
    std::int64_t before_ = 0;
    std::int64_t wait_ = 0;
    bool keys_were_on_ = false;
    bool timeout_set_ = false;
};

} // namespace rowan::migrate
