// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/plan.hpp>
#include <rowan/migrate/statements.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// What was done to a database, once.
struct LogEntry {
    std::string revision;
    Direction direction = Direction::up;
    std::string checksum; ///< Of its operations.
    std::string at;       ///< UTC, as `2026-11-25 22:20:00.123456`.
    std::int64_t milliseconds = 0;
    std::string by; ///< User and host.
};

/// The table of all that was done, beside the version table, for who asks for one.
class LogTable {
  public:
    LogTable(std::string name, std::string schema)
        : name_(std::move(name)), schema_(std::move(schema)) {}

    [[nodiscard]] bool wanted() const { return !name_.empty(); }

    void create(engine::Work& work) const {
        meta::Table table = own_table(name_, schema_);
        table.columns = {
            own_column("revision", Varchar{32}),      own_column("direction", Varchar{4}),
            own_column("checksum", Varchar{32}),      own_column("applied_at", Varchar{26}),
            own_column("milliseconds", BigInteger{}), own_column("applied_by", Varchar{255})};
        work.execute(create_text(work.dialect(), table));
    }
    void add(engine::Work& work, const LogEntry& entry) const {
        Query query(work);
        query << "INSERT INTO ";
        query.table(schema_, name_) << " (";
        for (std::string_view column : columns)
            query.name(column) << (column == columns[5] ? ") VALUES (" : ", ");
        query.value(entry.revision) << ", ";
        query.value(entry.direction == Direction::up ? "up" : "down") << ", ";
        query.value(entry.checksum) << ", ";
        query.value(entry.at) << ", ";
        query.value(entry.milliseconds) << ", ";
        query.value(entry.by) << ")";
        query.run();
    }
    /// All entries, the oldest first; none where the table isn't there.
    [[nodiscard]] std::vector<LogEntry> read(engine::Work& work) const {
        std::vector<LogEntry> entries;
        Query query(work);
        query << "SELECT ";
        for (std::string_view column : columns)
            query.name(column) << (column == columns[5] ? " FROM " : ", ");
        query.table(schema_, name_) << " ORDER BY ";
        query.name("applied_at");
        try {
            for (TextRow& row : query.rows(6))
                entries.push_back({row[0], row[1] == "up" ? Direction::up : Direction::down, row[2],
                                   row[3], std::stoll("0" + row[4]), row[5]});
        } catch (const ProgrammingError&) {
            if (work.in_transaction() && work.dialect().errors_end_transactions)
                throw;
        }
        return entries;
    }

  private:
    static constexpr std::string_view columns[] = {"revision",   "direction",    "checksum",
                                                   "applied_at", "milliseconds", "applied_by"};

    std::string name_, schema_;
};

} // namespace rowan::migrate
