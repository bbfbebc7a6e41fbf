// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/select.hpp>

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// The words of a select that are no functions of the database.

namespace rowan {

namespace lang {

template <typename View, typename Entity>
struct ViewOf {};

template <typename View, typename Entity, std::size_t Member>
inline constexpr std::uint16_t
    viewed = meta::mapping<Entity>.find(meta::row_mapping<View>.columns[Member].name);
template <typename View, typename Entity, std::size_t Member>
inline constexpr bool has_viewed_column = viewed<View, Entity, Member> != meta::no_column;
template <typename View, typename Entity, std::size_t Member>
consteval bool check_view() {
    ROWAN_CHECK((has_viewed_column<View, Entity, Member>),
                "rowan: view_of<>: the view has a member that the table has no column for; name "
                "the member as the column. docs/errors.md#E155",
                "rowan: view_of<>: the member '", meta::row_mapping<View>.columns[Member].name,
                "' of ", reflect::type_name<View>(), " is no column of ",
                reflect::type_name<Entity>(),
                "; name the member as the column. docs/errors.md#E155");
    return has_viewed_column<View, Entity, Member>;
}
template <typename View, typename Entity>
auto select_view(engine::Work* work) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        if constexpr ((check_view<View, Entity, I>() && ...)) {
            using Table = TableSource<Entity>;
            return orm::start_select(work, ColumnAt<Table, viewed<View, Entity, I>>{}...)
                .template into<View>();
        }
    }
    (std::make_index_sequence<meta::row_mapping<View>.columns.size()>{});
}

} // namespace lang

/// A table under another name, to stand beside itself: `constexpr auto parent = rowan::alias<T,
/// "parent">;`, whose columns are `parent.col<&T::name>`.
template <typename Entity, FixedString Name>
inline constexpr lang::TableSource<Entity, Name> alias{};

/// A value among the items of a select.
template <typename Value>
[[nodiscard]] constexpr auto literal(Value&& value) {
    return lang::Constant<lang::operand_t<Value>>{{}, lang::as_operand(std::forward<Value>(value))};
}
/// Names a condition among the items of a select.
template <FixedString Name, typename Node>
[[nodiscard]] constexpr auto as(const Node& node) {
    return lang::Labelled<Node, Name>{node};
}
/// Any other function: `func<"soundex", std::string>(…)`; its name is not quoted.
template <FixedString Name, typename Result = void, typename... Operands>
[[nodiscard]] constexpr auto func(const Operands&... operands) {
    static_assert(
        [] {
            for (char c : Name.view())
                if (!reflect::is_identifier(c) && c != '.')
                    return false;
            return !Name.view().empty();
        }(),
        "rowan: func<\"name\">() takes the name of a function: letters, digits, '_' and '.'");
    using Arguments = std::tuple<lang::operand_t<const Operands&>...>;
    return lang::NamedCall<Name, Result, lang::operand_t<const Operands&>...>{
        {}, Arguments{lang::as_operand(operands)...}};
}
/// `case_().when(condition, value).when(…).else_(value)`
[[nodiscard]] constexpr auto case_() { return lang::Case<std::tuple<>, lang::Nothing>{}; }
/// `case_(operand).when(value, result).else_(result)`
template <typename Operand>
[[nodiscard]] constexpr auto case_(const Operand& operand) {
    return lang::ValueCase<Operand, std::tuple<>, lang::Nothing>{{}, operand, {}};
}
/// An operand as another type.
template <typename Target, typename Operand>
[[nodiscard]] constexpr auto cast(const Operand& operand) {
    static_assert(types::Mapped<Target>, "rowan: cast<Type>() takes a type that a column can have");
    return lang::Cast<Target, lang::operand_t<const Operand&>>{{}, lang::as_operand(operand)};
}
/// A value within JSON, as text: `json_text<"address.city">(column)`, `"tags.0"`.
template <FixedString Path, typename Operand>
[[nodiscard]] constexpr auto json_text(const Operand& operand) {
    return lang::JsonText<Path, Operand>{{}, operand};
}
/// Whether two values differ, NULL being equal to NULL.
template <typename Left, typename Right>
[[nodiscard]] constexpr auto is_distinct_from(const Left& left, const Right& right) {
    return lang::Differs<false, lang::operand_t<const Left&>, lang::operand_t<const Right&>>{
        {}, lang::as_operand(left), lang::as_operand(right)};
}
template <typename Left, typename Right>
[[nodiscard]] constexpr auto is_not_distinct_from(const Left& left, const Right& right) {
    return lang::Differs<true, lang::operand_t<const Left&>, lang::operand_t<const Right&>>{
        {}, lang::as_operand(left), lang::as_operand(right)};
}
/// Whether a select has a row.
template <lang::IsSelect Select>
[[nodiscard]] auto exists(const Select& select) {
    return lang::Exists<Select>{{}, select};
}
/// The one value of a select of one column and at most one row; NULL of none.
template <lang::IsSelect Select>
[[nodiscard]] auto scalar(const Select& select) {
    return lang::SelectOperand<lang::Around::scalar, Select>{{}, select};
}
/// `x == any(select)`: a comparison that holds for one of the rows. SQLite has none.
template <lang::IsSelect Select>
[[nodiscard]] auto any(const Select& select) {
    return lang::SelectOperand<lang::Around::any, Select>{{}, select};
}
/// `x > all(select)`: a comparison that holds for each of the rows. SQLite has none.
template <lang::IsSelect Select>
[[nodiscard]] auto all(const Select& select) {
    return lang::SelectOperand<lang::Around::all, Select>{{}, select};
}

