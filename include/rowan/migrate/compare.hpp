// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/database_spelling.hpp>
#include <rowan/engine/engine.hpp>
#include <rowan/engine/inspector.hpp>
#include <rowan/schema/describe.hpp>
#include <rowan/schema/diff.hpp>
#include <rowan/schema/pairing.hpp>
#include <rowan/schema/sentence.hpp>
#include <rowan/sql/normalise.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// Which differences of a database and the models count.
struct CompareOptions {
    /// Tables of the database that are others': names, or beginnings of names with a `*` behind
    /// them. The tables where Rowan and Alembic keep versions belong here.
    std::vector<std::string> ignore = {"alembic_version"};
    /// Tables that no model has are others'.
    bool only_models = false;
    /// Report columns in another order than the models'; there is no operation for it.
    bool column_order = false;
    /// What the revisions say that the database has: it knows what no database does, such as the
    /// values of an enum that is a VARCHAR there.
    const meta::Schema* known = nullptr;
};

/// What two schemas have not alike.
struct Comparison {
    meta::Schema from;
    meta::Schema to;
    std::vector<meta::Difference> differences; ///< Of `from` and `to`, in the order to mend them.
    std::vector<std::string> sentences;        ///< One for each difference.
    std::vector<meta::Difference> way_back;    ///< Of `to` and `from`, to undo it.
    bool keys_have_indexes = false; ///< The database makes an index for each foreign key.

    [[nodiscard]] bool empty() const { return differences.empty(); }
};

/// Fills in what differs. The schemas that are compared are those of the comparison, or what they
/// became when they were normalised.
inline void find_differences(Comparison& result, meta::Schema from, meta::Schema to,
                             const meta::DiffOptions& options, const meta::Sides& sides) {
    result.differences = meta::diff(from, to, options);
    for (const meta::Difference& difference : result.differences)
        result.sentences.emplace_back(meta::sentence(difference, from, to, sides).view());
    // On the way back it is the old names that things get, and the new ones that they had.
    for (meta::Schema* schema : {&from, &to})
        for (meta::Table& table : schema->tables) {
            table.renamed_from = {};
            for (meta::Column& column : table.columns)
                column.renamed_from = {};
        }
    for (const meta::Difference& difference : result.differences) {
        const meta::SchemaPlace &old = difference.from, &now = difference.to;
        if (difference.kind == meta::DifferenceKind::rename_table)
            from.tables[old.table].renamed_from = to.tables[now.table].name;
        if (difference.kind == meta::DifferenceKind::rename_column)
            from.tables[old.table].columns[old.part].renamed_from =
                to.tables[now.table].columns[now.part].name;
    }
    result.way_back = meta::diff(to, from, options);
}

/// The tables of models as a value.
template <typename... Models>
constexpr meta::Schema describe_models() {
    const meta::Mapping* mappings[] = {&meta::mapping<Models>...};
    return meta::describe(mappings);
}

/// Whether a table is one of others.
inline bool is_ignored(std::string_view name, const std::vector<std::string>& patterns) {
    for (std::string_view pattern : patterns) {
        bool open = pattern.ends_with('*');
        if (open)
            pattern.remove_suffix(1);
        if (open ? name.starts_with(pattern) : name == pattern)
            return true;
    }
    return false;
}

/// Compares a live database with models.
class LiveComparer {
  public:
    LiveComparer(engine::Work& work, const CompareOptions& options)
        : work_(work), options_(options) {}

    Comparison run(meta::Schema models) {
        Comparison result;
        result.to = std::move(models);
        result.keys_have_indexes =
            work_.dialect().ddl->catalog == lang::Catalog::information_schema;
        result.from = Inspector(work_).schema({.schemas = spaces_of(result.to)});
        leave_out(result);
        const lang::Dialect& dialect = work_.dialect();
        meta::Schema from = lang::normalise(result.from, dialect, lang::Origin::database);
        meta::Schema to = lang::normalise(result.to, dialect, lang::Origin::models);
        settle_collations(from, to);
        engine::SpellingSettler(work_, result.from, result.to, from, to).run();
        if (options_.known)
            remember(result, from, to);
        find_differences(result, std::move(from), std::move(to),
                         {.unique_is_index = dialect.ddl->no_action_restricts,
                          .column_order = options_.column_order},
                         {});
        return result;
    }

