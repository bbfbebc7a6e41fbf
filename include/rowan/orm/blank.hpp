// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/members.hpp>
#include <rowan/schema/relation_name.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace rowan::orm {

template <typename Entity>
inline constexpr bool has_relations = []<typename... Member>(reflect::TypeList<Member...>) {
    return (meta::is_relation<Member> || ...);
}(reflect::Members<Entity>{});

/// An empty member; a relation knows its name, for the message of NotLoaded.
template <typename Entity, std::size_t Index, typename Member>
constexpr Member blank_member() {
    if constexpr (meta::is_relation<Member>)
        return Member(meta::relation_name<Entity, Index>);
    else
        return Member{};
}

/// Names the relations of an object that was made without this.
template <typename Entity>
Entity named(Entity object) {
    if constexpr (has_relations<Entity>)
        reflect::with_members(object, [](auto&... member) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                [[maybe_unused]] auto name = []<std::size_t Index, typename Member>(Member& one) {
                    if constexpr (meta::is_relation<Member>)
                        one = Member(meta::relation_name<Entity, Index>);
                };
                (name.template operator()<I>(member), ...);
            }
            (std::index_sequence_for<decltype(member)...>{});
        });
    return object;
}

/// Becomes an object whose members are all empty, where a container constructs its element: the
/// members' own initializers (`= make_uuid()`) don't run, since every column is read over them
/// anyway. A value or a tuple of values is value-initialized.
template <typename Entity>
struct Blank {
    constexpr operator Entity() const { return Entity{}; }
};
template <reflect::HanaStruct Entity>
struct Blank<Entity> {
    constexpr operator Entity() const { return named(Entity{}); }
};
/// One function for each plain aggregate, not one for each step.
template <typename Entity, typename Members, typename Indexes>
struct BlankAggregate;
template <typename Entity, typename... Member, std::size_t... I>
struct BlankAggregate<Entity, reflect::TypeList<Member...>, std::index_sequence<I...>> {
    constexpr operator Entity() const {
        if constexpr (!has_relations<Entity> && reflect::has_model_base<Entity>)
            return Entity{{}, Member{}...};
        else if constexpr (!has_relations<Entity>)
            return Entity{Member{}...};
        else if constexpr (reflect::has_model_base<Entity>)
            return Entity{{}, blank_member<Entity, I, Member>()...};
        else
            return Entity{blank_member<Entity, I, Member>()...};
    }
};
template <reflect::Reflectable Entity>
requires(!reflect::HanaStruct<Entity>) struct Blank<Entity>
    : BlankAggregate<Entity, reflect::Members<Entity>,
                     std::make_index_sequence<reflect::member_count<Entity>>> {
};

template <typename Entity>
constexpr Entity make_blank() {
    return Blank<Entity>{};
}

} // namespace rowan::orm
