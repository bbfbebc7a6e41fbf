// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/tokens.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// One definition between the brackets of a CREATE TABLE, as it was written.
struct SqlitePart {
    std::string text;
    bool is_column = false;
    std::string name; ///< Of the column, or of the constraint; empty if it has none.
    std::string kind; ///< Of a constraint: `primary`, `unique`, `check`, `foreign`.
    std::vector<std::string> columns; ///< That a constraint is about, but for a check.
};

/// A word such as NOT NULL, DEFAULT … or CHECK (…) of a column, and where it stands in its text.
struct SqliteClause {
    std::string kind;
    std::string name; ///< Of a named constraint.
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Reads what one column says of itself, clause by clause.
/// See sqlite.org/syntax/column-constraint.html.
class SqliteClauseReader {
  public:
    explicit SqliteClauseReader(std::string_view text) : tokens_(lang::tokenise(text, true)) {
        name_end_ = tokens_[0].end;
        type_end_ = name_end_;
        at_ = 1;
        while (!at_end() && !begins_clause())
            skip_word_or_brackets(), type_end_ = tokens_[at_ - 1].end;
        while (!at_end())
            clauses_.push_back(clause());
    }
    [[nodiscard]] std::vector<SqliteClause> clauses() && { return std::move(clauses_); }
    [[nodiscard]] std::size_t name_end() const { return name_end_; }
    [[nodiscard]] std::size_t type_end() const { return type_end_; }

  private:
    [[nodiscard]] bool at_end() const { return tokens_[at_].kind == lang::TokenKind::end; }
    [[nodiscard]] bool is(std::string_view word) const {
        const lang::Token& token = tokens_[at_];
        return (token.kind == lang::TokenKind::word || token.kind == lang::TokenKind::symbol) &&
               token.text == word;
    }
    [[nodiscard]] bool begins_clause() const {
        for (std::string_view word : {"constraint", "primary", "not", "null", "unique", "check",
                                      "default", "collate", "references", "generated", "as"})
            if (is(word))
                return true;
        return false;
    }
    void skip() { at_ += at_end() ? 0 : 1; }
    bool take(std::string_view word) {
        bool there = is(word);
        if (there)
            skip();
        return there;
    }
    void skip_word_or_brackets() {
        int depth = 0;
        do {
            depth += is("(") ? 1 : is(")") ? -1 : 0;
            skip();
        } while (depth > 0 && !at_end());
    }
    void conflict() {
        if (is("on") && tokens_[at_ + 1].text == "conflict")
            skip(), skip(), skip();
    }
    void reference() {
        skip();
        if (is("("))
            skip_word_or_brackets();
        while (!at_end()) {
            if (is("on") &&
                (tokens_[at_ + 1].text == "delete" || tokens_[at_ + 1].text == "update")) {
                skip(), skip();
                if (is("set") || is("no"))
                    skip();
                skip();
            } else if (take("match")) {
                skip();
            } else if (is("deferrable") || (is("not") && tokens_[at_ + 1].text == "deferrable")) {
                take("not");
                skip();
                if (take("initially"))
                    skip();
            } else {
                break;
            }
        }
    }
    SqliteClause clause() {
        SqliteClause found;
        found.begin = tokens_[at_].begin;
        if (take("constraint")) {
            found.name = tokens_[at_].text;
            skip();
        }
        found.kind = tokens_[at_].text;
        if (take("primary")) {
            take("key");
            take("asc") || take("desc");
            conflict();
            take("autoincrement");
        } else if (take("not")) {
            take("null");
            conflict();
        } else if (take("null") || take("unique")) {
            conflict();
        } else if (take("check")) {
            skip_word_or_brackets();
            conflict();
        } else if (take("default")) {
            take("-") || take("+");
            skip_word_or_brackets();
        } else if (take("collate")) {
            skip();
        } else if (take("references")) {
            reference();
        } else if (is("generated") || is("as")) {
            found.kind = "generated";
            take("generated"), take("always"), take("as");
            skip_word_or_brackets();
            take("stored") || take("virtual");
        } else {
            skip();
        }
        found.end = tokens_[at_ - 1].end;
        return found;
    }

