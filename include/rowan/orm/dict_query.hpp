// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/dicts.hpp>
#include <rowan/engine/work.hpp>
#include <rowan/orm/blank.hpp>
#include <rowan/schema/map.hpp>
#include <rowan/sql/chosen_columns.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::orm {

/// The rows of a query as maps of some columns' names to their values, made by Query::columns().
template <typename Entity>
class DictQuery {
  public:
    DictQuery(engine::Work& work, lang::Clauses clauses, lang::ChosenColumns chosen)
        : work_(&work), clauses_(std::move(clauses)), chosen_(std::move(chosen)) {}

    /// All rows.
    [[nodiscard]] std::vector<Dict> all() const { return read(-1); }
    /// The first row, or nothing.
    [[nodiscard]] std::optional<Dict> first() const {
        DictQuery limited = *this;
        if (clauses_.limit != 0)
            limited.clauses_.limit = 1;
        return engine::first_dict(limited.read(1));
    }
    /// The SELECT's text, with placeholders for its values.
    [[nodiscard]] std::string sql() const { return work_->text_of(statement()); }

  private:
    [[nodiscard]] lang::Statement statement() const {
        lang::Statement select{lang::Verb::select, &meta::mapping<Entity>, &clauses_};
        select.rows = chosen_.rows;
        return select;
    }
    // Its type is deduced so that no file has std::optional<Dict> before somebody calls first().
    [[nodiscard]] auto read(std::int64_t most) const {
        std::optional<Entity> row; // the one that is being read
        auto renew = [](void* context) -> void* {
            return __builtin_addressof(
                static_cast<std::optional<Entity>*>(context)->emplace(Blank<Entity>{}));
        };
        return engine::read_dicts(*work_, statement(), chosen_, {&row, renew}, most);
    }

    engine::Work* work_;
    lang::Clauses clauses_;
    lang::ChosenColumns chosen_;
};

} // namespace rowan::orm
