// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/catalog_query.hpp>
#include <rowan/engine/table_index.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/schema/view.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/parse_type.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Reads the tables of MySQL and MariaDB from the information schema, by a statement for each of
/// its views.
class MysqlInspection {
  public:
    explicit MysqlInspection(Work& work) : work_(work) {}

    meta::Schema run(const std::vector<std::string>& schemas) {
        schemas_ = schemas;
        read_catalog(work_, "SELECT VERSION(), DATABASE()", 2, {}, [&](const CatalogRow& row) {
            is_mariadb_ = row.text(0).find("MariaDB") != std::string_view::npos;
            database_ = row.text(1);
        });
        read_tables();
        read_columns();
        read_indexes();
        read_foreign_keys();
        read_checks();
        return tables_.take();
    }

    std::vector<meta::View> views() {
        std::vector<meta::View> found;
        read_catalog(work_,
                     "SELECT table_name, view_definition FROM information_schema.views WHERE "
                     "table_schema = DATABASE() ORDER BY table_name",
                     2, {}, [&](const CatalogRow& row) {
                         found.push_back({row.text(0), {}, row.text(1)});
                     });
        return found;
    }

  private:
    template <typename Use>
    void ask(std::string_view what, std::string_view column, std::string_view order,
             std::size_t columns, Use use) {
        std::string sql = std::string(what) + " AND " + std::string(column) + " IN (DATABASE()";
        for (std::size_t i = 0; i < schemas_.size(); ++i)
            sql += ", ?";
        read_catalog(work_, sql.append(") ORDER BY ").append(order), columns, schemas_, use);
    }
    [[nodiscard]] std::string_view space(std::string_view name) const {
        return name == database_ ? std::string_view{} : name;
    }

    void read_tables() {
        ask("SELECT table_schema, table_name, table_comment, table_collation FROM "
            "information_schema.tables WHERE table_type = 'BASE TABLE'",
            "table_schema", "table_schema, table_name", 4, [&](const CatalogRow& row) {
                tables_.table(space(row.text(0)), row.text(1)).comment = row.text(2);
                collations_.emplace_back(row.text(3));
            });
    }

    void read_columns() {
        ask("SELECT table_schema, table_name, column_name, column_type, is_nullable, "
            "column_default, extra, generation_expression, collation_name, column_comment FROM "
            "information_schema.columns WHERE true",
            "table_schema", "table_schema, table_name, ordinal_position", 10,
            [&](const CatalogRow& row) {
                meta::Table* table = tables_.find(space(row.text(0)), row.text(1));
                if (!table)
                    return;
                auto at = static_cast<std::size_t>(table - tables_.schema().tables.data());
                read_column(row, collations_[at], table->columns.emplace_back());
            });
    }
    void read_column(const CatalogRow& row, std::string_view collation, meta::Column& column) {
        column.name = row.text(2);
        column.type = lang::parse_type(row.text(3), work_.dialect());
        column.nullable = row.text(4) == "YES";
        std::string_view extra = row.text(6);
        column.generated = extra.find("auto_increment") != std::string_view::npos;
        if (!row.text(7).empty())
            column.computed = row.text(7);
        else if (!row.is_null(5))
            column.server_default = std::string_view(default_of(row.text(5), extra, column.type));
        if (row.text(8) != collation)
            column.collate = row.text(8);
        column.comment = row.text(9);
    }
    /// MariaDB says an expression; MySQL says a literal without its quotes unless it says that it
    /// is an expression.
    [[nodiscard]] std::string default_of(std::string_view text, std::string_view extra,
                                         const meta::ColumnType& type) const {
        if (is_mariadb_ || extra.find("DEFAULT_GENERATED") != std::string_view::npos)
            return text == "NULL" ? std::string() : std::string(text);
        bool is_number = type.kind == TypeKind::boolean || type.kind == TypeKind::integer ||
                         type.kind == TypeKind::real || type.kind == TypeKind::numeric;
        if (is_number || text.starts_with("CURRENT_TIMESTAMP"))
            return std::string(text);
        return std::string(lang::Text(work_.dialect()).literal(text).view());
    }

