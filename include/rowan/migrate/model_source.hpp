// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/identifier.hpp>
#include <rowan/migrate/member_type.hpp>
#include <rowan/schema/order.hpp>
#include <rowan/schema/pairing.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/dialects.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// C++ structs for the tables of a database.
struct ModelSource {
    std::string text;                  ///< A header.
    std::vector<std::string> models;   ///< The structs, parents first.
    std::vector<std::string> unmapped; ///< Tables that can't be models; the header says why.
};

/// Writes models for the tables that an Inspector has read.
class ModelWriter {
  public:
    ModelWriter(const meta::Schema& schema, const lang::Dialect& dialect)
        : schema_(schema), types_(dialect) {}

    ModelSource run(std::string_view space) {
        name_all();
        std::string structs;
        std::vector<std::string> outside;
        meta::TableOrder order = meta::order_tables(schema_.tables);
        for (std::size_t at : order.tables) {
            if (!why_not_[at].empty()) {
                structs += "// Table " + std::string(schema_.tables[at].name) + ": " +
                           why_not_[at] + "\n\n";
                result_.unmapped.emplace_back(schema_.tables[at].name.view());
                continue;
            }
            result_.models.push_back(structs_[at].name);
            bool in_cycle = std::any_of(order.postponed.begin(), order.postponed.end(),
                                        [&](const auto& key) { return key.table == at; });
            prefix_ = in_cycle && !space.empty() ? std::string(space) + "::" : "";
            std::string table = table_text(at);
            structs += struct_text(at, in_cycle ? "" : table);
            if (in_cycle)
                outside.push_back("template <>\ninline constexpr auto rowan::table_of<" + prefix_ +
                                  structs_[at].name + "> = " + table + ";\n");
        }
        write(space, structs, outside);
        return std::move(result_);
    }

  private:
    struct StructNames {
        std::string name;
        std::vector<std::string> members;
        std::vector<MemberType> types;
    };

    void name_all() {
        Identifiers structs;
        types_.name_enums(schema_, structs);
        for (const meta::Table& table : schema_.tables) {
            StructNames names;
            names.name = structs.type(table.name);
            Identifiers members;
            members.take(names.name);
            // Names that can stay come first, so that no other takes them.
            names.members.resize(table.columns.size());
            for (bool stays : {true, false})
                for (std::size_t c = 0; c < table.columns.size(); ++c)
                    if (is_identifier(table.columns[c].name) == stays)
                        names.members[c] = members.member(table.columns[c].name);
            for (const meta::Column& column : table.columns)
                names.types.push_back(types_.of(table, column));
            structs_.push_back(std::move(names));
            why_not_.push_back(
                table.primary_key.columns.empty()
                    ? "has no primary key, which a model needs; add one to the table, or leave "
                      "the table out of comparisons"
                : table.columns.size() > 128
                    ? "has more than 128 columns, the most that a struct can have"
                    : "");
        }
    }

    [[nodiscard]] std::string pointer(std::size_t table, std::string_view column) const {
        std::size_t at = meta::column_at(schema_.tables[table], column);
        return "&" + prefix_ + structs_[table].name +
               "::" + (at == meta::nowhere ? std::string("?") : structs_[table].members[at]);
    }
    [[nodiscard]] std::string pointers(std::size_t table,
                                       const std::vector<meta::Name>& columns) const {
        std::string list;
        for (const meta::Name& column : columns)
            list.append(list.empty() ? "" : ", ").append(pointer(table, column));
        return list;
    }

    [[nodiscard]] std::string struct_text(std::size_t at, const std::string& table) const {
        const StructNames& names = structs_[at];
        std::string text = "struct " + names.name;
        // A mapping outside of the struct is not there yet when the base is made.
        if (!table.empty())
            text += " : rowan::Model<" + names.name + ">";
        text += " {\n";
        for (std::size_t c = 0; c < names.members.size(); ++c) {
            const MemberType& type = names.types[c];
            for (const std::string& remark : type.remarks)
                text += "    // " + remark + "\n";
            bool nullable = schema_.tables[at].columns[c].nullable;
            text += "    " + (nullable ? "std::optional<" + type.spelling + ">" : type.spelling) +
                    " " + names.members[c] + "{};\n";
        }
        if (!table.empty())
            text += "\n    static constexpr auto table = " + table + ";\n";
        return text + "};\n\n";
    }

    /// `rowan::table("name", …)`.
    std::string table_text(std::size_t at) {
        const meta::Table& table = schema_.tables[at];
        std::vector<std::string> parts;
        if (!table.schema.empty())
            parts.push_back("rowan::schema(" + string_literal(table.schema) + ")");
        if (!table.comment.empty())
            parts.push_back("rowan::comment(" + string_literal(table.comment) + ")");
        parts.push_back("rowan::primary_key<" + pointers(at, table.primary_key.columns) + ">()");
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (std::string part = column_part(at, c); !part.empty())
                parts.push_back(part);
        meta::Table convention = meta::named_by_convention(table);
        auto name_of = [&](const auto& part, const auto& conventional) {
            return part.name.empty() || meta::is_conventional(part.name, conventional.name)
                       ? std::string()
                       : string_literal(part.name);
        };
        for (std::size_t i = 0; i < table.uniques.size(); ++i)
            parts.push_back("rowan::unique<" + pointers(at, table.uniques[i].columns) + ">(" +
                            name_of(table.uniques[i], convention.uniques[i]) + ")");
        for (const meta::Index& index : table.indexes)
            parts.push_back(index_part(at, index));
        for (std::size_t i = 0; i < table.foreign_keys.size(); ++i)
            parts.push_back(
                foreign_key_part(at, table.foreign_keys[i],
                                 name_of(table.foreign_keys[i], convention.foreign_keys[i])));
        for (const meta::Check& check : table.checks)
            parts.push_back("rowan::check(" + string_literal(check.name) + ", " +
                            string_literal(check.condition) + ")");
        if (table.partitioning.method != meta::PartitionMethod::none)
            parts.push_back(partition_part(at));
        std::string text = "rowan::table(" + string_literal(table.name);
        for (const std::string& part : parts)
            text += part.starts_with("//") ? "\n        " + part : ",\n        " + part;
        return text + ")";
    }

