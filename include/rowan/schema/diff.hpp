// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/difference.hpp>
#include <rowan/schema/order.hpp>
#include <rowan/schema/pairing.hpp>
#include <rowan/schema/same_expression.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::meta {

/// What a comparison leaves out.
struct DiffOptions {
    /// A unique index is the same as a unique constraint, as it is to MySQL.
    bool unique_is_index = false;
    /// Report columns that stand in another order. Most databases can't change it, so that such a
    /// difference would stay for ever.
    bool column_order = false;
};

/// Finds what has to be done to make one schema of another one.
class Differ {
  public:
    constexpr Differ(const Schema& from, const Schema& to, const DiffOptions& options)
        : from_(from), to_(to), options_(options), pairing_(from, to) {}

    constexpr std::vector<Difference> run() {
        compare_enums();
        for (std::size_t to = 0; to < to_.tables.size(); ++to)
            if (std::size_t from = pairing_.from_of(to); from != nowhere)
                compare_tables(from, to);
        drop_tables();
        create_tables();
        std::vector<Difference> all;
        for (std::vector<Difference>* phase :
             {&first_, &table_renames_, &renames_, &drop_keys_, &drop_parts_, &early_drops_,
              &drop_tables_, &create_tables_, &add_columns_, &add_computed_, &change_columns_,
              &drop_computed_, &drop_columns_, &add_parts_, &add_keys_, &last_, &drop_enums_})
            all.insert(all.end(), phase->begin(), phase->end());
        return all;
    }

  private:
    using Kind = DifferenceKind;
    using Phase = std::vector<Difference>;

    static constexpr void add(Phase& phase, Kind kind, SchemaPlace from, SchemaPlace to) {
        phase.push_back({kind, from, to, {}});
    }

    // Enums that are types of their own

    struct EnumPlace {
        const ColumnType* type;
        SchemaPlace place;
    };
    static constexpr std::vector<EnumPlace> enums_of(const Schema& schema) {
        std::vector<EnumPlace> found;
        for (std::size_t t = 0; t < schema.tables.size(); ++t)
            for (std::size_t c = 0; c < schema.tables[t].columns.size(); ++c) {
                const ColumnType& type = schema.tables[t].columns[c].type;
                if (type.kind == TypeKind::enumeration && type.is_native && !find(found, type.name))
                    found.push_back({&type, {t, c}});
            }
        return found;
    }
    static constexpr const EnumPlace* find(const std::vector<EnumPlace>& places,
                                           std::string_view name) {
        for (const EnumPlace& place : places)
            if (place.type->name == name)
                return &place;
        return nullptr;
    }
    constexpr void compare_enums() {
        std::vector<EnumPlace> before = enums_of(from_), after = enums_of(to_);
        for (const EnumPlace& one : after) {
            const EnumPlace* old = find(before, one.type->name);
            if (!old)
                add(first_, Kind::add_enum, {}, one.place);
            else if (old->type->labels != one.type->labels)
                add(first_, Kind::change_enum, old->place, one.place);
        }
        for (const EnumPlace& one : before)
            if (!find(after, one.type->name))
                add(drop_enums_, Kind::drop_enum, one.place, {});
    }

    // Tables that are in both

    constexpr void compare_tables(std::size_t from, std::size_t to) {
        const Table& before = from_.tables[from];
        const Table& after = to_.tables[to];
        if (!(before.name == after.name))
            add(table_renames_, Kind::rename_table, {from}, {to});
        if (!(before.comment == after.comment))
            add(last_, Kind::change_table_comment, {from}, {to});
        if (before.partitioning.method != after.partitioning.method ||
            !pairing_.same_columns(from, before.partitioning.columns, after.partitioning.columns))
            add(last_, Kind::change_partitioning, {from}, {to});
        compare_columns(from, to);
        compare_keys(from, to);
        compare_parts(from, to);
    }