  private:
    [[nodiscard]] std::vector<std::string> spaces_of(const meta::Schema& models) const {
        std::vector<std::string> spaces;
        if (work_.dialect().schemas)
            for (const meta::Table& table : models.tables)
                if (!table.schema.empty() && !is_ignored(table.schema, spaces))
                    spaces.emplace_back(table.schema.view());
        return spaces;
    }
    void leave_out(Comparison& result) const {
        meta::Pairing pairing(result.from, result.to);
        std::vector<meta::Table> kept;
        for (std::size_t i = 0; i < result.from.tables.size(); ++i) {
            bool is_model = pairing.to_of(i) != meta::nowhere;
            if (is_model ||
                (!options_.only_models && !is_ignored(result.from.tables[i].name, options_.ignore)))
                kept.push_back(std::move(result.from.tables[i]));
        }
        result.from.tables = std::move(kept);
    }

    /// A model may ask for the collation that holds anyway.
    void settle_collations(const meta::Schema& from, meta::Schema& to) {
        if (work_.dialect().ddl->catalog != lang::Catalog::information_schema)
            return;
        meta::Pairing pairing(from, to);
        std::string usual;
        for (std::size_t t = 0; t < to.tables.size(); ++t)
            for (meta::Column& column : to.tables[t].columns) {
                if (column.collate.empty() || pairing.from_of(t) == meta::nowhere)
                    continue;
                std::size_t at = pairing.column_before(t, column);
                if (at == meta::nowhere ||
                    !from.tables[pairing.from_of(t)].columns[at].collate.empty())
                    continue;
                if (usual.empty())
                    engine::read_catalog(
                        work_, "SELECT @@collation_database", 1, {},
                        [&](const engine::CatalogRow& row) { usual = row.text(0); });
                if (column.collate == usual)
                    column.collate = {};
            }
    }

    /// Takes types from what the revisions say where the database has what they made of it.
    void remember(Comparison& result, meta::Schema& from, meta::Schema& to) const {
        meta::Schema known =
            lang::normalise(*options_.known, work_.dialect(), lang::Origin::models);
        meta::Pairing pairing(from, to);
        for (std::size_t t = 0; t < from.tables.size(); ++t) {
            const meta::Table& table = from.tables[t];
            const meta::Table* said = options_.known->find(table.name, table.schema);
            const meta::Table* spelled = known.find(table.name, table.schema);
            for (std::size_t c = 0; said && c < table.columns.size(); ++c) {
                std::size_t at = meta::column_at(*said, table.columns[c].name);
                if (at == meta::nowhere || !(spelled->columns[at].type == table.columns[c].type))
                    continue;
                result.from.tables[t].columns[c].type = said->columns[at].type;
                if (pairing.to_of(t) != meta::nowhere)
                    compare_labels(result, from, to, {t, c}, pairing);
            }
        }
    }
    /// An enum's values, where the database doesn't know them.
    static void compare_labels(const Comparison& result, meta::Schema& from, meta::Schema& to,
                               meta::SchemaPlace place, const meta::Pairing& pairing) {
        std::size_t table = pairing.to_of(place.table);
        const meta::ColumnType& before = result.from.tables[place.table].columns[place.part].type;
        for (std::size_t c = 0; c < to.tables[table].columns.size(); ++c) {
            const meta::ColumnType& after = result.to.tables[table].columns[c].type;
            if (pairing.column_before(table, to.tables[table].columns[c]) == place.part &&
                before.kind == TypeKind::enumeration && after.kind == TypeKind::enumeration &&
                !before.is_native && !after.is_native && before.labels != after.labels) {
                from.tables[place.table].columns[place.part].type = before;
                to.tables[table].columns[c].type = after;
            }
        }
    }

    engine::Work& work_;
    const CompareOptions& options_;
};

/// What a live database and models have not alike; the database is `from`. Throws what reading
/// throws.
inline Comparison compare(engine::Work& work, meta::Schema models,
                          const CompareOptions& options = {}) {
    return LiveComparer(work, options).run(std::move(models));
}
inline Comparison compare(const Engine& engine, meta::Schema models,
                          const CompareOptions& options = {}) {
    Owned<engine::Work> work = engine.core()->open_work();
    return compare(*work, std::move(models), options);
}

/// What the schema after the last revision and models have not alike; no database is needed.
inline Comparison compare(meta::Schema replayed, meta::Schema models) {
    Comparison result{std::move(replayed), std::move(models), {}, {}, {}, false};
    find_differences(result, result.from, result.to, {}, {.from = "the revisions"});
    return result;
}

} // namespace rowan::migrate
