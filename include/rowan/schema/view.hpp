// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/name.hpp>

namespace rowan::meta {

/// A view as a database has it.
struct View {
    Name name;
    Name schema;
    Name definition; ///< Its SELECT, as the database spells it.
};

} // namespace rowan::meta
