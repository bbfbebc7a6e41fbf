// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/reflect/aggregate.hpp>
#include <rowan/reflect/hana.hpp>
#include <rowan/reflect/names.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan {

template <typename Entity>
struct Model;

} // namespace rowan

namespace rowan::reflect {

/// A list of types, nothing more.
template <typename... Members>
struct TypeList {
    static constexpr std::size_t size = sizeof...(Members);
};

template <typename Entity>
inline constexpr bool has_model_base = std::is_base_of_v<Model<Entity>, Entity>;

/// std::array and its like: the members are an implementation's.
template <typename Entity>
concept TupleLike = requires {
    std::tuple_size<Entity>::value;
};

/// A struct whose members Rowan can list.
template <typename Entity>
concept Reflectable = HanaStruct<Entity> ||
    (std::is_class_v<Entity>&& std::is_aggregate_v<Entity> && !TupleLike<Entity> &&
     !HasBaseBeside<Entity, Model<Entity>>);

/// The same as a variable, whose arguments compilers print.
template <typename Entity>
inline constexpr bool is_reflectable = Reflectable<Entity>;

template <typename Entity, std::size_t Count>
inline constexpr bool has_few_enough_members = Count <= most_members;

template <typename Entity, std::size_t Count>
inline constexpr bool has_no_array =
    !has_array_member<Entity, has_model_base<Entity>, std::make_index_sequence<Count>>;

/// The number of members of a plain aggregate; more than `most_members` if it is refused.
template <typename Entity>
consteval std::size_t aggregate_size() {
    constexpr std::size_t count = count_members<Entity, has_model_base<Entity>>();
    ROWAN_CHECK((has_few_enough_members<Entity, count>),
                "rowan: a plain struct has at most 128 members; embed some of them in a struct of "
                "their own. docs/errors.md#E110",
                "rowan: ", type_name<Entity>(),
                " has more than 128 members; embed some of them in a struct of their own. "
                "docs/errors.md#E110");
    if constexpr (count > 1 && count <= most_members) {
        ROWAN_CHECK((has_no_array<Entity, count>),
                    "rowan: a member of a struct is a C array; take std::string, rowan::Blob or a "
                    "struct instead. docs/errors.md#E109",
                    "rowan: a member of ", type_name<Entity>(),
                    " is a C array; take std::string, rowan::Blob or a struct instead. "
                    "docs/errors.md#E109");
        return has_no_array<Entity, count> ? count : most_members + 1;
    } else {
        return count;
    }
}

/// Calls `use(m0, m1, …)` with references to the members of `object`, in order of declaration.
template <typename Object, typename Use>
constexpr decltype(auto) with_members(Object& object, Use&& use) {
    using Entity = std::remove_const_t<Object>;
    ROWAN_CHECK(
        (is_reflectable<Entity>),
        "rowan: the members of a struct cannot be listed: it is no plain aggregate; take its "
        "constructors, private members and bases away, or describe it with "
        "BOOST_HANA_ADAPT_STRUCT. docs/errors.md#E109",
        "rowan: the members of ", type_name<Entity>(),
        " cannot be listed: it is no plain aggregate; take its constructors, private "
        "members and bases away, or describe it with BOOST_HANA_ADAPT_STRUCT. "
        "docs/errors.md#E109");
    // After a failed check no member is bound, so that no second error follows.
    if constexpr (HanaStruct<Entity>)
        return bind_hana_members(object, use);
    else if constexpr (!Reflectable<Entity>)
        return use();
    else if constexpr (aggregate_size<Entity>() > most_members)
        return use();
    else
        return Binding<aggregate_size<Entity>()>::bind(object, use);
}

/// What with_members() is given: objects, since a lambda would be another class for each struct.
struct TakeTypes {
    template <typename... Member>
    constexpr TypeList<Member...> operator()(Member&...) const {
        return {};
    }
};

/// The types of the members, in order of declaration.
template <typename Entity>
using Members = decltype(with_members(mould<Entity>.value, TakeTypes{}));

/// The number of members of a reflectable struct, however it is described.
template <typename Entity>
inline constexpr std::size_t member_count = Members<Entity>::size;

/// Addresses of the members inside the entity's mould.
template <std::size_t Count>
struct Addresses {
    const void* at[Count == 0 ? 1 : Count];
};

struct TakeAddresses {
    template <typename... Member>
    constexpr Addresses<sizeof...(Member)> operator()(Member&... member) const {
        return {{static_cast<const void*>(&member)...}};
    }
};

template <typename Entity>
inline constexpr auto member_addresses = with_members(mould<Entity>.value, TakeAddresses{});

/// The names of the members, in order of declaration.
template <typename Entity>
consteval auto member_names() {
    if constexpr (HanaStruct<Entity>) {
        return with_hana_names<Entity>(
            [](auto... name) { return std::array<std::string_view, sizeof...(name)>{name...}; });
    } else {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<std::string_view, sizeof...(I)>{
                member_name<member_addresses<Entity>.at[I]>()...};
        }
        (std::make_index_sequence<member_count<Entity>>{});
    }
}

/// How far the members are from the start of the object, in bytes.
template <typename Entity>
auto member_offsets() {
    constexpr std::size_t count = member_count<Entity>;
    std::array<std::uint32_t, count> offsets{};
    const auto* start = reinterpret_cast<const char*>(&mould<Entity>.value);
    for (std::size_t i = 0; i < count; ++i)
        offsets[i] = static_cast<std::uint32_t>(
            static_cast<const char*>(member_addresses<Entity>.at[i]) - start);
    return offsets;
}

template <auto Pointer>
struct MemberPointer;

template <typename Class, typename Member, Member Class::*Pointer>
struct MemberPointer<Pointer> {
    using entity = Class;
    using member = Member;
};

/// The struct a member pointer belongs to.
template <auto Pointer>
using entity_of = typename MemberPointer<Pointer>::entity;

/// The position of a member among the members of `Entity`; `member_count<Entity>` if it is none.
template <typename Entity, auto Pointer>
consteval std::size_t index_of() {
    const void* wanted = &(mould<Entity>.value.*Pointer);
    for (std::size_t i = 0; i < member_count<Entity>; ++i)
        if (member_addresses<Entity>.at[i] == wanted)
            return i;
    return member_count<Entity>;
}

} // namespace rowan::reflect
