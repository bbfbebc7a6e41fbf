// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/returning.hpp>
#include <rowan/sql/conflict.hpp>

#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan::orm {

/// Inserts an object by clauses that say what becomes of it where its key is taken.
template <typename Entity>
void insert_row(engine::Work& work, const Entity& object, const lang::Clauses& clauses) {
    work.insert_by({lang::Verb::insert, &meta::mapping<Entity>, &clauses},
                   __builtin_addressof(object), {});
}
/// The same; the row that it returns goes behind `rows`.
template <typename Entity, typename Row>
void insert_row(engine::Work& work, const Entity& object, const lang::Clauses& clauses,
                std::vector<Row>& rows) {
    lang::Statement statement{lang::Verb::insert, &meta::mapping<Entity>, &clauses};
    statement.rows = &lang::returned_mapping<Entity, Row>();
    work.insert_by(statement, __builtin_addressof(object), into(rows));
}

template <typename Object, typename Entity, typename Columns>
auto insert_by(engine::Work& work, const Object& object,
               const Conflict<Entity, Columns>& conflict) {
    lang::check_conflict_of<Object, Entity>();
    if constexpr (!std::is_same_v<Object, Entity>) {
    } else if constexpr (std::is_void_v<Columns>) {
        insert_row(work, object, conflict.clauses());
    } else {
        using Row = lang::ReturnedRow<Entity, Columns>;
        std::vector<Row> rows;
        insert_row(work, object, conflict.clauses(), rows);
        return rows.empty() ? std::optional<Row>() : std::optional<Row>(std::move(rows[0]));
    }
}
template <typename Entity, typename... Columns>
auto insert_by(engine::Work& work, const Entity& object, lang::ReturnedColumns<Columns...>) {
    std::vector<lang::ReturnedRow<Entity, lang::ReturnedColumns<Columns...>>> rows;
    insert_row(work, object, lang::with_returned<Entity, Columns...>({}), rows);
    return std::move(rows.at(0));
}
/// Inserts all objects of a range; `done` ends it well.
template <typename Range, typename Entity, typename Columns, typename Done>
auto insert_all_by(engine::Work& work, const Range& range,
                   const Conflict<Entity, Columns>& conflict, Done done) {
    using Object = std::remove_cvref_t<decltype(*std::begin(range))>;
    lang::check_conflict_of<Object, Entity>();
    if constexpr (!std::is_same_v<Object, Entity>) {
    } else if constexpr (std::is_void_v<Columns>) {
        for (const Entity& object : range)
            insert_row(work, object, conflict.clauses());
        done();
    } else {
        std::vector<lang::ReturnedRow<Entity, Columns>> rows;
        for (const Entity& object : range)
            insert_row(work, object, conflict.clauses(), rows);
        done();
        return rows;
    }
}

} // namespace rowan::orm
