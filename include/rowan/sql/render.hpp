// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/render_conflict.hpp>
#include <rowan/sql/render_raw.hpp>
#include <rowan/sql/render_related.hpp>
#include <rowan/sql/renderer.hpp>
#include <rowan/sql/shape.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rowan::lang {

constexpr void write_where(Text& text, const meta::Mapping& mapping, const Clause& where,
                           Extension* extension) {
    if (where.empty())
        return;
    text << " WHERE ";
    Renderer renderer(text, mapping, where, extension);
    for (std::uint32_t i = 0; i < where.count; ++i) {
        if (i > 0)
            text << " AND ";
        renderer.expression(where.count > 1 ? 2 : 0);
    }
}

constexpr void write_order(Text& text, const meta::Mapping& mapping, const Clause& order,
                           Extension* extension) {
    Renderer renderer(text, mapping, order, extension);
    for (std::uint32_t i = 0; i < order.count; ++i) {
        text << (i > 0 ? ", " : " ORDER BY ");
        renderer.ordering();
    }
}

/// Calls `use(i)` for value `i` of ORDER BY, in the order of the placeholders: an element that is
/// written twice, as its NULLs are sorted apart, has each of its values twice.
template <typename Use>
constexpr void each_order_value(const Clause& order, const Dialect& dialect, Use use) {
    std::size_t first = 0, next = 0;
    bool twice = false;
    auto end_element = [&] {
        for (int times = twice ? 2 : 1; times > 0; --times)
            for (std::size_t i = first; i < next; ++i)
                use(i);
        first = next;
    };
    for (std::uint32_t code : order.code)
        if (op_of(code) == Op::order) {
            end_element();
            twice = !dialect.nulls_order && (argument_of(code) & (nulls_first | nulls_last)) != 0;
        } else if (op_of(code) == Op::parameter) {
            ++next;
        }
    end_element();
}

constexpr void write_columns(Text& text, const meta::Mapping& mapping) {
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        if (i > 0)
            text << ", ";
        text.identifier(mapping.columns[i].name);
    }
}

constexpr void write_rows(Text& text, const meta::Mapping& mapping, const Clauses& clauses,
                          Extension* extension) {
    text << " FROM ";
    text.table(mapping.schema, mapping.table);
    write_where(text, mapping, clauses.where, extension);
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

/// Whether the database generates the key of an INSERT's row.
constexpr bool generates_key(const meta::Mapping& mapping, std::uint64_t omitted) {
    if (mapping.generated == meta::no_column)
        return false;
    InsertColumns columns(mapping, omitted);
    for (std::size_t i = 0; i < mapping.generated; ++i)
        static_cast<void>(columns.writes(i));
    return !columns.writes(mapping.generated);
}

/// The table of an INSERT and the columns that it writes, `"table" ("a", "b")`; returns their
/// number.
constexpr std::size_t write_insert_target(Text& text, const meta::Mapping& mapping,
                                          std::uint64_t omitted) {
    text.table(mapping.schema, mapping.table);
    std::size_t count = 0;
    InsertColumns columns(mapping, omitted);
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (columns.writes(i)) {
            text << (count++ > 0 ? ", " : " (");
            text.identifier(mapping.columns[i].name);
        }
    if (count > 0)
        text << ')';
    return count;
}

constexpr void write_insert_row(Text& text, const meta::Mapping& mapping, std::uint64_t omitted) {
    text << "INSERT INTO ";
    std::size_t count = write_insert_target(text, mapping, omitted);
    if (count == 0) {
        text << (text.dialect().default_values ? " DEFAULT VALUES" : " () VALUES ()");
    } else {
        text << " VALUES (";
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                text << ", ";
            text.placeholder();
        }
        text << ')';
    }
}

