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

/// What the compiler knows of a select beside its items and tables: `uses`, the tables that its
/// conditions name and that weren't joined then; `keys`, what it is grouped by; `into`, what the
/// caller reads rows into; `pending`, a join that still has no condition. Each call that adds to it
/// wraps the type before, so that a select which has none of this has a short name.
struct Plain {
    using uses = TypeList<>;
    using keys = TypeList<>;
    using into = Nothing;
    using pending = Nothing;
    static constexpr bool deduced = false;   ///< Nobody wrote from().
    static constexpr bool compound = false;  ///< UNION and its like.
    static constexpr bool aggregate = false; ///< having() has an aggregate.
    static constexpr bool locks = false;     ///< for_update() or for_share().
};
struct Deduced : Plain {
    static constexpr bool deduced = true;
};
struct Compound : Plain {
    static constexpr bool compound = true;
};
template <typename Rest>
struct Begun : Rest {
    static constexpr bool deduced = false;
};
/// After from().
template <typename Rest>
using begun_t =
    std::conditional_t<!Rest::deduced, Rest,
                       std::conditional_t<std::is_same_v<Rest, Deduced>, Plain, Begun<Rest>>>;
template <typename Rest, typename Sources>
struct Uses : Rest {
    using uses = once_t<typename Rest::uses, Sources>;
};
template <typename Rest, typename Keys>
struct GroupedBy : Rest {
    using keys = concat_t<typename Rest::keys, Keys>;
};
template <typename Rest>
struct Having : Rest {
    static constexpr bool aggregate = true;
};
template <typename Rest>
struct Locking : Rest {
    static constexpr bool locks = true;
};
template <typename Rest, typename Row>
struct ReadInto : Rest {
    using into = Row;
};
template <typename Rest, typename Why>
struct Pending : Rest {
    using pending = Why;
};
/// The last call was a join, which has a condition if `Why` is Nothing.
template <typename Rest, typename Why>
struct Joining : Pending<Rest, Why> {};

/// After a call that is no join: its condition can't follow any more.
template <typename Rest>
struct Settled {
    using type = Rest;
};
template <typename Rest, typename Why>
struct Settled<Joining<Rest, Why>> {
    using type = std::conditional_t<std::is_same_v<Why, Nothing>, Rest, Pending<Rest, Why>>;
};
template <typename Rest>
using settled_t = typename Settled<Rest>::type;
template <typename Rest>
inline constexpr bool is_joining = false;
template <typename Rest, typename Why>
inline constexpr bool is_joining<Joining<Rest, Why>> = true;
/// After on().
template <typename Rest>
struct Conditioned;
template <typename Rest, typename Why>
struct Conditioned<Joining<Rest, Why>> {
    using type = Rest;
};

template <typename Rest, typename Sources>
using with_uses_t =
    std::conditional_t<std::is_same_v<Sources, TypeList<>>, Rest, Uses<Rest, Sources>>;
/// After a call whose operands are these.
template <typename Rest, typename Sources, typename... Node>
struct UsesOf {
    using type =
        with_uses_t<Rest, typename FreeOf<concat_t<TypeList<>, typename Meaning<Node>::sources...>,
                                          Sources>::type>;
};
template <typename Rest, typename Sources, typename... Node>
using uses_of_t = typename UsesOf<Rest, Sources, Node...>::type;

/// What follows from the types of a select, once it is run or put inside another one.
template <typename Items, typename Sources, typename Rest>
struct SelectTypes;
template <typename... Item, typename Sources, typename Rest>
struct SelectTypes<TypeList<Item...>, Sources, Rest> {
    using items = TypeList<Item...>;
    using sources = Sources;
    using rest = Rest;
    static constexpr std::size_t count = sizeof...(Item);
    using outputs = TypeList<Output<Item, item_value_t<sources, Item>>...>;
    using free = typename FreeOf<
        once_t<typename Rest::uses, concat_t<TypeList<>, typename Meaning<Item>::sources...>>,
        sources>::type;
    /// A select that puts others together reads from no table itself.
    using from_free = std::conditional_t<Rest::compound, TypeList<>, free>;
    using scalar = typename FirstValue<typename Meaning<Item>::value...>::type;
    static constexpr bool aggregates = Rest::aggregate || (Meaning<Item>::aggregate || ...);
    static constexpr bool counts = size_of_list<typename Rest::keys> == 0 && aggregates &&
                                   count == 1 &&
                                   !(Meaning<Item>::template nullable<sources> || ...);
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
/// The items and the rest of a select that puts two together; what either lacks, both lack.
template <typename Left, typename Right>
struct Combined {
    using items = typename Together<typename Left::outputs, typename Right::outputs>::type;
    using into = typename Left::rest::into;
    using read =
        std::conditional_t<std::is_same_v<into, Nothing>, Compound, ReadInto<Compound, into>>;
    using rest = with_uses_t<read, once_t<typename Left::free, typename Right::free>>;
};
template <typename Left, typename Right>
inline constexpr bool have_the_same_columns = [] {
    if constexpr (size_of_list<Left> != size_of_list<Right>)
        return false;
    else
        return Together<Left, Right>::fit;
}();

} // namespace rowan::lang
