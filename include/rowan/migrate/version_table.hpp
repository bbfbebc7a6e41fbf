// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/migrate/plan.hpp>
#include <rowan/migrate/statements.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// The table that says at which revisions a database is: Alembic's, column for column, one row a
/// head.
class VersionTable {
  public:
    VersionTable(std::string name, std::string schema)
        : name_(std::move(name)), schema_(std::move(schema)) {}

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& schema() const { return schema_; }

    /// The rows; none where the table isn't there. In a transaction it must be there.
    [[nodiscard]] Idents read(engine::Work& work) const {
        Query query(work);
        query.text() << "SELECT ";
        query.name("version_num") << " FROM ";
        query.table(schema_, name_);
        Idents ids;
        try {
            for (TextRow& row : query.rows(1))
                ids.push_back(std::move(row.front()));
        } catch (const ProgrammingError&) {
            if (work.in_transaction() && work.dialect().errors_end_transactions)
                throw;
        }
        return ids;
    }
    /// `CREATE TABLE IF NOT EXISTS`.
    [[nodiscard]] std::string create_text(const lang::Dialect& dialect,
                                          bool if_not_exists = true) const {
        meta::Table table = own_table(name_, schema_);
        table.columns.push_back(own_column("version_num", Varchar{32}));
        std::string key = name_ + "_pkc";
        table.primary_key.name = std::string_view(key);
        table.primary_key.columns.push_back("version_num");
        return migrate::create_text(dialect, table, if_not_exists);
    }
    /// Makes one change. Throws MigrationError if its row isn't there: somebody else was at work.
    void apply(engine::Work& work, const VersionChange& change) const {
        Query query(work);
        switch (change.verb) {
        case VersionVerb::insert:
            query << "INSERT INTO ";
            query.table(schema_, name_) << " (";
            query.name("version_num") << ") VALUES (";
            query.value(change.to) << ")";
            break;
        case VersionVerb::update:
            query << "UPDATE ";
            query.table(schema_, name_) << " SET ";
            query.name("version_num") << " = ";
            query.value(change.to);
            where(query, change.from);
            break;
        case VersionVerb::remove:
            query << "DELETE FROM ";
            query.table(schema_, name_);
            where(query, change.from);
            break;
        }
        if (std::int64_t rows = query.run(); rows != 1)
            throw MigrationError("rowan: table " + name_ + " was to change from '" +
                                 std::string(change.from) + "' to '" + std::string(change.to) +
                                 "', but " + std::to_string(rows) +
                                 " rows match; something else changed it meanwhile");
    }
    /// The change as text, for scripts; ids hold no quotes.
    [[nodiscard]] std::string text_of(const lang::Dialect& dialect,
                                      const VersionChange& change) const {
        lang::Text text(dialect);
        auto where = [&] {
            (text << " WHERE ").identifier("version_num") << " = ";
            text.literal(change.from);
        };
        switch (change.verb) {
        case VersionVerb::insert:
            (text << "INSERT INTO ").table(schema_, name_) << " (";
            text.identifier("version_num") << ") VALUES (";
            text.literal(change.to) << ')';
            break;
        case VersionVerb::update:
            (text << "UPDATE ").table(schema_, name_) << " SET ";
            (text.identifier("version_num") << " = ").literal(change.to);
            where();
            break;
        case VersionVerb::remove:
            (text << "DELETE FROM ").table(schema_, name_);
            where();
            break;
        }
        return std::string(text.view());
    }
    /// Empties the table.
    void clear(engine::Work& work) const {
        Query query(work);
        query << "DELETE FROM ";
        query.table(schema_, name_);
        query.run();
    }

  private:
    static void where(Query& query, std::string_view id) {
        query << " WHERE ";
        query.name("version_num") << " = ";
        query.value(id);
    }

    std::string name_, schema_;
};

} // namespace rowan::migrate
