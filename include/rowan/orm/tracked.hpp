// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/shared_ptr.hpp>
#include <rowan/engine/tracker.hpp>
#include <rowan/engine/work.hpp>
#include <rowan/orm/hooks.hpp>
#include <rowan/orm/related.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan {

class Session;

namespace orm {

/// What relations do with shared pointers to objects; see relation.hpp, which knows none.
template <typename Self, typename Other, bool Shares>
meta::LinkList* link_objects(const Relation<Self, Other, Shares>&,
                             const std::shared_ptr<Other>* objects, std::size_t count) {
    Owned<engine::LinkedObjects> links(engine::make_links());
    for (std::size_t i = 0; i < count; ++i)
        links->add(objects[i]);
    return links.release();
}
template <typename Self, typename Other, bool Shares>
void add_link(const Relation<Self, Other, Shares>&, meta::LinkList* links,
              const std::shared_ptr<Other>& object) {
    if (!links)
        throw InvalidQuery("rowan: add() to a " + std::string(reflect::type_name<Self>()) +
                           " whose rows are its own; track its object, by session.add() or "
                           "query.tracked(), or set() the rows");
    auto& list = static_cast<engine::LinkedObjects&>(*links);
    if (object && !list.has(object.get()))
        list.add(object);
}
template <typename Self, typename Other, bool Shares>
bool remove_link(const Relation<Self, Other, Shares>&, meta::LinkList* links,
                 const std::shared_ptr<Other>& object) {
    return links && static_cast<engine::LinkedObjects*>(links)->remove(object.get());
}
template <typename Self, typename Other, bool Shares>
std::shared_ptr<Other> linked_object(const Relation<Self, Other, Shares>&, meta::LinkList* links,
                                     std::size_t i) {
    if (!links || i >= links->size())
        return nullptr;
    return std::static_pointer_cast<Other>(static_cast<engine::LinkedObjects*>(links)->owner(i));
}

template <typename Entity>
const engine::TrackedType& tracked_type_of();

template <typename Entity, std::size_t Index>
consteval meta::Cascades cascades_of() {
    if constexpr (meta::own_part<Entity, Index> == meta::no_part) {
        return {};
    } else {
        constexpr std::size_t at = meta::own_part<Entity, Index>;
        using Part = meta::PartAt<Entity, at>;
        return static_cast<const meta::PlacedPart<at, Part>&>(table_of<Entity>.parts).part.cascades;
    }
}

/// The relations of a struct, in the order of its members.
template <typename Entity>
inline constexpr auto tracked_relations =
    []<typename... Member, std::size_t... I>(reflect::TypeList<Member...>,
                                             std::index_sequence<I...>) {
        constexpr std::size_t count = (std::size_t{0} + ... + (meta::is_relation<Member> ? 1 : 0));
        std::array<engine::TrackedRelation, count> list{};
        [[maybe_unused]] std::size_t at = 0;
        [[maybe_unused]] auto add = [&]<std::size_t Index, typename Type>() {
            if constexpr (meta::is_relation<Type>)
                list[at++] = {&relation_at<Entity, Index>,
                              &tracked_type_of<typename meta::RelationTraits<Type>::target>,
                              cascades_of<Entity, Index>()};
        };
        (add.template operator()<I, Member>(), ...);
        return list;
    }(reflect::Members<Entity>{}, std::make_index_sequence<reflect::member_count<Entity>>{});

/// What a session's tracker knows about a struct.
template <typename Entity>
inline constexpr engine::TrackedType tracked_type = {
    .mapping = &meta::mapping<Entity>,
    .relations = tracked_relations<Entity>,
    .lists = &list_type<Entity>,
    .move = [](void* object) -> typename Later<std::shared_ptr<void>, Entity>::type {
        return std::make_shared<Entity>(std::move(*static_cast<Entity*>(object)));
    },
    .copy = [](const void* object) -> void* {
        return new Entity(*static_cast<const Entity*>(object));
    },
    .destroy = [](void* object) { delete static_cast<Entity*>(object); },
    .assign =
        [](void* to, const void* from) {
            *static_cast<Entity*>(to) = *static_cast<const Entity*>(from);
        },
    .hooks = &hooks<Entity>,
};
template <typename Entity>
const engine::TrackedType& tracked_type_of() {
    return tracked_type<Entity>;
}

template <auto... Members>
consteval auto key_types(const meta::KeyPart<Members...>&) {
    return reflect::TypeList<typename reflect::MemberPointer<Members>::member...>{};
}
template <typename Entity, std::size_t At = 0>
consteval auto find_key_types() {
    using Part = meta::PartAt<Entity, At>;
    if constexpr (meta::is_key_part<Part>)
        return key_types(
            static_cast<const meta::PlacedPart<At, Part>&>(table_of<Entity>.parts).part);
    else
        return find_key_types<Entity, At + 1>();
}
/// The types of the members of a struct's primary key.
template <typename Entity>
using KeyTypes = decltype(find_key_types<Entity>());

/// Whether a value can be one of a key's members: of the same sort, so that none is cut.
template <typename Member, typename Given>
inline constexpr bool can_be_key =
    std::convertible_to<const Given&, Member> &&
    (!std::is_arithmetic_v<types::bare_t<Member>> ||
     (std::is_integral_v<types::bare_t<Member>> == std::is_integral_v<types::bare_t<Given>> &&
      std::is_same_v<types::bare_t<Member>, bool> == std::is_same_v<types::bare_t<Given>, bool>));
template <typename Entity, typename Members, typename... Keys>
inline constexpr bool are_keys = false;
template <typename Entity, typename... Members, typename... Keys>
requires(sizeof...(Members) == sizeof...(Keys)) inline constexpr bool are_keys<
    Entity, reflect::TypeList<Members...>, Keys...> = (can_be_key<Members, Keys> && ...);

template <typename Entity, typename... Keys>
std::shared_ptr<Entity> get_tracked(engine::Work& work, const Keys&... key) {
    using Types = KeyTypes<Entity>;
    ROWAN_CHECK((are_keys<Entity, Types, Keys...>),
                "rowan: get(): these are not the values of the struct's primary key: as many, in "
                "the order of primary_key<...>(), each of its member's type. "
                "docs/errors.md#E170",
                "rowan: get() of ", reflect::type_name<Entity>(),
                ": these are not the values of its primary key: as many, in the order of "
                "primary_key<...>(), each of its member's type. docs/errors.md#E170");
    if constexpr (are_keys<Entity, Types, Keys...>) {
        auto ask = [&]<typename... Member>(reflect::TypeList<Member...>, const auto&... value) {
            types::Cell cells[sizeof...(Member)];
            types::Cell* cell = cells;
            (types::codec<Member>.encode(&value, *cell++), ...);
            return work.tracker().get(tracked_type<Entity>, cells);
        };
        auto converted = [&]<typename... Member>(reflect::TypeList<Member...> types) {
            return ask(types, static_cast<const Member&>(static_cast<Member>(key))...);
        };
        return std::static_pointer_cast<Entity>(converted(Types{}));
    } else {
        return nullptr;
    }
}

/// A tracker's objects. A type that waits for Entity, so that files that track nothing don't
/// compile the list.
template <typename Entity>
using AnyObjects = typename Later<std::vector<std::shared_ptr<void>>, Entity>::type;

/// Objects of the tracker's as what they are.
template <typename Entity>
std::vector<std::shared_ptr<Entity>> typed(AnyObjects<Entity>&& objects) {
    std::vector<std::shared_ptr<Entity>> typed;
    typed.reserve(objects.size());
    for (auto& object : objects)
        typed.push_back(std::static_pointer_cast<Entity>(std::move(object)));
    return typed;
}
template <typename Entity>
std::vector<std::shared_ptr<Entity>> take_tracked(engine::Work& work,
                                                  const meta::ListObjects& rows) {
    AnyObjects<Entity> objects;
    objects.reserve(rows.count);
    work.tracker().take(tracked_type<Entity>, rows, objects);
    return typed<Entity>(std::move(objects));
}
template <typename Entity>
std::vector<std::shared_ptr<Entity>> list_tracked(engine::Work& work, engine::Pending pending) {
    AnyObjects<Entity> objects;
    work.tracker().list(tracked_type<Entity>, pending, objects);
    return typed<Entity>(std::move(objects));
}

} // namespace orm

} // namespace rowan
