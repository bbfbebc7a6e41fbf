// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Schemas before and after a change, written as SQLite's CREATE TABLE and made on any database.

#include "tests/suite/database.hpp"
#include "tests/support/schema_of.hpp"

#include <rowan/migrate/compare.hpp>
#include <rowan/sql/create_all.hpp>

#include <string>
#include <string_view>

namespace rowan_test {

/// Makes a schema in an empty database, and drops it at the end with whatever it has become.
class Made {
  public:
    Made(const rowan::Engine& engine, const rowan::meta::Schema& schema) : engine_(engine) {
        clear();
        auto work = engine_.core()->open_work();
        for (const auto& text : rowan::lang::create_all(dialect(), schema.tables, false))
            work->execute(text.view());
        work->commit();
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
    ~Made() {
        try {
            clear();
        } catch (const rowan::Error&) {
            // The whole database goes when the process ends.
        }
    }

  private:
    void clear() {
        rowan::meta::Schema all = rowan::Inspector(engine_).schema();
        auto work = engine_.core()->open_work();
        for (const auto& text : rowan::lang::drop_all(dialect(), all.tables))
            work->execute(text.view());
        work->commit();
    }
    rowan::Engine engine_;
};

/// What a comparison found, in short: `add_column change_column(type, nullable)`; of tables whose
/// names begin so.
inline std::string found(const rowan::migrate::Comparison& comparison,
                         std::string_view beginning = "") {
    constexpr std::string_view kinds[] = {
        "add_enum",         "change_enum",   "drop_enum",    "rename_table",    "add_table",
        "drop_table",       "table_comment", "partitioning", "rename_column",   "add_column",
        "change_column",    "drop_column",   "column_order", "add_primary_key", "drop_primary_key",
        "add_unique",       "drop_unique",   "add_index",    "drop_index",      "add_foreign_key",
        "drop_foreign_key", "add_check",     "drop_check"};
    std::string text;
    for (const rowan::meta::Difference& difference : comparison.differences) {
        const rowan::meta::Table& table = difference.to.table != rowan::meta::nowhere
                                              ? comparison.to.tables[difference.to.table]
                                              : comparison.from.tables[difference.from.table];
        if (!table.name.view().starts_with(beginning))
            continue;
        text.append(text.empty() ? "" : " ").append(kinds[static_cast<int>(difference.kind)]);
        const rowan::meta::ColumnChanges& changes = difference.changes;
        if (!changes.any())
            continue;
        std::string list;
        auto say = [&](bool changed, std::string_view what) {
            if (changed)
                list.append(list.empty() ? "" : ", ").append(what);
        };
        say(changes.type, "type");
        say(changes.nullable, "nullable");
        say(changes.server_default, "default");
        say(changes.computed, "computed");
        say(changes.collate, "collate");
        say(changes.comment, "comment");
        say(changes.generated, "generated");
        text += "(" + list + ")";
    }
    return text;
}

/// Whether the database says what is in it.
inline bool can_inspect() { return dialect().ddl->catalog != rowan::lang::Catalog::none; }

/// A collation that is not the database's own.
inline std::string_view another_collation() {
    switch (dialect().ddl->catalog) {
    case rowan::lang::Catalog::sqlite_master:
        return "NOCASE";
    case rowan::lang::Catalog::pg_catalog:
        return "C";
    default:
        return "utf8mb4_bin";
    }
}

struct SchemaCase {
    std::string_view name;
    std::string_view from;
    std::string_view to;
    std::string_view found;
};

/// What Alembic's autogenerate finds or misses, on SQLite and elsewhere.
inline constexpr SchemaCase schema_cases[] = {
    {"nothing", "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10))",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10))", ""},
    {"add table", "", "CREATE TABLE t (id INTEGER PRIMARY KEY)", "add_table"},
    {"drop table", "CREATE TABLE t (id INTEGER PRIMARY KEY)", "", "drop_table"},
    {"rename column without a hint", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, b INTEGER)", "add_column drop_column"},
    {"rename table without a hint", "CREATE TABLE t1 (id INTEGER PRIMARY KEY)",
     "CREATE TABLE t2 (id INTEGER PRIMARY KEY)", "drop_table add_table"},
    {"nullable", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER NOT NULL)", "change_column(nullable)"},
    {"longer varchar", "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10))",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(20))", "change_column(type)"},
    {"varchar without a length", "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10))",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR)", "change_column(type)"},
    {"integer to text", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5))", "change_column(type)"},
    {"smallint to integer", "CREATE TABLE t (id INTEGER PRIMARY KEY, a SMALLINT)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)", "change_column(type)"},
    {"integer to bigint", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a BIGINT)", "change_column(type)"},
    {"numeric's scale", "CREATE TABLE t (id INTEGER PRIMARY KEY, a NUMERIC(8, 0))",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a NUMERIC(8, 2))", "change_column(type)"},
    {"text to varchar", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(255))", "change_column(type)"},
    {"boolean to integer", "CREATE TABLE t (id INTEGER PRIMARY KEY, a BOOLEAN)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)", "change_column(type)"},
    {"default changed", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 1)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 2)", "change_column(default)"},
    {"default added", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 2)", "change_column(default)"},
    {"default dropped", "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9) DEFAULT 'x')",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9))", "change_column(default)"},
    {"add a named unique", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT uq_a UNIQUE (a))",
     "add_unique"},
    {"add a unique without a name", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, UNIQUE (a))", "add_unique"},
    {"drop a unique without a name", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER UNIQUE)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)", "drop_unique"},
    {"add index", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); CREATE INDEX ix_t_a ON t (a)",
     "add_index"},
    {"index becomes unique",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); CREATE INDEX ix ON t (a)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); CREATE UNIQUE INDEX ix ON t (a)",
     "drop_index add_index"},
    {"index over other columns",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER); CREATE INDEX ix ON t (a)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER); CREATE INDEX ix ON t (a, b)",
     "drop_index add_index"},
    {"index in another order",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER); CREATE INDEX ix ON t (b, a)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER); CREATE INDEX ix ON t (a, b)",
     "drop_index add_index"},
    {"index becomes a unique constraint",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); CREATE INDEX ix ON t (a)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT uq UNIQUE (a))",
     "drop_index add_unique"},
    {"add a named check", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT ck CHECK (a > 0))",
     "add_check"},
    {"check's condition",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT ck CHECK (a > 0))",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT ck CHECK (a > 1))",
     "drop_check add_check"},
    {"add a check without a name", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, CHECK (a > 0))", "add_check"},
    {"add a foreign key",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER "
     "REFERENCES p (id))",
     "add_foreign_key"},
    {"drop a foreign key",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER "
     "REFERENCES p (id))",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "drop_foreign_key"},
    {"foreign key's action",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER "
     "REFERENCES p (id))",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER "
     "REFERENCES p (id) ON DELETE CASCADE)",
     "drop_foreign_key add_foreign_key"},
    {"primary key", "CREATE TABLE t (a VARCHAR(9), b VARCHAR(9) NOT NULL, PRIMARY KEY (a))",
     "CREATE TABLE t (a VARCHAR(9), b VARCHAR(9) NOT NULL, PRIMARY KEY (a, b))",
     "drop_primary_key add_primary_key"},
    {"primary key over a column that was NULL",
     "CREATE TABLE t (a VARCHAR(9), b VARCHAR(9), PRIMARY KEY (a))",
     "CREATE TABLE t (a VARCHAR(9), b VARCHAR(9), PRIMARY KEY (a, b))",
     "drop_primary_key change_column(nullable) add_primary_key"},
    {"add a computed column", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, c INTEGER GENERATED ALWAYS AS (a * 2) "
     "STORED)",
     "add_column"},
    {"what a column is computed from",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, c INTEGER GENERATED ALWAYS AS (a * 2) "
     "STORED)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, c INTEGER GENERATED ALWAYS AS (a * 3) "
     "STORED)",
     "change_column(computed)"},
    {"column order", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, b INTEGER, a INTEGER)", ""},
    {"table's case", "CREATE TABLE Foo (id INTEGER PRIMARY KEY)",
     "CREATE TABLE foo (id INTEGER PRIMARY KEY)", "drop_table add_table"},
    {"column's case", "CREATE TABLE t (id INTEGER PRIMARY KEY, A INTEGER)",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)", "drop_column add_column"},
    {"new tables with an index and a foreign key", "",
     "CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id)); CREATE TABLE b (id "
     "INTEGER PRIMARY KEY); CREATE INDEX ix_a_b_id ON a (b_id)",
     "add_table add_table add_index"},
    {"two tables dropped",
     "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER "
     "REFERENCES a (id))",
     "", "drop_table drop_table"},
    {"tables in a circle",
     "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id)); CREATE TABLE b (id "
     "INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id))",
     "", "drop_foreign_key drop_table drop_table"},
};

/// All cases in one database: their tables' names begin with the case's number.
inline std::string beginning_of(const SchemaCase& one) {
    return "c" + std::to_string(&one - schema_cases) + "_";
}
inline rowan::meta::Schema all_cases(std::string_view SchemaCase::*side) {
    rowan::meta::Schema all;
    for (const SchemaCase& one : schema_cases)
        for (rowan::meta::Table& table : schema_of(one.*side, beginning_of(one)).tables)
            all.tables.push_back(std::move(table));
    return all;
}

} // namespace rowan_test
