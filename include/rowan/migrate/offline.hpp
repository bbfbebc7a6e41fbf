// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/history.hpp>
#include <rowan/migrate/position.hpp>
#include <rowan/migrate/run_operations.hpp>
#include <rowan/migrate/version_table.hpp>

#include <string>
#include <utility>

namespace rowan::migrate {

/// Writes what a run would do as a script, for the database's own client; no database is needed.
class Offline {
  public:
    Offline(const Graph& graph, const History& history, const lang::Dialect& dialect,
            VersionTable versions)
        : graph_(graph), planner_(graph), history_(history), dialect_(dialect),
          versions_(std::move(versions)) {}

    /// From the revisions of `from`, or from an empty database. Throws MigrationError.
    [[nodiscard]] std::string upgrade(const Idents& destination, const Idents& from) const {
        return script(planner_.upgrade(destination, start(from)), from);
    }
    [[nodiscard]] std::string downgrade(std::string_view destination, const Idents& from) const {
        return script(planner_.downgrade(destination, start(from)), from);
    }
    [[nodiscard]] std::string stamp(const Idents& destination, const Idents& from) const {
        return script(planner_.stamp(destination, start(from)), from);
    }
    /// Creates the version table.
    [[nodiscard]] std::string version_table() const {
        return versions_.create_text(dialect_) + ";\n";
    }

  private:
    /// Ids of a start that may be a symbol such as `head`.
    [[nodiscard]] Idents start(const Idents& from) const {
        Idents ids;
        for (Node node : planner_.symbols().all(from))
            if (node < graph_.size())
                ids.emplace_back(graph_.id(node));
        return ids;
    }

    [[nodiscard]] std::string script(const Plan& plan, const Idents& from) const {
        bool transacts = dialect_.transactional_ddl;
        std::string text;
        if (!dialect_.migration->foreign_keys_off.empty())
            text += std::string(dialect_.migration->foreign_keys_off) + ";\n\n";
        if (transacts)
            text += "BEGIN;\n\n";
        if (start(from).empty())
            text += versions_.create_text(dialect_, false) + ";\n\n";
        ScriptWriter writer(graph_, history_, dialect_, start(from));
        for (const Step& step : plan.steps) {
            bool alone = transacts && step.revision != no_node &&
                         graph_.revision(step.revision).transaction == Transaction::none;
            if (alone)
                text += "COMMIT;\n\n";
            if (step.revision != no_node)
                text += operations_of(step, writer);
            for (const VersionChange& change : step.changes)
                text += versions_.text_of(dialect_, change) + ";\n\n";
            if (alone)
                text += "BEGIN;\n\n";
        }
        if (transacts)
            text += "COMMIT;\n";
        if (!dialect_.migration->foreign_keys_on.empty())
            text += "\n" + std::string(dialect_.migration->foreign_keys_on) + ";\n";
        return text;
    }
    [[nodiscard]] std::string operations_of(const Step& step, ScriptWriter& writer) const {
        const Revision& revision = graph_.revision(step.revision);
        bool up = step.direction == Direction::up;
        std::string down;
        for (Node node : graph_.down(step.revision))
            down += (down.empty() ? "" : ", ") + std::string(graph_.id(node));
        std::string id(revision.id);
        std::string text = std::string("-- Running ") + (up ? "upgrade " : "downgrade ") +
                           (up ? down : id) + " -> " + (up ? id : down) + "\n\n";
        const Recording& recording = history_.operations[step.revision];
        for (const std::string& statement :
             writer.statements(up ? recording.upgrade() : recording.downgrade()))
            text += statement + ";\n\n";
        return text;
    }

    const Graph& graph_;
    Planner planner_;
    const History& history_;
    const lang::Dialect& dialect_;
    VersionTable versions_;
};

} // namespace rowan::migrate
