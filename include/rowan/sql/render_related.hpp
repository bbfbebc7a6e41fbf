// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/lock_flags.hpp>
#include <rowan/sql/not_supported.hpp>
#include <rowan/sql/renderer.hpp>
#include <rowan/sql/shape.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace rowan::lang {

/// LIMIT and OFFSET, whose numbers are bound like other values.
constexpr void write_limit(Text& text, const Clauses& clauses) {
    if (text.dialect().limit == Limit::offset_then_fetch) {
        if (clauses.offset >= 0) {
            text << " OFFSET ";
            text.placeholder() << " ROWS";
        }
        if (clauses.limit >= 0) {
            text << " FETCH FIRST ";
            text.placeholder() << " ROWS ONLY";
        }
        return;
    }
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

/// FOR UPDATE and its like; `of` is what the tables go by that it is of, where it is not of all.
/// Throws NotSupported where the database can't: a lock that is left out is a race.
constexpr void write_lock(Text& text, std::uint8_t lock, std::span<const std::string_view> of) {
    if (lock == 0)
        return;
    const Dialect& dialect = text.dialect();
    bool share = (lock & lock_share) != 0;
    std::string_view words = share ? dialect.writing->for_share : dialect.writing->for_update;
    if (words.empty())
        not_supported(dialect, share ? "lock of rows against updates (for_share())"
                                     : "lock of rows (for_update())");
    text << words;
    if ((lock & lock_own) != 0) {
        if (!dialect.writing->lock_of)
            not_supported(dialect, "lock of one table's rows alone (of)");
        std::string_view before = " OF ";
        for (std::string_view name : of) {
            text << std::exchange(before, ", ");
            text.identifier(name);
        }
    }
    if ((lock & (lock_nowait | lock_skip)) != 0) {
        if (!dialect.writing->lock_waits)
            not_supported(dialect, "lock that doesn't wait (nowait, skip_locked)");
        text << ((lock & lock_skip) != 0 ? " SKIP LOCKED" : " NOWAIT");
    }
}

/// Writes the selects that load relations. Where there are several tables, each goes by an alias: a
/// table may stand beside itself.
class RelatedWriter {
  public:
    constexpr RelatedWriter(Text& text, const Statement& statement, Extension* extension)
        : text_(text), mapping_(*statement.mapping), clauses_(*statement.clauses),
          related_(*statement.related), filters_(statement.filters), extension_(extension),
          own_(extension ? mapping_.table : "a") {
        if (related_.relation)
            through_ = related_.relation->through.table;
    }

    constexpr void write() {
        if (!related_.joins.empty())
            return write_joined();
        if (related_.each)
            return write_ranked();
        text_ << "SELECT ";
        columns(false);
        rows();
        order(" ORDER BY ");
    }

  private:
    static constexpr std::string_view between = "b";
    static constexpr int stronger_than_and = 2;

    constexpr Renderer renderer(const Clause& clause) const {
        if (through_)
            return Renderer(text_, mapping_, clause, extension_, own_, through_, between);
        if (!related_.joins.empty())
            return Renderer(text_, mapping_, clause, extension_, own_);
        return Renderer(text_, mapping_, clause, extension_);
    }
    constexpr Text& column(std::string_view alias, const meta::Mapping& table, std::size_t i) {
        if (!alias.empty())
            text_.identifier(alias) << '.';
        return text_.identifier(table.columns[i].name);
    }
    [[nodiscard]] constexpr std::string_view own_alias() const { return through_ ? own_ : ""; }
    /// `"c0"`: a column's name in the select that ranks the rows.
    constexpr void numbered(std::size_t number) {
        const char digits[] = {'c', static_cast<char>('0' + number / 100 % 10),
                               static_cast<char>('0' + number / 10 % 10),
                               static_cast<char>('0' + number % 10)};
        text_.identifier({digits, sizeof digits});
    }
    /// The columns of the rows, and of a table between those that tell whose row it is.
    constexpr void columns(bool with_names) {
        std::size_t count = 0;
        auto next = [&](std::string_view alias, const meta::Mapping& table, std::size_t i) {
            if (count > 0)
                text_ << ", ";
            column(alias, table, i);
            if (with_names) {
                text_ << " AS ";
                numbered(count);
            }
            ++count;
        };
        for (std::size_t i = 0; i < mapping_.columns.size(); ++i)
            next(own_alias(), mapping_, i);
        if (through_)
            for (std::uint16_t key : related_.relation->through.to_source)
                next(between, *through_, key);
    }
    /// FROM and WHERE.
    constexpr void rows() {
        text_ << " FROM ";
        text_.table(mapping_.schema, mapping_.table);
        if (through_) {
            text_ << " AS ";
            text_.identifier(own_) << " JOIN ";
            text_.table(through_->schema, through_->table) << " AS ";
            text_.identifier(between);
            const meta::MappedRelation& relation = *related_.relation;
            for (std::size_t i = 0; i < relation.target_columns.size(); ++i) {
                text_ << (i > 0 ? " AND " : " ON ");
                column(between, *through_, relation.through.to_target[i]) << " = ";
                column(own_, mapping_, relation.target_columns[i]);
            }
        }
        where();
    }
    constexpr void where() {
        Renderer expressions = renderer(clauses_.where);
        for (std::uint32_t i = 0; i < clauses_.where.count; ++i) {
            text_ << (i > 0 ? " AND " : " WHERE ");
            expressions.expression(clauses_.where.count > 1 ? 2 : 0);
        }
    }
    constexpr void order(std::string_view start) {
        Renderer elements = renderer(clauses_.order);
        for (std::uint32_t i = 0; i < clauses_.order.count; ++i) {
            text_ << (i > 0 ? ", " : start);
            elements.ordering();
        }
    }

    /// Numbers the rows of each row of the source, and takes those whose numbers are wanted.
    constexpr void write_ranked() {
        const meta::MappedRelation& relation = *related_.relation;
        auto keys = through_ ? relation.through.to_source : relation.target_columns;
        std::size_t count = mapping_.columns.size() + (through_ ? keys.size() : 0);
        text_ << "SELECT ";
        for (std::size_t i = 0; i < count; ++i) {
            text_ << (i > 0 ? ", " : "");
            numbered(i);
        }
        text_ << " FROM (SELECT ";
        columns(true);
        text_ << ", row_number() OVER (PARTITION BY ";
        for (std::size_t i = 0; i < keys.size(); ++i) {
            text_ << (i > 0 ? ", " : "");
            through_ ? column(between, *through_, keys[i]) : column("", mapping_, keys[i]);
        }
        order(" ORDER BY ");
        if (clauses_.order.empty())
            for (std::size_t i = 0; i < mapping_.key.size(); ++i) {
                text_ << (i > 0 ? ", " : " ORDER BY ");
                column(own_alias(), mapping_, mapping_.key[i]);
            }
        text_ << ") AS ";
        text_.identifier("place");
        rows();
        text_ << ") AS ";
        text_.identifier("ranked") << " WHERE ";
        if (clauses_.offset >= 0) {
            text_.identifier("place") << " > ";
            text_.placeholder() << (clauses_.limit >= 0 ? " AND " : "");
        }
        if (clauses_.limit >= 0) {
            text_.identifier("place") << " <= ";
            text_.placeholder();
        }
        text_ << " ORDER BY ";
        text_.identifier("place");
    }

    /// `b0`: the alias of a table that is joined.
    struct Alias {
        char text[2];
        [[nodiscard]] constexpr std::string_view view() const { return {text, 2}; }
    };
    static constexpr Alias alias_of(std::size_t join) {
        return {{'b', static_cast<char>('0' + join)}};
    }
    static constexpr Alias through_alias_of(std::size_t join) {
        return {{'c', static_cast<char>('0' + join)}};
    }
    constexpr Text& table(const meta::Mapping& mapping, std::string_view alias) {
        text_.table(mapping.schema, mapping.table) << " AS ";
        return text_.identifier(alias);
    }
    constexpr void select_own() {
        text_ << "SELECT ";
        for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
            text_ << (i > 0 ? ", " : "");
            column(own_, mapping_, i);
        }
    }
    constexpr void write_joined() {
        bool cut = related_.repeats && limit_flag(clauses_) != 0;
        select_own();
        for (std::size_t join = 0; join < related_.joins.size(); ++join) {
            const meta::MappedRelation& relation = *related_.joins[join].relation;
            for (std::size_t i = 0; i < relation.target->columns.size(); ++i) {
                text_ << ", ";
                column(alias_of(join).view(), *relation.target, i);
            }
            if (const meta::Mapping* between_them = relation.through.table)
                for (std::uint16_t key : between_them->key) {
                    text_ << ", ";
                    column(through_alias_of(join).view(), *between_them, key);
                }
        }
        text_ << " FROM ";
        if (cut) {
            write_cut();
            text_ << " AS ";
            text_.identifier(own_);
        } else {
            table(mapping_, own_);
        }
        for (std::size_t join = 0; join < related_.joins.size(); ++join)
            write_join(join);
        if (!cut)
            where();
        order(" ORDER BY ");
        if (!cut)
            write_limit(text_, clauses_);
        if (!cut || (clauses_.lock & lock_own) == 0)
            write_lock(text_, clauses_.lock, {&own_, 1});
    }
    /// The rows of its own, as many as are wanted: a limit behind the joins would count theirs.
    constexpr void write_cut() {
        text_ << '(';
        select_own();
        text_ << " FROM ";
        table(mapping_, own_);
        where();
        order(" ORDER BY ");
        if (extension_)
            extension_->limit();
        write_limit(text_, clauses_);
        write_lock(text_, clauses_.lock, {&own_, 1});
        text_ << ')';
    }
    constexpr void write_join(std::size_t join) {
        const meta::MappedRelation& relation = *related_.joins[join].relation;
        const meta::MappedThrough& through = relation.through;
        std::int32_t from = related_.joins[join].from;
        Alias target = alias_of(join), middle = through_alias_of(join),
              source = alias_of(static_cast<std::size_t>(from));
        std::string_view source_alias = from < 0 ? own_ : source.view();
        text_ << " LEFT JOIN ";
        if (through.table) {
            text_ << '(';
            table(*through.table, middle.view()) << " JOIN ";
            table(*relation.target, target.view());
            equal(target.view(), *relation.target, relation.target_columns, middle.view(),
                  *through.table, through.to_target);
            text_ << ')';
            equal(middle.view(), *through.table, through.to_source, source_alias, *relation.source,
                  relation.source_columns);
        } else {
            table(*relation.target, target.view());
            equal(target.view(), *relation.target, relation.target_columns, source_alias,
                  *relation.source, relation.source_columns);
        }
        for (const TableFilter& filter : filters_)
            if (is_about(filter, related_.joins[join])) {
                text_ << " AND ";
                if (has_wide_words(filter.condition))
                    throw InvalidQuery("rowan: load_joined(): a filter of the table has a subquery "
                                       "or a function; load() it");
                bool of_target = filter.mapping == relation.target;
                Renderer(text_, *filter.mapping, filter.condition, extension_,
                         of_target ? target.view() : middle.view())
                    .expression(stronger_than_and);
            }
    }
    /// `ON "b0"."x" = "a"."y" AND …`
    constexpr void equal(std::string_view left, const meta::Mapping& left_table,
                         std::span<const std::uint16_t> left_columns, std::string_view right,
                         const meta::Mapping& right_table,
                         std::span<const std::uint16_t> right_columns) {
        for (std::size_t i = 0; i < left_columns.size(); ++i) {
            text_ << (i > 0 ? " AND " : " ON ");
            column(left, left_table, left_columns[i]) << " = ";
            column(right, right_table, right_columns[i]);
        }
    }

    Text& text_;
    const meta::Mapping& mapping_;
    const Clauses& clauses_;
    const Related& related_;
    std::span<const TableFilter> filters_;
    const meta::Mapping* through_ = nullptr;
    Extension* extension_;
    /// What the table goes by: subqueries name it as they would anywhere.
    std::string_view own_;
};

/// Writes a select that loads relations.
constexpr void write_related(Text& text, const Statement& statement, Extension* extension) {
    RelatedWriter(text, statement, extension).write();
}

} // namespace rowan::lang
