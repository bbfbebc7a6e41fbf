// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/engine.hpp>
#include <rowan/engine/inspect_mysql.hpp>
#include <rowan/engine/inspect_postgresql.hpp>
#include <rowan/engine/inspect_sqlite.hpp>
#include <rowan/engine/work.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/schema/view.hpp>

#include <string>
#include <vector>

namespace rowan {

/// What an Inspector reads.
struct InspectOptions {
    /// Database schemas beside the default one, whose tables have an empty schema name.
    std::vector<std::string> schemas = {};
};

/// Reads what tables a live database has, by a few statements for all of them. SQLite, PostgreSQL,
/// MySQL and MariaDB.
class Inspector {
  public:
    /// Reads by a session of its own.
    explicit Inspector(const Engine& engine)
        : owned_(engine.core()->open_work()), work_(&*owned_) {}
    /// Reads by a session's work, in its transaction if one is open.
    explicit Inspector(engine::Work& work) : work_(&work) {}

    /// The tables with their columns, keys, constraints, indexes and comments, in the order of
    /// their names. Types that Rowan doesn't know are custom ones. A part that a database doesn't
    /// name has no name. Tables of the database itself and of extensions are left out. Throws
    /// InvalidQuery for a database that tells nothing.
    [[nodiscard]] meta::Schema schema(const InspectOptions& options = {});
    /// The views of the default schema.
    [[nodiscard]] std::vector<meta::View> views();
    /// The enums of the default schema that are types of their own.
    [[nodiscard]] std::vector<meta::ColumnType> enums();

  private:
    Owned<engine::Work> owned_;
    engine::Work* work_;
};

inline meta::Schema Inspector::schema(const InspectOptions& options) {
    switch (work_->dialect().ddl->catalog) {
    case lang::Catalog::sqlite_master:
        return engine::SqliteInspection(*work_).run(options.schemas);
    case lang::Catalog::pg_catalog:
        return engine::PostgresqlInspection(*work_).run(options.schemas);
    case lang::Catalog::information_schema:
        return engine::MysqlInspection(*work_).run(options.schemas);
    case lang::Catalog::none:
        break;
    }
    throw InvalidQuery("rowan: the tables of a database of " + std::string(work_->dialect().name) +
                       " can't be read yet");
}

inline std::vector<meta::View> Inspector::views() {
    std::vector<meta::View> found;
    if (work_->dialect().ddl->catalog == lang::Catalog::pg_catalog)
        return engine::PostgresqlInspection(*work_).views();
    if (work_->dialect().ddl->catalog == lang::Catalog::information_schema)
        return engine::MysqlInspection(*work_).views();
    engine::read_catalog(*work_,
                         "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY name", 2,
                         {}, [&](const engine::CatalogRow& row) {
                             lang::TokenReader in(row.text(1));
                             while (!in.at_end() && !in.take("as"))
                                 in.skip();
                             found.push_back({row.text(0), {}, in.rest()});
                         });
    return found;
}

inline std::vector<meta::ColumnType> Inspector::enums() {
    if (work_->dialect().ddl->catalog == lang::Catalog::pg_catalog)
        return engine::PostgresqlInspection(*work_).enums();
    return {};
}

} // namespace rowan
