// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <rowan/sql/statement.hpp>
#include <rowan/sql/text.hpp>

namespace rowan::lang {

/// Writes the words of a clause as SQL; one pass, no template.
class Renderer {
  public:
    constexpr Renderer(Text& text, const meta::Mapping& mapping, const Clause& clause)
        : text_(text), mapping_(mapping), code_(clause.code.data()) {}

    /// The next expression; in parentheses if it binds weaker than `around`.
    constexpr void expression(int around = 0) {
        std::uint32_t next = *code_++;
        Op op = op_of(next);
        std::uint32_t argument = argument_of(next);
        int strength = precedence(op);
        bool parentheses = strength < around;
        if (parentheses)
            text_ << '(';
        write(op, argument, strength);
        if (parentheses)
            text_ << ')';
    }

    /// An element of ORDER BY.
    constexpr void ordering() {
        std::uint32_t flags = argument_of(*code_++);
        bool nulls = (flags & (nulls_first | nulls_last)) != 0;
        const std::uint32_t* start = code_;
        if (nulls && !text_.dialect().nulls_order) {
            expression(comparison);
            text_ << ((flags & nulls_first) != 0 ? " IS NULL DESC, " : " IS NULL, ");
            code_ = start;
        }
        expression();
        if ((flags & descending) != 0)
            text_ << " DESC";
        if (nulls && text_.dialect().nulls_order)
            text_ << ((flags & nulls_first) != 0 ? " NULLS FIRST" : " NULLS LAST");
    }

    /// `"column" = expression`
    constexpr void assignment() {
        text_.identifier(mapping_.columns[argument_of(*code_++)].name) << " = ";
        expression();
    }

  private:
    static constexpr int either = 1, both = 2, negated = 3, comparison = 4, sum = 5, product = 6,
                         sign = 7, atom = 8;

    static constexpr int precedence(Op op) {
        switch (op) {
        case Op::disjunction:
            return either;
        case Op::conjunction:
            return both;
        case Op::negation:
            return negated;
        case Op::column:
        case Op::parameter:
        case Op::always:
            return atom;
        case Op::plus:
        case Op::minus:
            return sum;
        case Op::times:
        case Op::divided:
        case Op::modulo:
            return product;
        case Op::negative:
            return sign;
        default:
            return comparison;
        }
    }

    constexpr void binary(std::string_view symbol, int left, int right) {
        expression(left);
        text_ << symbol;
        expression(right);
    }
    constexpr void like(std::string_view word, std::uint32_t escaped) {
        binary(word, comparison + 1, comparison + 1);
        if (escaped != 0)
            text_ << " ESCAPE '/'";
    }
    /// ILIKE is PostgreSQL's alone; lower() on both sides means the same.
    constexpr void ilike(std::string_view word, std::uint32_t escaped) {
        text_ << "lower(";
        expression();
        text_ << ')' << word << "lower(";
        expression();
        text_ << ')';
        if (escaped != 0)
            text_ << " ESCAPE '/'";
    }
    constexpr void membership(std::string_view word, std::uint32_t count) {
        expression(comparison + 1);
        text_ << word;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i > 0)
                text_ << ", ";
            expression();
        }
        text_ << ')';
    }
    constexpr void between(std::string_view word) {
        expression(comparison + 1);
        text_ << word;
        expression(comparison + 1);
        text_ << " AND ";
        expression(comparison + 1);
    }

    constexpr void write(Op op, std::uint32_t argument, int strength) {
        switch (op) {
        case Op::column:
            text_.identifier(mapping_.columns[argument].name);
            break;
        case Op::parameter:
            text_.placeholder();
            break;
        case Op::conjunction:
            binary(" AND ", strength, strength);
            break;
        case Op::disjunction:
            binary(" OR ", strength, strength);
            break;
        case Op::negation:
            text_ << "NOT ";
            expression(strength + 1);
            break;
        case Op::equal:
            binary(" = ", strength + 1, strength + 1);
            break;
        case Op::not_equal:
            binary(" != ", strength + 1, strength + 1);
            break;
        case Op::less:
            binary(" < ", strength + 1, strength + 1);
            break;
        case Op::less_equal:
            binary(" <= ", strength + 1, strength + 1);
            break;
        case Op::greater:
            binary(" > ", strength + 1, strength + 1);
            break;
        case Op::greater_equal:
            binary(" >= ", strength + 1, strength + 1);
            break;
        case Op::is_null:
            expression(strength + 1);
            text_ << " IS NULL";
            break;
        case Op::is_not_null:
            expression(strength + 1);
            text_ << " IS NOT NULL";
            break;
        case Op::in:
            membership(" IN (", argument);
            break;
        case Op::not_in:
            membership(" NOT IN (", argument);
            break;
        case Op::like:
            like(" LIKE ", argument);
            break;
        case Op::not_like:
            like(" NOT LIKE ", argument);
            break;
        case Op::ilike:
            ilike(" LIKE ", argument);
            break;
        case Op::not_ilike:
            ilike(" NOT LIKE ", argument);
            break;
        case Op::between:
            between(" BETWEEN ");
            break;
        case Op::not_between:
            between(" NOT BETWEEN ");
            break;
        case Op::plus:
            binary(" + ", strength, strength + 1);
            break;
        case Op::minus:
            binary(" - ", strength, strength + 1);
            break;
        case Op::times:
            binary(" * ", strength, strength + 1);
            break;
        case Op::divided:
            binary(" / ", strength, strength + 1);
            break;
        case Op::modulo:
            binary(" % ", strength, strength + 1);
            break;
        case Op::negative:
            text_ << '-';
            expression(strength + 1);
            break;
        case Op::always:
            text_ << (argument != 0 ? "1 = 1" : "1 = 0");
            break;
        case Op::order:
        case Op::assign:
            break;
        }
    }

    Text& text_;
    const meta::Mapping& mapping_;
    const std::uint32_t* code_;
};