    constexpr void compare_columns(std::size_t from, std::size_t to) {
        const Table& before = from_.tables[from];
        const Table& after = to_.tables[to];
        std::vector<char> kept(before.columns.size(), 0);
        std::size_t last = 0;
        bool moved = false;
        for (std::size_t c = 0; c < after.columns.size(); ++c) {
            const Column& column = after.columns[c];
            std::size_t old = pairing_.column_before(to, column);
            if (old == nowhere) {
                add(column.computed.empty() ? add_columns_ : add_computed_, Kind::add_column,
                    {from}, {to, c});
                continue;
            }
            kept[old] = 1;
            moved = moved || old < last;
            last = old;
            if (!(before.columns[old].name == column.name))
                add(renames_, Kind::rename_column, {from, old}, {to, c});
            ColumnChanges changes = changes_of(before.columns[old], column);
            if (changes.any())
                change_columns_.push_back({Kind::change_column, {from, old}, {to, c}, changes});
        }
        for (std::size_t c = 0; c < before.columns.size(); ++c)
            if (!kept[c])
                drop_column(from, c, to);
        if (moved && options_.column_order)
            add(last_, Kind::column_order, {from}, {to});
    }
    constexpr void drop_column(std::size_t from, std::size_t column, std::size_t to) {
        const Column& dropped = from_.tables[from].columns[column];
        // "A" can't be added while "a" is there, where case makes no difference.
        bool in_the_way = false;
        for (const Column& other : to_.tables[to].columns)
            in_the_way = in_the_way || same_but_for_case(other.name, dropped.name);
        add(in_the_way                 ? early_drops_
            : dropped.computed.empty() ? drop_columns_
                                       : drop_computed_,
            Kind::drop_column, {from, column}, {to});
    }
    static constexpr bool same_but_for_case(std::string_view left, std::string_view right) {
        auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        if (left.size() != right.size())
            return false;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (lower(left[i]) != lower(right[i]))
                return false;
        return true;
    }

    /// Labels of an enum that is a type of its own are that type's.
    static constexpr bool same_type(const ColumnType& before, const ColumnType& after) {
        bool native = before.kind == TypeKind::enumeration && before.is_native &&
                      after.kind == TypeKind::enumeration && after.is_native;
        return native ? before.name == after.name : before == after;
    }
    static constexpr ColumnChanges changes_of(const Column& before, const Column& after) {
        return {.type = !same_type(before.type, after.type),
                .nullable = before.nullable != after.nullable,
                .server_default = !same_expression(before.server_default, after.server_default),
                .computed = !same_expression(before.computed, after.computed),
                .collate = !(before.collate == after.collate),
                .comment = !(before.comment == after.comment),
                .generated = before.generated != after.generated ||
                             before.autoincrement != after.autoincrement};
    }

    // Keys and constraints. Names count where somebody chose them: what the convention names may be
    // called otherwise by a database that named it itself.

    constexpr void compare_keys(std::size_t from, std::size_t to) {
        const PrimaryKey& before = from_.tables[from].primary_key;
        const PrimaryKey& after = to_.tables[to].primary_key;
        if (pairing_.same_columns(from, before.columns, after.columns))
            return;
        if (!before.columns.empty())
            add(drop_parts_, Kind::drop_primary_key, {from}, {to});
        if (!after.columns.empty())
            add(add_parts_, Kind::add_primary_key, {from}, {to});
    }

    /// Which parts of a kind are in both tables; a part of one only stays 0.
    struct Matched {
        std::vector<char> before;
        std::vector<char> after;
    };
    template <typename Part, typename Same>
    static constexpr Matched match(const std::vector<Part>& before, const std::vector<Part>& after,
                                   const std::vector<Part>* convention, Same same) {
        Matched matched{std::vector<char>(before.size(), 0), std::vector<char>(after.size(), 0)};
        auto pair_up = [&](bool by_name) {
            for (std::size_t a = 0; a < after.size(); ++a) {
                bool free_name =
                    !by_name && convention && is_conventional(after[a].name, (*convention)[a].name);
                for (std::size_t b = 0; b < before.size() && !matched.after[a]; ++b)
                    if (!matched.before[b] &&
                        (by_name ? before[b].name == after[a].name
                                 : free_name || before[b].name.empty()) &&
                        same(before[b], after[a]))
                        matched.before[b] = matched.after[a] = 1;
            }
        };
        pair_up(true);
        for (char found : matched.after)
            if (!found) {
                pair_up(false);
                break;
            }
        return matched;
    }
    static constexpr void report(const Matched& matched, std::size_t from, std::size_t to,
                                 Phase& drops, Kind drop, Phase& adds, Kind add_kind) {
        for (std::size_t i = 0; i < matched.before.size(); ++i)
            if (!matched.before[i])
                add(drops, drop, {from, i}, {to});
        for (std::size_t i = 0; i < matched.after.size(); ++i)
            if (!matched.after[i])
                add(adds, add_kind, {from}, {to, i});
    }

