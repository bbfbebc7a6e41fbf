// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/engine.hpp>
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

} // namespace rowan