    std::vector<lang::Token> tokens_;
    std::vector<SqliteClause> clauses_;
    std::size_t at_ = 0, name_end_ = 0, type_end_ = 0;
};

/// The text of a CREATE TABLE that is edited: what isn't touched stays as it was written, and with
/// it all that Rowan has no words for.
class SqliteTableText {
  public:
    /// Throws MigrationError for what is no CREATE TABLE with columns, such as a virtual table.
    explicit SqliteTableText(std::string_view sql) {
        std::vector<lang::Token> tokens = lang::tokenise(sql, true);
        std::size_t at = 0;
        while (at < tokens.size() && tokens[at].text != "(" &&
               tokens[at].kind != lang::TokenKind::end)
            ++at;
        if (tokens.size() < 3 || tokens[at].text != "(" || tokens[1].text == "virtual")
            throw MigrationError("rowan: this table can't be rebuilt: " + std::string(sql));
        int depth = 1;
        std::size_t first = at + 1;
        for (++at; depth > 0 && tokens[at].kind != lang::TokenKind::end; ++at) {
            bool is_symbol = tokens[at].kind == lang::TokenKind::symbol;
            if (is_symbol && tokens[at].text == "(")
                ++depth;
            if (is_symbol && tokens[at].text == ")")
                --depth;
            if (depth == 0 || (depth == 1 && is_symbol && tokens[at].text == ",")) {
                if (at > first)
                    add(sql.substr(tokens[first].begin, tokens[at - 1].end - tokens[first].begin));
                first = at + 1;
            }
            if (depth == 0)
                tail_ = sql.substr(tokens[at].end);
        }
    }

    [[nodiscard]] const std::vector<SqlitePart>& parts() const { return parts_; }
    /// `CREATE TABLE <name> (…)…`
    [[nodiscard]] std::string text(std::string_view name) const {
        std::string sql = "CREATE TABLE " + std::string(name) + " (\n\t";
        for (std::size_t i = 0; i < parts_.size(); ++i)
            sql += (i > 0 ? ",\n\t" : "") + parts_[i].text;
        return sql + "\n)" + tail_;
    }
    [[nodiscard]] bool says(std::string_view word) const {
        for (const lang::Token& token : lang::tokenise(text("t"), true))
            if (token.kind == lang::TokenKind::word && token.text == word)
                return true;
        return false;
    }
    /// Whether `STRICT` or `WITHOUT ROWID` stands behind the brackets.
    [[nodiscard]] bool ends_with(std::string_view word) const {
        for (const lang::Token& token : lang::tokenise(tail_, true))
            if (token.text == word)
                return true;
        return false;
    }