    constexpr void compare_parts(std::size_t from, std::size_t to) {
        const Table& before = from_.tables[from];
        const Table& after = to_.tables[to];
        if (before.uniques.empty() && after.uniques.empty() && before.indexes.empty() &&
            after.indexes.empty() && before.foreign_keys.empty() && after.foreign_keys.empty() &&
            before.checks.empty() && after.checks.empty())
            return;
        Table convention = named_by_convention(after);
        Matched keys = match(before.foreign_keys, after.foreign_keys, &convention.foreign_keys,
                             [&](const ForeignKey& a, const ForeignKey& b) {
                                 return pairing_.same_columns(from, a.columns, b.columns) &&
                                        pairing_.same_target(a, b) && a.on_delete == b.on_delete &&
                                        a.on_update == b.on_update && a.deferrable == b.deferrable;
                             });
        Matched indexes =
            match(before.indexes, after.indexes, static_cast<const std::vector<Index>*>(nullptr),
                  [&](const Index& a, const Index& b) {
                      return a.unique == b.unique &&
                             pairing_.same_columns(from, a.columns, b.columns) &&
                             same_expression(a.expressions, b.expressions) &&
                             same_expression(a.predicate, b.predicate);
                  });
        Matched uniques = match(before.uniques, after.uniques, &convention.uniques,
                                [&](const Unique& a, const Unique& b) {
                                    return pairing_.same_columns(from, a.columns, b.columns);
                                });
        if (options_.unique_is_index)
            match_across(from, to, uniques, indexes);
        Matched checks = match(before.checks, after.checks, &convention.checks,
                               [](const Check& a, const Check& b) {
                                   return same_expression(a.condition, b.condition);
                               });
        report(keys, from, to, drop_keys_, Kind::drop_foreign_key, add_keys_,
               Kind::add_foreign_key);
        report(indexes, from, to, drop_parts_, Kind::drop_index, add_parts_, Kind::add_index);
        report(uniques, from, to, drop_parts_, Kind::drop_unique, add_parts_, Kind::add_unique);
        report(checks, from, to, drop_parts_, Kind::drop_check, add_parts_, Kind::add_check);
    }
    constexpr void match_across(std::size_t from, std::size_t to, Matched& uniques,
                                Matched& indexes) {
        const Table& before = from_.tables[from];
        const Table& after = to_.tables[to];
        auto same = [&](const Index& index, const Unique& unique) {
            return index.unique && index.name == unique.name && index.expressions.empty();
        };
        for (std::size_t u = 0; u < before.uniques.size(); ++u)
            for (std::size_t i = 0; i < after.indexes.size(); ++i)
                if (!uniques.before[u] && !indexes.after[i] &&
                    same(after.indexes[i], before.uniques[u]) &&
                    pairing_.same_columns(from, before.uniques[u].columns,
                                          after.indexes[i].columns))
                    uniques.before[u] = indexes.after[i] = 1;
    }

    // Tables that are in one only

    constexpr void drop_tables() {
        std::vector<Table> dropped;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < from_.tables.size(); ++i)
            if (pairing_.to_of(i) == nowhere) {
                dropped.push_back(from_.tables[i]);
                places.push_back(i);
            }
        TableOrder order = order_tables(dropped);
        for (const ForeignKeyPlace& key : order.postponed)
            add(drop_keys_, Kind::drop_foreign_key, {places[key.table], key.key}, {});
        // Its indexes go with a table.
        for (std::size_t i = order.tables.size(); i > 0; --i)
            add(drop_tables_, Kind::drop_table, {places[order.tables[i - 1]]}, {});
    }
    constexpr void create_tables() {
        std::vector<Table> created;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < to_.tables.size(); ++i)
            if (pairing_.from_of(i) == nowhere) {
                created.push_back(to_.tables[i]);
                places.push_back(i);
            }
        TableOrder order = order_tables(created);
        for (std::size_t at : order.tables) {
            std::size_t place = places[at];
            add(create_tables_, Kind::add_table, {}, {place});
            for (std::size_t index = 0; index < to_.tables[place].indexes.size(); ++index)
                add(create_tables_, Kind::add_index, {}, {place, index});
        }
        for (const ForeignKeyPlace& key : order.postponed)
            add(add_keys_, Kind::add_foreign_key, {}, {places[key.table], key.key});
    }

    const Schema& from_;
    const Schema& to_;
    DiffOptions options_;
    Pairing pairing_;
    Phase first_, table_renames_, renames_, drop_keys_, drop_parts_, early_drops_, drop_tables_,
        create_tables_, add_columns_, add_computed_, change_columns_, drop_computed_, drop_columns_,
        add_parts_, add_keys_, last_, drop_enums_;
};

/// What has to be done to make the schema `to` of the schema `from`, in an order that can be
/// carried out: parents are created before the tables that refer to them and dropped after them,
/// keys and indexes go before their columns and come after them. Both schemas are of one kind: two
/// of models and revisions, or two that are normalised for one dialect. Differences name places in
/// both.
constexpr std::vector<Difference> diff(const Schema& from, const Schema& to,
                                       const DiffOptions& options = {}) {
    return Differ(from, to, options).run();
}

} // namespace rowan::meta
