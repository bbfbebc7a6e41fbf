// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/type/value.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rowan::lang {

/// Columns of a table that were chosen at run time.
struct ChosenColumns {
    /// What a row of them is read by: lives as long as the program. The whole table's mapping where
    /// too many different choices were made to keep one for each.
    const meta::Mapping* rows;
    std::vector<std::uint16_t> order; ///< Positions in `rows`, as they were asked for.
};

/// The columns of these names, each once. Throws UnknownColumn, and InvalidQuery for none at all.
[[nodiscard]] ChosenColumns choose_columns(const meta::Mapping& mapping,
                                           const std::vector<std::string_view>& names);
/// What an object of the table's struct holds in these columns. Throws DataError.
[[nodiscard]] Dict chosen_values(const ChosenColumns& chosen, const void* object);

} // namespace rowan::lang
