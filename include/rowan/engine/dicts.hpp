// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/work.hpp>
#include <rowan/sql/chosen_columns.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace rowan::engine {

/// Reads at most `most` rows (-1: all) as maps of the columns that were chosen. Each call of
/// `row.next` gives the address of an empty object, which may be the same again.
[[nodiscard]] std::vector<Dict> read_dicts(Work& work, const lang::Statement& select,
                                           const lang::ChosenColumns& chosen, RowTarget row,
                                           std::int64_t most);
/// The first of them, or nothing.
[[nodiscard]] std::optional<Dict> first_dict(std::vector<Dict> rows);

} // namespace rowan::engine
