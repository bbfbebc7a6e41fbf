// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check_select.hpp>
#include <rowan/sql/lower_select.hpp>

#include <cstddef>
#include <optional>
#include <type_traits>

// Subqueries and functions in the conditions and values of a query of one struct.

namespace rowan::lang {

template <typename Source, auto Member>
inline constexpr bool is_of_selects<SourceColumn<Source, Member>> = true;
template <typename Source, FixedString Name>
inline constexpr bool is_of_selects<OutputColumn<Source, Name>> = true;
template <Op Operator, typename Inner, typename Select>
inline constexpr bool is_of_selects<InSelect<Operator, Inner, Select>> = true;
template <typename Function, typename Arguments, bool IsDistinct, typename Filter, typename Over>
inline constexpr bool is_of_selects<Call<Function, Arguments, IsDistinct, Filter, Over>> = true;
template <FixedString Name, typename Result, typename... Arguments>
inline constexpr bool is_of_selects<NamedCall<Name, Result, Arguments...>> = true;
template <typename Branches, typename Else>
inline constexpr bool is_of_selects<Case<Branches, Else>> = true;
template <typename Operand, typename Branches, typename Else>
inline constexpr bool is_of_selects<ValueCase<Operand, Branches, Else>> = true;
template <typename Inner>
inline constexpr bool is_of_selects<Constant<Inner>> = true;
template <typename Target, typename Inner>
inline constexpr bool is_of_selects<Cast<Target, Inner>> = true;
template <FixedString Path, typename Inner>
inline constexpr bool is_of_selects<JsonText<Path, Inner>> = true;
template <bool Same, typename Left, typename Right>
inline constexpr bool is_of_selects<Differs<Same, Left, Right>> = true;
template <Around Kind, typename Select>
inline constexpr bool is_of_selects<SelectOperand<Kind, Select>> = true;
template <typename Select>
inline constexpr bool is_of_selects<Exists<Select>> = true;
template <bool Negated, typename Columns, typename Rows>
inline constexpr bool is_of_selects<TupleIn<Negated, Columns, Rows>> = true;

/// The one table of a query.
template <typename Entity>
using OwnSource = TypeList<Joined<TableSource<Entity>, false>>;

template <typename Entity, typename Node>
requires is_of_selects<Node>
struct ValueOf<Entity, Node> {
    using Value = typename Meaning<Node>::value;
    using type = std::conditional_t<std::is_void_v<Value> ||
                                        !Meaning<Node>::template nullable<OwnSource<Entity>>,
                                    Value, std::optional<value_or_nothing_t<Value>>>;
};

/// Stops the compiler unless a node is about one row of the query's struct.
template <typename Entity, typename Node>
consteval void check_in_query() {
    check_one_row<Node>();
    check_sources<OwnSource<Entity>>(typename Meaning<Node>::sources{});
}

template <typename Entity, typename Node>
struct LowerWide {
    static void put(Clause& clause, const Node& node) {
        check_in_query<Entity, Node>();
        LowerSelect{clause}(node);
    }
};
/// The operand may be a name.
template <typename Entity, Op Operator, typename Inner, typename Select>
struct LowerWide<Entity, InSelect<Operator, Inner, Select>> {
    static void put(Clause& clause, const InSelect<Operator, Inner, Select>& node) {
        check_sources<OwnSource<Entity>>(typename Select::select_types::free{});
        check_value<Entity, Inner, typename Select::select_types::scalar>();
        LowerSelect{clause}.in_select(node, [&] { Lower<Entity>{clause}(node.operand); });
    }
};

} // namespace rowan::lang
