// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/orm/blank.hpp>
#include <rowan/orm/relation.hpp>
#include <rowan/schema/mapped_relation.hpp>
#include <rowan/schema/relate.hpp>

#include <cstddef>
#include <type_traits>

namespace rowan {

namespace meta {

template <typename Other>
struct RelationTraits<BelongsTo<Other>> {
    using target = Other;
    static constexpr RelationKind kind = RelationKind::belongs_to;
};
template <typename Other>
struct RelationTraits<HasOne<Other>> {
    using target = Other;
    static constexpr RelationKind kind = RelationKind::has_one;
};
template <typename Other>
struct RelationTraits<HasMany<Other>> {
    using target = Other;
    static constexpr RelationKind kind = RelationKind::has_many;
};
template <typename Other, typename Through>
struct RelationTraits<ManyToMany<Other, Through>> {
    using target = Other;
    using through = Through;
    static constexpr RelationKind kind = RelationKind::many_to_many;
};

} // namespace meta

namespace orm {

template <typename Object>
struct ListFunctions {
    using Rows = List<Object>;
    static Rows& of(meta::ListHead* list) { return *static_cast<Rows*>(list); }
    static meta::ListHead* create() { return new Rows; }
    static meta::ListHead* copy(meta::ListHead* list) {
        auto* made = new Rows;
        made->rows = of(list).rows;
        if (list->links)
            made->links = list->links->copy();
        return made;
    }
    static void destroy(meta::ListHead* list) { delete &of(list); }
    static void* add(meta::ListHead* list) { return &of(list).rows.emplace_back(Blank<Object>{}); }
    static void clear(meta::ListHead* list) { of(list).rows.clear(); }
    static meta::ListObjects objects(meta::ListHead* list) {
        return {of(list).rows.data(), of(list).rows.size(), sizeof(Object)};
    }
};

/// How lists of a struct's objects are handled.
template <typename Object>
inline constexpr meta::ListType list_type = {
    &ListFunctions<Object>::create, &ListFunctions<Object>::copy,  &ListFunctions<Object>::destroy,
    &ListFunctions<Object>::add,    &ListFunctions<Object>::clear, &ListFunctions<Object>::objects,
};

template <auto Member>
using EntityOf = reflect::entity_of<Member>;
template <auto Member>
using MemberType = typename reflect::MemberPointer<Member>::member;
template <auto Member>
using TargetOf = typename meta::RelationTraits<MemberType<Member>>::target;
template <auto Member>
inline constexpr std::size_t member_index = reflect::index_of<EntityOf<Member>, Member>();
template <auto Member>
using KeysOf = meta::Resolved<EntityOf<Member>, member_index<Member>>;

// What the compiler's messages are about.
template <auto Member>
inline constexpr bool is_relation_member = meta::is_relation<MemberType<Member>>;
template <auto Member>
inline constexpr bool goes_by_a_foreign_key = KeysOf<Member>::count > 0;
template <auto Member>
inline constexpr bool goes_by_one_foreign_key = KeysOf<Member>::count < 2;
template <auto Member>
inline constexpr bool has_its_inverse = meta::is_inverted<EntityOf<Member>, member_index<Member>>();

template <auto Member>
consteval bool is_resolved() {
    return KeysOf<Member>::count == 1;
}

/// Stops the compiler unless the member is a relation whose foreign key is known.
template <auto Member>
consteval void check_relation() {
    ROWAN_CHECK((is_relation_member<Member>),
                "rowan: load() takes relations: members that are BelongsTo, HasOne, HasMany or "
                "ManyToMany. docs/errors.md#E123",
                "rowan: load(): ", reflect::type_name<EntityOf<Member>>(),
                "::", reflect::pointed_name<Member>(),
                " is no relation; it takes BelongsTo, HasOne, HasMany and ManyToMany members. "
                "docs/errors.md#E123");
    if constexpr (is_relation_member<Member>) {
        ROWAN_CHECK((goes_by_a_foreign_key<Member>),
                    "rowan: a relation finds no foreign key to go by (or none of the members that "
                    "by() names); add rowan::foreign_key<...>(rowan::references<...>()) to the "
                    "table. docs/errors.md#E120",
                    "rowan: ", reflect::type_name<EntityOf<Member>>(),
                    "::", reflect::pointed_name<Member>(), ": ",
                    reflect::type_name<typename KeysOf<Member>::Owner>(), " has no foreign key to ",
                    reflect::type_name<typename KeysOf<Member>::Referred>(),
                    " (or none of the members that by() names); add rowan::foreign_key<&",
                    reflect::type_name<typename KeysOf<Member>::Owner>(),
                    "::...>(rowan::references<&",
                    reflect::type_name<typename KeysOf<Member>::Referred>(),
                    "::...>()) to its table. docs/errors.md#E120");
        ROWAN_CHECK((goes_by_one_foreign_key<Member>),
                    "rowan: a relation finds several foreign keys to go by; say which one by "
                    "rowan::relation<...>().by<...>() in the table. docs/errors.md#E121",
                    "rowan: ", reflect::type_name<EntityOf<Member>>(),
                    "::", reflect::pointed_name<Member>(), ": ",
                    reflect::type_name<typename KeysOf<Member>::Owner>(),
                    " has several foreign keys to ",
                    reflect::type_name<typename KeysOf<Member>::Referred>(),
                    "; say which one by rowan::relation<&", reflect::type_name<EntityOf<Member>>(),
                    "::", reflect::pointed_name<Member>(), ">().by<&",
                    reflect::type_name<typename KeysOf<Member>::Owner>(),
                    "::...>() in its table. docs/errors.md#E121");
        if constexpr (is_resolved<Member>()) {
            ROWAN_CHECK((has_its_inverse<Member>),
                        "rowan: back_populates() names a member that is not the same relation from "
                        "the other side. docs/errors.md#E122",
                        "rowan: ", reflect::type_name<EntityOf<Member>>(),
                        "::", reflect::pointed_name<Member>(),
                        " and the member that its back_populates() names are not the same "
                        "relation from both sides. docs/errors.md#E122");
        }
    }
}

template <typename Entity, std::size_t Index>
meta::RelationSlot* slot_of(void* object) {
    return reinterpret_cast<meta::MemberAt<Entity, Index>*>(static_cast<char*>(object) +
                                                            reflect::member_offsets<Entity>[Index]);
}

template <typename Entity, std::size_t Index>
consteval meta::MappedRelation make_relation() {
    using Member = meta::MemberAt<Entity, Index>;
    using Target = typename meta::RelationTraits<Member>::target;
    using Keys = meta::Resolved<Entity, Index>;
    using Columns =
        meta::KeyColumns<typename Keys::Owner, meta::PartAt<typename Keys::Owner, Keys::part>>;
    constexpr meta::RelationKind kind = meta::RelationTraits<Member>::kind;
    meta::MappedRelation made{};
    made.kind = kind;
    made.name = &meta::relation_name<Entity, Index>;
    made.source = &meta::mapping<Entity>;
    made.target = &meta::mapping<Target>;
    made.slot = &slot_of<Entity, Index>;
    made.lists = &list_type<Target>;
    if constexpr (kind == meta::RelationKind::many_to_many) {
        using Through = typename Keys::Owner;
        using Others = meta::KeyColumns<Through, meta::PartAt<Through, Keys::second_part>>;
        made.source_columns = Columns::there;
        made.target_columns = Others::there;
        made.through = {&meta::mapping<Through>, Columns::here, Others::here, &list_type<Through>};
    } else if constexpr (kind == meta::RelationKind::belongs_to) {
        made.source_columns = Columns::here;
        made.target_columns = Columns::there;
    } else {
        made.source_columns = Columns::there;
        made.target_columns = Columns::here;
    }
    return made;
}

/// What Rowan knows about the relation member at `Index`.
template <typename Entity, std::size_t Index>
inline constexpr meta::MappedRelation relation_at = make_relation<Entity, Index>();

/// What Rowan knows about a relation member.
template <auto Member>
inline constexpr const meta::MappedRelation& relation_of =
    relation_at<EntityOf<Member>, member_index<Member>>;

} // namespace orm

} // namespace rowan
