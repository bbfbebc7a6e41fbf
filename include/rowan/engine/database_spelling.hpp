// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/catalog_query.hpp>
#include <rowan/schema/pairing.hpp>
#include <rowan/schema/same_expression.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/canonical.hpp>
#include <rowan/sql/ddl.hpp>
#include <rowan/sql/normalise.hpp>
#include <rowan/sql/parse_table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::engine {

/// Asks PostgreSQL how it would spell an expression: a temporary table like the real one gets it,
/// and the catalog says it back. All of it is rolled back.
class PostgresqlSpelling {
  public:
    PostgresqlSpelling(Work& work, const meta::Table& table) : work_(work) {
        lang::Text name(work.dialect());
        name << "pg_temp.";
        shadow_ = std::string(name.identifier(table.name).view());
        lang::Text sql(work.dialect());
        (sql << "CREATE TABLE " << shadow_ << " (LIKE ").table(table.schema, table.name) << ')';
        start_ = work.savepoint();
        work.execute(sql.view());
    }
    PostgresqlSpelling(const PostgresqlSpelling&) = delete;
    PostgresqlSpelling& operator=(const PostgresqlSpelling&) = delete;
    ~PostgresqlSpelling() {
        try {
            work_.rollback_to_savepoint(start_);
        } catch (const Error&) {
            // Its transaction has ended, and the table with it.
        }
    }

    std::string check(std::string_view condition) {
        return spell("ADD CONSTRAINT rowan_check CHECK (" + std::string(condition) + ")",
                     "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = "
                     "'rowan_check' AND conrelid = $1::text::regclass");
    }
    std::string default_value(const meta::Column& column, std::string_view value) {
        return spell("ALTER COLUMN " + quoted(column.name) + " SET DEFAULT " + std::string(value),
                     "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = "
                     "$1::text::regclass");
    }
    std::string computed(const meta::Column& column, std::string_view expression) {
        lang::Text type(work_.dialect());
        lang::write_type(type, column.type);
        return spell("ADD COLUMN rowan_computed " + std::string(type.view()) +
                         " GENERATED ALWAYS AS (" + std::string(expression) + ") STORED",
                     "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = "
                     "$1::text::regclass ORDER BY adnum DESC LIMIT 1");
    }
    std::string type(std::string_view spelled) {
        return spell("ADD COLUMN rowan_type " + std::string(spelled),
                     "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                     "$1::text::regclass ORDER BY attnum DESC LIMIT 1");
    }
    /// An index's expressions and predicate.
    bool index(const meta::Index& index, std::string& expressions, std::string& predicate) {
        lang::Text parts(work_.dialect());
        lang::write_index_parts(parts, index);
        std::string sql = "CREATE INDEX rowan_index ON " + shadow_ + " ";
        sql += parts.view();
        if (!index.predicate.empty())
            sql.append(" WHERE ").append(index.predicate);
        std::array<std::string, 2> said;
        bool done = run(sql,
                        "SELECT pg_get_indexdef(indexrelid), pg_get_expr(indpred, indrelid) FROM "
                        "pg_index WHERE indrelid = $1::text::regclass",
                        said);
        if (done) {
            meta::Index spelled = lang::parse_index(said[0]);
            expressions = spelled.expressions;
            predicate = said[1];
        }
        return done;
    }

  private:
    [[nodiscard]] std::string quoted(std::string_view name) const {
        return std::string(lang::Text(work_.dialect()).identifier(name).view());
    }
    std::string spell(const std::string& change, std::string_view question) {
        std::array<std::string, 1> said;
        run("ALTER TABLE " + shadow_ + " " + change, question, said);
        return said[0];
    }
    /// Makes a change, asks, and undoes it; false if the database refuses the change, as it does
    /// for an expression over columns that are not there yet.
    template <std::size_t Columns>
    bool run(const std::string& change, std::string_view question,
             std::array<std::string, Columns>& said) {
        std::uint64_t point = work_.savepoint();
        bool done = true;
        try {
            work_.execute(change);
            std::string bound[] = {shadow_};
            read_catalog(work_, question, Columns, bound, [&](const CatalogRow& row) {
                for (std::size_t i = 0; i < Columns; ++i)
                    said[i] = row.text(i);
            });
        } catch (const DatabaseError&) {
            done = false;
        }
        work_.rollback_to_savepoint(point);
        return done;
    }

    Work& work_;
    std::string shadow_;
    std::uint64_t start_ = 0;
};

/// Asks MariaDB how it would spell an expression: as the check of a temporary table.
class MysqlSpelling {
  public:
    MysqlSpelling(Work& work, const meta::Table& table) : work_(work) {
        lang::Text sql(work.dialect());
        (sql << "CREATE TEMPORARY TABLE rowan_shadow LIKE ").table(table.schema, table.name);
        work.execute(sql.view());
    }
    MysqlSpelling(const MysqlSpelling&) = delete;
    MysqlSpelling& operator=(const MysqlSpelling&) = delete;
    ~MysqlSpelling() {
        try {
            work_.execute("DROP TEMPORARY TABLE rowan_shadow");
        } catch (const Error&) {
            // It goes with its connection.
        }
    }

