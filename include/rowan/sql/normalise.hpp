// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/naming.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/canonical.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/ddl.hpp>
#include <rowan/sql/parse_type.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// Where a schema value comes from.
enum class Origin : bool {
    models,   ///< Models or revisions: what they say is what would be written into DDL.
    database, ///< An Inspector: what the database says of itself.
};

/// Brings a schema into the form in which that of the models and that of a database compare. Parts
/// keep their places, so that a difference of two normalised schemas is one of what they were made
/// of.
class Normaliser {
  public:
    Normaliser(const Dialect& dialect, Origin origin) : dialect_(dialect), origin_(origin) {}

    meta::Schema run(const meta::Schema& schema) {
        meta::Schema normal = schema;
        for (meta::Table& table : normal.tables)
            normalise(table);
        return normal;
    }

  private:
    [[nodiscard]] const DdlRules& rules() const { return *dialect_.ddl; }
    [[nodiscard]] bool from_models() const { return origin_ == Origin::models; }
    void respell(meta::Name& expression) const {
        expression = std::string_view(canonical_expression(expression, dialect_));
    }
    void cut(meta::Name& name) const { name = meta::cut_name(name, dialect_.longest_identifier); }
    [[nodiscard]] bool has_comments() const {
        return dialect_.inline_comments || dialect_.comment_statements;
    }

    void normalise(meta::Table& table) const {
        const meta::Table before = table;
        if (!dialect_.schemas)
            table.schema = {};
        if (!has_comments())
            table.comment = {};
        table.version = {};
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            normalise(before, before.columns[i], table.columns[i]);
        // A table of foreign partitions is created without keys.
        if (table.partitioning.is_foreign) {
            table.primary_key = {};
            table.uniques.clear();
            table.partitioning.is_foreign = false;
        }
        for (meta::Unique& unique : table.uniques)
            cut(unique.name);
        for (std::size_t i = 0; i < table.indexes.size(); ++i) {
            meta::Index& index = table.indexes[i];
            cut(index.name);
            index.unique = stays_unique(before, before.indexes[i], dialect_);
            if (!dialect_.partial_indexes)
                index.predicate = {};
            respell(index.predicate);
            index.expressions = std::string_view(expressions(index.expressions));
        }
        for (meta::ForeignKey& key : table.foreign_keys) {
            cut(key.name);
            key.deferrable = key.deferrable && dialect_.deferrable;
            key.on_delete = action(key.on_delete);
            key.on_update = action(key.on_update);
            if (!dialect_.schemas)
                key.referred_schema = {};
        }
        for (meta::Check& check : table.checks) {
            cut(check.name);
            respell(check.condition);
        }
    }
    [[nodiscard]] Action action(Action said) const {
        bool same = !rules().restricts || rules().no_action_restricts;
        return said == Action::restrict && same ? Action::no_action : said;
    }
    [[nodiscard]] std::string expressions(std::string_view list) const {
        std::string all;
        while (!list.empty()) {
            std::size_t end = end_of_expression(list);
            all.append(all.empty() ? "" : ", ")
                .append(canonical_expression(list.substr(0, end), dialect_));
            list.remove_prefix(end < list.size() ? end + 1 : end);
        }
        return all;
    }

    void normalise(const meta::Table& table, const meta::Column& before,
                   meta::Column& column) const {
        TypeUse use = use_of(table, before.name);
        use.generated = is_generated(table, before, dialect_);
        std::string spelled = spelled_type(before.type, use);
        if (is_native_enum(before.type, dialect_))
            column.type = native(before.type);
        else if (from_models())
            column.type = parse_type(spelled, dialect_);
        if (from_models())
            column.generated = generated(table, before, spelled, use);
        column.autoincrement =
            before.autoincrement && dialect_.key_generation == KeyGeneration::rowid;
        if (!before.computed.empty() && !rules().computed_not_null)
            column.nullable = true;
        if (from_models())
            normalise_default(before, use, column);
        if (takes_next(before.server_default))
            column.server_default = {};
        respell(column.server_default);
        respell(column.computed);
        if (!has_comments())
            column.comment = {};
        normalise_collation(column.collate);
        column.renamed_from = before.renamed_from;
    }
    [[nodiscard]] std::string spelled_type(const meta::ColumnType& type, TypeUse use) const {
        Text text(dialect_);
        write_type(text, type, use);
        return std::string(text.view());
    }
    static meta::ColumnType native(const meta::ColumnType& type) {
        meta::ColumnType plain;
        plain.kind = TypeKind::enumeration;
        plain.is_native = true;
        plain.name = type.name;
        plain.labels = type.labels;
        return plain;
    }
    /// SQLite's single INTEGER key is the rowid, whoever asked for it.
    [[nodiscard]] bool generated(const meta::Table& table, const meta::Column& column,
                                 std::string_view spelled, TypeUse use) const {
        if (dialect_.key_generation != KeyGeneration::rowid)
            return use.generated || takes_next(column.server_default);
        return table.primary_key.columns.size() == 1 &&
               table.primary_key.columns.front() == column.name && spelled == "INTEGER";
    }
    /// PostgreSQL's SERIAL: a sequence gives the values.
    [[nodiscard]] bool takes_next(std::string_view value) const {
        return rules().catalog == Catalog::pg_catalog && value.starts_with("nextval(");
    }
    void normalise_default(const meta::Column& before, TypeUse use, meta::Column& column) const {
        if (before.server_default.empty())
            return;
        Text text(dialect_);
        write_default(text, before, use);
        std::string_view written = trimmed(text.view());
        constexpr std::string_view word = "DEFAULT ";
        column.server_default = written.substr(word.size());
        if (is_word(trimmed(column.server_default), "NULL"))
            column.server_default = {};
    }
    /// SQLite's collations have no case, and BINARY is what holds without one.
    void normalise_collation(meta::Name& collate) const {
        if (rules().catalog != Catalog::sqlite_master)
            return;
        std::string upper(collate);
        for (char& c : upper)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        collate = upper == "BINARY" ? std::string_view{} : std::string_view(upper);
    }

    const Dialect& dialect_;
    Origin origin_;
};

/// A schema in the form in which those of one dialect compare: types that the dialect spells alike
/// are the same, names are cut, what the dialect can't say is left out, and expressions have one
/// spelling.
inline meta::Schema normalise(const meta::Schema& schema, const Dialect& dialect, Origin origin) {
    return Normaliser(dialect, origin).run(schema);
}

} // namespace rowan::lang
