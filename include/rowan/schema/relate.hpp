// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/schema/mapped_relation.hpp>
#include <rowan/schema/relation_part.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

// Finds the foreign keys that relations go by. It works on types alone: two tables that refer to
// each other would otherwise need each other's value.

namespace rowan::meta {

/// The kind of a relation member's type, and the structs that it names.
template <typename Member>
struct RelationTraits;

template <typename Entity>
using TableType = std::remove_const_t<decltype(table_of<Entity>)>;

template <std::size_t Index, typename Part>
Part pick_part(const PlacedPart<Index, Part>&);
/// The type of a table's part at `Index`.
template <typename Entity, std::size_t Index>
using PartAt = decltype(pick_part<Index>(table_of<Entity>.parts));

/// Whether a part is a foreign key to `Target` that `By` means.
template <typename Target, typename By, typename Part>
inline constexpr bool leads_to = false;
template <typename Target, typename By, auto First, auto... Rest, auto... Members>
inline constexpr bool leads_to<Target, By, ForeignKeyPart<References<First, Rest...>, Members...>> =
    std::is_same_v<reflect::entity_of<First>, Target>&& By::template names<Members...>;

/// Foreign keys among the parts of a table: how many, and where the first is.
struct FoundKeys {
    std::size_t count = 0;
    std::size_t first = 0;
};
template <typename Target, typename By, typename... Parts>
consteval FoundKeys find_keys(const TableDefinition<Parts...>*, std::size_t except) {
    constexpr bool leads[] = {leads_to<Target, By, Parts>..., false};
    FoundKeys found;
    for (std::size_t i = 0; i < sizeof...(Parts); ++i)
        if (leads[i] && i != except && found.count++ == 0)
            found.first = i;
    return found;
}
template <typename Target, typename By>
consteval FoundKeys find_keys(const NotMapped*, std::size_t) {
    return {};
}
inline constexpr std::size_t no_part = static_cast<std::size_t>(-1);
/// The foreign keys of `Owner` to `Target` that `By` means.
template <typename Owner, typename Target, typename By, std::size_t Except = no_part>
inline constexpr FoundKeys
    keys_of = find_keys<Target, By>(static_cast<const TableType<Owner>*>(nullptr), Except);

/// The columns of a foreign key, and those that it points to.
template <typename Owner, typename Part>
struct KeyColumns;
template <typename Owner, auto First, auto... Rest, auto... Members>
struct KeyColumns<Owner, ForeignKeyPart<References<First, Rest...>, Members...>> {
    static constexpr std::span<const std::uint16_t> here = positions<Owner, Members...>;
    static constexpr std::span<const std::uint16_t> there =
        positions<reflect::entity_of<First>, First, Rest...>;
};

/// Whether a part says something of the member at `Index`.
template <typename Entity, std::size_t Index, typename Part>
inline constexpr bool is_about = false;
template <typename Entity, std::size_t Index, auto Member, typename By, typename To,
          typename Inverse>
inline constexpr bool is_about<Entity, Index, RelationPart<Member, By, To, Inverse>> = [] {
    if constexpr (is_member_of<Entity, Member>)
        return reflect::index_of<Entity, Member>() == Index;
    else
        return false;
}();
/// Whether a part of another table says that its inverse is the member at `Index` of `Entity`.
template <typename Entity, std::size_t Index, typename Part>
inline constexpr bool is_inverse_of = false;
template <typename Entity, std::size_t Index, auto Member, typename By, typename To,
          typename Inverse>
requires Inverse::is_named inline constexpr bool is_inverse_of<
    Entity, Index, RelationPart<Member, By, To, Inverse>> =
    std::is_same_v<
        Entity, typename RelationTraits<typename reflect::MemberPointer<Member>::member>::target> &&
    Inverse::template index_in<Entity> == Index;

template <typename Entity, std::size_t Index, bool Inverse, typename... Parts>
consteval std::size_t find_relation(const TableDefinition<Parts...>*) {
    constexpr bool found[] = {
        (Inverse ? is_inverse_of<Entity, Index, Parts> : is_about<Entity, Index, Parts>)..., false};
    for (std::size_t i = 0; i < sizeof...(Parts); ++i)
        if (found[i])
            return i;
    return no_part;
}
template <typename Entity, std::size_t Index, bool Inverse>
consteval std::size_t find_relation(const NotMapped*) {
    return no_part;
}
/// Where in its own table a member's relation part is, or no_part.
template <typename Entity, std::size_t Index>
inline constexpr std::size_t
    own_part = find_relation<Entity, Index, false>(static_cast<const TableType<Entity>*>(nullptr));
/// Where in the table of `Other` the part is that names the member as its inverse, or no_part.
template <typename Entity, std::size_t Index, typename Other>
inline constexpr std::size_t inverse_part =
    find_relation<Entity, Index, true>(static_cast<const TableType<Other>*>(nullptr));

struct NothingSaid {
    using by_type = AnyKey;
    using to_type = AnyKey;
    using inverse_type = NoInverse;
};
template <typename Entity, std::size_t Part>
struct SaidAt {
    using type = PartAt<Entity, Part>;
};
template <typename Entity>
struct SaidAt<Entity, no_part> {
    using type = NothingSaid;
};

template <std::size_t Index, typename... Members>
consteval auto pick_member(reflect::TypeList<Members...>) {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        struct All : PlacedPart<I, std::type_identity<Members>>... {};
        return decltype(pick_part<Index>(std::declval<All>())){};
    }
    (std::index_sequence_for<Members...>{});
}
/// The type of the member at `Index`.
template <typename Entity, std::size_t Index>
using MemberAt = typename decltype(pick_member<Index>(reflect::Members<Entity>{}))::type;