    std::string check(std::string_view condition) {
        std::string said;
        try {
            work_.execute("ALTER TABLE rowan_shadow ADD CONSTRAINT rowan_check CHECK (" +
                          std::string(condition) + ")");
            read_catalog(work_, "SHOW CREATE TABLE rowan_shadow", 2, {},
                         [&](const CatalogRow& row) {
                             lang::TokenReader in(row.text(1));
                             while (!in.at_end() && in.peek().text != "rowan_check")
                                 in.skip();
                             in.skip();
                             if (in.take("check"))
                                 said = in.in_brackets();
                         });
            work_.execute("ALTER TABLE rowan_shadow DROP CONSTRAINT rowan_check");
        } catch (const DatabaseError&) {
            return {};
        }
        return said;
    }
    /// An expression of any type, as part of a condition.
    std::string part(std::string_view expression) {
        return check("(" + std::string(expression) + ") IS NOT NULL");
    }

  private:
    Work& work_;
};

/// Brings expressions of the models into the spelling of a live database, where text alone can't
/// tell whether they are the same as the database's.
class SpellingSettler {
  public:
    /// Of each side the schema as it was read or described, and its normalised form.
    SpellingSettler(Work& work, const meta::Schema& live, const meta::Schema& models,
                    const meta::Schema& from, meta::Schema& to)
        : work_(work), live_(live), models_(models), from_(from), to_(to), pairing_(from, to) {}

    void run() {
        lang::Catalog catalog = work_.dialect().ddl->catalog;
        bool asks =
            catalog == lang::Catalog::pg_catalog || catalog == lang::Catalog::information_schema;
        if (!asks)
            return;
        bool was_open = work_.in_transaction();
        for (std::size_t to = 0; to < to_.tables.size(); ++to) {
            std::size_t from = pairing_.from_of(to);
            if (from == nowhere_ || !is_open(from, to))
                continue;
            try {
                if (catalog == lang::Catalog::pg_catalog) {
                    PostgresqlSpelling spelling(work_, live_.tables[from]);
                    settle(spelling, from, to);
                } else {
                    // Holds the connection, which the temporary table belongs to.
                    work_.savepoint();
                    MysqlSpelling spelling(work_, live_.tables[from]);
                    settle(spelling, from, to);
                }
            } catch (const DatabaseError&) {
                // Without a temporary table it is left to the texts: a difference too many is
                // better than one too few.
            }
        }
        if (!was_open)
            work_.rollback();
    }

  private:
    static constexpr std::size_t nowhere_ = meta::nowhere;

    [[nodiscard]] std::string canonical(std::string_view text) const {
        return lang::canonical_expression(text, work_.dialect());
    }
    static bool has_check(const meta::Table& table, const meta::Check& wanted) {
        for (const meta::Check& check : table.checks)
            if (meta::same_expression(check.condition, wanted.condition))
                return true;
        return false;
    }
    static const meta::Index* index_of(const meta::Table& table, std::string_view name) {
        for (const meta::Index& index : table.indexes)
            if (index.name == name)
                return &index;
        return nullptr;
    }
    static bool differs(const meta::Index& a, const meta::Index& b) {
        return !meta::same_expression(a.expressions, b.expressions) ||
               !meta::same_expression(a.predicate, b.predicate);
    }
    /// Whether text and text are there and differ.
    static bool differ(const meta::Name& a, const meta::Name& b) {
        return !a.empty() && !b.empty() && !meta::same_expression(a, b);
    }
    static bool differs_in_custom_type(const meta::Column& a, const meta::Column& b) {
        return b.type.kind == TypeKind::custom && !(a.type == b.type);
    }
    /// Whether there is anything to ask about a pair of tables.
    [[nodiscard]] bool is_open(std::size_t from, std::size_t to) const {
        const meta::Table &before = from_.tables[from], &after = to_.tables[to];
        bool open = false;
        for (const meta::Column& column : after.columns)
            if (std::size_t at = pairing_.column_before(to, column); at != nowhere_)
                open = open || differ(before.columns[at].server_default, column.server_default) ||
                       differ(before.columns[at].computed, column.computed) ||
                       differs_in_custom_type(before.columns[at], column);
        for (const meta::Check& check : after.checks)
            open = open || (!before.checks.empty() && !has_check(before, check));
        for (const meta::Index& index : after.indexes)
            if (const meta::Index* old = index_of(before, index.name))
                open = open || differs(*old, index);
        return open;
    }

