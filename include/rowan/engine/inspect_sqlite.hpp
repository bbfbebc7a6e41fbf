// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/catalog_query.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/parse_table.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Reads the tables of SQLite: it keeps the texts that made them, which say more than its pragmas.
class SqliteInspection {
  public:
    explicit SqliteInspection(Work& work) : work_(work) {}

    meta::Schema run(const std::vector<std::string>& schemas) {
        read("");
        for (const std::string& schema : schemas)
            read(schema);
        for (meta::Table& table : schema_.tables)
            for (meta::ForeignKey& key : table.foreign_keys)
                if (key.referred_columns.empty())
                    if (const meta::Table* target =
                            schema_.find(key.referred_table, key.referred_schema))
                        key.referred_columns = target->primary_key.columns;
        return std::move(schema_);
    }

  private:
    void read(const std::string& schema) {
        lang::Text sql(work_.dialect());
        sql << "SELECT type, name, tbl_name, sql FROM ";
        (schema.empty() ? sql : sql.identifier(schema) << '.')
            << "sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT "
               "LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type DESC, name";
        std::vector<std::string> virtual_tables;
        read_catalog(work_, sql.view(), 4, {}, [&](const CatalogRow& row) {
            if (row.text(0) == "index")
                return read_index(schema, row);
            lang::TokenReader words(row.text(3));
            words.skip();
            if (words.is("virtual"))
                virtual_tables.emplace_back(row.text(1));
            else
                read_table(schema, row);
        });
        for (const std::string& owner : virtual_tables)
            std::erase_if(schema_.tables, [&](const meta::Table& table) {
                return table.schema == schema && table.name.view().starts_with(owner + "_");
            });
    }
    void read_table(std::string_view schema, const CatalogRow& row) {
        meta::Table table = lang::TableParser(row.text(3), work_.dialect()).parse();
        table.name = row.text(1);
        table.schema = schema;
        for (meta::ForeignKey& key : table.foreign_keys)
            key.referred_schema = schema;
        schema_.tables.push_back(std::move(table));
    }
    void read_index(std::string_view schema, const CatalogRow& row) {
        for (meta::Table& table : schema_.tables)
            if (table.name == row.text(2) && table.schema == schema) {
                meta::Index index = lang::parse_index(row.text(3));
                index.name = row.text(1);
                table.indexes.push_back(std::move(index));
            }
    }

    Work& work_;
    meta::Schema schema_;
};

} // namespace rowan::engine
