// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/catalog_query.hpp>
#include <rowan/engine/table_index.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/schema/view.hpp>
#include <rowan/sql/parse_table.hpp>
#include <rowan/sql/parse_type.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Reads the tables of PostgreSQL from its catalog: a statement each for columns, constraints,
/// indexes and enums, whatever the number of tables.
class PostgresqlInspection {
  public:
    explicit PostgresqlInspection(Work& work) : work_(work) {}

    meta::Schema run(const std::vector<std::string>& schemas) {
        schemas_ = schemas;
        read_enums();
        read_columns();
        read_constraints();
        read_indexes();
        return tables_.take();
    }

    std::vector<meta::ColumnType> enums() {
        read_enums();
        std::vector<meta::ColumnType> found;
        for (const std::string& name : enum_names_)
            found.push_back(enums_.at(name));
        return found;
    }

    std::vector<meta::View> views() {
        std::vector<meta::View> found;
        ask("SELECT '', c.relname::text, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n "
            "ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND n.nspname = "
            "current_schema()" +
                not_of_extension("c") + " ORDER BY c.relname",
            3, [&](const CatalogRow& row) {
                found.push_back({row.text(1), row.text(0), row.text(2)});
            });
        return found;
    }

  private:
    template <typename Use>
    void ask(const std::string& sql, std::size_t columns, Use use) {
        read_catalog(work_, sql, columns, schemas_, use);
    }
    /// The name of a namespace as a schema value has it: the default one is empty.
    static std::string space(std::string_view alias) {
        std::string name = std::string(alias) + ".nspname";
        return "CASE WHEN " + name + " = current_schema() THEN '' ELSE " + name + "::text END";
    }
    [[nodiscard]] std::string in_spaces() const {
        std::string sql = " AND n.nspname IN (current_schema()";
        for (std::size_t i = 0; i < schemas_.size(); ++i)
            sql += ", $" + std::to_string(i + 1) + "::text::name";
        return sql + ")";
    }
    static std::string not_of_extension(std::string_view alias) {
        return " AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = "
               "'pg_class'::regclass AND x.objid = " +
               std::string(alias) + ".oid AND x.deptype = 'e')";
    }
    [[nodiscard]] std::string of_tables() const {
        return "c.relkind IN ('r', 'p') AND NOT c.relispartition" + in_spaces() +
               not_of_extension("c");
    }

    void read_enums() {
        ask("SELECT t.typname::text, e.enumlabel::text FROM pg_type t JOIN pg_namespace n ON "
            "n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid WHERE true" +
                in_spaces() + " ORDER BY t.typname, e.enumsortorder",
            2, [&](const CatalogRow& row) {
                auto [found, is_new] = enums_.try_emplace(std::string(row.text(0)));
                meta::ColumnType& type = found->second;
                if (is_new) {
                    type.kind = TypeKind::enumeration;
                    type.is_native = true;
                    type.name = row.text(0);
                    enum_names_.emplace_back(row.text(0));
                }
                type.labels.emplace_back(row.text(1));
            });
    }

    void read_columns() {
        ask("SELECT " + space("n") +
                ", c.relname::text, obj_description(c.oid, 'pg_class'), a.attname::text, "
                "format_type(a.atttypid, a.atttypmod), a.attnotnull::text, "
                "pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text, "
                "CASE WHEN a.attcollation <> t.typcollation THEN l.collname::text END, "
                "col_description(c.oid, a.attnum), t.typtype::text, t.typname::text, "
                "pg_get_partkeydef(c.oid) "
                "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
                "a.attisdropped LEFT JOIN pg_type t ON t.oid = a.atttypid "
                "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
                "LEFT JOIN pg_collation l ON l.oid = a.attcollation WHERE " +
                of_tables() + " ORDER BY 1, c.relname, a.attnum",
            14, [&](const CatalogRow& row) {
                meta::Table& table = tables_.table(row.text(0), row.text(1));
                if (table.columns.empty()) {
                    table.comment = row.text(2);
                    read_partitioning(row.text(13), table.partitioning);
                }
                if (!row.is_null(3))
                    read_column(row, table.columns.emplace_back());
            });
    }
    void read_column(const CatalogRow& row, meta::Column& column) {
        column.name = row.text(3);
        auto native = enums_.find(std::string(row.text(12)));
        column.type = row.text(11) == "e" && native != enums_.end()
                          ? native->second
                          : lang::parse_type(row.text(4), work_.dialect());
        column.nullable = row.text(5) == "false";
        std::string_view text = row.text(6);
        column.generated = !row.text(7).empty() || text.starts_with("nextval(");
        if (!row.text(8).empty())
            column.computed = text;
        else
            column.server_default = text;
        column.collate = row.text(9);
        column.comment = row.text(10);
    }
    /// `RANGE (day, "order")`.
    static void read_partitioning(std::string_view text, meta::Partitioning& partitioning) {
        if (text.empty())
            return;
        lang::TokenReader in(text);
        const std::string& method = in.skip().text;
        partitioning.method = method == "range"  ? meta::PartitionMethod::range
                              : method == "list" ? meta::PartitionMethod::list
                                                 : meta::PartitionMethod::hash;
        meta::Index parts;
        lang::parse_index_parts(in.in_brackets(), parts);
        partitioning.columns = std::move(parts.columns);
    }

