// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/bindings.hpp>
#include <rowan/reflect/braces.hpp>

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

/// Whether an aggregate takes `Count` initializers, all empty or all of any type.
template <typename Entity, bool HasBase, bool Empty, std::size_t Count>
consteval bool takes() {
    if constexpr (Empty)
        return Braces<Count>::template taken<Entity>;
    else
        return takes_initializers<Entity, HasBase, std::make_index_sequence<Count>>;
}

/// Bisection between a number of initializers that is taken and one that is not.
template <typename Entity, bool HasBase, bool Empty, std::size_t Taken, std::size_t Refused>
consteval std::size_t bisect_initializers() {
    if constexpr (Refused - Taken == 1) {
        return Taken;
    } else {
        constexpr std::size_t middle = (Taken + Refused) / 2;
        if constexpr (takes<Entity, HasBase, Empty, middle>())
            return bisect_initializers<Entity, HasBase, Empty, middle, Refused>();
        else
            return bisect_initializers<Entity, HasBase, Empty, Taken, middle>();
    }
}

/// The number of initializers that an aggregate takes: steps that double, then bisection, since
/// long lists cost the compiler much and most structs are small. `Most` stands for more than that.
template <typename Entity, bool HasBase, bool Empty, std::size_t Most, std::size_t Taken = 0,
          std::size_t Step = 8>
consteval std::size_t count_initializers() {
    constexpr std::size_t next = Step < Most ? Step : Most;
    if constexpr (Taken == Most)
        return Taken;
    else if constexpr (takes<Entity, HasBase, Empty, next>())
        return count_initializers<Entity, HasBase, Empty, Most, next, next * 2>();
    else
        return bisect_initializers<Entity, HasBase, Empty, Taken, next>();
}

/// How many members there are; not exactly, if one of them is a C array.
struct Counted {
    std::size_t count;
    bool is_exact;
};

/// The members of a plain aggregate. `most_members + 1` stands for more than that.
template <typename Entity, bool HasBase>
consteval Counted count_members() {
    constexpr std::size_t empty = count_initializers<Entity, HasBase, true, most_braces>();
    // None is taken if a member has no default constructor, or an explicit one.
    if constexpr (empty == 0 || empty == most_braces)
        return {count_initializers<Entity, HasBase, false, most_members + 1>(), false};
    else
        return {empty - (HasBase ? 1 : 0), true};
}

} // namespace rowan::reflect