/// What is said of a relation member, in its own table or in that of its inverse.
template <typename Entity, std::size_t Index>
struct Said {
    using Traits = RelationTraits<MemberAt<Entity, Index>>;
    using Target = typename Traits::target;
    static constexpr bool is_through = Traits::kind == RelationKind::many_to_many;
    using Own = typename SaidAt<Entity, own_part<Entity, Index>>::type;
    using Opposite = typename SaidAt<Target, inverse_part<Entity, Index, Target>>::type;
    /// Seen from the other side, a many-to-many's two keys change places.
    using OppositeBy =
        std::conditional_t<is_through, typename Opposite::to_type, typename Opposite::by_type>;
    using OppositeTo = typename Opposite::by_type;
    static constexpr bool own_keys = Own::by_type::is_named || Own::to_type::is_named;
    using By = std::conditional_t<own_keys, typename Own::by_type, OppositeBy>;
    using To = std::conditional_t<own_keys, typename Own::to_type, OppositeTo>;
};

/// The foreign keys of a relation member.
template <typename Entity, std::size_t Index, RelationKind Kind = Said<Entity, Index>::Traits::kind>
struct Resolved {
    using Target = typename Said<Entity, Index>::Target;
    using Owner = std::conditional_t<Kind == RelationKind::belongs_to, Entity, Target>;
    using Referred = std::conditional_t<Kind == RelationKind::belongs_to, Target, Entity>;
    static constexpr FoundKeys keys = keys_of<Owner, Referred, typename Said<Entity, Index>::By>;
    static constexpr std::size_t count = keys.count;
    static constexpr std::size_t part = keys.first;
    static constexpr std::size_t second_part = no_part;
};
template <typename Entity, std::size_t Index>
struct Resolved<Entity, Index, RelationKind::many_to_many> {
    using SaidOf = Said<Entity, Index>;
    using Target = typename SaidOf::Target;
    using Owner = typename SaidOf::Traits::through;
    using Referred = Entity;
    /// In a table that connects rows of one struct, naming one of two keys is enough.
    static constexpr bool by_is_rest =
        std::is_same_v<Entity, Target> && !SaidOf::By::is_named && SaidOf::To::is_named;
    static constexpr FoundKeys named_to = keys_of<Owner, Target, typename SaidOf::To>;
    static constexpr FoundKeys keys = keys_of < Owner, Entity, typename SaidOf::By,
                               by_is_rest ? named_to.first : no_part > ;
    static constexpr FoundKeys to_keys = keys_of < Owner, Target, typename SaidOf::To,
                               keys.count == 1 ? keys.first : no_part > ;
    static constexpr std::size_t count = keys.count == 1 ? to_keys.count : keys.count;
    static constexpr std::size_t part = keys.first;
    static constexpr std::size_t second_part = to_keys.first;
};

/// Whether the member at `Index` and the one that it says to be its inverse are each other's.
template <typename Entity, std::size_t Index>
consteval bool is_inverted() {
    using SaidOf = Said<Entity, Index>;
    using Inverse = typename SaidOf::Own::inverse_type;
    using Target = typename SaidOf::Target;
    if constexpr (!Inverse::is_named) {
        return true;
    } else {
        constexpr std::size_t other = Inverse::template index_in<Target>;
        if constexpr (other >= reflect::member_count<Target>) {
            return false;
        } else if constexpr (!is_relation<MemberAt<Target, other>>) {
            return false;
        } else {
            using SaidThere = Said<Target, other>;
            using Back = typename SaidThere::Own::inverse_type;
            constexpr RelationKind here = SaidOf::Traits::kind, there = SaidThere::Traits::kind;
            constexpr bool is_one_way =
                (here == RelationKind::belongs_to) == (there == RelationKind::belongs_to);
            if constexpr (!std::is_same_v<typename SaidThere::Target, Entity>) {
                return false;
            } else if constexpr (SaidOf::is_through != SaidThere::is_through ||
                                 (!SaidOf::is_through && is_one_way)) {
                return false;
            } else if constexpr (Back::is_named && Back::template index_in<Entity> != Index) {
                return false;
            } else {
                using KeysHere = Resolved<Entity, Index>;
                using KeysThere = Resolved<Target, other>;
                return KeysHere::count == 1 && KeysThere::count == 1 &&
                       std::is_same_v<typename KeysHere::Owner, typename KeysThere::Owner> &&
                       (SaidOf::is_through ? KeysHere::part == KeysThere::second_part &&
                                                 KeysHere::second_part == KeysThere::part
                                           : KeysHere::part == KeysThere::part);
            }
        }
    }
}

} // namespace rowan::meta
