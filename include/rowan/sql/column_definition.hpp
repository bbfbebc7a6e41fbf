// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>
#include <rowan/sql/text.hpp>
#include <rowan/sql/type_names.hpp>

#include <cstddef>
#include <string_view>

namespace rowan::lang {

/// `text` without blanks around it.
constexpr std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r";
    while (!text.empty() && blanks.find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
    while (!text.empty() && blanks.find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text;
}

/// Where the first of several expressions ends: at a comma outside of brackets and quotes.
constexpr std::size_t end_of_expression(std::string_view text) {
    std::size_t depth = 0;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"' || c == '`')
            quote = c;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (c == ',' && depth == 0)
            return i;
    }
    return text.size();
}

/// Whether the first bracket is closed by the last character.
constexpr bool in_one_pair_of_brackets(std::string_view text) {
    if (text.size() < 2 || text.front() != '(')
        return false;
    std::size_t depth = 0;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"' || c == '`')
            quote = c;
        else if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            return i + 1 == text.size();
    }
    return false;
}

/// Whether `text` is `word`, in upper or lower case.
constexpr bool is_word(std::string_view text, std::string_view word) {
    if (text.size() != word.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]) != word[i])
            return false;
    return true;
}

constexpr bool is_string_literal(std::string_view text) {
    if (text.size() < 2 || text.front() != '\'' || text.back() != '\'')
        return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\'' && (++i == text.size() || text[i] != '\''))
            return false;
    return true;
}

constexpr bool is_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    bool digit = false, point = false;
    for (char c : text) {
        if (c == '.' ? point : c < '0' || c > '9')
            return false;
        point = point || c == '.';
        digit = digit || c != '.';
    }
    return digit;
}

/// Whether every dialect takes a default without brackets.
constexpr bool is_plain_default(std::string_view text) {
    return is_string_literal(text) || is_number(text) || is_word(text, "NULL") ||
           is_word(text, "TRUE") || is_word(text, "FALSE") || is_word(text, "CURRENT_TIMESTAMP");
}

/// What else a table says about how a column's type is spelled.
constexpr TypeUse use_of(const meta::Table& table, std::string_view column) {
    TypeUse use;
    use.in_key = contains(table.primary_key.columns, column);
    for (const meta::Unique& unique : table.uniques)
        use.in_key = use.in_key || contains(unique.columns, column);
    for (const meta::ForeignKey& key : table.foreign_keys)
        use.in_key = use.in_key || contains(key.columns, column);
    for (const meta::Index& index : table.indexes) {
        bool covered = contains(index.columns, column);
        use.in_index = use.in_index || covered;
        use.in_key = use.in_key || (covered && index.unique);
    }
    use.in_index = use.in_index || use.in_key;
    return use;
}

/// Whether the database gives this column's values in this dialect.
constexpr bool is_generated(const meta::Table& table, const meta::Column& column,
                            const Dialect& dialect) {
    bool single_key =
        table.primary_key.columns.size() == 1 && table.primary_key.columns.front() == column.name;
    return column.generated && (single_key || dialect.key_generation != KeyGeneration::rowid);
}

/// Whether a column's definition says PRIMARY KEY, so that the table's doesn't.
constexpr bool has_inline_key(const meta::Table& table, const Dialect& dialect) {
    if (dialect.key_generation != KeyGeneration::rowid)
        return false;
    for (const meta::Column& column : table.columns)
        if (column.autoincrement && is_generated(table, column, dialect))
            return true;
    return false;
}

constexpr void write_default(Text& out, const meta::Column& column, TypeUse use) {
    const DdlRules& rules = *out.dialect().ddl;
    std::string_view text = trimmed(column.server_default);
    TypeKind kind = column.type.kind;
    bool is_long = ((kind == TypeKind::text || kind == TypeKind::blob) && !use.in_index) ||
                   kind == TypeKind::json;
    out << " DEFAULT ";
    if (kind == TypeKind::timestamp && is_word(text, "CURRENT_TIMESTAMP"))
        out << rules.current_timestamp;
    else if (in_one_pair_of_brackets(text) ||
             (is_plain_default(text) && !(is_long && rules.long_default_in_brackets)))
        out << text;
    else
        out << '(' << text << ')';
}

/// Writes a column's definition inside CREATE TABLE: `"name" TEXT DEFAULT 'x' NOT NULL`.
constexpr void write_column(Text& out, const meta::Table& table, const meta::Column& column) {
    const DdlRules& rules = *out.dialect().ddl;
    TypeUse use = use_of(table, column.name);
    use.generated = is_generated(table, column, out.dialect());
    bool computed = !column.computed.empty();
    out.identifier(column.name) << ' ';
    write_type(out, column.type, use);
    if (!column.collate.empty())
        (out << " COLLATE ").identifier(column.collate);
    if (computed)
        out << " GENERATED ALWAYS AS (" << column.computed << ')' << rules.stored;
    if (!column.server_default.empty())
        write_default(out, column, use);
    std::string_view generation = !use.generated         ? std::string_view{}
                                  : column.autoincrement ? rules.autoincrement
                                                         : rules.generated_key;
    if (rules.key_before_not_null)
        out << generation;
    if (!column.nullable && (!computed || rules.computed_not_null))
        out << " NOT NULL";
    if (!rules.key_before_not_null)
        out << generation;
    if (!column.comment.empty() && out.dialect().inline_comments)
        (out << " COMMENT ").literal(column.comment);
}

} // namespace rowan::lang
