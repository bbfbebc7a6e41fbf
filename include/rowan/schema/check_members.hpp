// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/fixed_string.hpp>
#include <rowan/schema/columns.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace rowan::meta {

/// Whether a member's type can be stored.
template <typename Entity, FixedString Name, typename Member>
inline constexpr bool can_be_stored = is_column_or_relation<Member>;
template <typename Entity, FixedString Name, typename Member>
inline constexpr bool is_one_optional = !is_optional_of_optional<Member>;

template <typename Entity, std::size_t Index>
consteval auto member_name_literal() {
    constexpr std::string_view name = reflect::member_names<Entity>()[Index];
    return FixedString<name.size() + 1>(name);
}

template <typename Entity, FixedString Name, typename Member>
constexpr bool check_member() {
    ROWAN_CHECK((is_one_optional<Entity, Name, Member>),
                "rowan: a member is an optional of an optional, but NULL is one state; take one "
                "std::optional away. docs/errors.md#E107",
                "rowan: ", reflect::type_name<Entity>(), "::", Name.view(),
                " is an optional of an optional, but NULL is one state; take one std::optional "
                "away. docs/errors.md#E107");
    if constexpr (is_one_optional<Entity, Name, Member>) {
        ROWAN_CHECK((can_be_stored<Entity, Name, Member>),
                    "rowan: a member's type cannot be stored; specialize rowan::Type for it. "
                    "docs/errors.md#E106",
                    "rowan: ", reflect::type_name<Entity>(), "::", Name.view(), " has type ",
                    reflect::type_name<Member>(),
                    ", which cannot be stored; specialize rowan::Type for it. docs/errors.md#E106");
    }
    return true;
}

/// Checks the members' types, embedded structs included.
template <typename Entity>
constexpr bool check_members() {
    if constexpr (is_flat<Entity>)
        return true;
    else
        return []<typename... Member, std::size_t... I>(reflect::TypeList<Member...>,
                                                        std::index_sequence<I...>) {
            [[maybe_unused]] constexpr auto check_one = []<typename One, std::size_t Index>() {
                if constexpr (!is_column_or_relation<One>)
                    return check_member<Entity, member_name_literal<Entity, Index>(), One>();
                else if constexpr (Embedded<One>)
                    return check_members<One>();
                else
                    return true;
            };
            return (check_one.template operator()<Member, I>() && ...);
        }(reflect::Members<Entity>{}, std::make_index_sequence<reflect::member_count<Entity>>{});
}

} // namespace rowan::meta