    void read_indexes() {
        ask("SELECT table_schema, table_name, index_name, non_unique, column_name, sub_part, "
            "collation FROM information_schema.statistics WHERE true",
            "table_schema", "table_schema, table_name, index_name, seq_in_index", 7,
            [&](const CatalogRow& row) {
                meta::Table* table = tables_.find(space(row.text(0)), row.text(1));
                if (!table)
                    return;
                if (table->indexes.empty() || !(table->indexes.back().name == row.text(2)))
                    table->indexes.emplace_back().name = row.text(2);
                meta::Index& index = table->indexes.back();
                index.unique = row.number(3) == 0;
                read_index_part(row, index);
            });
        for (meta::Table& table : tables_.schema().tables)
            sort_out_keys(table);
    }
    void read_index_part(const CatalogRow& row, meta::Index& index) {
        bool is_plain = row.is_null(5) && row.text(6) != "D" && !row.is_null(4);
        if (is_plain && index.expressions.empty()) {
            index.columns.emplace_back(row.text(4));
            return;
        }
        lang::Text part(work_.dialect());
        part.identifier(row.text(4));
        if (!row.is_null(5))
            (part << '(').number(static_cast<std::uint64_t>(row.number(5))) << ')';
        if (row.text(6) == "D")
            part << " DESC";
        index.expressions.append(index.expressions.empty() ? "" : ", ").append(part.view());
    }
    /// Keys are indexes here: those that are unique are taken for constraints.
    static void sort_out_keys(meta::Table& table) {
        std::vector<meta::Index> indexes;
        for (meta::Index& index : table.indexes) {
            if (index.name == "PRIMARY")
                table.primary_key.columns = std::move(index.columns);
            else if (index.unique && index.expressions.empty())
                table.uniques.push_back({index.name, std::move(index.columns)});
            else
                indexes.push_back(std::move(index));
        }
        table.indexes = std::move(indexes);
    }

    void read_foreign_keys() {
        ask("SELECT table_schema, table_name, constraint_name, column_name, "
            "referenced_table_schema, referenced_table_name, referenced_column_name FROM "
            "information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL",
            "table_schema", "table_schema, table_name, constraint_name, ordinal_position", 7,
            [&](const CatalogRow& row) {
                meta::Table* table = tables_.find(space(row.text(0)), row.text(1));
                if (!table)
                    return;
                if (table->foreign_keys.empty() ||
                    !(table->foreign_keys.back().name == row.text(2)))
                    table->foreign_keys.emplace_back().name = row.text(2);
                meta::ForeignKey& key = table->foreign_keys.back();
                key.columns.emplace_back(row.text(3));
                key.referred_schema = space(row.text(4));
                key.referred_table = row.text(5);
                key.referred_columns.emplace_back(row.text(6));
            });
        ask("SELECT constraint_schema, table_name, constraint_name, delete_rule, update_rule FROM "
            "information_schema.referential_constraints WHERE true",
            "constraint_schema", "constraint_schema, table_name, constraint_name", 5,
            [&](const CatalogRow& row) {
                if (meta::Table* table = tables_.find(space(row.text(0)), row.text(1)))
                    for (meta::ForeignKey& key : table->foreign_keys)
                        if (key.name == row.text(2)) {
                            key.on_delete = action(row.text(3));
                            key.on_update = action(row.text(4));
                        }
            });
        // InnoDB makes an index for each key that has none; it comes and goes with the key.
        for (meta::Table& table : tables_.schema().tables)
            std::erase_if(table.indexes, [&](const meta::Index& index) {
                return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                                   [&](const meta::ForeignKey& key) {
                                       return key.name == index.name &&
                                              key.columns == index.columns;
                                   });
            });
    }
    static Action action(std::string_view rule) {
        return rule == "CASCADE"       ? Action::cascade
               : rule == "SET NULL"    ? Action::set_null
               : rule == "SET DEFAULT" ? Action::set_default
               : rule == "RESTRICT"    ? Action::restrict
                                       : Action::no_action;
    }

    void read_checks() {
        auto read = [&](const CatalogRow& row) {
            meta::Table* table = tables_.find(space(row.text(0)), row.text(1));
            if (table && !is_json_check(*table, row.text(3)))
                table->checks.push_back({row.text(2), row.text(3)});
        };
        if (is_mariadb_)
            ask("SELECT constraint_schema, table_name, constraint_name, check_clause FROM "
                "information_schema.check_constraints WHERE true",
                "constraint_schema", "constraint_schema, table_name, constraint_name", 4, read);
        else
            ask("SELECT t.table_schema, t.table_name, k.constraint_name, k.check_clause FROM "
                "information_schema.check_constraints k JOIN information_schema.table_constraints "
                "t ON t.constraint_schema = k.constraint_schema AND t.constraint_name = "
                "k.constraint_name AND t.constraint_type = 'CHECK' WHERE true",
                "k.constraint_schema", "t.table_schema, t.table_name, k.constraint_name", 4, read);
    }
    /// MariaDB's JSON is LONGTEXT with a check, in a binary collation.
    static bool is_json_check(meta::Table& table, std::string_view clause) {
        for (meta::Column& column : table.columns) {
            std::string wanted = "json_valid(`" + std::string(column.name) + "`)";
            if (clause == wanted && column.type.kind == TypeKind::text) {
                column.type = Json{};
                column.collate = {};
                return true;
            }
        }
        return false;
    }

    Work& work_;
    std::vector<std::string> schemas_;
    std::string database_;
    bool is_mariadb_ = false;
    TableIndex tables_;
    std::vector<std::string> collations_; ///< Of each table, by its position.
};

} // namespace rowan::engine