constexpr void write_insert(Text& text, const meta::Mapping& mapping, std::uint64_t omitted) {
    write_insert_row(text, mapping, omitted);
    const Dialect& dialect = text.dialect();
    if ((dialect.keys_by_returning || !dialect.keep_key_before.empty()) &&
        generates_key(mapping, omitted)) {
        text << (dialect.keys_by_returning ? " RETURNING " : dialect.keep_key_before);
        text.identifier(mapping.columns[mapping.generated].name) << dialect.keep_key_after;
    }
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

/// The columns whose values update_rows takes of each row, in their order: what is written, the
/// key, the version.
template <typename Use>
constexpr void each_of_many(const meta::Mapping& mapping, Use use) {
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (is_updated(mapping.columns[i]) && i != mapping.version)
            use(i);
    for (std::uint16_t key : mapping.key)
        use(std::size_t{key});
    if (mapping.version != meta::no_column)
        use(std::size_t{mapping.version});
}

/// An UPDATE of several rows by a table of their values. The table begins with a select of the
/// columns themselves, which finds no row: the values are of their types then.
constexpr void write_update_rows(Text& text, const meta::Mapping& mapping, std::uint64_t rows) {
    bool join = text.dialect().writing->many_rows == ManyRows::update_join;
    auto own = [&](std::size_t column) -> Text& {
        return text.identifier("a") << '.', text.identifier(mapping.columns[column].name);
    };
    std::size_t count = 0;
    each_of_many(mapping, [&](std::size_t) { ++count; });
    auto values = [&] {
        text << "(SELECT ";
        std::size_t i = 0;
        each_of_many(mapping, [&](std::size_t column) {
            text << (i > 0 ? ", " : "");
            text.identifier(mapping.columns[column].name) << " AS c";
            text.number(i++);
        });
        text << " FROM ";
        text.table(mapping.schema, mapping.table) << " WHERE 1 = 0";
        for (std::uint64_t row = 0; row < rows; ++row) {
            text << " UNION ALL SELECT ";
            for (i = 0; i < count; ++i) {
                text << (i > 0 ? ", " : "");
                text.placeholder();
            }
        }
        text << ") AS b";
    };
    auto same = [&](std::string_view word) {
        std::size_t i = 0;
        each_of_many(mapping, [&](std::size_t column) {
            if (mapping.columns[column].in_key || column == mapping.version) {
                text << std::exchange(word, " AND ");
                own(column) << " = b.c";
                text.number(i);
            }
            ++i;
        });
    };
    text << "UPDATE ";
    text.table(mapping.schema, mapping.table) << " AS a";
    if (join) {
        text << " JOIN ";
        values();
        same(" ON ");
    }
    text << " SET ";
    std::size_t i = 0;
    std::string_view comma;
    auto target = [&](std::size_t column) {
        text << std::exchange(comma, ", ") << (join ? "a." : "");
        text.identifier(mapping.columns[column].name) << " = ";
    };
    each_of_many(mapping, [&](std::size_t column) {
        if (column == mapping.version) {
            target(column);
            own(column) << " + 1";
        } else if (!mapping.columns[column].in_key) {
            target(column);
            text << "b.c";
            text.number(i);
        }
        ++i;
    });
    if (!join) {
        text << " FROM ";
        values();
        same(" WHERE ");
    }
}

/// What stands before a statement whose plan is asked for. Throws NotSupported.
constexpr void write_explain(Text& text, const Statement& statement) {
    if (!statement.explain)
        return;
    if (text.dialect().explain.empty())
        not_supported(text.dialect(), "plan of a statement that can be asked for (explain())");
    text << text.dialect().explain;
}

/// Writes a statement about one table; `extension` writes the words of selects that stand in it.
constexpr void write_statement(Text& text, const Statement& statement, Extension* extension) {
    const meta::Mapping& mapping = *statement.mapping;
    switch (statement.verb) {
    case Verb::select:
        if (statement.related) {
            write_related(text, statement, extension);
            break;
        }
        text << "SELECT ";
        write_columns(text, statement.rows ? *statement.rows : mapping);
        write_rows(text, mapping, *statement.clauses, extension);
        write_order(text, mapping, statement.clauses->order, extension);
        write_limit(text, *statement.clauses);
        write_lock(text, statement.clauses->lock, {&mapping.table, 1});
        break;
    case Verb::count:
        if (limit_flag(*statement.clauses) == 0) {
            text << "SELECT count(*)";
            write_rows(text, mapping, *statement.clauses, extension);
        } else {
            text << "SELECT count(*) FROM (SELECT 1 AS one";
            write_rows(text, mapping, *statement.clauses, extension);
            write_limit(text, *statement.clauses);
            text << ") AS limited";
        }
        break;
    case Verb::exists:
        text << "SELECT EXISTS (SELECT 1";
        write_rows(text, mapping, *statement.clauses, extension);
        write_limit(text, *statement.clauses);
        text << ')' << text.dialect().no_table;
        break;
    case Verb::update: {
        text << "UPDATE ";
        text.table(mapping.schema, mapping.table) << " SET ";
        Renderer renderer(text, mapping, statement.clauses->set, extension);
        for (std::uint32_t i = 0; i < statement.clauses->set.count; ++i) {
            if (i > 0)
                text << ", ";
            renderer.assignment();
        }
        write_where(text, mapping, statement.clauses->where, extension);
        write_returning(text, statement);
        break;
    }
    case Verb::remove:
        text << "DELETE";
        write_rows(text, mapping, *statement.clauses, extension);
        write_returning(text, statement);
        break;
    case Verb::insert:
        if (!statement.clauses) {
            write_insert(text, mapping, statement.omitted);
            break;
        }
        write_insert_row(text, mapping, statement.omitted);
        write_conflict(text, statement, extension);
        write_returning(text, statement);
        break;
    case Verb::update_row:
        write_update_row(text, mapping);
        break;
    case Verb::update_rows:
        write_update_rows(text, mapping, statement.omitted);
        break;
    case Verb::remove_row:
        text << "DELETE FROM ";
        text.table(mapping.schema, mapping.table);
        write_key(text, mapping);
        break;
    case Verb::raw:
        render(text, *statement.raw);
        break;
    case Verb::query:
    case Verb::insert_select:
        break;
    }
}

/// Writes a statement with words of the select language (render_wide.hpp). Throws InvalidQuery and
/// NotSupported for what the database has not.
void write_wide(Text& text, const Statement& statement);

/// Writes a statement's text. Values are never part of it.
constexpr void render(Text& text, const Statement& statement) {
    write_explain(text, statement);
    if (is_wide(statement))
        write_wide(text, statement);
    else
        write_statement(text, statement, nullptr);
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
