// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/lower.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>

namespace rowan::lang {

template <typename Entity, typename Column>
inline constexpr bool can_be_returned = is_column<Column>;

template <typename Entity, typename Column>
consteval void check_returned() {
    ROWAN_CHECK((can_be_returned<Entity, Column>),
                "rowan: returning() takes columns, such as \"name\"_col. docs/errors.md#E165",
                "rowan: returning() of ", reflect::type_name<Entity>(),
                " takes columns, such as \"name\"_col, not a ", reflect::type_name<Column>(),
                ". docs/errors.md#E165");
}

/// The columns that a statement which writes is to return; none are all.
template <typename... Columns>
struct ReturnedColumns {};

/// The type of a column's value; of what is no column, whose error comes from elsewhere, any.
template <typename Entity, typename Column>
using returned_value_t = std::conditional_t<std::is_void_v<value_of_t<Entity, Column>>, bool,
                                            value_of_t<Entity, Column>>;

template <typename Entity, typename Columns>
struct ReturnedRowOf {
    using type = void;
};
template <typename Entity>
struct ReturnedRowOf<Entity, ReturnedColumns<>> {
    using type = Entity;
};
template <typename Entity, typename Column>
struct ReturnedRowOf<Entity, ReturnedColumns<Column>> {
    using type = returned_value_t<Entity, Column>;
};
template <typename Entity, typename First, typename Second, typename... Rest>
struct ReturnedRowOf<Entity, ReturnedColumns<First, Second, Rest...>> {
    using type = std::tuple<returned_value_t<Entity, First>, returned_value_t<Entity, Second>,
                            returned_value_t<Entity, Rest>...>;
};
/// What a returned row is read into: the struct, the value of one column, a tuple of several.
template <typename Entity, typename Columns>
using ReturnedRow = typename ReturnedRowOf<Entity, Columns>::type;

/// What a returned row is read by.
template <typename Entity, typename Row>
constexpr const meta::Mapping& returned_mapping() {
    if constexpr (std::is_same_v<Entity, Row>)
        return meta::mapping<Entity>;
    else
        return meta::row_mapping<Row>;
}

/// Clauses that say which columns are returned.
template <typename Entity, typename... Columns>
constexpr Clauses with_returned(Clauses clauses) {
    (check_returned<Entity, Columns>(), ...);
    clauses.order = {};
    if constexpr (sizeof...(Columns) == 0)
        for (std::size_t i = 0; i < meta::mapping<Entity>.columns.size(); ++i)
            clauses.order.put(Op::column, static_cast<std::uint32_t>(i));
    else if constexpr ((can_be_returned<Entity, Columns> && ...))
        (Lower<Entity>{clauses.order}(Columns{}), ...);
    clauses.order.count = 1;
    return clauses;
}

} // namespace rowan::lang

namespace rowan {

/// What an insert is to return of the row: `std::int64_t id = session.insert(job,
/// rowan::returning("id"_col))`, the whole row where no column is named.
template <typename... Columns>
[[nodiscard]] constexpr lang::ReturnedColumns<Columns...> returning(Columns...) {
    return {};
}

} // namespace rowan
