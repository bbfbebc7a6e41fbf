// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/cli/json.hpp>
#include <rowan/migrate/graph.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/create_all.hpp>

#include <cctype>
#include <string>
#include <string_view>

namespace rowan::cli {

/// A text inside Mermaid's quotes, which know no escapes but entities.
inline std::string quoted_mermaid(std::string_view text) {
    std::string out = "\"";
    for (char c : text)
        out += c == '"' ? "#quot;" : c == '\n' ? " " : std::string(1, c);
    return out + '"';
}

inline std::string label_of(const migrate::Revision& revision) {
    std::string text(revision.id);
    return revision.message.empty() ? text : text + ": " + std::string(revision.message);
}

/// The revisions as a drawing, the first on top; dependencies are dotted.
inline std::string draw_graph(const migrate::Graph& graph, bool as_dot) {
    std::string text = as_dot ? "digraph revisions {\n    node [shape=box];\n" : "flowchart TD\n";
    auto name = [&](migrate::Node node) {
        return as_dot ? quoted_json(graph.id(node)) : "r" + std::to_string(node);
    };
    for (migrate::Node node = 0; node < graph.size(); ++node) {
        std::string label = label_of(graph.revision(node));
        text += "    " + name(node);
        text +=
            as_dot ? " [label=" + quoted_json(label) + "];\n" : "[" + quoted_mermaid(label) + "]\n";
    }
    for (migrate::Node node = 0; node < graph.size(); ++node)
        for (migrate::Node below : graph.all_down(node)) {
            bool follows = migrate::contains(graph.down(node), below);
            if (as_dot)
                text += "    " + name(below) + " -> " + name(node) +
                        (follows ? ";\n" : " [style=dotted];\n");
            else
                text += "    " + name(below) + (follows ? " --> " : " -.-> ") + name(node) + "\n";
        }
    return as_dot ? text + "}\n" : text;
}

/// A column's type as this dialect spells it.
inline std::string type_text(const lang::Dialect& dialect, const meta::Table& table,
                             const meta::Column& column) {
    lang::Text text(dialect);
    lang::write_column(text, table, column);
    std::string_view words = text.view();
    lang::Text name(dialect);
    name.identifier(column.name);
    words.remove_prefix(std::min(words.size(), name.view().size() + 1));
    std::size_t end = words.find(' ');
    return std::string(words.substr(0, end));
}

/// Letters, digits and underscores: the only names that Mermaid's diagrams take bare.
inline std::string bare(std::string_view name) {
    std::string out;
    for (char c : name)
        out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return out.empty() ? "_" : out;
}

/// Tables and the keys between them as a drawing.
inline std::string draw_schema(const lang::Dialect& dialect, const meta::Schema& schema,
                               bool as_dot) {
    std::string text = as_dot ? "digraph tables {\n    node [shape=record];\n" : "erDiagram\n";
    for (const meta::Table& table : schema.tables) {
        if (as_dot) {
            std::string label = "{" + std::string(table.name) + "|";
            for (const meta::Column& column : table.columns)
                label += std::string(column.name) + " " + type_text(dialect, table, column) + "\\l";
            text += "    " + quoted_json(table.name) + " [label=\"" + label + "}\"];\n";
            continue;
        }
        text += "    " + quoted_mermaid(table.name) + " {\n";
        for (const meta::Column& column : table.columns) {
            text += "        " + bare(type_text(dialect, table, column)) + " " + bare(column.name);
            text += meta::contains(table.primary_key.columns, column.name) ? " PK\n" : "\n";
        }
        text += "    }\n";
    }
    for (const meta::Table& table : schema.tables)
        for (const meta::ForeignKey& key : table.foreign_keys)
            text += as_dot ? "    " + quoted_json(table.name) + " -> " +
                                 quoted_json(key.referred_table) + ";\n"
                           : "    " + quoted_mermaid(key.referred_table) + " ||--o{ " +
                                 quoted_mermaid(table.name) + " : " +
                                 quoted_mermaid(key.columns.front()) + "\n";
    return as_dot ? text + "}\n" : text;
}

/// The statements that create the tables.
inline std::string schema_sql(const lang::Dialect& dialect, const meta::Schema& schema) {
    std::string text;
    for (const lang::Text& one :
         lang::create_all(dialect, std::span<const meta::Table>(schema.tables), false))
        text += std::string(one.view()) + ";\n\n";
    return text;
}

} // namespace rowan::cli
