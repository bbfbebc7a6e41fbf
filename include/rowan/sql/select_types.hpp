// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/lower_select.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

// What the compiler knows of a select.

namespace rowan::lang {

/// A column of what several selects give together.
template <typename Item, typename Value>
struct Fixed {};
template <typename Item, typename Value>
struct Meaning<Fixed<Item, Value>> : Composed<types::bare_t<Value>> {
    template <typename Sources>
    static constexpr bool nullable = types::is_optional<Value>;
};
template <typename Item, typename Value>
inline constexpr std::string_view item_name<Fixed<Item, Value>> = item_name<Item>;

template <typename Item>
inline constexpr bool is_named_at_run_time = false;
template <typename Inner>
inline constexpr bool is_named_at_run_time<NamedItem<Inner>> = true;
template <typename Item, typename Value>
inline constexpr bool is_named_at_run_time<Fixed<Item, Value>> = is_named_at_run_time<Item>;

template <typename Node>
inline constexpr bool is_item = IsOperand<Node> || IsCondition<Node>;
template <typename Inner, FixedString Name>
inline constexpr bool is_item<Labelled<Inner, Name>> = true;
template <typename Inner>
inline constexpr bool is_item<NamedItem<Inner>> = true;

/// Why a join has no condition.
template <typename Entity, std::size_t Keys>
struct NoCondition {};

struct SelectFlags {
    bool deduced = false;   ///< Nobody wrote from().
    bool compound = false;  ///< UNION and its like.
    bool aggregate = false; ///< having() or order_by() has an aggregate.
};

template <typename List>
inline constexpr std::size_t size_of_list = 0;
template <typename... Held>
inline constexpr std::size_t size_of_list<TypeList<Held...>> = sizeof...(Held);

/// The sources of a list that are not among those of a select.
template <typename Used, typename Sources>
struct FreeOf;
template <typename... Used, typename Sources>
struct FreeOf<TypeList<Used...>, Sources> {
    using type =
        concat_t<TypeList<>,
                 std::conditional_t<is_joined<Sources, Used>, TypeList<>, TypeList<Used>>...>;
};

/// All that the compiler knows of a select. `Sources` are its tables, `Uses` those that its
/// conditions name, `Keys` what it is grouped by, `Into` what the caller reads rows into, `Pending`
/// a join that still has no condition.
template <typename Items, typename Sources, typename Uses = TypeList<>, typename Keys = TypeList<>,
          typename Into = Nothing, typename Pending = Nothing, SelectFlags Flags = SelectFlags{}>
struct SelectTypes;
template <typename... Item, typename Sources_, typename Uses_, typename Keys_, typename Into_,
          typename Pending_, SelectFlags Flags_>
struct SelectTypes<TypeList<Item...>, Sources_, Uses_, Keys_, Into_, Pending_, Flags_> {
    using items = TypeList<Item...>;
    using sources = Sources_;
    using uses = Uses_;
    using keys = Keys_;
    using into = Into_;
    using pending = Pending_;
    static constexpr SelectFlags flags = Flags_;
    static constexpr std::size_t count = sizeof...(Item);
    using outputs = TypeList<Output<Item, item_value_t<sources, Item>>...>;
    using free =
        typename FreeOf<once_t<uses, concat_t<TypeList<>, typename Meaning<Item>::sources...>>,
                        sources>::type;
    /// A select that puts others together reads from no table itself.
    using from_free = std::conditional_t<flags.compound, TypeList<>, free>;
    using scalar = typename FirstValue<typename Meaning<Item>::value...>::type;
    static constexpr bool aggregates = flags.aggregate || (Meaning<Item>::aggregate || ...);
    static constexpr bool counts = size_of_list<keys> == 0 && aggregates && count == 1 &&
                                   !(Meaning<Item>::template nullable<sources> || ...);

    template <typename NewSources>
    using with_sources = SelectTypes<items, NewSources, uses, keys, into, pending, flags>;
    template <typename More>
    using with_uses = SelectTypes<items, sources, once_t<uses, More>, keys, into, pending, flags>;
    template <typename More>
    using with_keys = SelectTypes<items, sources, uses, concat_t<keys, More>, into, pending, flags>;
    template <typename Row>
    using with_into = SelectTypes<items, sources, uses, keys, Row, pending, flags>;
    template <typename Why>
    using with_pending = SelectTypes<items, sources, uses, keys, into, Why, flags>;
    template <SelectFlags NewFlags>
    using with_flags = SelectTypes<items, sources, uses, keys, into, pending, NewFlags>;
};

/// What a row of a select is read into.
template <typename Outputs, typename Into>
struct RowOf {
    using type = Into;
};
template <typename... Item, typename... Value>
struct RowOf<TypeList<Output<Item, Value>...>, Nothing> {
    using type = std::tuple<Value...>;
};
template <typename Item, typename Value>
struct RowOf<TypeList<Output<Item, Value>>, Nothing> {
    using type = Value;
};

template <typename Outputs>
inline constexpr auto output_names = nullptr;
template <typename... Item, typename... Value>
inline constexpr std::array<std::string_view, sizeof...(Item)>
    output_names<TypeList<Output<Item, Value>...>> = {item_name<Item>...};

/// What two selects give together; NULL where either gives it.
template <typename Left, typename Right>
struct Together;
template <typename... Item, typename... Value, typename... Other, typename... Second>
struct Together<TypeList<Output<Item, Value>...>, TypeList<Output<Other, Second>...>> {
    template <typename First, typename Last>
    using value = std::conditional_t<!types::is_optional<First> && types::is_optional<Last>,
                                     std::optional<First>, First>;
    using type = TypeList<Fixed<Item, value<Value, Second>>...>;
    static constexpr bool fit = (fits<Value, Second> && ...);
};
template <typename Left, typename Right>
inline constexpr bool have_the_same_columns = [] {
    if constexpr (size_of_list<Left> != size_of_list<Right>)
        return false;
    else
        return Together<Left, Right>::fit;
}();

} // namespace rowan::lang