/// Several columns together: `tuple(a, b).in(std::vector<std::tuple<int, int>>{…})`.
template <typename... Columns>
struct Tuple {
    std::tuple<Columns...> columns;
    template <typename Row>
    [[nodiscard]] auto in(const std::vector<Row>& rows) const {
        return lang::TupleIn<false, std::tuple<Columns...>, std::vector<Row>>{{}, columns, rows};
    }
    template <typename Row>
    [[nodiscard]] auto not_in(const std::vector<Row>& rows) const {
        return lang::TupleIn<true, std::tuple<Columns...>, std::vector<Row>>{{}, columns, rows};
    }
};
template <typename... Columns>
[[nodiscard]] constexpr auto tuple(const Columns&... columns) {
    return Tuple<Columns...>{{columns...}};
}

/// The parts of a window: `sum(x).over(partition_by(…), order_by(…), rows(preceding(2)))`.
template <typename... Keys>
[[nodiscard]] constexpr auto partition_by(const Keys&... keys) {
    return lang::PartitionBy<Keys...>{{keys...}};
}
template <typename... Keys>
[[nodiscard]] constexpr auto order_by(const Keys&... keys) {
    return lang::OrderBy<decltype(lang::as_ordering(keys))...>{{lang::as_ordering(keys)...}};
}
inline constexpr lang::Bound unbounded_preceding{lang::BoundKind::unbounded_preceding, 0};
inline constexpr lang::Bound current_row{lang::BoundKind::current_row, 0};
inline constexpr lang::Bound unbounded_following{lang::BoundKind::unbounded_following, 0};
[[nodiscard]] constexpr lang::Bound preceding(std::uint32_t rows) {
    return {lang::BoundKind::preceding, rows};
}
[[nodiscard]] constexpr lang::Bound following(std::uint32_t rows) {
    return {lang::BoundKind::following, rows};
}
[[nodiscard]] constexpr lang::Frame rows(lang::Bound from, lang::Bound to = current_row) {
    return {lang::FrameUnit::rows, from, to};
}
[[nodiscard]] constexpr lang::Frame range(lang::Bound from, lang::Bound to = current_row) {
    return {lang::FrameUnit::range, from, to};
}
[[nodiscard]] constexpr lang::Frame groups(lang::Bound from, lang::Bound to = current_row) {
    return {lang::FrameUnit::groups, from, to};
}

/// A struct with some of a table's columns: `select(session, view_of<Title, Book>)` reads just
/// those.
template <typename View, typename Entity>
inline constexpr lang::ViewOf<View, Entity> view_of{};

/// A select of a view's columns, read into the view.
template <typename View, typename Entity>
[[nodiscard]] auto select(Session& session, lang::ViewOf<View, Entity>) {
    return lang::select_view<View, Entity>(&session.work());
}
/// The same on this thread's default session, or one that all() is given.
template <typename View, typename Entity>
[[nodiscard]] auto select(lang::ViewOf<View, Entity>) {
    return lang::select_view<View, Entity>(nullptr);
}

} // namespace rowan
