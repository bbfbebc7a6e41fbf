// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/sql/render_select.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rowan::lang {

/// Writes statements that have words of the select language: selects themselves, statements that
/// count, insert or join their rows, and those with subqueries in their conditions.
class StatementWriter final : public SelectWriter {
  public:
    StatementWriter(Text& text, const Statement& statement)
        : SelectWriter(text, statement), statement_(statement) {
        if (statement.verb == Verb::query && !statement.mapping->entity.empty())
            arrange(*statement.mapping, words_of(statement.clauses->where));
    }

    using SelectExpressions::write;
    /// Throws InvalidQuery and NotSupported for what the database has not.
    void write() {
        switch (statement_.verb) {
        case Verb::query:
            select(words_of(statement_.clauses->where), true);
            write_limit(text_, *statement_.clauses);
            return lock(words_of(statement_.clauses->where), statement_.clauses->lock);
        case Verb::insert_select:
            return insert();
        case Verb::count:
        case Verb::exists:
            return statement_.source ? aggregate() : write_statement(text_, statement_, this);
        case Verb::update:
            return statement_.source ? update() : write_statement(text_, statement_, this);
        case Verb::remove:
            return statement_.source ? remove() : write_statement(text_, statement_, this);
        default:
            write_statement(text_, statement_, this);
        }
    }

  private:
    [[nodiscard]] WordReader source_words() const { return words_of(*statement_.source); }
    Text& own_table() { return text_.table(statement_.mapping->schema, statement_.mapping->table); }

    /// A derived table can't have two columns of one name, and some must have one at all.
    void aggregate() {
        if (statement_.verb == Verb::count) {
            numbers_items_ = true;
            text_ << "SELECT count(*) FROM (";
            select(source_words(), true);
            text_ << ") AS ";
            text_.identifier("counted");
        } else {
            text_ << "SELECT EXISTS (";
            select(source_words());
            text_ << ')' << text_.dialect().no_table;
        }
    }

    void insert() {
        text_ << "INSERT INTO ";
        own_table();
        std::size_t count = 0;
        each(source_words(), Part::target, [&](const SelectPart& part) {
            text_ << (count++ > 0 ? ", " : " (");
            text_.identifier(statement_.mapping->columns[part.detail].name);
        });
        text_ << ") ";
        // Where a select ends with a table, ON CONFLICT would be read as the condition of a join.
        always_where_ =
            text_.dialect().writing->on_conflict && !statement_.clauses->set.code.empty();
        select(source_words(), true);
        write_conflict(text_, statement_, this);
        write_returning(text_, statement_);
    }

    /// The tables that are joined; how many there are.
    std::size_t sources(std::string_view start) {
        std::size_t count = 0;
        each(source_words(), Part::join, [&](const SelectPart& part) {
            text_ << (count++ > 0 ? ", " : start);
            source(part.words);
        });
        return count;
    }
    /// The conditions of all joins, those beside them, and those of filters on the own table.
    void all_conditions() {
        std::vector<WordReader> all;
        each(source_words(), Part::join, [&](SelectPart part) {
            part.words.address<SourceInfo>();
            part.words.words();
            if (part.words.more())
                all.push_back(part.words);
        });
        each(source_words(), Part::where,
             [&](const SelectPart& part) { all.push_back(part.words); });
        const Clause& own = statement_.clauses->where;
        std::size_t count = 0;
        int around = all.size() + own.count > 1 ? 2 : 0;
        for (const WordReader& one : all) {
            text_ << (count++ > 0 ? " AND " : " WHERE ");
            expression(one, around);
        }
        Renderer conditions(text_, *statement_.mapping, own, this, statement_.mapping->table);
        for (std::uint32_t i = 0; i < own.count; ++i) {
            text_ << (count++ > 0 ? " AND " : " WHERE ");
            conditions.expression(around);
        }
    }
    void exists_beside() {
        text_ << " WHERE EXISTS (SELECT 1";
        sources(" FROM ");
        all_conditions();
        text_ << ')';
    }

    void update() {
        bool joins = has(source_words(), Part::join);
        JoinedUpdate way = text_.dialect().writing->joined_update;
        text_ << "UPDATE ";
        own_table();
        if (way == JoinedUpdate::list)
            sources(", ");
        text_ << " SET ";
        bool inner = joins && way == JoinedUpdate::subqueries;
        WordReader set = words_of(statement_.clauses->set);
        for (std::string_view comma; set.more(); comma = ", ") {
            text_ << comma;
            if (joins && way == JoinedUpdate::list)
                text_.identifier(statement_.mapping->table) << '.';
            text_.identifier(statement_.mapping->columns[set.number()].name) << " = ";
            WordReader value = set.words();
            bool from_others = inner && op_of(*value.at()) != Op::parameter;
            text_ << (from_others ? "(SELECT " : "");
            expression(value);
            if (from_others) {
                sources(" FROM ");
                all_conditions();
                text_ << " FETCH FIRST 1 ROWS ONLY)";
            }
        }
        if (inner) {
            exists_beside();
        } else {
            if (way == JoinedUpdate::from)
                sources(" FROM ");
            all_conditions();
        }
        write_returning(text_, statement_);
    }
    void remove() {
        bool joins = has(source_words(), Part::join);
        JoinedRemove way = text_.dialect().writing->joined_remove;
        // MariaDB returns rows of a DELETE of one table alone.
        if (way == JoinedRemove::list && !statement_.clauses->order.empty())
            way = JoinedRemove::subquery;
        text_ << "DELETE FROM ";
        own_table();
        if (joins && way == JoinedRemove::subquery) {
            exists_beside();
        } else {
            if (joins && way == JoinedRemove::list) {
                text_ << " USING ";
                own_table();
            }
            sources(way == JoinedRemove::list ? ", " : " USING ");
            all_conditions();
        }
        write_returning(text_, statement_);
    }

    const Statement& statement_;
};

ROWAN_ONCE void write_wide(Text& text, const Statement& statement) {
    StatementWriter(text, statement).write();
}

} // namespace rowan::lang
