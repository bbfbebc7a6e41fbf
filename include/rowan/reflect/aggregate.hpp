// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/bindings.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace rowan::reflect {

/// Stands for an initializer of any member while members are counted; never called.
struct AnyMember {
    template <typename Member>
    operator Member() const noexcept {
        __builtin_unreachable(); // never called, but clang wants one for a type without linkage
    }
};

/// Stands for the initializer of a base class other than `Known` and empty ones that derive from
/// it; never called.
template <typename Entity, typename Known>
struct AnyBase {
    template <typename Base>
    requires(std::is_base_of_v<Base, Entity> && !std::is_same_v<Base, Entity> &&
             !(std::is_base_of_v<Known, Base> && std::is_empty_v<Base>))
    operator Base() const noexcept;
};

/// An aggregate with a base class that may have members, as the first base or the second.
template <typename Entity, typename Known>
concept HasBaseBeside = requires {
    Entity{AnyBase<Entity, Known>{}};
}
|| requires { Entity{{}, AnyBase<Entity, Known>{}}; };

/// A plain aggregate with at most one base, which must be empty (such as `rowan::Model<T>`).
template <typename Entity, bool HasBase, typename Indexes>
inline constexpr bool takes_initializers = false;

template <typename Entity, std::size_t... I>
requires requires { Entity{(static_cast<void>(I), AnyMember{})...}; }
inline constexpr bool takes_initializers<Entity, false, std::index_sequence<I...>> = true;

template <typename Entity, std::size_t... I>
requires requires { Entity{{}, (static_cast<void>(I), AnyMember{})...}; }
inline constexpr bool takes_initializers<Entity, true, std::index_sequence<I...>> = true;

/// Without braces no initializer is taken for an element of a C array: an aggregate that has one
/// can't be initialized so.
template <typename Entity, bool HasBase, typename Indexes>
inline constexpr bool has_array_member = true;

template <typename Entity, std::size_t... I>
requires requires { Entity((static_cast<void>(I), AnyMember{})...); }
inline constexpr bool has_array_member<Entity, false, std::index_sequence<I...>> = false;

template <typename Entity, std::size_t... I>
requires requires { Entity({}, (static_cast<void>(I), AnyMember{})...); }
inline constexpr bool has_array_member<Entity, true, std::index_sequence<I...>> = false;

/// Bisection between a number of initializers that is taken and one that is not.
template <typename Entity, bool HasBase, std::size_t Taken, std::size_t Refused>
consteval std::size_t bisect_members() {
    if constexpr (Refused - Taken == 1) {
        return Taken;
    } else {
        constexpr std::size_t middle = (Taken + Refused) / 2;
        if constexpr (takes_initializers<Entity, HasBase, std::make_index_sequence<middle>>)
            return bisect_members<Entity, HasBase, middle, Refused>();
        else
            return bisect_members<Entity, HasBase, Taken, middle>();
    }
}

/// The number of members of a plain aggregate, by the number of initializers it takes: steps that
/// double, then bisection, since long lists cost the compiler much and most structs are small.
/// `most_members + 1` stands for more than that.
template <typename Entity, bool HasBase, std::size_t Taken = 0, std::size_t Step = 8>
consteval std::size_t count_members() {
    constexpr std::size_t next = Step < most_members + 1 ? Step : most_members + 1;
    if constexpr (Taken > most_members)
        return Taken;
    else if constexpr (takes_initializers<Entity, HasBase, std::make_index_sequence<next>>)
        return count_members<Entity, HasBase, next, next * 2>();
    else
        return bisect_members<Entity, HasBase, Taken, next>();
}

} // namespace rowan::reflect
