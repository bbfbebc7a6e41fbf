// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/default_session.hpp>
#include <rowan/orm/insert_by.hpp>
#include <rowan/sql/check_insert.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace rowan {

/// An INSERT of the rows of a select, made by insert_into(); its last call, from(), runs it.
/// Nothing is read into the program: neither initializers of members nor functions such as
/// before_insert() have a part in it.
template <typename Entity, typename... Columns>
class InsertInto {
  public:
    explicit InsertInto(engine::Work& work) : work_(&work) {
        lang::check_target_columns<Entity, Columns...>();
    }

    /// Inserts the rows of a select, whose items stand for the columns one after the other; returns
    /// how many they are. Throws IntegrityError, DataError, OperationalError.
    template <lang::IsSelect Select>
    std::int64_t from(const Select& select) const {
        return count(select, {});
    }
    /// The same; says what becomes of a row whose key is taken: `.from(select(…),
    /// on_conflict<&Job::url>().do_nothing())`. With `.returning(…)`, gives the rows that were
    /// inserted or updated, else how many they are, of which MySQL counts an updated one twice.
    /// Throws NotSupported where the database has no such statement.
    template <lang::IsSelect Select, typename Other, typename Returned>
    auto from(const Select& select, const Conflict<Other, Returned>& conflict) const {
        lang::check_conflict_of<Entity, Other>();
        if constexpr (!std::is_same_v<Entity, Other>)
            return;
        else if constexpr (std::is_void_v<Returned>)
            return count(select, conflict.clauses());
        else
            return rows<lang::ReturnedRow<Entity, Returned>>(select, conflict.clauses());
    }
    /// The same; returns columns of the new rows: `.from(select(…), returning("id"_col))`, or whole
    /// rows where none is named. Throws NotSupported on Firebird.
    template <lang::IsSelect Select, typename... Returned>
    auto from(const Select& select, lang::ReturnedColumns<Returned...>) const {
        using Row = lang::ReturnedRow<Entity, lang::ReturnedColumns<Returned...>>;
        return rows<Row>(select, lang::with_returned<Entity, Returned...>({}));
    }
    /// The text of from(), with placeholders for its values.
    template <lang::IsSelect Select>
    [[nodiscard]] std::string sql(const Select& select) const {
        return with(select, {}, [&](const lang::Statement& run) { return work_->text_of(run); });
    }
    /// How the database would run it: its plan, in the database's own words. Throws NotSupported
    /// where it can't be asked.
    template <lang::IsSelect Select>
    [[nodiscard]] std::string explain(const Select& select) const {
        return with(select, {}, [&](const lang::Statement& run) { return work_->explain(run); });
    }

  private:
    template <typename Select, typename Use>
    static auto with(const Select& select, lang::Clauses clauses, Use use) {
        lang::check_unlocked<typename Select::select_types>();
        lang::check_inserted<Entity, typename Select::select_types, Columns...>();
        lang::Clause words = lang::words_to_insert<Entity, Columns...>(select.clauses());
        clauses.lifted = select.clauses().lifted;
        lang::Statement statement{lang::Verb::insert_select, &meta::mapping<Entity>, &clauses};
        statement.source = &words;
        return use(statement);
    }
    template <typename Select>
    std::int64_t count(const Select& select, const lang::Clauses& clauses) const {
        return with(select, clauses,
                    [&](const lang::Statement& run) { return work_->change(run); });
    }
    template <typename Row, typename Select>
    std::vector<Row> rows(const Select& select, const lang::Clauses& clauses) const {
        return with(select, clauses, [&](lang::Statement statement) {
            std::vector<Row> rows;
            statement.rows = &lang::returned_mapping<Entity, Row>();
            work_->fetch(statement, orm::into(rows), -1);
            return rows;
        });
    }

    engine::Work* work_;
};

/// Inserts the rows of a select without reading them: `insert_into<Archive>(session, "id"_col,
/// "user"_col).from(select(col<&Job::id>, col<&Job::user>).where(…))`. Without columns, all that
/// the database doesn't compute, in the order of the members. The compiler checks the number and
/// the types of the items.
template <typename Entity, typename... Columns>
requires(lang::is_column<Columns>&&...)
    [[nodiscard]] auto insert_into(Session& session, Columns...) {
    return InsertInto<Entity, Columns...>(session.work());
}
/// The same on this thread's default session.
template <typename Entity, typename... Columns>
requires(lang::is_column<Columns>&&...) [[nodiscard]] auto insert_into(Columns...) {
    return InsertInto<Entity, Columns...>(default_session().work());
}

} // namespace rowan
