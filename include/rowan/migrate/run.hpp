// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/core.hpp>
#include <rowan/migrate/guard.hpp>
#include <rowan/migrate/history.hpp>
#include <rowan/migrate/journal.hpp>
#include <rowan/migrate/lock.hpp>
#include <rowan/migrate/log_table.hpp>
#include <rowan/migrate/position.hpp>
#include <rowan/migrate/run_operations.hpp>
#include <rowan/migrate/run_options.hpp>
#include <rowan/migrate/run_settings.hpp>
#include <rowan/migrate/version_table.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// One way from where a database is to somewhere else, under the lock.
class Run {
  public:
    /// Makes the plan from the revisions that the database is at.
    class Plans {
      public:
        virtual ~Plans() = default;
        virtual Plan plan(const Planner& planner, const Idents& current) = 0;
        /// The same for a database that somebody else has moved on since.
        virtual Plan plan_again(const Planner& planner, const Plan& first,
                                const Idents& current) = 0;
    };

    /// Waits for the lock. Throws LockTimeout.
    Run(engine::Core& core, const Graph& graph, const History& history,
        const RunnerOptions& options)
        : options_(options), graph_(graph), planner_(graph), history_(history),
          versions_(options.version_table, options.version_table_schema),
          log_(options.log_table, options.version_table_schema),
          journal_(options.version_table, options.version_table_schema), work_(core.open_work()),
          settings_(*work_, options.wait),
          lock_(*work_, "rowan/" + options.version_table_schema + "." + options.version_table,
                options.wait) {}

    /// Makes the plan and follows it; what was done. Throws MigrationError.
    Plan follow(Plans& plans) {
        std::optional<Plan> plan;
        std::size_t at = 0;
        while (!plan || at < plan->steps.size()) {
            begin_part();
            Idents rows = versions_.read(*work_);
            Position position = locate(graph_, rows);
            if (!plan)
                plan = plans.plan(planner_, position.heads);
            else if (sorted(position.heads) != sorted(expected_)) {
                plan = plans.plan_again(planner_, *plan, position.heads);
                at = 0;
            }
            for (const VersionChange& change : position.renames)
                versions_.apply(*work_, change);
            expected_ = position.heads;
            if (!begun_)
                check_unfinished(*plan);
            begun_ = true;
            bool alone = false;
            do {
                if (at == plan->steps.size())
                    break;
                alone = stands_alone(plan->steps[at]);
                if (alone && work_->in_transaction())
                    work_->commit();
                take(plan->steps[at], at, plan->steps.size());
                ++at;
            } while (!alone && !in_parts() &&
                     !(at < plan->steps.size() && stands_alone(plan->steps[at])));
            if (work_->in_transaction())
                work_->commit();
        }
        return std::move(*plan);
    }

    /// Empties the version table and makes a stamp's changes.
    void replace_rows(const Plan& plan) {
        begin_part();
        versions_.clear(*work_);
        for (const Step& step : plan.steps)
            take(step, 0, plan.steps.size());
        work_->commit();
    }
    /// Creates the tables alone.
    void ensure_tables() {
        begin_part();
        work_->commit();
    }

    /// Creates the tables that a run needs, and begins the transaction of its next part.
    void begin_part() {
        work_->begin_to_write();
        if (created_)
            return;
        work_->execute(versions_.create_text(work_->dialect()));
        if (log_.wanted())
            log_.create(*work_);
        if (keeps_journal())
            journal_.create(*work_);
        created_ = true;
    }

  private:
    static Idents sorted(Idents ids) {
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    [[nodiscard]] bool keeps_journal() const { return !work_->dialect().transactional_ddl; }
    [[nodiscard]] bool in_parts() const {
        return options_.transaction_per_revision || keeps_journal();
    }
    [[nodiscard]] bool stands_alone(const Step& step) const {
        return step.revision != no_node &&
               graph_.revision(step.revision).transaction == Transaction::none;
    }

    /// What the run before left half done must be the first that is done now.
    void check_unfinished(const Plan& plan) {
        if (!keeps_journal())
            return;
        unfinished_ = journal_.read(*work_);
        if (!unfinished_)
            return;
        bool is_first = !plan.steps.empty() && plan.steps.front().revision != no_node &&
                        graph_.id(plan.steps.front().revision) == unfinished_->revision &&
                        plan.steps.front().direction == unfinished_->direction;
        if (is_first)
            return;
        bool up = unfinished_->direction == Direction::up;
        throw MigrationError(
            "rowan: revision " + unfinished_->revision + " was " + (up ? "applied" : "taken back") +
            " by half: " + std::to_string(unfinished_->done) + " of its operations are done; " +
            (up ? "upgrade" : "downgrade") + " goes on there, and nothing else can be done before");
    }

    void take(const Step& step, std::size_t at, std::size_t all) {
        if (step.revision == no_node) {
            for (const VersionChange& change : step.changes)
                change_version(change);
            return;
        }
        const Revision& revision = graph_.revision(step.revision);
        if (options_.listener)
            options_.listener->begins(revision, step.direction, at + 1, all);
        auto start = std::chrono::steady_clock::now();
        const Recording& recording = history_.operations[step.revision];
        Operations operations =
            step.direction == Direction::up ? recording.upgrade() : recording.downgrade();
        settings_.lock_timeout(revision.lock_timeout.count() > 0 ? revision.lock_timeout
                                                                 : options_.lock_timeout);
        std::string checksum = checksum_of(operations);
        run_all(revision, step.direction, operations, checksum);
        for (const VersionChange& change : step.changes)
            change_version(change);
        auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start);
        if (log_.wanted())
            log_.add(*work_, {std::string(revision.id), step.direction, checksum, now_text(),
                              duration.count(), who()});
        if (keeps_journal())
            journal_.clear(*work_);
        if (options_.listener)
            options_.listener->ends(revision, duration);
    }
    void change_version(const VersionChange& change) {
        versions_.apply(*work_, change);
        std::erase(expected_, std::string(change.from));
        if (!change.to.empty())
            expected_.emplace_back(change.to);
    }

