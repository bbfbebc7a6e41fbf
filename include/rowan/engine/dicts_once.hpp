// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/engine/dicts.hpp>

#include <utility>

namespace rowan::engine {

ROWAN_ONCE std::vector<Dict> read_dicts(Work& work, const lang::Statement& select,
                                        const lang::ChosenColumns& chosen, RowTarget row,
                                        std::int64_t most) {
    struct Rows {
        const lang::ChosenColumns& chosen;
        RowTarget& row;
        std::vector<Dict> dicts;
        void* read; ///< The object whose row was asked for last.

        void take() {
            if (read)
                dicts.push_back(lang::chosen_values(chosen, read));
        }
    } rows{chosen, row, {}, nullptr};
    auto next = [](void* context) -> void* {
        auto& all = *static_cast<Rows*>(context);
        all.take();
        return all.read = all.row.next(all.row.context);
    };
    work.fetch(select, {&rows, next}, most);
    rows.take();
    return std::move(rows.dicts);
}

ROWAN_ONCE std::optional<Dict> first_dict(std::vector<Dict> rows) {
    if (rows.empty())
        return std::nullopt;
    return std::move(rows.front());
}

} // namespace rowan::engine
