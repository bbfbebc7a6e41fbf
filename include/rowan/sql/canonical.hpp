// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/dialects.hpp>
#include <rowan/sql/tokens.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// Brings an SQL expression into one spelling: databases rewrite what they are given, with more
/// brackets, casts and quotes. Two expressions that become alike are the same; of two that don't,
/// only the database can tell (engine/database_spelling.hpp).
class Canonicaliser {
  public:
    Canonicaliser(std::string_view text, const Dialect& dialect)
        : dialect_(dialect), catalog_(dialect.ddl->catalog),
          tokens_(tokenise(text, catalog_ == Catalog::sqlite_master, dialect.backslash_escapes)) {
        tokens_.pop_back();
    }

    std::string run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            respell(i);
        if (catalog_ == Catalog::pg_catalog)
            drop_casts();
        while (drop_brackets()) {
        }
        std::string text;
        for (const Token& token : tokens_)
            text.append(text.empty() ? "" : " ").append(token.text);
        return text;
    }

  private:
    static bool is_plain(std::string_view name, bool capitals) {
        bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
        for (char c : name)
            plain = plain && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                              (capitals && c >= 'A' && c <= 'Z'));
        return plain;
    }
    [[nodiscard]] bool is(std::size_t at, std::string_view text) const {
        return at < tokens_.size() && tokens_[at].kind != TokenKind::string &&
               tokens_[at].kind != TokenKind::name && tokens_[at].text == text;
    }
    void erase(std::size_t from, std::size_t to) {
        tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(from),
                      tokens_.begin() + static_cast<std::ptrdiff_t>(to));
    }

    void respell(std::size_t at) {
        Token& token = tokens_[at];
        bool folds = catalog_ != Catalog::pg_catalog;
        if (token.kind == TokenKind::name && is_plain(token.text, folds)) {
            // A word in quotes is a name, whatever it would mean without them.
            token.kind = is_operator_word(token.text) ? TokenKind::name : TokenKind::word;
            for (char& c : token.text)
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        if (token.kind == TokenKind::name) {
            token.text = "\"" + token.text + "\"";
        } else if (token.text == "!=" || token.text == "==") {
            token.text = token.text == "!=" ? "<>" : "=";
        } else if (is(at, "~") && is(at + 1, "~")) {
            bool negated = at > 0 && is(at - 1, "!");
            tokens_[at + 1] = {TokenKind::word, "like", 0, 0};
            if (negated)
                tokens_[at - 1] = {TokenKind::word, "not", 0, 0};
            erase(at, at + 1);
        } else if (catalog_ == Catalog::information_schema) {
            respell_for_mysql(at);
        }
    }
    void respell_for_mysql(std::size_t at) {
        Token& token = tokens_[at];
        if (token.kind != TokenKind::word)
            return;
        if (token.text == "true" || token.text == "false")
            token = {TokenKind::number, token.text == "true" ? "1" : "0", 0, 0};
        else if (token.text == "now" && is(at + 1, "("))
            token.text = "current_timestamp";
        else if ((token.text == "lcase" || token.text == "ucase") && is(at + 1, "("))
            token.text = token.text == "lcase" ? "lower" : "upper";
        else if (token.text.starts_with("_utf8") && at + 1 < tokens_.size() &&
                 tokens_[at + 1].kind == TokenKind::string)
            erase(at, at + 1);
        if (is(at, "current_timestamp") && is(at + 1, "(") && is(at + 2, ")"))
            erase(at + 1, at + 3);
    }

    /// Where the type behind `::` ends.
    [[nodiscard]] std::size_t end_of_type(std::size_t at, std::string& type) const {
        type = tokens_[at].text;
        ++at;
        auto words = [&](std::string_view first, std::string_view second) {
            if (type == first && is(at, second)) {
                type.append(" ").append(second);
                ++at;
            }
        };
        words("character", "varying");
        words("double", "precision");
        words("bit", "varying");
        while (is(at, ".")) {
            type = tokens_[at + 1].text;
            at += 2;
        }
        if (is(at, "("))
            while (at < tokens_.size() && !is(at++, ")")) {
            }
        for (std::string_view with : {"with", "without"})
            if (is(at, with) && is(at + 1, "time") && is(at + 2, "zone"))
                at += 3;
        while (is(at, "[") && is(at + 1, "]"))
            at += 2;
        return at;
    }
    /// PostgreSQL says the type of each literal, and that of text where text is compared.
    void drop_casts() {
        for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
            if (!is(i, "::"))
                continue;
            std::string type;
            std::size_t end = end_of_type(i + 1, type);
            Token& value = tokens_[i - 1];
            bool literal = value.kind == TokenKind::string || value.kind == TokenKind::number ||
                           is(i - 1, "null");
            bool text = type == "text" || type == "character varying" || type == "bpchar";
            if (!literal && !text)
                continue;
            bool number = type == "integer" || type == "bigint" || type == "smallint" ||
                          type == "numeric" || type == "double precision" || type == "real";
            erase(i, end);
            if (value.kind == TokenKind::string && number)
                tokens_[i - 1] = {TokenKind::number,
                                  std::string(value.text.substr(1, value.text.size() - 2)), 0, 0};
            --i;
        }
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            if (is(i, "-") && tokens_[i + 1].kind == TokenKind::number &&
                (i == 0 || is(i - 1, "(") || is(i - 1, ",") || strength(i - 1) > 0)) {
                tokens_[i + 1].text.insert(0, "-");
                erase(i, i + 1);
            }
    }

    static bool is_operator_word(std::string_view word) {
        for (std::string_view known : {"and", "or", "not", "is", "like", "ilike", "between", "in"})
            if (word == known)
                return true;
        return false;
    }
    /// How tightly an operator binds; 0 for none.
    [[nodiscard]] int strength(std::size_t at) const {
        const Token& token = tokens_[at];
        if (token.kind == TokenKind::word)
            return token.text == "or"             ? 1
                   : token.text == "and"          ? 2
                   : token.text == "not"          ? 3
                   : is_operator_word(token.text) ? 4
                                                  : 0;
        if (token.kind != TokenKind::symbol)
            return 0;
        for (std::string_view comparison : {"=", "<>", "<", ">", "<=", ">="})
            if (token.text == comparison)
                return 4;
        if (token.text == "+" || token.text == "-")
            return 6;
        if (token.text == "*" || token.text == "/" || token.text == "%")
            return 7;
        return 5;
    }
    /// How strong what stands beside a bracket is; 100 keeps the bracket.
    [[nodiscard]] int neighbour(std::size_t at, bool before) const {
        if (at >= tokens_.size() || is(at, before ? "(" : ")") || is(at, ","))
            return 0;
        int found = strength(at);
        bool is_other = is(at, "::") || is(at, "[") || is(at, "]") || is(at, ".") || is(at, "in");
        return found == 0 || is_other ? 100 : found;
    }

    bool drop_brackets() {
        for (std::size_t open = 0; open < tokens_.size(); ++open) {
            if (!is(open, "("))
                continue;
            std::size_t close = open + 1;
            int depth = 1, weakest = 99;
            bool stays = false;
            for (; close < tokens_.size(); ++close) {
                depth += is(close, "(") ? 1 : is(close, ")") ? -1 : 0;
                if (depth == 0)
                    break;
                if (depth == 1 && !is(close, ")")) {
                    stays = stays || is(close, ",") || is(close, "select");
                    int one = strength(close);
                    if (one > 0 && one < weakest)
                        weakest = one;
                    if (is(close, "case"))
                        weakest = 0;
                }
            }
            if (close >= tokens_.size() || close == open + 1)
                continue;
            int left = open == 0 ? 0 : neighbour(open - 1, true);
            int right = neighbour(close + 1, false);
            bool alone = left == 0 && right == 0;
            bool same = (weakest == 1 || weakest == 2) && left <= weakest && right <= weakest;
            if (stays || !(alone || same || (weakest > left && weakest > right)))
                continue;
            erase(close, close + 1);
            erase(open, open + 1);
            return true;
        }
        return false;
    }

    const Dialect& dialect_;
    Catalog catalog_;
    std::vector<Token> tokens_;
};

/// One spelling for the expressions that a database spells its own way.
inline std::string canonical_expression(std::string_view text, const Dialect& dialect) {
    return text.empty() ? std::string() : Canonicaliser(text, dialect).run();
}

} // namespace rowan::lang
