// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/sql/order.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::lang {

/// The column of an order that a text names. Throws UnknownColumn.
inline std::uint16_t ordered_column(const meta::Mapping& mapping, std::string_view name,
                                    std::initializer_list<std::string_view> allowed) {
    std::uint16_t column = mapping.find(name);
    auto names_it = [&](std::string_view other) { return mapping.find(other) == column; };
    if (column == meta::no_column)
        throw UnknownColumn("rowan: ordering() of " + std::string(mapping.entity) +
                            ": it has no column '" + std::string(name) + "'");
    if (allowed.size() > 0 && std::none_of(allowed.begin(), allowed.end(), names_it))
        throw UnknownColumn("rowan: ordering() of " + std::string(mapping.entity) + ": column '" +
                            std::string(name) + "' is not among those that are allowed");
    return column;
}

ROWAN_ONCE void add_order(Clause& order, const meta::Mapping& mapping, std::string_view text,
                          std::initializer_list<std::string_view> allowed) {
    static constexpr std::string_view blanks = " \t";
    auto trim = [](std::string_view part) {
        std::size_t first = part.find_first_not_of(blanks);
        if (first == std::string_view::npos)
            return std::string_view();
        return part.substr(first, part.find_last_not_of(blanks) - first + 1);
    };
    for (std::string_view name : allowed)
        static_cast<void>(ordered_column(mapping, name, {}));
    text = trim(text);
    if (text.empty())
        return;
    Clause added = order;
    for (bool more = true; more;) {
        std::size_t comma = text.find(',');
        more = comma != std::string_view::npos;
        std::string_view name = trim(text.substr(0, comma));
        text.remove_prefix(more ? comma + 1 : 0);
        bool down = !name.empty() && name[0] == '-';
        name = trim(name.substr(down ? 1 : 0));
        if (name.empty())
            throw InvalidQuery("rowan: ordering() of " + std::string(mapping.entity) +
                               ": a name is missing; write \"-created,name\"");
        std::uint32_t column = word(Op::column, ordered_column(mapping, name, allowed));
        if (std::find(added.code.begin(), added.code.end(), column) != added.code.end())
            continue;
        added.put(Op::order, down ? descending : ascending);
        added.code.push_back(column);
        ++added.count;
    }
    order = std::move(added);
}

} // namespace rowan::lang
