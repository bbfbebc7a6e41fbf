// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/work.hpp>

#include <cstdint>

namespace rowan {

/// Part of a transaction that can be undone alone; undone when it ends without release().
class Savepoint {
  public:
    explicit Savepoint(engine::Work& work) : work_(&work), number_(work.savepoint()) {}
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint() {
        if (work_)
            try {
                work_->rollback_to_savepoint(number_);
            } catch (const Error&) {
                // The transaction is gone already, and with it what this would undo.
            }
    }
    /// Keeps what was done since; it is durable when the session commits.
    void release() {
        work_->release_savepoint(number_);
        work_ = nullptr; // if that fails, all is undone at the end
    }
    /// Undoes what was done since.
    void rollback() {
        engine::Work* work = work_;
        work_ = nullptr;
        work->rollback_to_savepoint(number_);
    }

  private:
    engine::Work* work_;
    std::uint64_t number_;
};

} // namespace rowan
