// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/cli/json.hpp>
#include <rowan/cli/revision_file.hpp>
#include <rowan/cli/terminal.hpp>
#include <rowan/migrate/compare.hpp>
#include <rowan/migrate/model_source.hpp>
#include <rowan/migrate/runner.hpp>
#include <rowan/schema/models.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace rowan::cli {

/// Which tables of a database belong to its migrations and to no model.
inline migrate::CompareOptions compare_options(const migrate::RunnerOptions& options) {
    migrate::CompareOptions compare;
    compare.ignore = {options.version_table, options.version_table + "_journal"};
    if (!options.log_table.empty())
        compare.ignore.push_back(options.log_table);
    return compare;
}

/// What models and database have not alike. Throws MigrationError if there are no models, or if the
/// database is not at all heads: what is still to be applied would count as a difference.
inline migrate::Comparison compare_models(const migrate::Runner& runner,
                                          const meta::ModelList& models) {
    if (models.mappings.empty())
        throw MigrationError("rowan: this program has no models; give them to rowan::cli::main");
    if (!runner.is_at_heads())
        throw MigrationError("rowan: Target database is not up to date.");
    return migrate::compare(runner.engine(), meta::describe(models.mappings),
                            compare_options(runner.options()));
}

/// Throws MigrationError if models and database differ.
inline void check_models(const migrate::Runner& runner, const meta::ModelList& models,
                         const Terminal& terminal, bool as_json) {
    migrate::Comparison found = compare_models(runner, models);
    if (as_json) {
        Json differences = Json::array();
        for (const std::string& sentence : found.sentences)
            differences.push(sentence);
        terminal.line(Json::object().add("differences", differences).text());
    } else {
        for (const std::string& sentence : found.sentences)
            terminal.line(sentence);
    }
    if (!found.empty())
        throw MigrationError("rowan: New upgrade operations detected: " +
                             std::to_string(found.differences.size()) + " differences");
    if (!as_json)
        terminal.line("No new upgrade operations detected.");
}

/// Lists the database's tables, or writes C++ structs for them.
inline void inspect_database(const migrate::Runner& runner, const Terminal& terminal,
                             bool as_models, bool as_json) {
    auto work = runner.engine().core()->open_work();
    meta::Schema schema = Inspector(*work).schema();
    const migrate::CompareOptions own = compare_options(runner.options());
    std::erase_if(schema.tables, [&](const meta::Table& table) {
        return migrate::is_ignored(table.name, own.ignore);
    });
    if (as_models)
        return terminal.line(migrate::model_source(schema, work->dialect()).text);
    Json tables = Json::array();
    for (const meta::Table& table : schema.tables) {
        if (!as_json)
            terminal.line(terminal.id(table.name) + " (" + std::to_string(table.columns.size()) +
                          " columns)");
        Json columns = Json::array();
        for (const meta::Column& column : table.columns)
            columns.push(column.name);
        tables.push(Json::object().add("table", table.name).add("columns", columns));
    }
    if (as_json)
        terminal.line(tables.text());
}


/// TEMP
inline bool autogenerate_into(NewRevision&, migrate::Runner&, const meta::ModelList&) { return false; }
} // namespace rowan::cli
