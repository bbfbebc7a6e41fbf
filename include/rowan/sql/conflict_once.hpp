// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/sql/conflict.hpp>

#include <cstdint>

namespace rowan::lang {

ROWAN_ONCE void put_excluded_row(Clause& set, const meta::Mapping& mapping) {
    auto is_target = [&](std::uint32_t column) {
        for (std::uint32_t i = 0; i < argument_of(set.code[0]); ++i)
            if (argument_of(set.code[i + 1]) == column)
                return true;
        return false;
    };
    for (std::uint32_t i = 0; i < mapping.columns.size(); ++i) {
        const meta::MappedColumn& column = mapping.columns[i];
        if (column.in_key || !column.computed.empty() || column.generated || is_target(i))
            continue;
        set.put(Op::assign, i);
        ++set.count;
        if (i != mapping.version) {
            set.put(Op::excluded, i);
            continue;
        }
        set.put(Op::plus);
        set.put(Op::column, i);
        set.put(Op::parameter, calculated);
        set.values.add_integer(1);
    }
    if (set.count == 0) {
        // Nothing but the key: the row is as it was, and counts as updated.
        std::uint32_t column = argument_of(set.code[1]);
        set.put(Op::assign, column);
        set.put(Op::excluded, column);
        ++set.count;
    }
}

} // namespace rowan::lang
