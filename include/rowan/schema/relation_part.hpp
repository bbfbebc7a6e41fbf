// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/fixed_string.hpp>
#include <rowan/reflect/members.hpp>
#include <rowan/schema/parts.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace rowan {

namespace meta {

template <auto... Members>
struct MemberPack {};

/// Says which foreign key is meant: whichever there is.
struct AnyKey {
    static constexpr bool is_named = false;
    template <auto... Members>
    static constexpr bool names = true;
};
/// The one of these members.
template <auto... Named>
struct KeyOfMembers {
    static constexpr bool is_named = true;
    template <auto... Members>
    static constexpr bool names = std::is_same_v<MemberPack<Named...>, MemberPack<Members...>>;
};
/// The one of the members with these names.
template <FixedString... Named>
struct KeyOfNames {
    static constexpr bool is_named = true;
    template <auto... Members>
    static constexpr bool names = [] {
        if constexpr (sizeof...(Members) == sizeof...(Named))
            return ((reflect::pointed_name<Members>() == Named.view()) && ...);
        else
            return false;
    }();
};

/// Says which member of the other struct is the way back: nobody said.
struct NoInverse {
    static constexpr bool is_named = false;
    static constexpr bool is_member = false;
    template <typename Other>
    static constexpr std::size_t index_in = static_cast<std::size_t>(-1);
};
template <auto Member>
struct InverseMember {
    static constexpr bool is_named = true;
    static constexpr bool is_member = true;
    template <typename Other>
    static constexpr std::size_t index_in = [] {
        if constexpr (std::is_same_v<reflect::entity_of<Member>, Other>)
            return reflect::index_of<Other, Member>();
        else
            return static_cast<std::size_t>(-1);
    }();
};
template <FixedString Name>
struct InverseName {
    static constexpr bool is_named = true;
    static constexpr bool is_member = false;
    template <typename Other>
    static constexpr std::size_t index_in = [] {
        constexpr auto names = reflect::member_names<Other>();
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == Name.view())
                return i;
        return static_cast<std::size_t>(-1);
    }();
};

/// What happens to a relation's rows when their object is removed, or they are taken out of it.
struct Cascades {
    bool removes = false;         ///< They are removed with their object.
    bool removes_orphans = false; ///< They are removed when they are taken out of the relation.
    bool passive = false;         ///< The database does what is to be done (ON DELETE).
};

/// What a table says of a relation member.
template <auto Member, typename By = AnyKey, typename To = AnyKey, typename Inverse = NoInverse>
struct RelationPart : RelationTag {
    using by_type = By;
    using to_type = To;
    using inverse_type = Inverse;
    Cascades cascades = {};

    /// The relation's rows are removed with their object, by a session that tracks it; without this
    /// their foreign key becomes NULL.
    [[nodiscard]] constexpr RelationPart cascade_delete() const {
        return {{}, {true, cascades.removes_orphans, cascades.passive}};
    }
    /// The relation's rows are removed too when they are taken out of it, if no other object's
    /// relation has taken them over.
    [[nodiscard]] constexpr RelationPart delete_orphan() const {
        return {{}, {true, true, cascades.passive}};
    }
    /// What is to be done with the relation's rows when their object is removed is the database's
    /// work (`ON DELETE CASCADE`, `ON DELETE SET NULL`): they are not looked for.
    [[nodiscard]] constexpr RelationPart passive_deletes() const {
        return {{}, {cascades.removes, cascades.removes_orphans, true}};
    }

    /// The foreign key that the relation goes by, where there are several: its members, which are
    /// those of the table that has the key (of a many-to-many, the table between, and the key that
    /// points here).
    template <auto... Members>
    [[nodiscard]] constexpr RelationPart<Member, KeyOfMembers<Members...>, To, Inverse> by() const {
        return {{}, cascades};
    }
    /// The same by the members' names, where their struct is not complete yet.
    template <FixedString... Names>
    [[nodiscard]] constexpr RelationPart<Member, KeyOfNames<Names...>, To, Inverse> by() const {
        return {{}, cascades};
    }
    /// Of a many-to-many, the key of the table between that points to the other struct.
    template <auto... Members>
    [[nodiscard]] constexpr RelationPart<Member, By, KeyOfMembers<Members...>, Inverse> to() const {
        return {{}, cascades};
    }
    template <FixedString... Names>
    [[nodiscard]] constexpr RelationPart<Member, By, KeyOfNames<Names...>, Inverse> to() const {
        return {{}, cascades};
    }
    /// The other struct's member that is the same relation from its side. The compiler checks that
    /// each is the other's inverse.
    template <auto Other>
    [[nodiscard]] constexpr RelationPart<Member, By, To, InverseMember<Other>>
    back_populates() const {
        return {{}, cascades};
    }
    template <FixedString Other>
    [[nodiscard]] constexpr RelationPart<Member, By, To, InverseName<Other>>
    back_populates() const {
        return {{}, cascades};
    }
};

} // namespace meta

/// Says more of a relation member than its type does: by which foreign key it goes, and what its
/// inverse is.
///
/// ```cpp
/// rowan::relation<&Book::author>().by<&Book::author_id>().back_populates<&Author::written>()
/// ```
template <auto Member>
constexpr auto relation() {
    return meta::RelationPart<Member>{};
}

} // namespace rowan
