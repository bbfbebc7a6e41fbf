// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/small_buffer.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/type/value.hpp>

#include <cstdint>
#include <string_view>

namespace rowan::lang {

/// Positions of columns, each once, in the order in which they were asked for.
using AskedColumns = SmallBuffer<std::uint32_t, 16>;

/// Columns of a table that were chosen at run time.
struct ChosenColumns {
    /// What a row of them is read by: lives as long as the program. The whole table's mapping where
    /// too many different choices were made to keep one for each.
    const meta::Mapping* rows;
    AskedColumns order; ///< Positions in `rows`.
};

/// Adds the column of this name, if it isn't there yet. Throws UnknownColumn.
void ask_column(AskedColumns& asked, const meta::Mapping& mapping, std::string_view name);
/// What reads these columns. Throws InvalidQuery for none at all.
[[nodiscard]] ChosenColumns choose_columns(const meta::Mapping& mapping, const AskedColumns& asked);
/// What an object of the table's struct holds in these columns. Throws DataError.
[[nodiscard]] Dict chosen_values(const ChosenColumns& chosen, const void* object);

} // namespace rowan::lang