    [[nodiscard]] std::string column_part(std::size_t at, std::size_t c) const {
        const meta::Column& column = schema_.tables[at].columns[c];
        const MemberType& type = structs_[at].types[c];
        std::vector<std::string> options;
        if (!(column.name == structs_[at].members[c]))
            options.push_back(string_literal(column.name));
        options.insert(options.end(), type.options.begin(), type.options.end());
        auto text_option = [&](std::string_view word, const meta::Name& text) {
            if (!text.empty())
                options.push_back("rowan::" + std::string(word) + "(" + string_literal(text) + ")");
        };
        if (!type.keeps_default_out)
            text_option("server_default", column.server_default);
        text_option("computed", column.computed);
        text_option("collate", column.collate);
        text_option("comment", column.comment);
        if (column.autoincrement)
            options.emplace_back("rowan::autoincrement");
        if (options.empty())
            return {};
        return call("rowan::column<" + pointer(at, column.name) + ">", options);
    }
    static std::string call(const std::string& function, const std::vector<std::string>& list) {
        std::string text = function + "(";
        for (std::size_t i = 0; i < list.size(); ++i)
            text.append(i > 0 ? ", " : "").append(list[i]);
        return text + ")";
    }
    [[nodiscard]] std::string index_part(std::size_t at, const meta::Index& index) const {
        std::string part =
            "rowan::index<" + pointers(at, index.columns) + ">(" + string_literal(index.name) + ")";
        if (index.unique)
            part += ".unique()";
        if (!index.expressions.empty())
            part += ".expression(" + string_literal(index.expressions) + ")";
        if (!index.predicate.empty())
            part += ".where(" + string_literal(index.predicate) + ")";
        return part;
    }
    [[nodiscard]] std::string foreign_key_part(std::size_t at, const meta::ForeignKey& key,
                                               const std::string& name) const {
        std::size_t target = 0;
        while (target < schema_.tables.size() &&
               !(schema_.tables[target].name == key.referred_table &&
                 schema_.tables[target].schema == key.referred_schema))
            ++target;
        if (target == schema_.tables.size() || !why_not_[target].empty())
            return "// A foreign key to " + std::string(key.referred_table) +
                   ", which is no model, is left out.";
        std::string part = "rowan::foreign_key<" + pointers(at, key.columns) +
                           ">(rowan::references<" + pointers(target, key.referred_columns) + ">()" +
                           (name.empty() ? "" : ", " + name) + ")";
        constexpr std::string_view actions[] = {"no_action", "restrict", "cascade", "set_null",
                                                "set_default"};
        auto say = [&](std::string_view when, Action action) {
            if (action != Action::no_action)
                part.append(when)
                    .append("(rowan::")
                    .append(actions[static_cast<std::size_t>(action)])
                    .append(")");
        };
        say(".on_delete", key.on_delete);
        say(".on_update", key.on_update);
        return part + (key.deferrable ? ".deferrable()" : "");
    }
    [[nodiscard]] std::string partition_part(std::size_t at) const {
        const meta::Partitioning& partitioning = schema_.tables[at].partitioning;
        constexpr std::string_view methods[] = {"", "range", "list", "hash"};
        return "rowan::partition_by_" +
               std::string(methods[static_cast<std::size_t>(partitioning.method)]) + "<" +
               pointers(at, partitioning.columns) + ">()";
    }

    void write(std::string_view space, const std::string& structs,
               const std::vector<std::string>& outside) {
        std::string& text = result_.text;
        text = "#pragma once\n\n#include <rowan/rowan.hpp>\n" + types_.includes() + "\n";
        text += "#include <chrono>\n#include <cstdint>\n#include <optional>\n#include <string>\n\n";
        if (!space.empty())
            text += "namespace " + std::string(space) + " {\n\n";
        text += types_.enums();
        text += structs;
        if (!space.empty())
            text += "} // namespace " + std::string(space) + "\n";
        for (const std::string& one : outside)
            text += "\n" + one;
    }

    const meta::Schema& schema_;
    MemberTypes types_;
    std::vector<StructNames> structs_;
    std::vector<std::string> why_not_; ///< Why a table is no model; empty if it is one.
    std::string prefix_;               ///< The namespace, where text stands outside of it.
    ModelSource result_;
};

/// A header with a struct for each table that an Inspector has read, in the namespace `space` (none
/// if empty). The structs' tables are what the database has: comparing them finds no difference.
/// What can't be mapped stands there as a comment.
inline ModelSource model_source(const meta::Schema& schema, const lang::Dialect& dialect,
                                std::string_view space = {}) {
    return ModelWriter(schema, dialect).run(space);
}

} // namespace rowan::migrate
