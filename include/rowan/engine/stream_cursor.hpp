// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/joined_rows.hpp>
#include <rowan/engine/stopwatch.hpp>

#include <cstdint>
#include <optional>
#include <utility>

namespace rowan::engine {

/// A SELECT read row by row; holds the session's connection until its last row, or until its
/// session ends or rolls back.
class StreamCursor final : public Cursor {
  public:
    /// Keeps the filters that the statement has.
    StreamCursor(Shared<SessionState> state, const lang::Statement& statement,
                 SharedFilters filters)
        : state_(std::move(state)), clauses_(*statement.clauses), filters_(std::move(filters)),
          rollbacks_(state_->rollbacks()) {
        // Rows are locked until the transaction ends, so there has to be one.
        if (clauses_.lock != 0)
            Visit(*state_, Purpose::write);
        Visit visit(*state_, Purpose::loop);
        state_->cursor_opened();
        try {
            lang::Statement own = statement;
            own.clauses = &clauses_;
            watch_.emplace(state_->database());
            execution_.emplace(state_->database(), state_->connection(), own);
            try {
                (*execution_)->stream();
                execution_->bind_clauses(false);
            } catch (const DriverError& error) {
                fail(*state_, *execution_, *watch_, error, nullptr);
            }
            if (RepeatGuard* guard = state_->repeats()) {
                guard->ran(own, execution_->cached().sql);
                loop_ = {guard, own, execution_->cached().sql};
            }
        } catch (...) {
            end();
            throw;
        }
    }
    ~StreamCursor() override { end(); }

    void* next_row(void* own) override { return StreamCursor::next(own) ? own : nullptr; }
    bool next(void* object) override {
        if (!execution_)
            return false;
        try {
            if (rollbacks_ != state_->rollbacks())
                throw Closed("rowan: a loop goes on over the rows of a session that has ended or "
                             "was rolled back");
            if ((*execution_)->step()) {
                if (execution_->statement().related)
                    read_joined(**execution_, execution_->statement(), object);
                else
                    execution_->read_row(object);
                ++rows_;
                return true;
            }
        } catch (const DriverError& error) {
            Ending ending{*this};
            fail(*state_, *execution_, *watch_, error, nullptr);
        } catch (const Error& error) {
            Ending ending{*this};
            watch_->report(*execution_, nullptr, rows_, error.what());
            throw;
        }
        end();
        return false;
    }

    /// The loop as the guard sees it, for who gives the rows out later than they are read.
    [[nodiscard]] RepeatGuard::OpenLoop take_loop() { return std::move(loop_); }

  private:
    struct Ending {
        StreamCursor& cursor;
        ~Ending() { cursor.end(); }
    };
    void end() noexcept {
        if (!state_)
            return;
        if (execution_)
            watch_->report(*execution_, nullptr, rows_);
        loop_ = {};
        execution_.reset();
        std::exchange(state_, {})->cursor_closed();
    }

    Shared<SessionState> state_;
    lang::Clauses clauses_;
    SharedFilters filters_;
    std::optional<Stopwatch> watch_;
    std::optional<Execution> execution_;
    RepeatGuard::OpenLoop loop_;
    std::uint64_t rollbacks_; ///< Of the session when the loop began.
    std::int64_t rows_ = 0;
};

} // namespace rowan::engine
