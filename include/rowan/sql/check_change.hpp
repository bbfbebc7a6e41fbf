// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check_select.hpp>

#include <cstddef>
#include <type_traits>

// What an UPDATE sets to values of other tables, and what stops the compiler there.

namespace rowan::lang {

template <typename Entity, typename Column, typename Value>
inline constexpr bool can_be_set_to = can_be_read_into<value_of_t<Entity, Column>, Value>;

/// Stops the compiler unless a column can be set to this expression of the tables that are joined.
template <typename Entity, typename Column, typename Node, typename Sources>
consteval void check_set() {
    check_one_row<Node>();
    check_sources<Sources>(typename Meaning<Node>::sources{});
    using Value = item_value_t<Sources, Node>;
    ROWAN_CHECK((can_be_set_to<Entity, Column, Value>),
                "rowan: update(): the value has another type than its column, or can be NULL where "
                "the column can't; give one of the member's type, by cast<>() or coalesce(). "
                "docs/errors.md#E169",
                "rowan: update() of ", reflect::type_name<Entity>(), ": the column '",
                node_name<Column>(), "' is ", value_name<value_of_t<Entity, Column>>(),
                ", the value is ", types::is_optional<Value> ? "a nullable " : "",
                value_name<Value>(),
                "; give one of the member's type, by cast<>() or coalesce(). docs/errors.md#E169");
}

/// Puts `column = value`, the value's words behind their length.
template <typename Entity, typename Sources, typename Node>
void put_joined_set(Clause& set, const Node& node) {
    check_assignment<Entity, Node>();
    if constexpr (is_assignment_node<Node>) {
        using Column = std::remove_cvref_t<decltype(node.column)>;
        using Right = std::remove_cvref_t<decltype(node.value)>;
        if constexpr (is_literal<Right>) {
            std::size_t start = set.code.size();
            Lower<Entity>{set}.assign(node.column, node.value);
            set.code.insert(start + 1, word(Op::bits, 1));
        } else {
            check_column<Entity>(Column{});
            check_set<Entity, Column, Right, Sources>();
            set.put(Op::assign, column_position<Entity, Column>);
            std::size_t opened = open_words(set);
            LowerSelect{set}(node.value);
            close_words(set, opened);
            ++set.count;
        }
    }
}

} // namespace rowan::lang
