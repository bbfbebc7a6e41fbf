// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/lower.hpp>
#include <rowan/sql/select_nodes.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

// What the nodes of a select mean: the type of their values, when these are NULL, which tables they
// need, and whether they stand for one row or for many.

namespace rowan::lang {

using reflect::TypeList;

template <typename... Lists>
struct Concat {
    using type = TypeList<>;
};
template <typename... First>
struct Concat<TypeList<First...>> {
    using type = TypeList<First...>;
};
template <typename... First, typename... Second, typename... Rest>
struct Concat<TypeList<First...>, TypeList<Second...>, Rest...>
    : Concat<TypeList<First..., Second...>, Rest...> {};
template <typename... Lists>
using concat_t = typename Concat<Lists...>::type;

template <typename Wanted, typename List>
inline constexpr bool is_among = false;
template <typename Wanted, typename... Held>
inline constexpr bool is_among<Wanted, TypeList<Held...>> = (std::is_same_v<Wanted, Held> || ...);

/// A list with the elements of another one, each once.
template <typename List, typename More>
struct JoinedOnce;
template <typename... Held>
struct JoinedOnce<TypeList<Held...>, TypeList<>> {
    using type = TypeList<Held...>;
};
template <typename... Held, typename First, typename... Rest>
struct JoinedOnce<TypeList<Held...>, TypeList<First, Rest...>>
    : JoinedOnce<std::conditional_t<is_among<First, TypeList<Held...>>, TypeList<Held...>,
                                    TypeList<Held..., First>>,
                 TypeList<Rest...>> {};
template <typename List, typename More>
using once_t = typename JoinedOnce<List, More>::type;

/// A table or subquery of a select; after an outer join its rows may be missing.
template <typename Source, bool IsOuter>
struct Joined {};
template <typename Sources, typename Source>
inline constexpr bool is_outer = is_among<Joined<Source, true>, Sources>;
template <typename Sources, typename Source>
inline constexpr bool is_joined =
    is_among<Joined<Source, false>, Sources> || is_outer<Sources, Source>;

/// A column of a subquery: its name is that of the item, `Value` its C++ type.
template <typename Item, typename Value>
struct Output {};

template <typename Node>
struct Meaning;

/// What a node of several parts means that is NULL where one of them is.
template <typename Value, typename... Parts>
struct Composed {
    using value = Value;
    template <typename Sources>
    static constexpr bool nullable = (Meaning<Parts>::template nullable<Sources> || ...);
    using sources = concat_t<TypeList<>, typename Meaning<Parts>::sources...>;
    using plain = concat_t<TypeList<>, typename Meaning<Parts>::plain...>;
    static constexpr bool aggregate = (Meaning<Parts>::aggregate || ...);
    static constexpr bool windowed = (Meaning<Parts>::windowed || ...);
};
template <typename Value, typename... Parts>
struct NeverNull : Composed<Value, Parts...> {
    template <typename Sources>
    static constexpr bool nullable = false;
};
template <typename Value, typename... Parts>
struct MaybeNull : Composed<Value, Parts...> {
    template <typename Sources>
    static constexpr bool nullable = true;
};

template <typename Held>
struct Meaning<Literal<Held>> : Composed<value_type_t<Held>> {
    template <typename Sources>
    static constexpr bool nullable = types::is_optional<Held>;
};
template <>
struct Meaning<Literal<Null>> : MaybeNull<void> {};

template <typename Node, typename Source, typename Column>
struct ColumnMeaning {
    using value = types::bare_t<Column>;
    template <typename Sources>
    static constexpr bool nullable = types::is_optional<Column> || is_outer<Sources, Source>;
    using sources = TypeList<Source>;
    using plain = TypeList<Node>;
    static constexpr bool aggregate = false;
    static constexpr bool windowed = false;
};
template <auto Member>
struct Meaning<MemberColumn<Member>>
    : ColumnMeaning<MemberColumn<Member>, TableSource<reflect::entity_of<Member>>,
                    ColumnType<reflect::entity_of<Member>,
                               meta::position_of<reflect::entity_of<Member>, Member>()>> {};
template <typename Source, auto Member>
struct Meaning<SourceColumn<Source, Member>>
    : ColumnMeaning<SourceColumn<Source, Member>, Source,
                    ColumnType<typename Source::entity,
                               meta::position_of<typename Source::entity, Member>()>> {};

template <typename Source, std::uint16_t Position>
struct Meaning<ColumnAt<Source, Position>>
    : ColumnMeaning<ColumnAt<Source, Position>, Source,
                    ColumnType<typename Source::entity, Position>> {};

/// The name of an item of a select's list; empty if it has none that the compiler knows.
template <typename Item>
inline constexpr std::string_view item_name = {};
template <typename Inner, FixedString Name>
inline constexpr std::string_view item_name<Labelled<Inner, Name>> = Name.view();
template <auto Member>
inline constexpr std::string_view item_name<MemberColumn<Member>> =
    meta::mapping<reflect::entity_of<Member>>
        .columns[meta::position_of<reflect::entity_of<Member>, Member>()]
        .name;
template <typename Source, auto Member>
inline constexpr std::string_view item_name<SourceColumn<Source, Member>> =
    item_name<MemberColumn<Member>>;
template <typename Source, FixedString Name>
inline constexpr std::string_view item_name<OutputColumn<Source, Name>> = Name.view();

template <typename Source, std::uint16_t Position>
inline constexpr std::string_view item_name<ColumnAt<Source, Position>> =
    meta::mapping<typename Source::entity>.columns[Position].name;

/// A column of the result by the name of an item.
template <typename Item>
struct ResultColumn : Operand {};
template <typename Item>
struct Meaning<ResultColumn<Item>> : MaybeNull<void> {};
template <typename Item>
inline constexpr std::string_view kept_item_name = item_name<Item>;

/// The type of the column of a subquery that is called so; `void` if there is none.
template <typename Outputs, FixedString Name>
struct OutputType;
template <FixedString Name>
struct OutputType<TypeList<>, Name> {
    using type = void;
};
template <typename Item, typename Value, typename... Rest, FixedString Name>
struct OutputType<TypeList<Output<Item, Value>, Rest...>, Name> {
    using type =
        typename std::conditional_t<item_name<Item> == Name.view(), std::type_identity<Value>,
                                    OutputType<TypeList<Rest...>, Name>>::type;
};
template <typename Outputs, FixedString Name>
inline constexpr bool has_output = !std::is_void_v<typename OutputType<Outputs, Name>::type>;

template <typename Source, FixedString Name>
struct Meaning<OutputColumn<Source, Name>>
    : ColumnMeaning<OutputColumn<Source, Name>, Source,
                    typename OutputType<typename Source::outputs, Name>::type> {};

/// A column of the result by its name, in order_by().
template <FixedString Name>
struct Meaning<NamedColumn<Name>> : MaybeNull<void> {
    using plain = TypeList<NamedColumn<Name>>;
};

template <Op Operator, typename Left, typename Right>
struct Meaning<Arithmetic<Operator, Left, Right>>
    : Composed<types::bare_t<
                   arithmetic_t<typename Meaning<Left>::value, typename Meaning<Right>::value>>,
               Left, Right> {
    /// What is divided by 0 is NULL in some databases.
    template <typename Sources>
    static constexpr bool nullable = Composed<void, Left, Right>::template nullable<Sources> ||
                                     ((Operator == Op::divided || Operator == Op::modulo) &&
                                      !is_literal<Right>);
};
template <typename Inner>
struct Meaning<Negative<Inner>> : Composed<typename Meaning<Inner>::value, Inner> {};
template <Op Operator, typename Left, typename Right>
struct Meaning<Comparison<Operator, Left, Right>> : Composed<bool, Left, Right> {};
template <Op Operator, typename Inner>
struct Meaning<NullTest<Operator, Inner>> : NeverNull<bool, Inner> {};
template <Op Operator, typename Inner, typename Element>
struct Meaning<Membership<Operator, Inner, Element>> : Composed<bool, Inner> {};
template <Op Operator, typename Inner, typename Low, typename High>
struct Meaning<Between<Operator, Inner, Low, High>> : Composed<bool, Inner, Low, High> {};
template <Op Operator, typename Inner>
struct Meaning<Like<Operator, Inner>> : Composed<bool, Inner> {};
template <Op Operator, typename Left, typename Right>
struct Meaning<Junction<Operator, Left, Right>> : Composed<bool, Left, Right> {};
template <typename Inner>
struct Meaning<Negation<Inner>> : Composed<bool, Inner> {};
template <typename Inner>
struct Meaning<Ordering<Inner>> : Meaning<Inner> {};
template <typename Inner, FixedString Name>
struct Meaning<Labelled<Inner, Name>> : Meaning<Inner> {};
template <typename Inner>
struct Meaning<NamedItem<Inner>> : Meaning<Inner> {};
template <bool Same, typename Left, typename Right>
struct Meaning<Differs<Same, Left, Right>> : NeverNull<bool, Left, Right> {};
template <typename Inner>
struct Meaning<Constant<Inner>> : Meaning<Inner> {};
template <typename Target, typename Inner>
struct Meaning<Cast<Target, Inner>> : Composed<Target, Inner> {};
template <FixedString Path, typename Inner>
struct Meaning<JsonText<Path, Inner>> : MaybeNull<std::string, Inner> {};
template <FixedString Name, typename Result, typename... Arguments>
struct Meaning<NamedCall<Name, Result, Arguments...>>
    : Composed<types::bare_t<Result>, Arguments...> {
    template <typename Sources>
    static constexpr bool nullable = types::is_optional<Result>;
};
template <typename... Columns, bool Negated, typename Rows>
struct Meaning<TupleIn<Negated, std::tuple<Columns...>, Rows>> : Composed<bool, Columns...> {};

/// What a subquery means to the select around it: the tables of that one that it uses.
template <typename Value, typename Select>
struct SelectMeaning : MaybeNull<Value> {
    using sources = typename Select::select_types::free;
};
template <Op Operator, typename Inner, typename Select>
struct Meaning<InSelect<Operator, Inner, Select>> : MaybeNull<bool, Inner> {
    using sources = concat_t<typename Meaning<Inner>::sources, typename Select::select_types::free>;
};
template <typename Select>
struct Meaning<Exists<Select>> : SelectMeaning<bool, Select> {
    template <typename Sources>
    static constexpr bool nullable = false;
};
template <Around Kind, typename Select>
struct Meaning<SelectOperand<Kind, Select>>
    : SelectMeaning<typename Select::select_types::scalar, Select> {
    /// A count has a row always.
    template <typename Sources>
    static constexpr bool nullable = !Select::select_types::counts;
};

template <typename... Values>
struct FirstValue {
    using type = void;
};
template <typename First, typename... Rest>
struct FirstValue<First, Rest...>
    : std::conditional_t<std::is_void_v<First>, FirstValue<Rest...>, std::type_identity<First>> {};

template <typename... Conditions, typename... Values, typename Else>
struct Meaning<Case<std::tuple<Branch<Conditions, Values>...>, Else>>
    : Composed<typename FirstValue<typename Meaning<Values>::value...,
                                   typename Meaning<Else>::value>::type,
               Conditions..., Values..., Else> {
    template <typename Sources>
    static constexpr bool nullable = (Meaning<Values>::template nullable<Sources> || ...) ||
                                     Meaning<Else>::template nullable<Sources>;
};
template <typename Operand, typename Branches, typename Else>
struct Meaning<ValueCase<Operand, Branches, Else>> : Meaning<Case<Branches, Else>> {};

template <>
struct Meaning<Nothing> : MaybeNull<void> {};
template <typename... Inner>
struct Meaning<std::tuple<Inner...>> : Composed<void, Inner...> {};
template <typename... Partition, typename... Order>
struct Meaning<Window<PartitionBy<Partition...>, OrderBy<Order...>>>
    : Composed<void, Partition..., Order...> {};

template <Gives What, typename Own, typename First>
using gives_t = std::conditional_t<
    What == Gives::own, Own,
    std::conditional_t<
        What == Gives::first, First,
        std::conditional_t<What == Gives::sum,
                           std::conditional_t<types::NumberInteger<First>, std::int64_t, First>,
                           std::conditional_t<std::is_same_v<First, Decimal>, Decimal, double>>>>;

template <typename Function, typename... Arguments, bool IsDistinct, typename Filter, typename Over>
struct Meaning<Call<Function, std::tuple<Arguments...>, IsDistinct, Filter, Over>>
    : Composed<gives_t<Function::gives, typename Function::own,
                       typename FirstValue<typename Meaning<Arguments>::value...>::type>,
               Arguments..., Filter, Over> {
    using All = Composed<void, Arguments..., Filter, Over>;
    static constexpr bool is_window = !std::is_same_v<Over, Nothing>;
    template <typename Sources>
    static constexpr bool nullable = Function::nulls == Nulls::always ||
                                     (Function::nulls == Nulls::any &&
                                      (Meaning<Arguments>::template nullable<Sources> || ...)) ||
                                     (Function::nulls == Nulls::all &&
                                      (Meaning<Arguments>::template nullable<Sources> && ...));
    static constexpr bool is_aggregate = Function::role == Role::aggregate && !is_window;
    static constexpr bool aggregate = is_aggregate || All::aggregate;
    static constexpr bool windowed = is_window || Function::role == Role::window || All::windowed;
    using plain = std::conditional_t<is_aggregate, TypeList<>, typename All::plain>;
};

template <typename Value>
using value_or_nothing_t = std::conditional_t<std::is_void_v<Value>, Nothing, Value>;
/// The C++ type of an item in a select of these sources.
template <typename Sources, typename Item>
using item_value_t =
    std::conditional_t<Meaning<Item>::template nullable<Sources>,
                       std::optional<value_or_nothing_t<typename Meaning<Item>::value>>,
                       value_or_nothing_t<typename Meaning<Item>::value>>;

} // namespace rowan::lang
