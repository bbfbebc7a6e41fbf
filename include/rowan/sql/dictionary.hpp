// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>
#include <rowan/sql/code.hpp>
#include <rowan/type/value.hpp>

#include <string>
#include <vector>

namespace rowan {

/// What from_dict() did with the names of a map.
struct DictReport {
    std::vector<std::string> changed; ///< Columns whose values are others than before.
    std::vector<std::string> skipped; ///< Names that are no columns.
};

} // namespace rowan

namespace rowan::lang {

/// Adds conditions whose names and values are known at run time only, all or none of them. Throws
/// UnknownColumn and TypeMismatch.
void add_filters(Clause& where, const meta::Mapping& mapping, const Filters& filters);

/// The columns of an object as an ordered map of name to value. Throws DataError if a member has no
/// form in a database.
[[nodiscard]] Dict to_dict(const meta::Mapping& mapping, const void* object);

/// Sets the members of an object whose columns are in the map, all or none of them. Throws
/// TypeMismatch, and DataError for a value that the member can't hold.
DictReport from_dict(const meta::Mapping& mapping, void* object, const Dict& values);

} // namespace rowan::lang