    /// The names of the columns of a constraint, in order, each with a separator behind it.
    static std::string names_of(std::string_view keys, std::string_view table) {
        return "(SELECT string_agg(k.attname || chr(31), '' ORDER BY o.n) FROM unnest(q." +
               std::string(keys) +
               ") WITH ORDINALITY o(attnum, n) JOIN pg_attribute k ON k.attrelid = q." +
               std::string(table) + " AND k.attnum = o.attnum)";
    }
    static std::vector<meta::Name> split(std::string_view names) {
        std::vector<meta::Name> list;
        for (std::size_t end; (end = names.find('\x1f')) != std::string_view::npos;) {
            list.emplace_back(names.substr(0, end));
            names.remove_prefix(end + 1);
        }
        return list;
    }
    static Action action(std::string_view letter) {
        return letter == "c"   ? Action::cascade
               : letter == "n" ? Action::set_null
               : letter == "d" ? Action::set_default
               : letter == "r" ? Action::restrict
                               : Action::no_action;
    }

    void read_constraints() {
        ask("SELECT " + space("n") + ", c.relname::text, q.contype::text, q.conname::text, " +
                names_of("conkey", "conrelid") + ", " + space("fn") + ", fc.relname::text, " +
                names_of("confkey", "confrelid") +
                ", q.confdeltype::text, q.confupdtype::text, q.condeferred::text, "
                "pg_get_expr(q.conbin, q.conrelid) "
                "FROM pg_constraint q JOIN pg_class c ON c.oid = q.conrelid JOIN pg_namespace n ON "
                "n.oid = c.relnamespace LEFT JOIN pg_class fc ON fc.oid = q.confrelid LEFT JOIN "
                "pg_namespace fn ON fn.oid = fc.relnamespace WHERE q.contype IN ('p', 'u', 'f', "
                "'c') AND " +
                of_tables() + " ORDER BY 1, c.relname, q.oid",
            12, [&](const CatalogRow& row) {
                meta::Table* table = tables_.find(row.text(0), row.text(1));
                if (!table)
                    return;
                std::string_view kind = row.text(2);
                if (kind == "p")
                    table->primary_key = {row.text(3), split(row.text(4))};
                else if (kind == "u")
                    table->uniques.push_back({row.text(3), split(row.text(4))});
                else if (kind == "c")
                    table->checks.push_back({row.text(3), row.text(11)});
                else
                    table->foreign_keys.push_back({row.text(3), split(row.text(4)), row.text(5),
                                                   row.text(6), split(row.text(7)),
                                                   action(row.text(8)), action(row.text(9)),
                                                   row.text(10) == "true"});
            });
    }

    void read_indexes() {
        ask("SELECT " + space("n") +
                ", c.relname::text, i.relname::text, pg_get_indexdef(x.indexrelid), "
                "x.indisunique::text, pg_get_expr(x.indpred, x.indrelid) FROM pg_index x JOIN "
                "pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN "
                "pg_namespace n ON n.oid = c.relnamespace WHERE NOT EXISTS (SELECT 1 FROM "
                "pg_constraint q WHERE q.conindid = x.indexrelid AND q.contype IN ('p', 'u', 'x')) "
                "AND " +
                of_tables() + " ORDER BY 1, c.relname, i.relname",
            6, [&](const CatalogRow& row) {
                meta::Table* table = tables_.find(row.text(0), row.text(1));
                if (!table)
                    return;
                meta::Index index = lang::parse_index(row.text(3));
                index.name = row.text(2);
                index.unique = row.text(4) == "true";
                index.predicate = row.text(5);
                table->indexes.push_back(std::move(index));
            });
    }

    Work& work_;
    std::vector<std::string> schemas_;
    TableIndex tables_;
    std::unordered_map<std::string, meta::ColumnType> enums_;
    std::vector<std::string> enum_names_;
};

} // namespace rowan::engine
