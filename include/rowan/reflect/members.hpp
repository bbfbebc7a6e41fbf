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

/// The members of a struct: their types, and their addresses inside its mould.
template <typename... Member>
struct BoundMembers {
    using types = TypeList<Member...>;
    static constexpr bool has_array = (std::is_array_v<Member> || ...);

    const void* at[sizeof...(Member) == 0 ? 1 : sizeof...(Member)];
};

/// What a binding is given: an object, since a lambda would be another class for each struct.
struct TakeMembers {
    template <typename... Member>
    constexpr BoundMembers<Member...> operator()(Member&... member) const {
        return {{static_cast<const void*>(__builtin_addressof(member))...}};
    }
};

/// What is in the mould, as it would be in a variable.
template <typename Entity>
constexpr Entity& moulded() {
    return const_cast<Entity&>(mould<Entity>.value);
}

template <typename Entity, std::size_t Count>
using Bound = decltype(Binding<Count>::bind(std::declval<Entity&>(), std::declval<TakeMembers&>()));

template <typename Entity, std::size_t Count, bool IsExact>
inline constexpr bool has_no_array =
    !has_array_member<Entity, has_model_base<Entity>, std::make_index_sequence<Count>>;
/// Members whose number is exact can be bound, whatever they are.
template <typename Entity, std::size_t Count>
inline constexpr bool has_no_array<Entity, Count, true> = !Bound<Entity, Count>::has_array;

/// The number of members of a plain aggregate; more than `most_members` if it is refused.
template <typename Entity>
consteval std::size_t count_bound_members() {
    constexpr Counted members = count_members<Entity, has_model_base<Entity>>();
    ROWAN_CHECK((has_few_enough_members<Entity, members.count>),
                "rowan: a plain struct has at most 128 members; embed some of them in a struct of "
                "their own. docs/errors.md#E110",
                "rowan: ", type_name<Entity>(),
                " has more than 128 members; embed some of them in a struct of their own. "
                "docs/errors.md#E110");
    if constexpr (members.count > 1 && members.count <= most_members) {
        ROWAN_CHECK((has_no_array<Entity, members.count, members.is_exact>),
                    "rowan: a member of a struct is a C array; take std::string, rowan::Blob or a "
                    "struct instead. docs/errors.md#E109",
                    "rowan: a member of ", type_name<Entity>(),
                    " is a C array; take std::string, rowan::Blob or a struct instead. "
                    "docs/errors.md#E109");
        return has_no_array<Entity, members.count, members.is_exact> ? members.count
                                                                     : most_members + 1;
    } else {
        return members.count;
    }
}

template <typename Entity>
inline constexpr std::size_t aggregate_size = count_bound_members<Entity>();

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
    else if constexpr (aggregate_size<Entity> > most_members)
        return use();
    else
        return Binding<aggregate_size<Entity>>::bind(object, use);
}

template <typename Entity>
inline constexpr auto bound_members = with_members(moulded<Entity>(), TakeMembers{});

/// The types of the members, in order of declaration.
template <typename Entity>
using Members = typename decltype(bound_members<Entity>)::types;

/// The number of members of a reflectable struct, however it is described.
template <typename Entity>
inline constexpr std::size_t member_count = Members<Entity>::size;

/// The names of the members, in order of declaration.
template <typename Entity>
constexpr auto member_names() {
    if constexpr (HanaStruct<Entity>) {
        return with_hana_names<Entity>(
            [](auto... name) { return std::array<std::string_view, sizeof...(name)>{name...}; });
    } else {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<std::string_view, sizeof...(I)>{
                member_name<bound_members<Entity>.at[I]>()...};
        }
        (std::make_index_sequence<member_count<Entity>>{});
    }
}

/// How far members are from the start of their object, in bytes. A constant expression knows where
/// they are in a mould, but no distances.
class Offsets {
  public:
    constexpr Offsets() = default;
    /// Of members at these addresses, which must outlive this, in an object that starts at `start`.
    constexpr Offsets(const void* start, const void* const* members)
        : start_(start), members_(members) {}

    [[nodiscard]] std::uint32_t operator[](std::size_t member) const {
        return static_cast<std::uint32_t>(static_cast<const char*>(members_[member]) -
                                          static_cast<const char*>(start_));
    }
    /// Those of other members of the same object.
    [[nodiscard]] constexpr Offsets of(const void* const* members) const {
        return {start_, members};
    }
    /// Where a member is in the mould.
    [[nodiscard]] constexpr const void* address(std::size_t member) const {
        return members_[member];
    }

  private:
    const void* start_ = nullptr;
    const void* const* members_ = nullptr;
};

/// The offsets of the members of a struct.
template <typename Entity>
inline constexpr Offsets member_offsets{&mould<Entity>.value, bound_members<Entity>.at};

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
        if (bound_members<Entity>.at[i] == wanted)
            return i;
    return member_count<Entity>;
}

} // namespace rowan::reflect
