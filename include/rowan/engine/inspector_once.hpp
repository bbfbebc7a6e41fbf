// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The Inspector's functions, compiled once: <rowan/migrate/once.hpp> gathers them.

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/inspect_mysql.hpp>
#include <rowan/engine/inspect_postgresql.hpp>
#include <rowan/engine/inspect_sqlite.hpp>
#include <rowan/engine/inspector.hpp>

#include <string>
#include <vector>

namespace rowan {

ROWAN_ONCE meta::Schema Inspector::schema(const InspectOptions& options) {
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

ROWAN_ONCE std::vector<meta::View> Inspector::views() {
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

ROWAN_ONCE std::vector<meta::ColumnType> Inspector::enums() {
    if (work_->dialect().ddl->catalog == lang::Catalog::pg_catalog)
        return engine::PostgresqlInspection(*work_).enums();
    return {};
}

} // namespace rowan
