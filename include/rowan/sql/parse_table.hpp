// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>
#include <rowan/sql/column_definition.hpp>
#include <rowan/sql/parse_type.hpp>
#include <rowan/sql/tokens.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// Walks over the words of a statement.
class TokenReader {
  public:
    explicit TokenReader(std::string_view text) : text_(text), tokens_(tokenise(text, true)) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        std::size_t at = at_ + ahead;
        return tokens_[at < tokens_.size() ? at : tokens_.size() - 1];
    }
    [[nodiscard]] bool at_end() const { return peek().kind == TokenKind::end; }
    [[nodiscard]] bool is(std::string_view word, std::size_t ahead = 0) const {
        const Token& token = peek(ahead);
        return (token.kind == TokenKind::word || token.kind == TokenKind::symbol) &&
               token.text == word;
    }
    [[nodiscard]] bool is_one_of(std::initializer_list<std::string_view> words) const {
        for (std::string_view word : words)
            if (is(word))
                return true;
        return false;
    }
    /// Steps over a word if it is there.
    bool take(std::string_view word) {
        bool there = is(word);
        at_ += there ? 1 : 0;
        return there;
    }
    /// Steps over the next word.
    const Token& skip() { return tokens_[at_end() ? tokens_.size() - 1 : at_++]; }
    /// A name, in quotes or not, as it was written.
    meta::Name name() {
        const Token& token = skip();
        return token.kind == TokenKind::name || token.kind == TokenKind::end
                   ? std::string_view(token.text)
                   : text_.substr(token.begin, token.end - token.begin);
    }
    /// What stands between the next bracket and the one that closes it.
    std::string_view in_brackets() {
        std::size_t begin = skip().end, end = begin;
        for (int depth = 1; depth > 0 && !at_end();) {
            end = peek().begin;
            depth += is("(") ? 1 : is(")") ? -1 : 0;
            skip();
        }
        return trimmed(text_.substr(begin, end - begin));
    }
    [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const {
        return text_.substr(begin, end - begin);
    }
    [[nodiscard]] std::string_view rest() const { return trimmed(text_.substr(peek().begin)); }

  private:
    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

/// Reads SQLite's text of CREATE TABLE, which the database keeps as it was written.
class TableParser {
  public:
    TableParser(std::string_view sql, const Dialect& dialect) : in_(sql), dialect_(dialect) {}

    /// The table; its name is for the caller to set, since a rename may have left another one in
    /// the text.
    meta::Table parse() {
        while (!in_.at_end() && !in_.is("("))
            in_.skip();
        in_.skip();
        while (!in_.at_end() && !in_.is(")")) {
            if (in_.is_one_of({"constraint", "primary", "unique", "check", "foreign"}))
                table_constraint();
            else
                column();
            in_.take(",");
        }
        finish();
        return std::move(table_);
    }

  private:
    [[nodiscard]] bool at_constraint() const {
        return in_.is_one_of({"constraint", "primary", "not", "null", "unique", "check", "default",
                              "collate", "references", "generated", "as"});
    }

    void column() {
        meta::Column column;
        column.name = in_.name();
        std::size_t begin = in_.peek().begin, end = begin;
        while (!in_.at_end() && !in_.is_one_of({",", ")"}) && !at_constraint()) {
            if (in_.is("("))
                in_.in_brackets(), end = previous_end();
            else
                end = in_.skip().end;
        }
        column.type = parse_type(trimmed(in_.text(begin, end)), dialect_);
        type_words_.emplace_back(trimmed(in_.text(begin, end)));
        column.nullable = true;
        while (!in_.at_end() && !in_.is_one_of({",", ")"}))
            column_constraint(column);
        table_.columns.push_back(std::move(column));
    }
    /// Where the bracket ended that was read last.
    [[nodiscard]] std::size_t previous_end() const {
        std::size_t end = in_.peek().begin;
        while (end > 0 && in_.text(end - 1, end) != ")")
            --end;
        return end;
    }

    void column_constraint(meta::Column& column) {
        meta::Name name;
        if (in_.take("constraint"))
            name = in_.name();
        if (in_.take("primary")) {
            in_.take("key");
            descending_ = in_.take("desc");
            in_.take("asc");
            conflict();
            column.autoincrement = in_.take("autoincrement");
            table_.primary_key = {name, {column.name}};
        } else if (in_.take("not")) {
            in_.take("null");
            conflict();
            column.nullable = false;
        } else if (in_.take("null")) {
            conflict();
        } else if (in_.take("unique")) {
            conflict();
            table_.uniques.push_back({name, {column.name}});
        } else if (in_.take("check")) {
            table_.checks.push_back({name, in_.in_brackets()});
        } else if (in_.take("default")) {
            default_value(column);
        } else if (in_.take("collate")) {
            column.collate = in_.name();
        } else if (in_.is("references")) {
            reference(name, {column.name});
        } else if (in_.take("generated") || in_.is("as")) {
            in_.take("always");
            in_.take("as");
            column.computed = in_.in_brackets();
            if (!in_.take("stored"))
                in_.take("virtual");
        } else {
            in_.skip();
        }
    }
    void default_value(meta::Column& column) {
        if (in_.is("(")) {
            std::string_view inside = in_.in_brackets();
            column.server_default = inside;
            return;
        }
        std::size_t begin = in_.peek().begin;
        if (in_.is("-") || in_.is("+"))
            in_.skip();
        std::string_view value = in_.text(begin, in_.skip().end);
        if (!is_word(value, "NULL"))
            column.server_default = value;
    }
    void conflict() {
        if (in_.take("on")) {
            in_.take("conflict");
            in_.skip();
        }
    }

    void table_constraint() {
        meta::Name name;
        if (in_.take("constraint"))
            name = in_.name();
        if (in_.take("primary")) {
            in_.take("key");
            std::vector<meta::Name> columns = column_list();
            table_.primary_key = {name, std::move(columns)};
            conflict();
        } else if (in_.take("unique")) {
            std::vector<meta::Name> columns = column_list();
            table_.uniques.push_back({name, std::move(columns)});
            conflict();
        } else if (in_.take("check")) {
            table_.checks.push_back({name, in_.in_brackets()});
            conflict();
        } else if (in_.take("foreign")) {
            in_.take("key");
            std::vector<meta::Name> columns = column_list();
            reference(name, std::move(columns));
        } else {
            in_.skip();
        }
    }
    std::vector<meta::Name> column_list() {
        std::vector<meta::Name> columns;
        in_.skip();
        while (!in_.at_end() && !in_.take(")")) {
            columns.emplace_back(in_.name());
            while (!in_.at_end() && !in_.is_one_of({",", ")"})) {
                descending_ = descending_ || in_.is("desc");
                if (in_.take("autoincrement")) {
                    for (meta::Column& column : table_.columns)
                        if (column.name == columns.back())
                            column.autoincrement = true;
                } else {
                    in_.skip();
                }
            }
            in_.take(",");
        }
        return columns;
    }

    void reference(std::string_view name, std::vector<meta::Name> columns) {
        in_.take("references");
        meta::ForeignKey key;
        key.name = name;
        key.columns = std::move(columns);
        key.referred_table = in_.name();
        if (in_.is("("))
            key.referred_columns = column_list();
        while (in_.is_one_of({"on", "match", "deferrable", "not"})) {
            if (in_.is("not") && !in_.is("deferrable", 1))
                break;
            if (in_.take("on")) {
                Action& action = in_.skip().text == "delete" ? key.on_delete : key.on_update;
                action = action_of();
            } else if (in_.take("match")) {
                in_.skip();
            } else {
                bool negated = in_.take("not");
                in_.take("deferrable");
                if (in_.take("initially"))
                    key.deferrable = in_.skip().text == "deferred" && !negated;
            }
        }
        table_.foreign_keys.push_back(std::move(key));
    }
    Action action_of() {
        if (in_.take("cascade"))
            return Action::cascade;
        if (in_.take("restrict"))
            return Action::restrict;
        if (in_.take("set"))
            return in_.skip().text == "null" ? Action::set_null : Action::set_default;
        in_.take("no");
        in_.take("action");
        return Action::no_action;
    }

    /// A single INTEGER key is the rowid; columns of a key are not NULL, although SQLite allows it.
    void finish() {
        const std::vector<meta::Name>& key = table_.primary_key.columns;
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            meta::Column& column = table_.columns[i];
            if (!contains(key, column.name))
                continue;
            column.nullable = false;
            column.generated =
                key.size() == 1 && is_word(type_words_[i], "INTEGER") && !descending_;
        }
    }

    TokenReader in_;
    const Dialect& dialect_;
    meta::Table table_;
    std::vector<std::string> type_words_;
    bool descending_ = false;
};

