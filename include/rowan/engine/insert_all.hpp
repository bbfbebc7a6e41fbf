// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/generated.hpp>
#include <rowan/engine/stopwatch.hpp>
#include <rowan/engine/work.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Runs an INSERT for one object; whether a generated key was written into it.
inline bool insert_one(SessionState& state, Execution& execution, void* object, bool constant) {
    const meta::Mapping& mapping = *execution.statement().mapping;
    execution->bind_row(mapping, execution.cached().bound, object);
    bool returned = execution->step();
    if (constant || !execution.cached().generates_key)
        return false;
    if (returned) {
        types::Cell key;
        execution->read(0, key);
        write_back(mapping, mapping.generated, object, key);
    } else {
        write_integer(mapping, mapping.generated, object,
                      state.connection().connection->last_insert_id());
    }
    return true;
}

/// Inserts the objects of a source, all or none: by the batch where the driver has a way for that.
class InsertAll {
  public:
    InsertAll(SessionState& state, const meta::Mapping& mapping, bool constant)
        : state_(state), mapping_(mapping), constant_(constant), watch_(state.database()) {}

    void run(void* first, RowSource source) {
        Visit visit(state_, Purpose::write);
        std::uint64_t point = state_.make_savepoint();
        ends_ = state_.commits() + state_.rollbacks();
        try {
            std::int64_t told = 0;
            for (void* object = first; object; object = source.next(source.context)) {
                take(object);
                if (source.progress && sent_ - told >= often) {
                    told = sent_;
                    source.progress(source.context, sent_);
                }
            }
            send_batch();
            watch_.report(*execution_, nullptr, sent_);
            if (source.progress && sent_ != told)
                source.progress(source.context, sent_);
        } catch (...) {
            for (void* one : keyed_)
                unset_key(mapping_, one);
            undo(point);
            throw;
        }
        bulk_.reset();
        execution_.reset();
        state_.end_savepoint(point, true);
    }

  private:
    static constexpr std::int64_t often = 1000; ///< Rows between two calls of the progress.

    /// Keeps the connection, whatever the source does with the session while it makes a row.
    struct Holding {
        SessionState& state;
        explicit Holding(SessionState& held) : state(held) { state.cursor_opened(); }
        Holding(const Holding&) = delete;
        Holding& operator=(const Holding&) = delete;
        ~Holding() { state.cursor_closed(); }
    };

    void check_transaction() const {
        if (!state_.in_transaction() || state_.commits() + state_.rollbacks() != ends_)
            throw Closed("rowan: insert_all(): the session's transaction was ended while the rows "
                         "were made");
    }
    void take(void* object) {
        check_transaction();
        std::uint64_t omitted = omitted_columns(mapping_, object);
        if (!execution_ || execution_->statement().omitted != omitted)
            begin(omitted);
        if (!bulk_)
            return insert(object);
        bool full = guarded(object, [&] { return bulk_->add(object); });
        ++batch_;
        if (with_keys_)
            pending_.push_back(object);
        if (full)
            send_batch();
    }
    /// Starts on rows of another kind.
    void begin(std::uint64_t omitted) {
        send_batch();
        bulk_.reset();
        execution_.reset();
        execution_.emplace(state_.database(), state_.connection(),
                           lang::Statement{lang::Verb::insert, &mapping_, nullptr, omitted});
        with_keys_ = !constant_ && execution_->cached().generates_key;
        lang::Text table(state_.database().dialect()), key(state_.database().dialect());
        if (lang::write_insert_target(table, mapping_, omitted) == 0)
            return;
        if (with_keys_)
            key.identifier(mapping_.columns[mapping_.generated].name);
        bulk_ =
            (*execution_)->bulk({mapping_, execution_->cached().bound, table.view(), key.view()});
    }
    void insert(void* object) {
        guarded(object, [&] {
            if (insert_one(state_, *execution_, object, constant_))
                keyed_.push_back(object);
            return true;
        });
        (*execution_)->reset();
        ++sent_;
    }
    void send_batch() {
        if (batch_ == 0)
            return;
        check_transaction(); // the source may have ended it together with its rows
        guarded(nullptr, [&] {
            bulk_->send();
            for (void* object : pending_) {
                write_integer(mapping_, mapping_.generated, object, bulk_->key());
                keyed_.push_back(object);
            }
            return true;
        });
        pending_.clear();
        sent_ += std::exchange(batch_, 0);
    }
    template <typename Call>
    bool guarded(const void* object, Call call) {
        try {
            return call();
        } catch (const DriverError& error) {
            if (!bulk_)
                fail(state_, *execution_, watch_, error, object);
            watch_.report(*execution_, nullptr, sent_, error.message);
            note_failure(state_, *execution_, error);
            raise(error, {.sql = std::string(bulk_->sql())});
        } catch (const Error& error) {
            watch_.report(*execution_, object, sent_, error.what());
            throw;
        }
    }
    /// Undoes what was done since the savepoint, if need be by giving up the whole transaction.
    void undo(std::uint64_t savepoint) noexcept {
        bulk_.reset();
        execution_.reset();
        state_.after_error();
        if (!state_.in_transaction())
            return;
        try {
            state_.end_savepoint(savepoint, false);
        } catch (const Error&) {
            state_.abandon();
        }
    }

    SessionState& state_;
    const meta::Mapping& mapping_;
    bool constant_;
    Stopwatch watch_;
    Holding holding_{state_};
    std::uint64_t ends_ = 0;             ///< Transactions of the session that had ended before.
    std::optional<Execution> execution_; ///< Of rows that leave out the same columns.
    std::unique_ptr<BulkInsert> bulk_;   ///< The driver's way for them; ends before the execution.
    bool with_keys_ = false;             ///< Each of them is given a key.
    std::int64_t batch_ = 0;             ///< Rows that wait for their batch to be sent.
    std::int64_t sent_ = 0;              ///< Rows so far.
    std::vector<void*> pending_;         ///< The batch's objects, if they wait for keys.
    std::vector<void*> keyed_;           ///< Objects that were given a key.
};

} // namespace rowan::engine
