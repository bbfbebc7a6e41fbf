// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/log_table.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace rowan::migrate {

/// How far a revision has come that was not finished.
struct Unfinished {
    std::string revision;
    Direction direction = Direction::up;
    std::string checksum; ///< Of its operations when it was begun.
    std::int64_t done = 0;
    bool in_doubt = false; ///< The operation behind those was begun; whether it ended is unknown.
};

/// Where a rollback doesn't undo CREATE and DROP: the table that says how far the revision in hand
/// has come, so that the next run goes on there.
class Journal {
  public:
    Journal(const std::string& version_table, std::string schema)
        : name_(version_table + "_journal"), schema_(std::move(schema)) {}

    [[nodiscard]] const std::string& name() const { return name_; }

    void create(engine::Work& work) const {
        meta::Table table = own_table(name_, schema_);
        table.columns = {own_column("revision", Varchar{32}), own_column("direction", Varchar{4}),
                         own_column("checksum", Varchar{32}), own_column("done", Integer{}),
                         own_column("in_doubt", Integer{})};
        std::string key = name_ + "_pkc";
        table.primary_key.name = std::string_view(key);
        table.primary_key.columns.push_back("revision");
        work.execute(create_text(work.dialect(), table));
    }
    /// What the run before left unfinished.
    [[nodiscard]] std::optional<Unfinished> read(engine::Work& work) const {
        Query query(work);
        query << "SELECT ";
        for (std::string_view column : columns)
            query.name(column) << (column == columns[4] ? " FROM " : ", ");
        query.table(schema_, name_);
        try {
            for (const TextRow& row : query.rows(5))
                return Unfinished{row[0], row[1] == "up" ? Direction::up : Direction::down, row[2],
                                  std::stoll("0" + row[3]), row[4] == "1"};
        } catch (const ProgrammingError&) {
            if (work.in_transaction() && work.dialect().errors_end_transactions)
                throw;
        }
        return std::nullopt;
    }
    /// Writes how far the revision is; the caller commits.
    void write(engine::Work& work, const Unfinished& now) const {
        clear(work);
        Query query(work);
        query << "INSERT INTO ";
        query.table(schema_, name_) << " (";
        for (std::string_view column : columns)
            query.name(column) << (column == columns[4] ? ") VALUES (" : ", ");
        query.value(now.revision) << ", ";
        query.value(now.direction == Direction::up ? "up" : "down") << ", ";
        query.value(now.checksum) << ", ";
        query.value(now.done) << ", ";
        query.value(std::int64_t{now.in_doubt}) << ")";
        query.run();
    }
    void clear(engine::Work& work) const {
        Query query(work);
        query << "DELETE FROM ";
        query.table(schema_, name_);
        query.run();
    }

  private:
    static constexpr std::string_view columns[] = {"revision", "direction", "checksum", "done",
                                                   "in_doubt"};

    std::string name_, schema_;
};

} // namespace rowan::migrate