constexpr void write_where(Text& text, const meta::Mapping& mapping, const Clause& where) {
    if (where.empty())
        return;
    text << " WHERE ";
    Renderer renderer(text, mapping, where);
    for (std::uint32_t i = 0; i < where.count; ++i) {
        if (i > 0)
            text << " AND ";
        renderer.expression(where.count > 1 ? 2 : 0);
    }
}

constexpr void write_order(Text& text, const meta::Mapping& mapping, const Clause& order) {
    Renderer renderer(text, mapping, order);
    for (std::uint32_t i = 0; i < order.count; ++i) {
        text << (i > 0 ? ", " : " ORDER BY ");
        renderer.ordering();
    }
}

/// LIMIT and OFFSET, whose numbers are bound like other values.
constexpr void write_limit(Text& text, const Clauses& clauses) {
    if (clauses.limit >= 0) {
        text << " LIMIT ";
        text.placeholder();
    } else if (clauses.offset >= 0 && text.dialect().offset_needs_limit) {
        text << " LIMIT " << text.dialect().unlimited;
    }
    if (clauses.offset >= 0) {
        text << " OFFSET ";
        text.placeholder();
    }
}

constexpr void write_columns(Text& text, const meta::Mapping& mapping) {
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        if (i > 0)
            text << ", ";
        text.identifier(mapping.columns[i].name);
    }
}

constexpr void write_rows(Text& text, const meta::Mapping& mapping, const Clauses& clauses) {
    text << " FROM ";
    text.table(mapping.schema, mapping.table);
    write_where(text, mapping, clauses.where);
}

constexpr void write_key(Text& text, const meta::Mapping& mapping) {
    for (std::size_t i = 0; i < mapping.key.size(); ++i) {
        text << (i > 0 ? " AND " : " WHERE ");
        text.identifier(mapping.columns[mapping.key[i]].name) << " = ";
        text.placeholder();
    }
    if (mapping.version != meta::no_column) {
        text << " AND ";
        text.identifier(mapping.columns[mapping.version].name) << " = ";
        text.placeholder();
    }
}

/// Whether INSERT writes column `i`, given which omittable columns are left out.
class InsertColumns {
  public:
    constexpr InsertColumns(const meta::Mapping& mapping, std::uint64_t omitted)
        : mapping_(mapping), omitted_(omitted) {}

    /// To be asked once for each column, in order.
    constexpr bool writes(std::size_t i) {
        const meta::MappedColumn& column = mapping_.columns[i];
        if (!column.computed.empty())
            return false;
        if (!mapping_.has_omittable || !column.omittable())
            return true;
        bool left_out = (omitted_ & 1) != 0;
        omitted_ >>= 1;
        return !left_out;
    }

