// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/check_operands.hpp>
#include <rowan/sql/select_types.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

// What stops the compiler when a select makes no sense, once it is whole.

namespace rowan::lang {

template <typename Source>
consteval std::string_view source_name() {
    if constexpr (requires { typename Source::entity; } && Source::info.alias.empty())
        return reflect::type_name<typename Source::entity>();
    else
        return Source::info.name();
}
template <typename Sources, typename Source>
inline constexpr bool is_in_the_select = is_joined<Sources, Source>;
template <typename Sources, typename Source>
consteval void check_source() {
    ROWAN_CHECK((is_in_the_select<Sources, Source>),
                "rowan: select(): a column is of a table that is not in the query; join it. "
                "docs/errors.md#E150",
                "rowan: select(): a column is of '", source_name<Source>(),
                "', which is not in the query; join it. docs/errors.md#E150");
}
template <typename Sources, typename... Free>
consteval void check_sources(TypeList<Free...>) {
    (check_source<Sources, Free>(), ...);
}

/// Where a select uses several tables, somebody must say which it begins with.
template <typename Sources, typename Free>
inline constexpr bool has_a_from = size_of_list<Sources> > 0 || size_of_list<Free> == 0;
template <typename Sources, typename Free>
consteval void check_from() {
    ROWAN_CHECK((has_a_from<Sources, Free>),
                "rowan: select(): the items are of several tables, or of a subquery; select from a "
                "table by from<Struct>() and join the others. docs/errors.md#E152",
                "rowan: select(): the items are of several tables, or of a subquery; select from a "
                "table by from<Struct>() and join the others. docs/errors.md#E152");
}

template <typename Sources, typename Rest>
consteval void check_begin() {
    static_assert(size_of_list<Sources> == 0 || Rest::deduced,
                  "rowan: select(): from() comes once; join() other tables");
}

template <typename Pending>
inline constexpr bool has_join_condition = true;
template <typename Entity, std::size_t Keys>
inline constexpr bool has_join_condition<NoCondition<Entity, Keys>> = false;
template <typename Pending>
inline constexpr std::string_view joined_name = {};
template <typename Entity, std::size_t Keys>
inline constexpr std::string_view
    joined_name<NoCondition<Entity, Keys>> = reflect::type_name<Entity>();
template <typename Pending>
inline constexpr std::size_t joined_keys = 0;
template <typename Entity, std::size_t Keys>
inline constexpr std::size_t joined_keys<NoCondition<Entity, Keys>> = Keys;
template <typename Pending>
consteval void check_join() {
    ROWAN_CHECK((has_join_condition<Pending>),
                "rowan: select(): a join has no condition, since there is no foreign key between "
                "the tables, or more than one; give it by on(...), name a relation, or take "
                "cross_join(). docs/errors.md#E151",
                "rowan: select(): the join of ", joined_name<Pending>,
                " has no condition, since there is ",
                joined_keys<Pending> == 0 ? "no foreign key" : "more than one foreign key",
                " between it and the tables before; give it by on(...), name a relation, or take "
                "cross_join(). docs/errors.md#E151");
}

template <typename Rest>
inline constexpr bool follows_a_join = is_joining<Rest>;
template <typename Rest>
consteval void check_on() {
    ROWAN_CHECK((follows_a_join<Rest>),
                "rowan: select(): on() gives a join its condition and comes right after it; write "
                ".join<Table>().on(...), and conditions on rows in where(). docs/errors.md#E176",
                "rowan: select(): on() gives a join its condition and comes right after it; write "
                ".join<Table>().on(...), and conditions on rows in where(). docs/errors.md#E176");
}

template <typename Item>
inline constexpr bool has_a_type = !std::is_void_v<typename Meaning<Item>::value>;
template <typename Source, FixedString Name>
inline constexpr bool has_a_type<OutputColumn<Source, Name>> = true; // check_output() says more.
template <typename Source, FixedString Name>
consteval void check_column_of(const OutputColumn<Source, Name>*) {
    check_output<Source, Name>();
}
consteval void check_column_of(const volatile void*) {}
template <typename Item>
consteval void check_item() {
    check_column_of(static_cast<const Item*>(nullptr));
    ROWAN_CHECK((has_a_type<Item>),
                "rowan: select(): an item has no type that the compiler knows; wrap it in "
                "cast<Type>(...), or name the result: func<\"name\", Type>(...). "
                "docs/errors.md#E156",
                "rowan: select(): the item '", node_name<Item>(),
                "' has no type that the compiler knows; wrap it in cast<Type>(...), or name the "
                "result: func<\"name\", Type>(...). docs/errors.md#E156");
}

/// Whether the primary key of a column's table is among what a select is grouped by, so that each
/// group has one value of the column.
template <typename Column, typename Keys>
inline constexpr bool is_grouped = is_among<Column, Keys>;
template <auto Member, typename... Key>
inline constexpr bool is_grouped<MemberColumn<Member>, TypeList<Key...>> = [] {
    using Entity = reflect::entity_of<Member>;
    std::size_t found = 0;
    [[maybe_unused]] auto find = []<typename One>(std::type_identity<One>) {
        if constexpr (is_column<One>) {
            constexpr std::uint16_t position = position_of<Entity>(One{});
            if constexpr (position != meta::no_column &&
                          std::is_same_v<typename Meaning<One>::sources,
                                         TypeList<TableSource<Entity>>>)
                return meta::mapping<Entity>.columns[position].in_key ? 1 : 0;
        }
        return 0;
    };
    ((found += static_cast<std::size_t>(find(std::type_identity<Key>{}))), ...);
    return (std::is_same_v<MemberColumn<Member>, Key> || ...) ||
           (found > 0 && found == meta::mapping<Entity>.key.size());
}();
template <typename Column, typename Keys>
consteval void check_group() {
    ROWAN_CHECK((is_grouped<Column, Keys>),
                "rowan: select(): a plain column stands beside an aggregate or group_by(); name it "
                "in group_by(), or aggregate it. docs/errors.md#E153",
                "rowan: select(): the column '", item_name<Column>,
                "' stands beside an aggregate or group_by(); name it in group_by(), or aggregate "
                "it. docs/errors.md#E153");
}
template <typename Keys, typename... Plain>
consteval void check_groups(TypeList<Plain...>) {
    (check_group<Plain, Keys>(), ...);
}
template <typename Item>
struct Unlabelled {
    using type = Item;
};
template <typename Inner, FixedString Name>
struct Unlabelled<Labelled<Inner, Name>> {
    using type = Inner;
};
template <typename Inner>
struct Unlabelled<NamedItem<Inner>> {
    using type = Inner;
};
template <typename Keys, typename Item>
consteval void check_grouped_item() {
    if constexpr (!is_among<typename Unlabelled<Item>::type, Keys>)
        check_groups<Keys>(typename Meaning<Item>::plain{});
}

template <typename Types, typename... Item>
consteval void check_items(TypeList<Item...>) {
    (check_item<Item>(), ...);
    using Keys = typename Types::rest::keys;
    if constexpr (Types::aggregates || size_of_list < Keys >> 0)
        (check_grouped_item<Keys, Item>(), ...);
}
template <typename Types>
inline constexpr bool is_free_of_locks = !Types::rest::locks;
/// Stops the compiler unless the select can stand inside another one.
template <typename Types>
consteval void check_unlocked() {
    ROWAN_CHECK((is_free_of_locks<Types>),
                "rowan: select(): for_update() and for_share() are of a select that is run for its "
                "rows, not of one inside another, nor of count() and exists(). "
                "docs/errors.md#E177",
                "rowan: select(): for_update() and for_share() are of a select that is run for its "
                "rows, not of one inside another, nor of count() and exists(). "
                "docs/errors.md#E177");
}
/// Stops the compiler unless the select is whole, but for columns of a select around it.
template <typename Types>
consteval void check_inner() {
    check_join<typename Types::rest::pending>();
    check_items<Types>(typename Types::items{});
}
/// Stops the compiler unless the select can be run.
template <typename Types>
consteval void check_whole() {
    check_from<typename Types::sources, typename Types::from_free>();
    if constexpr (has_a_from<typename Types::sources, typename Types::from_free>)
        check_sources<typename Types::sources>(typename Types::free{});
    check_inner<Types>();
}

/// Names of the result's columns stand in order_by() alone.
template <typename Column>
inline constexpr bool is_of_a_table = true;
template <FixedString Name>
inline constexpr bool is_of_a_table<NamedColumn<Name>> = false;
template <typename Column>
consteval void check_table_column() {
    ROWAN_CHECK((is_of_a_table<Column>),
                "rowan: select(): a name such as \"name\"_col is a column of the result and stands "
                "in order_by() alone; elsewhere name a column by its member: col<&Struct::member>. "
                "docs/errors.md#E159",
                "rowan: select(): the name '", node_name<Column>(),
                "' is a column of the result and stands in order_by() alone; elsewhere name a "
                "column by its member: col<&Struct::member>. docs/errors.md#E159");
}
template <typename... Column>
consteval void check_table_columns(TypeList<Column...>) {
    (check_table_column<Column>(), ...);
}

template <typename Condition>
inline constexpr bool is_of_one_row =
    !Meaning<Condition>::aggregate && !Meaning<Condition>::windowed;
template <typename Condition>
consteval void check_one_row() {
    check_table_columns(typename Meaning<Condition>::plain{});
    ROWAN_CHECK((is_of_one_row<Condition>),
                "rowan: select(): where(), on() and group_by() are about single rows and take no "
                "aggregate or window; filter groups by having(), windows by a subquery. "
                "docs/errors.md#E154",
                "rowan: select(): '", node_name<Condition>(),
                "': where(), on() and group_by() are about single rows and take no aggregate or "
                "window; filter groups by having(), windows by a subquery. docs/errors.md#E154");
}

template <typename Member, typename Value>
inline constexpr bool can_be_read_into = fits_into<Member, Value> &&
                                         (types::is_optional<Member> || !types::is_optional<Value>);
/// The value of the output that a struct's member is read from.
template <typename Outputs>
struct OutputByName;
template <typename... Item, typename... Value>
struct OutputByName<TypeList<Output<Item, Value>...>> {
    static constexpr bool open = (is_named_at_run_time<Item> || ...);
    static consteval std::size_t find(std::string_view name) {
        constexpr std::string_view names[] = {item_name<Item>...};
        for (std::size_t i = 0; i < sizeof...(Item); ++i)
            if (names[i] == name)
                return i;
        return sizeof...(Item);
    }
    template <std::size_t Index>
    using at = typename decltype(pick_type<Index>(
        std::declval<TypeTable<std::index_sequence_for<Value...>, Value...>>()))::type;
};
template <typename Outputs, FixedString Name>
inline constexpr bool
    has_an_item_named = OutputByName<Outputs>::open ||
                        OutputByName<Outputs>::find(Name.view()) < size_of_list<Outputs>;
template <typename Outputs, FixedString Name>
consteval void check_label() {
    ROWAN_CHECK((has_an_item_named<Outputs, Name>),
                "rowan: select(): order_by(): no item is called by this name; name one by "
                "as<\"name\">(), or sort by a member. docs/errors.md#E159",
                "rowan: select(): order_by(): no item is named '", Name.view(),
                "'; name one by as<\"name\">(), or sort by a member. docs/errors.md#E159");
}
template <typename Row, std::size_t Member, typename Outputs>
inline constexpr bool
    has_item_for_member = OutputByName<Outputs>::find(meta::row_mapping<Row>.columns[Member].name) <
                          size_of_list<Outputs>;
template <typename Row, std::size_t Index, typename Member, typename Outputs>
consteval void check_member() {
    if constexpr (!OutputByName<Outputs>::open) {
        ROWAN_CHECK((has_item_for_member<Row, Index, Outputs>),
                    "rowan: select(): the struct has a member that no item is named for; name one "
                    "by as<\"name\">(). docs/errors.md#E155",
                    "rowan: select(): no item is named '",
                    meta::row_mapping<Row>.columns[Index].name, "' for the member of ",
                    reflect::type_name<Row>(), "; name one by as<\"name\">(). docs/errors.md#E155");
        if constexpr (has_item_for_member<Row, Index, Outputs>) {
            using Value = typename OutputByName<Outputs>::template at<OutputByName<Outputs>::find(
                meta::row_mapping<Row>.columns[Index].name)>;
            ROWAN_CHECK((can_be_read_into<Member, Value>),
                        "rowan: select(): a member has another type than the item of its name, or "
                        "is no std::optional where the item can be NULL. docs/errors.md#E155",
                        "rowan: select(): the member '", meta::row_mapping<Row>.columns[Index].name,
                        "' of ", reflect::type_name<Row>(), " is ", value_name<Member>(),
                        ", its item is ", types::is_optional<Value> ? "a nullable " : "",
                        value_name<Value>(),
                        "; take the item's type, std::optional where it can be NULL. "
                        "docs/errors.md#E155");
        }
    }
}
template <typename Row, typename Outputs>
consteval void check_members() {
    []<typename... Member>(TypeList<Member...>) {
        []<std::size_t... I>(std::index_sequence<I...>) {
            (check_member<Row, I, Member, Outputs>(), ...);
        }
        (std::index_sequence_for<Member...>{});
    }(typename meta::RowMembers<Row>::types{});
}

} // namespace rowan::lang
