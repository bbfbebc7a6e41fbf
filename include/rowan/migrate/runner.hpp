// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/engine.hpp>
#include <rowan/migrate/run.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// A revision whose operations are not those that were run on the database.
struct Changed {
    std::string revision;
    std::string logged;  ///< The checksum when it was run.
    std::string present; ///< That of what it says now.
};

/// Brings databases from revision to revision, on Alembic's version table.
///
/// Each run holds a lock, so that several programs may start at once, and reads the version table
/// again when it has it.
class Runner {
  public:
    /// Throws MigrationError if something is wrong with the revisions.
    Runner(const Engine& engine, const History& history, RunnerOptions options = {})
        : engine_(engine), history_(history), options_(std::move(options)),
          graph_(history_.revisions), planner_(graph_) {}
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// Applies what is missing up to a revision: `head`, `heads`, an id or its beginning, `+1`,
    /// `label@head`. What was done is returned. Throws MigrationError, LockTimeout.
    Plan upgrade(std::string_view destination = "head") {
        return upgrade(Idents{std::string(destination)});
    }
    Plan upgrade(const Idents& destination) {
        struct Up final : Run::Plans {
            explicit Up(const Idents& to) : destination(to) {}
            Plan plan(const Planner& planner, const Idents& current) override {
                return planner.upgrade(destination, current);
            }
            Plan plan_again(const Planner& planner, const Plan& first,
                            const Idents& current) override {
                const Graph& graph = planner.symbols().graph();
                Idents targets;
                for (const Step& step : first.steps)
                    if (contains(first.heads, step.revision))
                        targets.emplace_back(graph.id(step.revision));
                return planner.upgrade(targets, current);
            }
            const Idents& destination;
        } up(destination);
        return run().follow(up);
    }

    /// Takes back what is above a revision: `base`, `-1`, an id, `label@-1`. Throws MigrationError,
    /// LockTimeout.
    Plan downgrade(std::string_view destination) {
        struct Down final : Run::Plans {
            explicit Down(std::string_view to) : destination(to) {}
            Plan plan(const Planner& planner, const Idents& current) override {
                return planner.downgrade(destination, current);
            }
            Plan plan_again(const Planner&, const Plan&, const Idents&) override {
                throw MigrationError("rowan: something else migrated the database during this "
                                     "downgrade; look at it and begin again");
            }
            std::string_view destination;
        } down(destination);
        return run().follow(down);
    }

    /// Writes into the version table that the database is at these revisions, running nothing. With
    /// `purge` what the table said before doesn't matter.
    Plan stamp(const Idents& destination, bool purge = false) {
        if (purge)
            return stamp_anew(destination);
        struct Stamp final : Run::Plans {
            explicit Stamp(const Idents& to) : destination(to) {}
            Plan plan(const Planner& planner, const Idents& current) override {
                return planner.stamp(destination, current);
            }
            Plan plan_again(const Planner& planner, const Plan&, const Idents& current) override {
                return planner.stamp(destination, current);
            }
            const Idents& destination;
        } stamp(destination);
        return run().follow(stamp);
    }
    Plan stamp(std::string_view destination, bool purge = false) {
        return stamp(Idents{std::string(destination)}, purge);
    }

    /// The revisions that the version table names; empty for the base. Throws MigrationError for
    /// one that is not among the program's.
    [[nodiscard]] Idents current() const { return locate(graph_, rows()).heads; }
    /// The same as the table has it.
    [[nodiscard]] Idents rows() const {
        auto work = engine_.core()->open_work();
        return versions().read(*work);
    }
    /// Whether the database is at all heads.
    [[nodiscard]] bool is_at_heads() const {
        Nodes at = symbols().all(current());
        Nodes heads = graph_.real_heads();
        return in_order(at) == in_order(heads);
    }
    /// Creates the version table if it isn't there.
    void ensure_version() { run().ensure_tables(); }

    /// What was done to the database, the oldest first; empty without a log table.
    [[nodiscard]] std::vector<LogEntry> log() const {
        if (options_.log_table.empty())
            return {};
        auto work = engine_.core()->open_work();
        return LogTable(options_.log_table, options_.version_table_schema).read(*work);
    }
    /// Applied revisions that have been changed since, as far as the log table knows.
    [[nodiscard]] std::vector<Changed> changed() const {
        std::vector<Changed> found;
        std::vector<std::string> logged(graph_.size());
        for (const LogEntry& entry : log())
            if (Node node = graph_.find(entry.revision); node != no_node)
                logged[node] = entry.direction == Direction::up ? entry.checksum : std::string();
        for (Node node = 0; node < graph_.size(); ++node) {
            if (logged[node].empty() || graph_.id(node).empty())
                continue;
            std::string present = checksum_of(history_.operations[node].upgrade());
            if (present != logged[node])
                found.push_back({std::string(graph_.id(node)), logged[node], present});
        }
        return found;
    }

    [[nodiscard]] const Graph& graph() const { return graph_; }
    [[nodiscard]] const Planner& planner() const { return planner_; }
    [[nodiscard]] const Symbols& symbols() const { return planner_.symbols(); }
    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const RunnerOptions& options() const { return options_; }
    [[nodiscard]] const Engine& engine() const { return engine_; }
    [[nodiscard]] VersionTable versions() const {
        return {options_.version_table, options_.version_table_schema};
    }

  private:
    [[nodiscard]] static Nodes in_order(Nodes nodes) {
        std::sort(nodes.begin(), nodes.end());
        return nodes;
    }
    [[nodiscard]] Run run() const { return {*engine_.core(), graph_, history_, options_}; }
    Plan stamp_anew(const Idents& destination) {
        Plan plan = planner_.stamp(destination, {});
        run().replace_rows(plan);
        return plan;
    }

    Engine engine_;
    History history_;
    RunnerOptions options_;
    Graph graph_;
    Planner planner_;
};

} // namespace rowan::migrate