  private:
    const meta::Mapping& mapping_;
    std::uint64_t omitted_;
};

constexpr void write_insert(Text& text, const meta::Mapping& mapping, std::uint64_t omitted) {
    text << "INSERT INTO ";
    text.table(mapping.schema, mapping.table);
    std::size_t count = 0;
    InsertColumns columns(mapping, omitted);
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (columns.writes(i)) {
            text << (count++ > 0 ? ", " : " (");
            text.identifier(mapping.columns[i].name);
        }
    if (count == 0) {
        text << (text.dialect().default_values ? " DEFAULT VALUES" : " () VALUES ()");
        return;
    }
    text << ") VALUES (";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0)
            text << ", ";
        text.placeholder();
    }
    text << ')';
}

/// Whether update_row writes a column: neither the key nor what the database computes.
constexpr bool is_updated(const meta::MappedColumn& column) {
    return !column.in_key && column.computed.empty();
}

constexpr void write_update_row(Text& text, const meta::Mapping& mapping) {
    text << "UPDATE ";
    text.table(mapping.schema, mapping.table) << " SET ";
    std::size_t count = 0;
    for (const meta::MappedColumn& column : mapping.columns)
        if (is_updated(column)) {
            if (count++ > 0)
                text << ", ";
            text.identifier(column.name) << " = ";
            text.placeholder();
        }
    if (count == 0) {
        std::string_view key = mapping.columns[mapping.key[0]].name;
        text.identifier(key) << " = ";
        text.identifier(key);
    }
    write_key(text, mapping);
}

/// Writes a statement's text. Values are never part of it.
constexpr void render(Text& text, const Statement& statement) {
    const meta::Mapping& mapping = *statement.mapping;
    switch (statement.verb) {
    case Verb::select:
        text << "SELECT ";
        write_columns(text, mapping);
        write_rows(text, mapping, *statement.clauses);
        write_order(text, mapping, statement.clauses->order);
        write_limit(text, *statement.clauses);
        break;
    case Verb::count:
        if (limit_flag(*statement.clauses) == 0) {
            text << "SELECT count(*)";
            write_rows(text, mapping, *statement.clauses);
        } else {
            text << "SELECT count(*) FROM (SELECT 1";
            write_rows(text, mapping, *statement.clauses);
            write_limit(text, *statement.clauses);
            text << ") AS limited";
        }
        break;
    case Verb::exists:
        text << "SELECT EXISTS (SELECT 1";
        write_rows(text, mapping, *statement.clauses);
        write_limit(text, *statement.clauses);
        text << ')';
        break;
    case Verb::update: {
        text << "UPDATE ";
        text.table(mapping.schema, mapping.table) << " SET ";
        Renderer renderer(text, mapping, statement.clauses->set);
        for (std::uint32_t i = 0; i < statement.clauses->set.count; ++i) {
            if (i > 0)
                text << ", ";
            renderer.assignment();
        }
        write_where(text, mapping, statement.clauses->where);
        break;
    }
    case Verb::remove:
        text << "DELETE";
        write_rows(text, mapping, *statement.clauses);
        break;
    case Verb::insert:
        write_insert(text, mapping, statement.omitted);
        break;
    case Verb::update_row:
        write_update_row(text, mapping);
        break;
    case Verb::remove_row:
        text << "DELETE FROM ";
        text.table(mapping.schema, mapping.table);
        write_key(text, mapping);
        break;
    }
}

/// Whether the conditions of a select name the whole primary key, so that it finds one row at most.
constexpr bool names_whole_key(const Statement& statement) {
    const Clause& where = statement.clauses->where;
    const meta::Mapping& mapping = *statement.mapping;
    std::size_t found = 0;
    for (std::uint16_t key : mapping.key)
        for (std::size_t i = 0; i + 2 < where.code.size(); ++i) {
            if (op_of(where.code[i]) == Op::disjunction || op_of(where.code[i]) == Op::negation)
                return false;
            if (where.code[i] == word(Op::equal) && where.code[i + 1] == word(Op::column, key) &&
                where.code[i + 2] == word(Op::parameter)) {
                ++found;
                break;
            }
        }
    return found == mapping.key.size();
}

} // namespace rowan::lang
