// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/hazards.hpp>
#include <rowan/migrate/run_options.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rowan::migrate {

/// Looks at each operation of a revision before it runs: counts what it would destroy, refuses it
/// where nobody has allowed that, and warns of what is slow on a big table. Tables that the run
/// has created itself hold nobody's data.
class Guard {
  public:
    Guard(engine::Work& work, const RunnerOptions& options) : work_(work), options_(options) {}

    /// Throws MigrationError.
    void check(const Revision& revision, const Operation& operation) {
        if (is_new(operation)) {
            note(operation);
            return;
        }
        check_destruction(revision, operation);
        warn(operation);
        note(operation);
    }
    /// All at once, where what is done can't be undone: up to the first new name, behind which the
    /// tables are not there yet. Throws MigrationError.
    void check_all(const Revision& revision, const Operations& operations, std::size_t from) {
        Guard ahead(work_, options_);
        ahead.new_tables_ = new_tables_;
        for (std::size_t i = from; i < operations.size(); ++i) {
            const Operation& operation = operations[i];
            if (!operation.to.empty() && operation.kind != OperationKind::add_enum_value)
                return;
            if (!ahead.is_new(operation))
                ahead.check_destruction(revision, operation);
            ahead.note(operation);
        }
    }

  private:
    static constexpr std::int64_t big = 100'000; ///< Rows.

    static std::string key_of(std::string_view schema, std::string_view name) {
        return std::string(schema) + "." + std::string(name);
    }
    [[nodiscard]] bool is_new(const Operation& operation) const {
        std::string key = key_of(operation.table.schema, operation.table.name);
        return std::find(new_tables_.begin(), new_tables_.end(), key) != new_tables_.end();
    }
    void note(const Operation& operation) {
        if (operation.kind == OperationKind::create_table && !operation.if_not_exists)
            new_tables_.push_back(key_of(operation.table.schema, operation.table.name));
        if (operation.kind == OperationKind::rename_table && is_new(operation))
            new_tables_.push_back(key_of(operation.table.schema, operation.to));
    }

    void check_destruction(const Revision& revision, const Operation& operation) {
        Destruction destruction = destruction_of(operation);
        bool is_allowed = options_.allow_destructive || revision.allow_destructive;
        if (destruction == Destruction::none ||
            (is_allowed && destruction != Destruction::null_rows))
            return;
        std::optional<std::int64_t> count = counted(operation, destruction);
        if (!count || *count == 0)
            return;
        std::string sentence = "rowan: revision " + std::string(revision.id) + " " +
                               words_of(operation, destruction, *count);
        if (destruction == Destruction::null_rows)
            throw MigrationError(sentence + "; give those rows a value first");
        throw MigrationError(sentence + "; if that is meant, run it with --allow-destructive "
                                        "(RunnerOptions::allow_destructive), or let the revision "
                                        "say .allow_destructive = true");
    }
    /// Nothing if it can't be counted: the operation itself will say why.
    std::optional<std::int64_t> counted(const Operation& operation, Destruction destruction) {
        std::optional<std::uint64_t> point;
        if (work_.in_transaction())
            point = work_.savepoint();
        try {
            std::int64_t count = count_destroyed(work_, operation, destruction);
            if (point)
                work_.release_savepoint(*point);
            return count;
        } catch (const ProgrammingError&) {
            if (point)
                work_.rollback_to_savepoint(*point);
            return std::nullopt;
        }
    }
    void warn(const Operation& operation) {
        std::string_view estimate = work_.dialect().migration->row_estimate;
        std::string_view hazard = hazard_of(operation);
        if (!options_.listener || estimate.empty() || hazard.empty())
            return;
        lang::Text name(work_.dialect());
        name.table(operation.table.schema, operation.table.name);
        types::Cell value;
        value.set_text(name.view());
        std::int64_t rows = 0;
        work_.query(estimate, {&value, 1}, 1,
                    {&rows, [](void* context, std::span<const types::Cell> cells) {
                         *static_cast<std::int64_t*>(context) = cells[0].integer;
                     }});
        if (rows >= big)
            options_.listener->warns("table '" + std::string(operation.table.name) +
                                     "' has about " + std::to_string(rows) +
                                     " rows, and the operation " + std::string(hazard));
    }

    engine::Work& work_;
    const RunnerOptions& options_;
    std::vector<std::string> new_tables_;
};

} // namespace rowan::migrate