    void settle(PostgresqlSpelling& spelling, std::size_t from, std::size_t to) {
        const meta::Table &before = from_.tables[from], &said = models_.tables[to];
        meta::Table& after = to_.tables[to];
        for (std::size_t c = 0; c < after.columns.size(); ++c) {
            meta::Column& column = after.columns[c];
            std::size_t at = pairing_.column_before(to, column);
            if (at == nowhere_)
                continue;
            const meta::Column& old = before.columns[at];
            if (differ(old.server_default, column.server_default)) {
                lang::Text text(work_.dialect());
                lang::write_default(text, said.columns[c], {});
                std::string_view value = text.view().substr(std::string_view(" DEFAULT ").size());
                put(column.server_default,
                    spelling.default_value(live_.tables[from].columns[at], value));
            }
            if (differ(old.computed, column.computed))
                put(column.computed,
                    spelling.computed(live_.tables[from].columns[at], said.columns[c].computed));
            if (differs_in_custom_type(old, column)) {
                lang::Text text(work_.dialect());
                lang::write_type(text, said.columns[c].type);
                if (std::string spelled = spelling.type(text.view()); !spelled.empty())
                    column.type = lang::TokenReader(spelled).name() == old.type.name
                                      ? old.type
                                      : lang::parse_type(spelled, work_.dialect());
            }
        }
        for (std::size_t i = 0; i < after.checks.size(); ++i)
            if (!has_check(before, after.checks[i]))
                put(after.checks[i].condition, spelling.check(said.checks[i].condition));
        for (std::size_t i = 0; i < after.indexes.size(); ++i) {
            const meta::Index* old = index_of(before, after.indexes[i].name);
            std::string expressions, predicate;
            if (!old || !differs(*old, after.indexes[i]) ||
                !spelling.index(said.indexes[i], expressions, predicate))
                continue;
            meta::Table one;
            one.indexes.push_back(after.indexes[i]);
            one.indexes[0].expressions = std::string_view(expressions);
            one.indexes[0].predicate = std::string_view(predicate);
            meta::Schema alone;
            alone.tables.push_back(std::move(one));
            alone = lang::normalise(alone, work_.dialect(), lang::Origin::database);
            after.indexes[i] = alone.tables[0].indexes[0];
        }
    }
    void settle(MysqlSpelling& spelling, std::size_t from, std::size_t to) {
        const meta::Table &before = from_.tables[from], &said = models_.tables[to];
        const meta::Table& live = live_.tables[from];
        meta::Table& after = to_.tables[to];
        for (std::size_t c = 0; c < after.columns.size(); ++c) {
            meta::Column& column = after.columns[c];
            std::size_t at = pairing_.column_before(to, column);
            if (at == nowhere_)
                continue;
            same_part(spelling, before.columns[at].server_default, live.columns[at].server_default,
                      said.columns[c].server_default, column.server_default);
            same_part(spelling, before.columns[at].computed, live.columns[at].computed,
                      said.columns[c].computed, column.computed);
        }
        for (std::size_t i = 0; i < after.checks.size(); ++i)
            if (!has_check(before, after.checks[i]))
                put(after.checks[i].condition, spelling.check(said.checks[i].condition));
    }
    static void same_part(MysqlSpelling& spelling, const meta::Name& before, std::string_view live,
                          std::string_view said, meta::Name& after) {
        if (!differ(before, after))
            return;
        std::string spelled = spelling.part(said);
        if (!spelled.empty() && spelled == spelling.part(live))
            after = before;
    }
    void put(meta::Name& expression, const std::string& spelled) const {
        if (!spelled.empty())
            expression = std::string_view(canonical(spelled));
    }

    Work& work_;
    const meta::Schema& live_;
    const meta::Schema& models_;
    const meta::Schema& from_;
    meta::Schema& to_;
    meta::Pairing pairing_;
};

} // namespace rowan::engine