    /// The column called so, whatever the case of its letters; nullptr if there is none.
    [[nodiscard]] SqlitePart* find_column(std::string_view name) {
        for (SqlitePart& part : parts_)
            if (part.is_column && same(part.name, name))
                return &part;
        return nullptr;
    }
    [[nodiscard]] static bool is_generated(const SqlitePart& column) {
        for (const SqliteClause& clause : SqliteClauseReader(column.text).clauses())
            if (clause.kind == "generated")
                return true;
        return false;
    }
    /// Puts a column behind the others, or a constraint behind all.
    void add(std::string_view definition) {
        SqlitePart part = read(definition);
        std::size_t at = parts_.size();
        while (part.is_column && at > 0 && !parts_[at - 1].is_column)
            --at;
        parts_.insert(parts_.begin() + static_cast<std::ptrdiff_t>(at), std::move(part));
    }
    /// Takes a column away, and each constraint that is about it.
    void drop_column(std::string_view name) {
        std::erase_if(parts_, [&](const SqlitePart& part) {
            return part.is_column ? same(part.name, name) : is_about(part, name);
        });
    }
    static void set_type(SqlitePart& column, std::string_view type) {
        SqliteClauseReader reader(column.text);
        column.text.replace(reader.name_end(), reader.type_end() - reader.name_end(),
                            " " + std::string(type));
    }
    static void set_nullable(SqlitePart& column, bool allowed) {
        erase_clauses(column, [](const SqliteClause& clause) {
            return clause.kind == "not" || clause.kind == "null";
        });
        if (!allowed)
            column.text += " NOT NULL";
    }
    /// `definition` is empty, or begins with DEFAULT.
    static void set_default(SqlitePart& column, std::string_view definition) {
        erase_clauses(column, [](const SqliteClause& clause) { return clause.kind == "default"; });
        if (!definition.empty())
            column.text += " " + std::string(definition);
    }
    /// An empty name is the database's own collation.
    static void set_collation(SqlitePart& column, std::string_view quoted) {
        erase_clauses(column, [](const SqliteClause& clause) { return clause.kind == "collate"; });
        if (!quoted.empty())
            column.text += " COLLATE " + std::string(quoted);
    }
    /// A key that is never given again says so with its column.
    void set_generation(const meta::Column& wanted, const std::string& quoted) {
        while (drop_constraint(
            [](std::string_view kind, const auto&...) { return kind == "primary"; })) {
        }
        for (SqlitePart& part : parts_)
            if (part.is_column && same(part.name, wanted.name) && wanted.autoincrement)
                part.text.insert(SqliteClauseReader(part.text).type_end(),
                                 " PRIMARY KEY AUTOINCREMENT");
        if (!wanted.autoincrement)
            add("PRIMARY KEY (" + quoted + ")");
    }
    /// Takes a constraint away that `is_meant(kind, name, columns)`; whether there was one.
    template <typename IsMeant>
    bool drop_constraint(IsMeant is_meant) {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            SqlitePart& part = parts_[i];
            if (!part.is_column && is_meant(part.kind, part.name, part.columns)) {
                parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(i));
                return true;
            }
            if (!part.is_column)
                continue;
            const std::vector<std::string> columns{part.name};
            bool done = false;
            erase_clauses(part, [&](const SqliteClause& clause) {
                std::string_view kind =
                    clause.kind == "references" ? std::string_view("foreign") : clause.kind;
                bool is_constraint =
                    kind == "foreign" || kind == "primary" || kind == "unique" || kind == "check";
                return !done && is_constraint &&
                       (done = is_meant(std::string(kind), clause.name, columns));
            });
            if (done)
                return true;
        }
        return false;
    }
    /// The names of all constraints that have one, for messages.
    [[nodiscard]] std::string constraint_names() const {
        std::string names;
        auto put = [&](const std::string& name) {
            if (!name.empty())
                names += (names.empty() ? "" : ", ") + name;
        };
        for (const SqlitePart& part : parts_) {
            if (!part.is_column)
                put(part.name);
            else
                for (const SqliteClause& clause : SqliteClauseReader(part.text).clauses())
                    put(clause.name);
        }
        return names;
    }

    /// Names are alike in SQLite when only the case of their letters differs.
    static bool same(std::string_view left, std::string_view right) {
        auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        if (left.size() != right.size())
            return false;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (lower(left[i]) != lower(right[i]))
                return false;
        return true;
    }
    /// Whether SQL text names a column.
    static bool mentions(std::string_view text, std::string_view column) {
        for (const lang::Token& token : lang::tokenise(text, true))
            if ((token.kind == lang::TokenKind::word || token.kind == lang::TokenKind::name) &&
                same(token.text, column))
                return true;
        return false;
    }

  private:
    static bool is_about(const SqlitePart& part, std::string_view column) {
        if (part.kind == "check")
            return mentions(part.text, column);
        for (const std::string& one : part.columns)
            if (same(one, column))
                return true;
        return false;
    }
    static SqlitePart read(std::string_view text) {
        SqlitePart part;
        part.text = text;
        std::vector<lang::Token> tokens = lang::tokenise(text, true);
        std::size_t at = 0;
        auto is = [&](std::string_view word) {
            return tokens[at].kind == lang::TokenKind::word && tokens[at].text == word;
        };
        if (is("constraint")) {
            part.name = tokens[1].text;
            at = 2;
        }
        part.is_column =
            at == 0 && !is("primary") && !is("unique") && !is("check") && !is("foreign");
        if (part.is_column) {
            // A word's own letters, which the tokens have in lower case.
            part.name =
                tokens[0].kind == lang::TokenKind::name
                    ? tokens[0].text
                    : std::string(text.substr(tokens[0].begin, tokens[0].end - tokens[0].begin));
            return part;
        }
        part.kind = tokens[at].text;
        while (tokens[at].kind != lang::TokenKind::end && tokens[at].text != "(")
            ++at;
        for (++at; part.kind != "check" && at < tokens.size() && tokens[at].text != ")"; ++at)
            if (tokens[at - 1].text == "(" || tokens[at - 1].text == ",")
                part.columns.push_back(tokens[at].text);
        return part;
    }
    template <typename IsUnwanted>
    static void erase_clauses(SqlitePart& column, IsUnwanted is_unwanted) {
        auto clauses = SqliteClauseReader(column.text).clauses();
        for (std::size_t i = clauses.size(); i > 0; --i)
            if (is_unwanted(clauses[i - 1])) {
                std::size_t begin = clauses[i - 1].begin;
                while (begin > 0 && column.text[begin - 1] == ' ')
                    --begin;
                column.text.erase(begin, clauses[i - 1].end - begin);
            }
    }

    std::vector<SqlitePart> parts_;
    std::string tail_;
};

} // namespace rowan::migrate
