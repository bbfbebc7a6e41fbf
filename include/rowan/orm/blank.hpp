// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/reflect/members.hpp>

#include <type_traits>
#include <utility>

namespace rowan::orm {

/// An object whose members are all empty: the members' own initializers (`= make_uuid()`) don't
/// run, since every column is read over them anyway. A value or a tuple of values is
/// value-initialized.
template <typename Entity>
constexpr Entity make_blank() {
    if constexpr (reflect::HanaStruct<Entity> || !reflect::Reflectable<Entity>) {
        return Entity{};
    } else {
        return []<typename... Member>(reflect::TypeList<Member...>) {
            if constexpr (reflect::has_model_base<Entity>)
                return Entity{{}, Member{}...};
            else
                return Entity{Member{}...};
        }(reflect::Members<Entity>{});
    }
}

/// Becomes a blank object where a container constructs its element.
template <typename Entity>
struct Blank {
    constexpr operator Entity() const { return make_blank<Entity>(); }
};

} // namespace rowan::orm