    void run_all(const Revision& revision, Direction direction, const Operations& operations,
                 const std::string& checksum) {
        std::size_t done = 0;
        bool in_doubt = false;
        if (unfinished_ && unfinished_->revision == revision.id) {
            if (unfinished_->checksum != checksum)
                throw MigrationError(
                    "rowan: revision " + unfinished_->revision + " was changed after " +
                    std::to_string(unfinished_->done) +
                    " of its operations had been done; put it back to what it was");
            done = static_cast<std::size_t>(unfinished_->done);
            in_doubt = unfinished_->in_doubt;
        }
        unfinished_.reset();
        bool alone = revision.transaction == Transaction::none && !keeps_journal();
        std::optional<std::int64_t> broken;
        try {
            if (keeps_journal())
                guard_.check_all(revision, operations, done);
            if (alone)
                work_->autocommit(true);
            while (done < operations.size()) {
                if (keeps_journal())
                    note(revision, direction, checksum, done, true);
                auto rest = std::span(operations).subspan(done);
                std::size_t size = together(rest, work_->dialect());
                for (const Operation& operation : rest.first(size))
                    guard_.check(revision, operation);
                if (!broken && may_break_keys(operations[done]))
                    broken = broken_keys();
                run_some(rest.first(size), std::exchange(in_doubt, false));
                done += size;
                if (keeps_journal())
                    note(revision, direction, checksum, done, false);
            }
            if (broken && broken_keys() > *broken) {
                done = operations.size() - 1;
                throw MigrationError("after it, rows have foreign keys that point to no row "
                                     "(PRAGMA foreign_key_check lists them)");
            }
            if (alone)
                work_->autocommit(false);
        } catch (const Error& error) {
            fail(revision, operations, done, checksum, direction, error);
        }
    }
    /// Whether an operation changes rows or drops them. Where foreign keys are off meanwhile, it
    /// may leave rows that point nowhere.
    [[nodiscard]] bool may_break_keys(const Operation& operation) const {
        return !work_->dialect().migration->broken_keys.empty() &&
               (operation.kind == OperationKind::execute || operation.kind == OperationKind::run ||
                operation.kind == OperationKind::insert_rows ||
                operation.kind == OperationKind::drop_table);
    }
    [[nodiscard]] std::int64_t broken_keys() {
        Query query(*work_);
        query << work_->dialect().migration->broken_keys;
        return std::stoll("0" + query.rows(1)[0][0]);
    }
    /// `in_doubt`: the run before was killed in this operation.
    void run_some(std::span<const Operation> operations, bool in_doubt) {
        if (!in_doubt)
            run_operations(*work_, operations);
        else if (run_again(*work_, operations[0]) && options_.listener)
            options_.listener->warns("the operation that was under way when the last run ended "
                                     "seems to be done: " +
                                     describe(operations[0]));
    }
    void note(const Revision& revision, Direction direction, const std::string& checksum,
              std::size_t done, bool in_doubt) {
        journal_.write(*work_, {std::string(revision.id), direction, checksum,
                                static_cast<std::int64_t>(done), in_doubt});
        work_->commit();
    }

    [[noreturn]] void fail(const Revision& revision, const Operations& operations, std::size_t done,
                           const std::string& checksum, Direction direction, const Error& cause) {
        struct Failed : MigrationError, std::nested_exception {
            explicit Failed(const std::string& what) : MigrationError(what) {}
        };
        std::string sentence = "rowan: revision " + std::string(revision.id);
        if (!revision.message.empty())
            sentence += " (" + std::string(revision.message) + ")";
        sentence += direction == Direction::up ? " can't be applied: " : " can't be taken back: ";
        sentence +=
            "operation " + std::to_string(done + 1) + " of " + std::to_string(operations.size());
        if (done < operations.size())
            sentence += " (" + describe(operations[done]) + ")";
        sentence += " failed: " + std::string(cause.what());
        try {
            work_->rollback();
            if (keeps_journal()) {
                note(revision, direction, checksum, done, false);
                sentence += "; " + std::to_string(done) + " operations are done, " +
                            std::to_string(operations.size() - done) +
                            " are not; the next run goes on with the one that failed";
            } else if (revision.transaction == Transaction::none) {
                sentence += "; the revision runs without a transaction, so the operations before "
                            "it are done";
            } else {
                sentence += "; nothing of it was kept";
            }
        } catch (const std::exception& error) {
            sentence += "; and afterwards: " + std::string(error.what());
        }
        throw Failed(sentence);
    }

    static std::string now_text() {
        auto now = std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::system_clock::now());
        std::string text = rowan::to_string(DateTime(now.time_since_epoch())).substr(0, 26);
        text[10] = ' ';
        return text;
    }

    const RunnerOptions& options_;
    const Graph& graph_;
    Planner planner_;
    const History& history_;
    VersionTable versions_;
    LogTable log_;
    Journal journal_;
    Owned<engine::Work> work_;
    RunSettings settings_;
    Lock lock_;
    Guard guard_{*work_, options_};
    std::optional<Unfinished> unfinished_;
    Idents expected_; ///< What the version table must hold.
    bool created_ = false;
    bool begun_ = false;
};

} // namespace rowan::migrate