/// Whether what an index covers at one place is a column and nothing more.
inline bool is_plain_name(std::string_view part) {
    std::vector<Token> tokens = tokenise(part, true);
    return tokens.size() == 2 &&
           (tokens[0].kind == TokenKind::word || tokens[0].kind == TokenKind::name);
}

/// Fills in what an index covers: columns as long as there are nothing but columns, then
/// expressions.
inline void parse_index_parts(std::string_view parts, meta::Index& index) {
    bool only_names = true;
    std::string expressions;
    while (!parts.empty()) {
        std::size_t end = end_of_expression(parts);
        std::string_view one = trimmed(parts.substr(0, end));
        only_names = only_names && is_plain_name(one);
        if (only_names)
            index.columns.emplace_back(TokenReader(one).name());
        else
            expressions.append(expressions.empty() ? "" : ", ").append(one);
        parts.remove_prefix(end < parts.size() ? end + 1 : end);
    }
    index.expressions = std::string_view(expressions);
}

/// Reads the text of CREATE INDEX, of SQLite and of PostgreSQL's pg_get_indexdef().
inline meta::Index parse_index(std::string_view sql) {
    meta::Index index;
    TokenReader in(sql);
    while (!in.at_end() && !in.is("(")) {
        index.unique = index.unique || in.is("unique");
        in.skip();
    }
    parse_index_parts(in.in_brackets(), index);
    while (!in.at_end() && !in.take("where"))
        in.skip();
    if (!in.at_end())
        index.predicate = in.rest();
    return index;
}

} // namespace rowan::lang
